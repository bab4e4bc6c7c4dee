internal import MariaDB

/// Rows of one source, or of none.
package enum SourceFilter: Hashable, Sendable {
    case named(String)
    case unnamed

    /// Reads what reports call a source: its name, or `-` where none was named.
    package init(id: String) {
        self = id == "-" ? .unnamed : .named(id)
    }

    /// The number of a source; nil where nobody came by it.
    static func number(of name: String, in scope: OwnScope) throws(StorageError) -> UInt16? {
        let row: (UInt16)? = try scope.database.row(
            "SELECT id FROM own_sources WHERE name = \(name)"
        )
        return row
    }

    /// The names of sources by number, asked on their own: joined, the server reads all of the
    /// organisation's sources for every row.
    static func names(
        of numbers: [UInt16?],
        in scope: OwnScope
    ) throws(StorageError) -> [UInt16: String] {
        let wanted = Set(numbers.compactMap(\.self)).sorted()
        guard !wanted.isEmpty else { return [:] }
        let rows: [(UInt16, String)] = try scope.database.rows(
            "SELECT id, name FROM own_sources WHERE id IN \(anyOf: wanted)"
        )
        return Dictionary(rows) { first, _ in first }
    }
}
