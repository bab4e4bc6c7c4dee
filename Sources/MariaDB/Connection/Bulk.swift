extension Connection {
    /// What one packet may hold at most; servers accept 16 MiB by default.
    private static let chunkBytes = 4 << 20

    /// Runs one INSERT, UPDATE or DELETE with `?` for each row of values, in one round trip.
    @discardableResult
    package func executeMany(
        _ statement: String,
        rows: [[Value]]
    ) throws(DatabaseError) -> Outcome {
        var total = Outcome(affectedRows: 0, lastInsertID: 0)
        for chunk in Self.chunks(of: rows) {
            let outcome = try guarded { () throws(DatabaseError) in
                let prepared = try self.statement(statement)
                try prepared.execute(rows: chunk)
                let outcome = prepared.outcome
                try prepared.finish()
                return outcome
            }
            total.affectedRows += outcome.affectedRows
            if total.lastInsertID == 0 { total.lastInsertID = outcome.lastInsertID }
        }
        return total
    }

    private static func chunks(of rows: [[Value]]) -> [ArraySlice<[Value]>] {
        var chunks: [ArraySlice<[Value]>] = []
        var (start, bytes) = (0, 0)
        for (index, row) in rows.enumerated() {
            let size = row.reduce(0) { $0 + $1.wireSize }
            if bytes + size > chunkBytes, index > start {
                chunks.append(rows[start..<index])
                (start, bytes) = (index, 0)
            }
            bytes += size
        }
        if start < rows.count { chunks.append(rows[start...]) }
        return chunks
    }
}
