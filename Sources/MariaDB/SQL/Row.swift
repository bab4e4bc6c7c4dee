/// One row of a result, read column by column in the order of the SELECT list.
///
/// It cannot be copied or kept: the next row takes its place.
package struct Row: ~Copyable {
    private let statement: Statement
    private var column = 0

    init(of statement: Statement) {
        self.statement = statement
    }

    /// The next column, as the type that is asked for; Optional for columns that may be NULL.
    ///
    /// Throws where the row has no further column or the value is of another kind.
    package mutating func next<T: SQLReadable>(as type: T.Type = T.self) throws(DatabaseError) -> T
    {
        let value = try statement.value(at: column)
        do {
            let read = try T(sqlValue: value)
            column += 1
            return read
        } catch {
            throw DatabaseError(
                misuse: """
                    column \(column + 1) (\(statement.columnName(at: column))) \
                    is \(value.kindName), which cannot be read as \(T.self)
                    """
            )
        }
    }
}

extension Value {
    /// For messages: what it is, never what it holds.
    var kindName: String {
        switch self {
        case .null: "NULL"
        case .int: "a signed integer"
        case .unsigned: "an unsigned integer"
        case .double: "a double"
        case .decimal: "a decimal"
        case .text: "text"
        case .bytes: "bytes"
        case .instant: "an instant"
        }
    }
}
