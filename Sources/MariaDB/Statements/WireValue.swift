internal import CMariaDB

extension Value {
    /// The type that is announced to the server.
    var wireType: enum_field_types {
        switch self {
        case .null: MYSQL_TYPE_NULL
        case .int, .unsigned: MYSQL_TYPE_LONGLONG
        case .double: MYSQL_TYPE_DOUBLE
        case .decimal: MYSQL_TYPE_NEWDECIMAL
        case .text: MYSQL_TYPE_STRING
        case .bytes: MYSQL_TYPE_BLOB
        case .instant: MYSQL_TYPE_DATETIME
        }
    }

    /// The eight bytes of a number; 0 for what is none.
    var word: UInt64 {
        switch self {
        case .int(let number): UInt64(bitPattern: number)
        case .unsigned(let number): number
        case .double(let number): number.bitPattern
        case .null, .decimal, .text, .bytes, .instant: 0
        }
    }

    /// Whether both can stand in one column of an array binding, which has one type.
    func sharesType(with other: Value) -> Bool {
        switch (self, other) {
        case (.int, .int), (.unsigned, .unsigned), (.double, .double), (.decimal, .decimal),
            (.text, .text), (.bytes, .bytes), (.instant, .instant):
            true
        default: false
        }
    }

    /// About how many bytes the value takes on the wire.
    var wireSize: Int {
        switch self {
        case .null: 1
        case .int, .unsigned, .double: 9
        case .instant: 13
        case .decimal(let text), .text(let text): text.utf8.count + 9
        case .bytes(let bytes): bytes.count + 9
        }
    }
}

/// Where a value was put, and how many bytes of it count.
@safe
struct PlacedValue {
    let address: UnsafeMutableRawPointer?
    let length: Int
}

extension Arena {
    mutating func place(_ value: Value) throws(DatabaseError) -> PlacedValue {
        switch value {
        case .null: unsafe PlacedValue(address: nil, length: 0)
        case .int, .unsigned, .double: place(value.word)
        case .decimal(let text), .text(let text): place(text)
        case .bytes(let bytes): unsafe bytes.withUnsafeBytes { unsafe placed($0) }
        case .instant(let microseconds): try place(instant: microseconds)
        }
    }

    private mutating func place(_ word: UInt64) -> PlacedValue {
        let room = unsafe room(of: UInt64.self)
        unsafe room.pointee = word
        return unsafe PlacedValue(address: room, length: 8)
    }

    private mutating func place(_ text: String) -> PlacedValue {
        var text = text
        return text.withUTF8 { unsafe placed(UnsafeRawBufferPointer($0)) }
    }

    private mutating func place(instant: Int64) throws(DatabaseError) -> PlacedValue {
        guard let time = MYSQL_TIME(microseconds: instant) else {
            throw DatabaseError(misuse: "an instant outside the years 0 to 9999")
        }
        let room = unsafe room(of: MYSQL_TIME.self)
        unsafe room.pointee = time
        return unsafe PlacedValue(address: room, length: MemoryLayout<MYSQL_TIME>.size)
    }

    private mutating func placed(_ bytes: UnsafeRawBufferPointer) -> PlacedValue {
        unsafe PlacedValue(address: place(bytes), length: bytes.count)
    }
}
