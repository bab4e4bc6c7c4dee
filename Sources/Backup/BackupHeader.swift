package import Domain
internal import JSON

/// The first line of a backup: what it is of. Known before anything else of it is read.
package struct BackupHeader: Hashable, Sendable {
    /// A migration that the database had had.
    package struct Step: Hashable, Sendable {
        package let name: String
        package let checksum: String

        package init(name: String, checksum: String) {
            self.name = name
            self.checksum = checksum
        }
    }

    static let mark = "-- Waymark backup "
    /// Grows when older programs could not read what newer ones write.
    private static let format = 1

    /// The moment that the backup holds.
    package let madeAt: Instant
    /// The version of the program that made it.
    package let version: String
    package let schema: [Step]
    /// The names of the keys without which its sealed secrets do not open. The keys are not in it.
    package let keys: [String]

    package init(madeAt: Instant, version: String, schema: [Step], keys: [String]) {
        self.madeAt = madeAt
        self.version = version
        self.schema = schema
        self.keys = keys
    }

    /// Nil where the line is not the first one of a backup that this program can read.
    package init?(line: some Collection<UInt8>) {
        guard line.starts(with: Self.mark.utf8),
            let json = try? JSON(parsing: Array(line.dropFirst(Self.mark.utf8.count)), depth: 4),
            json["format"]?.integer == Self.format,
            let madeAt = json["made_at"]?.text.flatMap({ Instant(iso8601: $0) }),
            let version = json["version"]?.text, let steps = json["schema"]?.elements,
            let keys = json["keys"]?.elements
        else { return nil }
        self.init(
            madeAt: madeAt,
            version: version,
            schema: steps.compactMap(Step.init),
            keys: keys.compactMap(\.text)
        )
        guard schema.count == steps.count, self.keys.count == keys.count else { return nil }
    }

    var line: String {
        let json: JSON = [
            "format": .integer(Self.format), "made_at": .string(madeAt.iso8601),
            "version": .string(version), "schema": .array(schema.map(\.json)),
            "keys": .array(keys.map { .string($0) }),
        ]
        return Self.mark + String(decoding: json.serialised(), as: UTF8.self) + "\n"
    }
}

extension BackupHeader.Step {
    fileprivate init?(_ json: JSON) {
        guard let name = json["name"]?.text, let checksum = json["sha256"]?.text else { return nil }
        self.init(name: name, checksum: checksum)
    }

    fileprivate var json: JSON { ["name": .string(name), "sha256": .string(checksum)] }
}
