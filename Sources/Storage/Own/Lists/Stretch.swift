internal import MariaDB

/// A part of a list whose rows follow each other in the order of one index.
struct Stretch {
    /// What stands behind FROM.
    let rows: SQL
    /// What of it the order alone is read from, where that is less.
    var index: SQL?
    /// The column that the list is sorted by, before the id.
    let key: SQL
    let id: SQL
    /// Conditions, each of which one range of the index serves in order: together they are the
    /// stretch, and no row is in two of them.
    let ranges: [SQL]
    /// Conditions that are looked at row by row. They are written so that no index serves them:
    /// the server should not leave the order for them.
    var filters: [SQL] = []
    /// How many rows may be looked through for one page, where filters may leave most of them out.
    var budget: Int?
}

extension SQL {
    /// The condition, in a form that no index serves.
    static func unindexed(_ condition: SQL) -> SQL {
        "IF(\(fragment: condition), TRUE, FALSE)"
    }

    /// Whether there is a row, asked row by row: the server would gather all rows of an EXISTS
    /// first where it sees a way.
    ///
    /// - Parameter rows: what follows FROM.
    static func exists(_ rows: SQL) -> SQL {
        "COALESCE((SELECT TRUE FROM \(fragment: rows) LIMIT 1), FALSE)"
    }

    /// Whether there is no such row, asked row by row.
    static func none(_ rows: SQL) -> SQL {
        "NOT \(fragment: exists(rows))"
    }

    /// All of the conditions.
    static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "TRUE" : "\(fragments: conditions, separator: " AND ")"
    }
}
