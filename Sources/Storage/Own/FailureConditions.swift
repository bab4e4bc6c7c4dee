internal import Domain
internal import MariaDB

/// Failures that nobody has handled, as parts of statements in which `f` is the failure.
struct FailureConditions {
    let fate: Fate
    let connection: Connection.ID?
    /// When the delivery came.
    let span: CustomerFilter.Span

    /// With the deliveries, as `d`, only where their time has to be looked at: their bodies come
    /// along.
    var rows: SQL {
        span.isOpen
            ? "own_failures f"
            : "own_failures f STRAIGHT_JOIN own_deliveries d ON d.id = f.delivery_id"
    }

    /// All of these have to hold.
    var range: [SQL] {
        let isOf: [SQL] = connection.map { ["f.connection_id = \($0)"] } ?? []
        return isOf + ["f.fate = \(fate.rawValue)", "f.handled_at IS NULL"]
            + span.ofArrival("f.delivery_id")
    }
}
