internal import Domain
internal import JSON
internal import Storage

/// Something that is not as it should be. The page has a sentence and a remedy for each.
struct Finding: Equatable {
    /// What a person has to think of it.
    enum Weight: String {
        /// Something is lost or stands still unless somebody does something.
        case bad
        /// It should be seen to.
        case warn
    }

    let code: String
    let weight: Weight
    var figures: JSONObject = [:]

    var json: JSON {
        [
            "code": .string(code), "weight": .string(weight.rawValue), "figures": .object(figures),
        ]
    }
}

/// Decides what is not well, from what was seen.
struct Diagnosis {
    /// A backup that is older counts as forgotten.
    private static let backupAge = Duration.hours(48)
    /// Looking goes on every few seconds; what is older was not looked at.
    private static let stale = Duration.minutes(2)

    let observation: Observation
    let inbox: InboxCounters
    /// Of the organisation whose admin asks.
    let failures: FailureState
    let version: String
    let awaySince: Instant?
    let now: Instant

    /// The heaviest first.
    var findings: [Finding] {
        let all = [database, work, behind, dead, setAside, spool, quarantined, versions, backup]
            .compactMap(\.self)
        return all.filter { $0.weight == .bad } + all.filter { $0.weight == .warn }
    }

    private var database: Finding? {
        let since = awaySince ?? (now - observation.at > Self.stale ? observation.at : nil)
        return since.map { since in
            Finding(
                code: "database_away",
                weight: .bad,
                figures: ["since": .string(since.iso8601)]
            )
        }
    }

    private var work: Finding? {
        guard observation.workers.isEmpty else { return nil }
        return Finding(
            code: observation.workSeenAt == nil ? "work_never" : "work_absent",
            weight: .bad,
            figures: ["seen_at": .optional(observation.workSeenAt?.iso8601)]
        )
    }

    private var behind: Finding? {
        let lag = observation.inbox.lag(at: observation.at)
        guard lag > Observer.tolerableLag, !observation.workers.isEmpty else { return nil }
        return Finding(
            code: "inbox_behind",
            weight: .bad,
            figures: [
                "waiting": .integer(observation.moment.waiting),
                "lag_seconds": .integer(lag.components.seconds),
            ]
        )
    }

    private var dead: Finding? { counted("dead", failures.dead, .bad) }
    private var quarantined: Finding? { counted("quarantined", failures.quarantined, .warn) }
    private var setAside: Finding? { counted("spool_set_aside", inbox.setAside, .bad) }
    private var spool: Finding? { counted("spool_waiting", inbox.spoolRecords, .warn) }

    private func counted(_ code: String, _ count: Int, _ weight: Finding.Weight) -> Finding? {
        guard count > 0 else { return nil }
        return Finding(code: code, weight: weight, figures: ["n": .integer(count)])
    }

    private var versions: Finding? {
        let others = Set(observation.nodes.map(\.identity.version)).union([version])
        guard others.count > 1 else { return nil }
        return Finding(
            code: "versions_differ",
            weight: .warn,
            figures: ["versions": .string(others.sorted().joined(separator: ", "))]
        )
    }

    private var backup: Finding? {
        guard let madeAt = observation.backup?.madeAt else {
            return Finding(code: "backup_never", weight: .warn)
        }
        guard now - madeAt > Self.backupAge else { return nil }
        return Finding(
            code: "backup_old",
            weight: .warn,
            figures: ["made_at": .string(madeAt.iso8601)]
        )
    }
}
