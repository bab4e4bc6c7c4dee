import Domain
import Storage

@testable import MariaDB

/// Statements whose text is known only when the test runs: names out of the schema, statements out
/// of the source. Nowhere else can a text become SQL.
struct AnyStatement {
    let connection: MariaDB.Connection

    init(_ settings: ConnectionSettings, in organisation: Organisation.ID? = nil) throws {
        connection = try MariaDB.Connection(settings)
        if let organisation {
            try connection.execute("CALL enter_organisation(\(organisation))")
        }
    }

    /// All rows, with as many columns as they have.
    func rows(_ text: String, _ values: [Value] = []) throws -> [[Value]] {
        try connection.query(SQL(verbatim: text, values: values)) { row in
            var columns: [Value] = []
            while let value = try? row.next(as: Value.self) { columns.append(value) }
            return columns
        }
    }

    /// All rows of texts; what is no text is empty.
    func texts(_ text: String) throws -> [[String]] {
        try rows(text).map { row in
            row.map { value in
                if case .text(let text) = value { text } else { "" }
            }
        }
    }

    /// How many rows were changed.
    @discardableResult
    func execute(_ text: String, _ values: [Value] = []) throws(DatabaseError) -> Int {
        try connection.execute(SQL(verbatim: text, values: values)).affectedRows
    }
}
