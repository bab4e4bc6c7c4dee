extension Value: SQLValue, SQLReadable {
    package init(sqlValue: Value) { self = sqlValue }
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
    package init(sqlValue: Value) throws(UnreadableValue) {
        let read: Self? =
            switch sqlValue {
            case .int(let number): Self(exactly: number)
            case .unsigned(let number): Self(exactly: number)
            case .decimal(let digits): Self(digits)
            case .null, .double, .text, .bytes, .instant: nil
            }
        guard let read else { throw UnreadableValue() }
        self = read
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

    package init(sqlValue: Value) throws(UnreadableValue) {
        let number = try Int(sqlValue: sqlValue)
        guard number == 0 || number == 1 else { throw UnreadableValue() }
        self = number == 1
    }
}

extension Double: SQLValue, SQLReadable {
    package var sqlValue: Value { .double(self) }

    /// Reads decimals and integers too, rounding where it must: for averages and shares, not money.
    package init(sqlValue: Value) throws(UnreadableValue) {
        switch sqlValue {
        case .double(let number): self = number
        case .int(let number): self.init(number)
        case .unsigned(let number): self.init(number)
        case .decimal(let digits):
            guard let number = Double(digits) else { throw UnreadableValue() }
            self = number
        case .null, .text, .bytes, .instant: throw UnreadableValue()
        }
    }
}

extension String: SQLValue, SQLReadable {
    package var sqlValue: Value { .text(self) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        switch sqlValue {
        case .text(let text), .decimal(let text): self = text
        case .null, .int, .unsigned, .double, .bytes, .instant: throw UnreadableValue()
        }
    }
}

extension [UInt8]: SQLValue, SQLReadable {
    package var sqlValue: Value { .bytes(self) }

    package init(sqlValue: Value) throws(UnreadableValue) {
        switch sqlValue {
        case .bytes(let bytes): self = bytes
        case .text(let text): self = Array(text.utf8)
        case .null, .int, .unsigned, .double, .decimal, .instant: throw UnreadableValue()
        }
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    package var sqlValue: Value { self?.sqlValue ?? .null }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    package init(sqlValue: Value) throws(UnreadableValue) {
        if case .null = sqlValue {
            self = .none
        } else {
            self = .some(try Wrapped(sqlValue: sqlValue))
        }
    }
}
