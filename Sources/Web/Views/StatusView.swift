internal import Domain
internal import JSON
internal import Storage

/// How Waymark fares, as the status page shows it.
struct StatusView {
    /// The small picture has so many points, over the last hour at most.
    private static let points = 60

    private let observation: Observation?
    private let history: [Observation.Moment]
    private let awaySince: Instant?
    private let inbox: InboxCounters
    private let own: [DeliveryState: Int]
    private let version: String
    private let now: Instant

    /// - Parameter own: deliveries of the organisation whose admin asks.
    init(
        _ services: Services,
        own: [(state: DeliveryState, count: ListCount)],
        now: Instant
    ) {
        (observation, history, awaySince) = services.sight.newest
        inbox = services.sight.inbox
        version = services.version
        self.own = Dictionary(own.map { ($0.state, $0.count.value) }) { first, _ in first }
        self.now = now
    }

    /// Without an observation the process has only just started, or the database was never there.
    var json: JSON {
        guard let observation else {
            return ["success": true, "version": .string(version), "as_of": .null]
        }
        let findings = findings(observation)
        return [
            "success": true,
            "version": .string(version),
            "as_of": .string(observation.at.iso8601),
            "healthy": .bool(findings.allSatisfy { $0.weight != .bad }),
            "findings": .array(findings.map(\.json)),
            "inbox": inboxJSON(observation),
            "failures": [
                "retrying": .integer(own[.retrying] ?? 0), "dead": .integer(own[.dead] ?? 0),
                "quarantined": .integer(own[.quarantined] ?? 0),
            ],
            "processes": .array(observation.nodes.map(process)),
            "spool": spoolJSON,
            "database": [
                "version": .string(observation.databaseVersion),
                "bytes": .integer(observation.dataBytes),
            ],
            "backup": .optional(observation.backup.map(backup)),
        ]
    }

    private func findings(_ observation: Observation) -> [Finding] {
        Diagnosis(
            observation: observation,
            inbox: inbox,
            failures: FailureState(
                dead: own[.dead] ?? 0,
                quarantined: own[.quarantined] ?? 0
            ),
            version: version,
            awaySince: awaySince,
            now: now
        ).findings
    }

    private func inboxJSON(_ observation: Observation) -> JSON {
        [
            "waiting": .integer(observation.moment.waiting),
            "retrying": .integer(observation.inbox.retrying),
            "held": .integer(observation.inbox.held),
            "lag_seconds": .integer(observation.moment.lag.components.seconds),
            "applied": .integer(observation.done.applied),
            "applied_per_second": rate,
            "history": .array(picture.map(moment)),
        ]
    }

    /// Evenly out of the whole history, the newest moment always among them.
    private var picture: [Observation.Moment] {
        let step = max(1, (history.count + Self.points - 1) / Self.points)
        return Array(
            history.reversed().enumerated().filter { $0.offset % step == 0 }.map(\.element)
        )
        .reversed()
    }

    /// Over the last minute or so.
    private var rate: JSON {
        guard let last = history.last,
            let first = history.last(where: { last.at - $0.at >= .minutes(1) }) ?? history.first,
            last.at > first.at
        else { return .null }
        let seconds = Double((last.at - first.at).wholeMicroseconds) / 1_000_000
        return .fraction(max(0, Double(last.applied - first.applied)) / seconds)
    }

    private var spoolJSON: JSON {
        [
            "deliveries": .integer(inbox.spoolRecords), "bytes": .integer(inbox.spoolBytes),
            "oldest_at": .optional(inbox.spoolOldest?.iso8601),
            "set_aside": .integer(inbox.setAside),
        ]
    }

    private func moment(_ moment: Observation.Moment) -> JSON {
        [
            "at": .string(moment.at.iso8601), "waiting": .integer(moment.waiting),
            "lag_seconds": .integer(moment.lag.components.seconds),
        ]
    }

    private func process(_ node: NodeRecord) -> JSON {
        [
            "id": .string(String(node.identity.id)),
            "role": .string(node.identity.role.rawValue),
            "host": .string(node.identity.host), "version": .string(node.identity.version),
            "started_at": .string(node.identity.startedAt.iso8601),
            "seen_at": .string(node.seenAt.iso8601),
        ]
    }

    private func backup(_ entry: BackupStore.Entry) -> JSON {
        [
            "made_at": .string(entry.madeAt.iso8601), "path": .string(entry.path),
            "rows": .integer(entry.rows), "bytes": .integer(entry.bytes),
        ]
    }
}
