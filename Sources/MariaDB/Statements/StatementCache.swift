/// The statements that a connection has prepared, by text; the longest unused one gives way.
struct StatementCache {
    /// A server allows 16,382 prepared statements over all connections by default.
    static let capacity = 256

    private var statements: [String: Statement] = [:]
    private var uses = 0

    var count: Int { statements.count }

    mutating func find(_ text: String) -> Statement? {
        uses += 1
        let statement = statements[text]
        statement?.lastUse = uses
        return statement
    }

    mutating func keep(_ statement: Statement, as text: String) {
        if statements.count >= Self.capacity,
            let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            statements[oldest.key] = nil
        }
        statement.lastUse = uses
        statements[text] = statement
    }

    mutating func forget(_ text: String) {
        statements[text] = nil
    }

    mutating func clear() {
        statements = [:]
    }
}
