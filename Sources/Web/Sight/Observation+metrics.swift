internal import Domain
internal import Metrics
internal import Storage

extension Observation {
    /// The install's numbers: the same from every process that serves it.
    func expose(in exposition: inout Exposition, at now: Instant) {
        exposition.add(
            .gauge,
            "waymark_observation_age_seconds",
            "How old the numbers of the whole install below are.",
            seconds(max(.zero, now - at))
        )
        exposeInbox(in: &exposition)
        exposeWork(in: &exposition)
        exposition.add(
            .gauge,
            "waymark_database_bytes",
            "What the tables take on the disk, as the server last estimated it.",
            dataBytes
        )
        guard let backup else { return }
        exposition.add(
            .gauge,
            "waymark_backup_timestamp_seconds",
            "When the newest backup was made, in seconds since 1970.",
            Int(backup.madeAt.seconds)
        )
    }

    private func exposeInbox(in exposition: inout Exposition) {
        exposition.add(
            .gauge,
            "waymark_inbox_deliveries",
            "Deliveries that are stored and wait to be applied.",
            inbox.waiting
        )
        exposition.add(
            .gauge,
            "waymark_inbox_retrying_deliveries",
            "Of the waiting deliveries, those that failed before.",
            inbox.retrying
        )
        exposition.add(
            .gauge,
            "waymark_inbox_held_deliveries",
            "Of the waiting deliveries, those of connections that are paused.",
            inbox.held
        )
        exposition.add(
            .gauge,
            "waymark_inbox_lag_seconds",
            "For how long the delivery that is due first has been due.",
            seconds(inbox.lag(at: at))
        )
        exposition.add(
            .gauge,
            "waymark_failed_deliveries",
            "Deliveries that could not be applied and were not handled yet.",
            [
                (labels: [("fate", "dead")], value: Double(failures.dead)),
                (labels: [("fate", "quarantined")], value: Double(failures.quarantined)),
            ]
        )
    }

    private func exposeWork(in exposition: inout Exposition) {
        exposition.add(
            .counter,
            "waymark_applied_total",
            "Jobs that `waymark work` has done well, on all hosts.",
            done.applied
        )
        exposition.add(
            .counter,
            "waymark_retries_total",
            "Attempts of `waymark work` that failed and are made again.",
            done.postponed
        )
        exposition.add(
            .counter,
            "waymark_dead_total",
            "Deliveries that `waymark work` has given up.",
            done.givenUp
        )
        let roles: [NodeRole] = [.serve, .work]
        exposition.add(
            .gauge,
            "waymark_processes",
            "Processes seen in the last 30 seconds.",
            roles.map { role in
                (
                    labels: [("role", role.rawValue)],
                    value: Double(nodes.count { $0.identity.role == role })
                )
            }
        )
    }

    private func seconds(_ duration: Duration) -> Double {
        Double(duration.wholeMicroseconds) / 1_000_000
    }
}
