internal import CMariaDB

/// A statement that the server has prepared for one connection.
@safe
final class Statement {
    private let handle: UnsafeMutablePointer<MYSQL_STMT>
    /// In bytes of values.
    private let packetLimit: Int
    private var columns: Columns?
    private var arraySize: UInt32 = 0
    /// When it was last asked for, in the cache's count.
    var lastUse = 0

    init(_ text: String, on server: Server) throws(DatabaseError) {
        guard let handle = unsafe mysql_stmt_init(server.handle) else { throw server.failure }
        unsafe self.handle = handle
        packetLimit = server.packetLimit
        var text = text
        let status = text.withUTF8 { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                unsafe mysql_stmt_prepare(handle, text.baseAddress, UInt(text.count))
            }
        }
        guard status == 0 else { throw failure }
    }

    deinit {
        unsafe mysql_stmt_close(handle)
    }

    /// An error between two rows is told by the link, not by the statement.
    var failure: DatabaseError {
        if unsafe mysql_stmt_errno(handle) == 0, let server = unsafe handle.pointee.mysql {
            return unsafe DatabaseError(of: server)
        }
        return unsafe DatabaseError(of: handle)
    }
    var parameterCount: Int { unsafe Int(mysql_stmt_param_count(handle)) }
    var hasRows: Bool { unsafe mysql_stmt_field_count(handle) > 0 }

    func columnName(at index: Int) -> String {
        columns.map { $0.names.indices.contains(index) ? $0.names[index] : "" } ?? ""
    }

    /// Sends one row of values and reads the head of the answer.
    func execute(_ values: [Value]) throws(DatabaseError) {
        try check(values)
        try send(Parameters(values), rows: 0)
    }

    /// Sends many rows of values in one go.
    func execute(rows: [[Value]]) throws(DatabaseError) {
        for row in rows {
            try check(row)
        }
        try send(Parameters(rows: rows, columns: parameterCount), rows: UInt32(rows.count))
    }

    /// Fetches the next row; false after the last one.
    func fetch() throws(DatabaseError) -> Bool {
        switch unsafe mysql_stmt_fetch(handle) {
        case 0, MYSQL_DATA_TRUNCATED: true
        case MYSQL_NO_DATA: false
        default: throw failure
        }
    }

    func value(at index: Int) throws(DatabaseError) -> Value {
        guard let columns, columns.kinds.indices.contains(index) else {
            throw DatabaseError(misuse: "the row has no column \(index + 1)")
        }
        guard let value = unsafe columns.value(at: index, of: handle) else {
            throw DatabaseError(
                misuse: "column \(index + 1) (\(columns.names[index])) is not valid UTF-8"
            )
        }
        return value
    }

    /// Passes over what is left of the answer, so that the connection is free for the next call.
    ///
    /// Rows are fetched to the last one, because the server may still tell an error after some.
    func finish() throws(DatabaseError) {
        defer { unsafe mysql_stmt_free_result(handle) }
        while hasRows, try fetch() {}
        while unsafe mysql_stmt_more_results(handle) != 0 {
            guard unsafe mysql_stmt_next_result(handle) <= 0 else { throw failure }
            unsafe mysql_stmt_free_result(handle)
        }
    }

    var outcome: Outcome {
        unsafe Outcome(
            affectedRows: hasRows ? 0 : Int(mysql_stmt_affected_rows(handle)),
            lastInsertID: UInt64(mysql_stmt_insert_id(handle))
        )
    }

    private func check(_ values: [Value]) throws(DatabaseError) {
        guard values.count == parameterCount else {
            throw DatabaseError(
                misuse:
                    "the statement has \(parameterCount) placeholders for \(values.count) values"
            )
        }
        guard values.reduce(0, { $0 + $1.wireSize }) < packetLimit else {
            throw DatabaseError(
                misuse: "a row is larger than the server lets a packet be: max_allowed_packet"
            )
        }
    }

    private func send(_ parameters: borrowing Parameters, rows: UInt32) throws(DatabaseError) {
        if rows != arraySize {
            arraySize = rows
            unsafe mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &arraySize)
        }
        guard unsafe parameters.attach(to: handle), unsafe mysql_stmt_execute(handle) == 0 else {
            throw failure
        }
        if hasRows { try bindColumns() }
    }

    private func bindColumns() throws(DatabaseError) {
        let count = unsafe Int(mysql_stmt_field_count(handle))
        let fields = unsafe UnsafeBufferPointer(
            start: mariadb_stmt_fetch_fields(handle),
            count: count
        )
        let known = columns.flatMap { unsafe $0.match(fields) ? $0 : nil }
        let present = unsafe known ?? Columns(fields)
        columns = present
        guard unsafe present.attach(to: handle) else { throw failure }
    }
}

extension DatabaseError {
    init(of server: UnsafeMutablePointer<MYSQL>) {
        unsafe self.init(
            code: mysql_errno(server),
            state: String(cString: mysql_sqlstate(server)),
            message: String(cString: mysql_error(server))
        )
    }

    fileprivate init(of statement: UnsafeMutablePointer<MYSQL_STMT>) {
        unsafe self.init(
            code: mysql_stmt_errno(statement),
            state: String(cString: mysql_stmt_sqlstate(statement)),
            message: String(cString: mysql_stmt_error(statement))
        )
    }
}
