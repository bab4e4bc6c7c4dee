internal import CMariaDB

/// The values of one execution, laid out as the client library reads them.
@safe
struct Parameters: ~Copyable {
    private var arena = Arena()
    /// A plain pointer: for the thread sanitizer the compiler fails at changes through a buffer's.
    private let binds: UnsafeMutablePointer<MYSQL_BIND>
    private let count: Int

    deinit {
        unsafe binds.deallocate()
    }

    private init(count: Int) {
        self.count = count
        unsafe binds = .allocate(capacity: count)
        unsafe binds.initialize(repeating: MYSQL_BIND(), count: count)
    }

    /// One row: each bind points to its value.
    init(_ values: [Value]) throws(DatabaseError) {
        self.init(count: values.count)
        for (index, value) in values.enumerated() {
            try bind(value, at: index)
        }
    }

    /// Many rows by column: each bind points to an array of the column's values.
    init(rows: [[Value]], columns: Int) throws(DatabaseError) {
        self.init(count: columns)
        for column in 0..<columns {
            try bind(column: column, of: rows)
        }
    }

    /// Hands the layout to a statement; it stays valid as long as this value lives.
    func attach(to statement: UnsafeMutablePointer<MYSQL_STMT>) -> Bool {
        guard count > 0 else { return true }
        return unsafe mysql_stmt_bind_param(statement, binds) == 0
    }

    private mutating func bind(_ value: Value, at index: Int) throws(DatabaseError) {
        unsafe binds[index].setType(of: value)
        let placed = try arena.place(value)
        unsafe binds[index].buffer = placed.address
        unsafe binds[index].buffer_length = UInt(placed.length)
    }

    private mutating func bind(
        column: Int,
        of rows: [[Value]]
    ) throws(DatabaseError) {
        let sample = rows.lazy.map { $0[column] }.first { $0 != .null } ?? .text("")
        let indicators = unsafe arena.room(for: rows.count, of: CChar.self)
        let lengths = unsafe arena.room(for: rows.count, of: UInt.self)
        let cells = unsafe arena.room(for: rows.count, of: UnsafeMutableRawPointer?.self)
        for (index, row) in rows.enumerated() {
            let value = row[column]
            guard value != .null else {
                unsafe indicators[index] = CChar(STMT_INDICATOR_NULL.rawValue)
                continue
            }
            guard value.sharesType(with: sample) else { throw .mixed(column, sample, value) }
            try unsafe fill(&cells[index], &lengths[index], with: value)
        }
        unsafe binds[column].setType(of: sample)
        unsafe binds[column].buffer = UnsafeMutableRawPointer(cells)
        unsafe binds[column].length = lengths
        unsafe binds[column].u.indicator = indicators
    }

    /// Numbers lie in the array itself, everything else behind a pointer: so the library wants it.
    private mutating func fill(
        _ cell: inout UnsafeMutableRawPointer?,
        _ length: inout UInt,
        with value: Value
    ) throws(DatabaseError) {
        switch value {
        case .int, .unsigned, .double:
            unsafe cell = UnsafeMutableRawPointer(bitPattern: UInt(truncatingIfNeeded: value.word))
        case .null, .decimal, .text, .bytes, .instant:
            let placed = try arena.place(value)
            unsafe cell = placed.address
            length = UInt(placed.length)
        }
    }
}

extension MYSQL_BIND {
    fileprivate mutating func setType(of value: Value) {
        unsafe buffer_type = value.wireType
        if case .unsigned = value { unsafe is_unsigned = 1 }
    }
}

extension DatabaseError {
    fileprivate static func mixed(_ column: Int, _ first: Value, _ other: Value) -> DatabaseError {
        DatabaseError(
            misuse: """
                column \(column + 1) of many rows holds both \(first.kindName) \
                and \(other.kindName)
                """
        )
    }
}
