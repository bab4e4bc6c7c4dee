extension Value: SQLValue, SQLReadable {
    package init?(sqlValue: Value) { self = sqlValue }
    package var sqlValue: Value { self }
}

extension SQLValue where Self: SignedInteger {
    package var sqlValue: Value { .int(Int64(self)) }
}

extension SQLValue where Self: UnsignedInteger {
    package var sqlValue: Value { .unsigned(UInt64(self)) }
}

extension SQLReadable where Self: FixedWidthInteger {
    /// Reads integers, and decimals without a fraction, because SUM of integers is one.
    package init?(sqlValue: Value) {
        switch sqlValue {
        case .int(let number): self.init(exactly: number)
        case .unsigned(let number): self.init(exactly: number)
        case .decimal(let digits): self.init(digits)
        case .null, .double, .text, .bytes, .instant: return nil
        }
    }
}

extension Int: SQLValue, SQLReadable {}
extension Int32: SQLValue, SQLReadable {}
extension Int64: SQLValue, SQLReadable {}
extension UInt8: SQLValue, SQLReadable {}
extension UInt16: SQLValue, SQLReadable {}
extension UInt32: SQLValue, SQLReadable {}
extension UInt64: SQLValue, SQLReadable {}

extension Bool: SQLValue, SQLReadable {
    package var sqlValue: Value { .int(self ? 1 : 0) }

    package init?(sqlValue: Value) {
        guard let number = Int(sqlValue: sqlValue), number == 0 || number == 1 else { return nil }
        self = number == 1
    }
}

extension Double: SQLValue, SQLReadable {
    package var sqlValue: Value { .double(self) }

    /// Reads decimals and integers too, rounding where it must: for averages and shares, not money.
    package init?(sqlValue: Value) {
        switch sqlValue {
        case .double(let number): self = number
        case .decimal(let digits): self.init(digits)
        case .int(let number): self.init(number)
        case .unsigned(let number): self.init(number)
        case .null, .text, .bytes, .instant: return nil
        }
    }
}

extension String: SQLValue, SQLReadable {
    package var sqlValue: Value { .text(self) }

    package init?(sqlValue: Value) {
        switch sqlValue {
        case .text(let text), .decimal(let text): self = text
        case .null, .int, .unsigned, .double, .bytes, .instant: return nil
        }
    }
}

extension [UInt8]: SQLValue, SQLReadable {
    package var sqlValue: Value { .bytes(self) }

    package init?(sqlValue: Value) {
        switch sqlValue {
        case .bytes(let bytes): self = bytes
        case .text(let text): self = Array(text.utf8)
        case .null, .int, .unsigned, .double, .decimal, .instant: return nil
        }
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    package var sqlValue: Value { self?.sqlValue ?? .null }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    package init?(sqlValue: Value) {
        if case .null = sqlValue {
            self = .none
        } else if let value = Wrapped(sqlValue: sqlValue) {
            self = .some(value)
        } else {
            return nil
        }
    }
}
