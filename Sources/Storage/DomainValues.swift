package import Domain
package import MariaDB

// How the domain's values stand in statements and rows.

extension Identifier: SQLValue, SQLReadable {
    package var sqlValue: Value { .int(number) }

    package init?(sqlValue: Value) {
        guard let number = Int64(sqlValue: sqlValue) else { return nil }
        self.init(number)
    }
}

extension Instant: SQLValue, SQLReadable {
    package var sqlValue: Value { .instant(microseconds: microseconds) }

    package init?(sqlValue: Value) {
        guard case .instant(let microseconds) = sqlValue else { return nil }
        self.init(microseconds: microseconds)
    }
}

extension Day: SQLValue, SQLReadable {
    package var sqlValue: Value { .text(iso) }

    /// `DATE` columns arrive as the instant at which the day begins in UTC.
    package init?(sqlValue: Value) {
        guard case .instant(let microseconds) = sqlValue else { return nil }
        self.init(number: Int(microseconds.flooredQuotient(by: 86_400_000_000)))
    }
}

extension Amount: SQLValue, SQLReadable {
    package var sqlValue: Value { .decimal(text(decimals: 4)) }

    package init?(sqlValue: Value) {
        guard let digits = String(sqlValue: sqlValue) else { return nil }
        self.init(text: digits)
    }
}

extension Currency: SQLValue, SQLReadable {
    package var sqlValue: Value { .text(code) }

    package init?(sqlValue: Value) {
        guard let code = String(sqlValue: sqlValue) else { return nil }
        self.init(code)
    }
}

extension ConversionWindow: SQLValue, SQLReadable {
    package var sqlValue: Value { .int(Int64(days)) }

    package init?(sqlValue: Value) {
        guard let days = Int(sqlValue: sqlValue) else { return nil }
        self.init(days: days)
    }
}

extension SQLValue where Self: RawRepresentable, RawValue == UInt8 {
    package var sqlValue: Value { .unsigned(UInt64(rawValue)) }
}

extension SQLReadable where Self: RawRepresentable, RawValue == UInt8 {
    package init?(sqlValue: Value) {
        guard let number = UInt8(sqlValue: sqlValue) else { return nil }
        self.init(rawValue: number)
    }
}

extension Stage: SQLValue, SQLReadable {}
extension EventKind: SQLValue, SQLReadable {}
extension Identity.Kind: SQLValue, SQLReadable {}

/// In this room a connection is the domain's; the database's own is `MariaDB.Connection`.
package typealias Connection = Domain.Connection
