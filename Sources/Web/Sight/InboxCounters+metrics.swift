internal import Domain
internal import Metrics
internal import Storage

extension InboxCounters {
    /// What the committing thread of this process has done, and what waits for it.
    func expose(in exposition: inout Exposition, at now: Instant) {
        exposeCommits(in: &exposition)
        exposition.add(
            .gauge,
            "waymark_spool_deliveries",
            "Deliveries on this host's disk that wait for the database to come back.",
            spoolRecords
        )
        exposition.add(
            .gauge,
            "waymark_spool_bytes",
            "What the waiting deliveries take on this host's disk.",
            spoolBytes
        )
        exposition.add(
            .gauge,
            "waymark_spool_oldest_seconds",
            "How long ago the oldest delivery in the spool came in.",
            spoolOldest.map { Double(max(.zero, now - $0).wholeMicroseconds) / 1_000_000 } ?? 0
        )
        exposition.add(
            .counter,
            "waymark_spool_set_aside_total",
            "Spooled deliveries that the database refused for good; files keep them for people.",
            setAside
        )
    }

    private func exposeCommits(in exposition: inout Exposition) {
        exposition.add(
            .gauge,
            "waymark_commit_waiting",
            "Deliveries that wait for their commit.",
            waiting
        )
        exposition.add(
            .counter,
            "waymark_commit_batches_total",
            "Transactions that stored deliveries.",
            commits
        )
        exposition.add(
            .counter,
            "waymark_commit_deliveries_total",
            "Deliveries by where they were put: into the database, into the spool, out of the "
                + "spool into the database, or nowhere.",
            [
                (labels: [("to", "database")], value: Double(stored)),
                (labels: [("to", "spool")], value: Double(spooled)),
                (labels: [("to", "database_from_spool")], value: Double(drained)),
                (labels: [("to", "nowhere")], value: Double(failed)),
            ]
        )
    }
}
