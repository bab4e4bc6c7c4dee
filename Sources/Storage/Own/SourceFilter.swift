internal import MariaDB

/// Rows of one source, or of none.
package enum SourceFilter: Hashable, Sendable {
    case named(String)
    case unnamed

    /// Reads what reports call a source: its name, or `-` where none was named.
    package init(id: String) {
        self = id == "-" ? .unnamed : .named(id)
    }

    func condition(on column: SQL) -> SQL {
        switch self {
        case .named(let name):
            "\(fragment: column) = (SELECT id FROM own_sources WHERE name = \(name))"
        case .unnamed: "\(fragment: column) IS NULL"
        }
    }
}
