/// One value on its way into a statement or out of a row.
package enum Value: Sendable, Hashable {
    case null
    case int(Int64)
    case unsigned(UInt64)
    case double(Double)
    /// Exact: digits as the server writes them, such as `-12.50`.
    case decimal(String)
    case text(String)
    case bytes([UInt8])
    /// Microseconds since 1970-01-01T00:00:00Z: a DATETIME(6) in UTC, or a DATE as its first moment.
    case instant(microseconds: Int64)
}

/// What may stand in `\(…)` of an `SQL` text.
package protocol SQLValue {
    var sqlValue: Value { get }
}

/// What a column may be read as.
package protocol SQLReadable {
    /// Throws for a value of another kind or one that does not fit; the row then names the column.
    ///
    /// An initialiser that may fail would have Swift look Optionals of the type up for each value of
    /// each row, because rows know their columns' types only as the program runs.
    init(sqlValue: Value) throws(UnreadableValue)
}

/// A value is none of those that a column is read as.
package struct UnreadableValue: Error {
    package init() {}
}

/// A point in time as the tables keep it, for rooms without a type of their own for it.
package struct Microseconds: Sendable, Hashable, SQLValue, SQLReadable {
    /// Since 1970-01-01T00:00:00Z; negative before it.
    package let count: Int64

    package init(_ count: Int64) {
        self.count = count
    }

    package init(sqlValue: Value) throws(UnreadableValue) {
        guard case .instant(let microseconds) = sqlValue else { throw UnreadableValue() }
        self.count = microseconds
    }

    package var sqlValue: Value { .instant(microseconds: count) }
}
