internal import Domain
internal import MariaDB

/// Failures that nobody has handled, as parts of statements in which `f` is the failure.
struct FailureConditions {
    let fate: Fate
    let connection: Connection.ID?
    /// When the delivery came.
    let span: CustomerFilter.Span

    /// All of these have to hold.
    var range: [SQL] {
        let isOf: [SQL] = connection.map { ["f.connection_id = \($0)"] } ?? []
        return isOf + ["f.fate = \(fate.rawValue)", "f.handled_at IS NULL"]
            + span.ofArrival("f", "f.delivery_id")
    }
}
