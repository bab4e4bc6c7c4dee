/// What a statement without rows did.
package struct Outcome: Sendable, Hashable {
    /// Rows that were inserted, deleted or really changed: an UPDATE that writes what was there
    /// already counts nothing. `INSERT … ON DUPLICATE KEY UPDATE` counts 1 for a new row, 2 for a
    /// changed one and 0 for one that stayed as it was. 0 for statements that return rows.
    package var affectedRows: Int
    /// The first number that AUTO_INCREMENT gave; 0 for none.
    package var lastInsertID: UInt64

    package init(affectedRows: Int, lastInsertID: UInt64) {
        self.affectedRows = affectedRows
        self.lastInsertID = lastInsertID
    }
}
