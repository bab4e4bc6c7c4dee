internal import Cryptography
internal import JSON

/// The last line of a backup: what has to have come before it. A file that was cut off has none.
package struct BackupTrailer: Hashable, Sendable {
    static let mark = "-- Waymark end "

    /// How many rows each table has.
    package let rows: [String: Int]
    /// How many bytes of text come before this line, and their SHA-256.
    package let bytes: Int
    package let digest: [UInt8]

    init(rows: [String: Int], bytes: Int, digest: [UInt8]) {
        self.rows = rows
        self.bytes = bytes
        self.digest = digest
    }

    /// Nil where the line is not the last one of a backup.
    package init?(line: some Collection<UInt8>) {
        guard line.starts(with: Self.mark.utf8),
            let json = try? JSON(parsing: Array(line.dropFirst(Self.mark.utf8.count)), depth: 4),
            let bytes = json["bytes"]?.integer,
            let digest = json["sha256"]?.text.flatMap({ Hex.decode($0) }),
            digest.count == Digest.sha256.length, case .object(let counts) = json["rows"]
        else { return nil }
        var rows: [String: Int] = [:]
        for member in counts.members {
            guard let count = member.value.integer, count >= 0 else { return nil }
            rows[member.name] = count
        }
        self.init(rows: rows, bytes: bytes, digest: digest)
    }

    var line: String {
        let counts = rows.sorted { $0.key < $1.key }
            .map { JSONObject.Member($0.key, .integer($0.value)) }
        let json: JSON = [
            "rows": .object(JSONObject(counts)), "bytes": .integer(bytes),
            "sha256": .string(Hex.encode(digest)),
        ]
        return Self.mark + String(decoding: json.serialised(), as: UTF8.self) + "\n"
    }

    /// The rows of all tables.
    package var rowCount: Int { rows.values.reduce(0, +) }
}
