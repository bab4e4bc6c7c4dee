import Domain
import JSON
import Storage
import Testing

@testable import Web

/// What counts as not well, at its boundaries.
struct DiagnosisTests {
    private static let now = Instant(seconds: 1_790_000_000)

    private static func node(_ role: NodeRole, version: String = "1") -> NodeRecord {
        NodeRecord(
            NodeIdentity(
                id: 7,
                role: role,
                host: "here",
                version: version,
                startedAt: now - .hours(1)
            ),
            seenAt: now
        )
    }

    private static func seen(
        at: Instant = now,
        lag: Duration? = nil,
        nodes: [NodeRecord] = [node(.serve), node(.work)],
        workSeenAt: Instant? = now,
        backupAge: Duration? = .hours(1)
    ) -> Observation {
        Observation(
            at: at,
            inbox: InboxState(waiting: 12, nextAt: lag.map { at - $0 }),
            failures: FailureState(dead: 9, quarantined: 9),
            nodes: nodes,
            workSeenAt: workSeenAt,
            done: WorkDone(),
            dataBytes: 1,
            databaseVersion: "10.11",
            backup: backupAge.map {
                BackupStore.Entry(madeAt: now - $0, path: "/b", rows: 1, bytes: 1)
            }
        )
    }

    private func codes(
        _ observation: Observation,
        inbox: InboxCounters = InboxCounters(),
        failures: FailureState = FailureState(dead: 0, quarantined: 0),
        awaySince: Instant? = nil
    ) -> [String] {
        Diagnosis(
            observation: observation,
            inbox: inbox,
            failures: failures,
            version: "1",
            awaySince: awaySince,
            now: Self.now
        ).findings.map(\.code)
    }

    @Test func `where all is well nothing is found`() {
        #expect(codes(Self.seen()) == [])
    }

    @Test(arguments: [
        (seen(lag: .seconds(60)), []), (seen(lag: .seconds(61)), ["inbox_behind"]),
        (seen(lag: .seconds(-900)), []),
        (seen(nodes: [node(.serve)]), ["work_absent"]),
        (seen(lag: .hours(1), nodes: [node(.serve)]), ["work_absent"]),
        (seen(nodes: [], workSeenAt: nil), ["work_never"]),
        (seen(nodes: [node(.work, version: "2")]), ["versions_differ"]),
        (seen(backupAge: .hours(48)), []), (seen(backupAge: .hours(49)), ["backup_old"]),
        (seen(backupAge: nil), ["backup_never"]),
        (seen(at: now - .minutes(2)), []), (seen(at: now - .minutes(3)), ["database_away"]),
    ])
    func `what was seen has its finding`(_ observation: Observation, _ expected: [String]) {
        #expect(codes(observation) == expected)
    }

    @Test func `what is lost goes before what should be seen to`() {
        var inbox = InboxCounters()
        inbox.spoolRecords = 3
        inbox.setAside = 1
        let failures = FailureState(dead: 2, quarantined: 5)
        #expect(
            codes(Self.seen(), inbox: inbox, failures: failures, awaySince: Self.now)
                == ["database_away", "dead", "spool_set_aside", "spool_waiting", "quarantined"]
        )
    }
}
