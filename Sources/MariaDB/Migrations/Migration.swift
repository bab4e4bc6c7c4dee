internal import FoundationEssentials

/// One step of the schema's history: a file `NNNN_name.sql`, never changed once it was applied.
package struct Migration: Sendable, Hashable {
    package let number: Int
    /// The file's name without `.sql`.
    package let name: String
    package let text: String

    /// Throws where the name is not four digits, `_` and a name, with `.sql` at the end.
    package init(fileName: String, text: String) throws(MigrationError) {
        let digits = fileName.prefix(4)
        guard fileName.hasSuffix(".sql"), fileName.utf8.count > 9,
            fileName.dropFirst(4).first == "_",
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits)
        else { throw .refused("\(fileName) is not named like a migration: NNNN_name.sql") }
        self.number = number
        self.name = String(fileName.dropLast(4))
        self.text = text
    }

    /// All migrations of a directory, in order; other files than `.sql` are let lie.
    package static func all(in directory: String) throws(MigrationError) -> [Migration] {
        var migrations: [Migration] = []
        for fileName in try fileNames(in: directory) {
            let path = "\(directory)/\(fileName)"
            guard let bytes = FileManager.default.contents(atPath: path),
                let text = String(validating: bytes, as: UTF8.self)
            else { throw .refused("\(path) cannot be read as UTF-8 text") }
            migrations.append(try Migration(fileName: fileName, text: text))
        }
        return migrations
    }

    private static func fileNames(in directory: String) throws(MigrationError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasSuffix(".sql") }
                .sorted()
        } catch {
            throw .refused("the directory of migrations cannot be read: \(directory)")
        }
    }
}
