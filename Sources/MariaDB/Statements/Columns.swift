internal import CMariaDB

/// The columns of a result: what each one holds, and where the library puts its numbers.
///
/// Texts and bytes are not put anywhere when a row is fetched; only their lengths are told. They
/// are then fetched into room of exactly that size, so nothing is ever cut short.
@safe
final class Columns {
    /// What a column's values become.
    enum Kind: Equatable { case int, unsigned, double, decimal, text, bytes, instant }

    /// What the library writes to for each row.
    struct Cell {
        var word: UInt64 = 0
        var time = MYSQL_TIME()
        var length: UInt = 0
        var isNull: my_bool = 0
        var error: my_bool = 0
    }

    let kinds: [Kind]
    let names: [String]
    private let cells: UnsafeMutableBufferPointer<Cell>
    private let binds: UnsafeMutableBufferPointer<MYSQL_BIND>

    init(_ fields: UnsafeBufferPointer<MYSQL_FIELD>) {
        unsafe kinds = fields.map { unsafe Kind($0) }
        unsafe names = fields.map { unsafe String(cString: $0.name) }
        unsafe cells = .allocate(capacity: fields.count)
        unsafe cells.initialize(repeating: Cell())
        unsafe binds = .allocate(capacity: fields.count)
        unsafe binds.initialize(repeating: MYSQL_BIND())
        for index in kinds.indices {
            bind(index)
        }
    }

    deinit {
        unsafe binds.deallocate()
        unsafe cells.deallocate()
    }

    /// Whether a later result has the same columns; a changed table may give other ones.
    func match(_ fields: UnsafeBufferPointer<MYSQL_FIELD>) -> Bool {
        fields.count == kinds.count
            && fields.indices.allSatisfy { unsafe Kind(fields[$0]) == kinds[$0] }
    }

    func attach(to statement: UnsafeMutablePointer<MYSQL_STMT>) -> Bool {
        unsafe mysql_stmt_bind_result(statement, binds.baseAddress) == 0
    }

    /// The present row's value; nil where the library would not hand it out.
    func value(at index: Int, of statement: UnsafeMutablePointer<MYSQL_STMT>) -> Value? {
        let cell = unsafe cells[index]
        guard cell.isNull == 0 else { return .null }
        switch kinds[index] {
        case .int: return .int(Int64(bitPattern: cell.word))
        case .unsigned: return .unsigned(cell.word)
        case .double: return .double(Double(bitPattern: cell.word))
        case .instant: return .instant(microseconds: cell.time.microseconds)
        case .decimal: return unsafe text(index, cell.length, statement).map { .decimal($0) }
        case .text: return unsafe text(index, cell.length, statement).map { .text($0) }
        case .bytes: return unsafe bytes(index, cell.length, statement).map { .bytes($0) }
        }
    }

    private func text(
        _ index: Int,
        _ length: UInt,
        _ statement: UnsafeMutablePointer<MYSQL_STMT>
    ) -> String? {
        guard length > 0 else { return "" }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(length)) { room in
            guard unsafe fetch(index, of: statement, into: room) else { return nil }
            return unsafe String(validating: UnsafeBufferPointer(room), as: UTF8.self)
        }
    }

    private func bytes(
        _ index: Int,
        _ length: UInt,
        _ statement: UnsafeMutablePointer<MYSQL_STMT>
    ) -> [UInt8]? {
        guard length > 0 else { return [] }
        var isFetched = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { room, count in
            let room = unsafe UnsafeMutableBufferPointer(rebasing: room.prefix(Int(length)))
            isFetched = unsafe fetch(index, of: statement, into: room)
            count = isFetched ? Int(length) : 0
        }
        return isFetched ? bytes : nil
    }

    /// - Parameter room: as large as the value.
    private func fetch(
        _ index: Int,
        of statement: UnsafeMutablePointer<MYSQL_STMT>,
        into room: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        var bind = unsafe MYSQL_BIND()
        unsafe bind.buffer_type = MYSQL_TYPE_BLOB
        unsafe bind.buffer = UnsafeMutableRawPointer(room.baseAddress)
        unsafe bind.buffer_length = UInt(room.count)
        return unsafe mysql_stmt_fetch_column(statement, &bind, UInt32(index), 0) == 0
    }

    private func bind(_ index: Int) {
        guard let cell = unsafe cells.baseAddress?.advanced(by: index) else { return }
        unsafe binds[index].length = cell.pointer(to: \.length)
        unsafe binds[index].is_null = cell.pointer(to: \.isNull)
        unsafe binds[index].error = cell.pointer(to: \.error)
        unsafe binds[index].buffer_type = kinds[index].wireType
        switch kinds[index] {
        case .int, .unsigned, .double:
            unsafe binds[index].buffer = UnsafeMutableRawPointer(cell.pointer(to: \.word))
            unsafe binds[index].is_unsigned = kinds[index] == .unsigned ? 1 : 0
        case .instant:
            unsafe binds[index].buffer = UnsafeMutableRawPointer(cell.pointer(to: \.time))
        case .decimal, .text, .bytes: break
        }
    }
}
