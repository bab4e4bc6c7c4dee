package import Domain
package import MariaDB

// How the domain's values stand in statements and rows.

extension Identifier: SQLValue, SQLReadable {
    package var sqlValue: Value { .int(number) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        self.init(try Int64(sqlValue: sqlValue))
    }
}

extension Instant: SQLValue, SQLReadable {
    package var sqlValue: Value { .instant(microseconds: microseconds) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        guard case .instant(let microseconds) = sqlValue else { throw UnreadableValue() }
        self.init(microseconds: microseconds)
    }
}

extension Day: SQLValue, SQLReadable {
    package var sqlValue: Value { .text(iso) }

    /// `DATE` columns arrive as the instant at which the day begins in UTC.
    package init(sqlValue: Value) throws(UnreadableValue) {
        guard case .instant(let microseconds) = sqlValue else { throw UnreadableValue() }
        self.init(number: Int(microseconds.flooredQuotient(by: 86_400_000_000)))
    }
}

extension Amount: SQLValue, SQLReadable {
    package var sqlValue: Value { .decimal(text(decimals: 4)) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        guard let amount = Amount(text: try String(sqlValue: sqlValue)) else {
            throw UnreadableValue()
        }
        self = amount
    }
}

extension Currency: SQLValue, SQLReadable {
    package var sqlValue: Value { .text(code) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        guard let currency = Currency(try String(sqlValue: sqlValue)) else {
            throw UnreadableValue()
        }
        self = currency
    }
}

extension ConversionWindow: SQLValue, SQLReadable {
    package var sqlValue: Value { .int(Int64(days)) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        guard let window = ConversionWindow(days: try Int(sqlValue: sqlValue)) else {
            throw UnreadableValue()
        }
        self = window
    }
}

extension SQLValue where Self: RawRepresentable, RawValue == UInt8 {
    package var sqlValue: Value { .unsigned(UInt64(rawValue)) }
}

extension SQLReadable where Self: RawRepresentable, RawValue == UInt8 {
    package init(sqlValue: Value) throws(UnreadableValue) {
        guard let value = Self(rawValue: try UInt8(sqlValue: sqlValue)) else {
            throw UnreadableValue()
        }
        self = value
    }
}

extension Stage: SQLValue, SQLReadable {}
extension EventKind: SQLValue, SQLReadable {}
extension Identity.Kind: SQLValue, SQLReadable {}

/// In this room a connection is the domain's; the database's own is `MariaDB.Connection`.
package typealias Connection = Domain.Connection
