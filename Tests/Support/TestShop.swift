internal import Cryptography
package import Domain
internal import Intake
package import Storage
internal import Synchronization

/// An organisation of a test's own, with one connection, and what tests do with it.
package struct TestShop {
    package let database: TestDatabase
    package let organisation: Organisation.ID
    package let connection: Domain.Connection.ID
    /// The key in the connection's URL.
    package let key: String

    /// Numbers for everything that tests make, never the same twice in a process.
    package static let ids = IdentifierSource(node: 900) { Instant(seconds: 1_790_000_000) }

    package init(
        in database: TestDatabase,
        name: String = "Shop",
        timeZone: String = "UTC",
        currency: String = "USD"
    ) throws {
        guard let currency = Currency(currency) else { throw TestFault("no currency: \(currency)") }
        let now = Instant(seconds: 1_780_000_000)
        let work = Database(database.work)
        let organisation = try OrganisationStore(database: work)
            .add(name: name, timeZone: timeZone, currency: currency, at: now)
        let connection: Domain.Connection.ID = TestShop.ids.next()
        let key = Random.alphanumerics(32)
        let scope = try OwnScope(organisation, on: Database(database.api))
        defer { scope.leave() }
        try ConnectionStore(scope).add(
            ConnectionRecord(
                id: connection,
                name: "Main",
                token: key,
                scheme: #"{"preset":"waymark"}"#,
                acceptsUnsigned: false,
                isDefault: false,
                createdAt: now,
                pausedAt: nil
            )
        )
        self.database = database
        self.organisation = organisation
        self.connection = connection
        self.key = key
    }

    /// A delivery as the front would store it.
    package func entry(
        _ body: String,
        receivedAt: Instant = Instant(seconds: 1_790_000_000),
        lane: UInt16 = 1
    ) -> InboxEntry {
        InboxEntry(
            id: TestShop.ids.next(),
            organisation: organisation,
            connection: connection,
            receivedAt: receivedAt,
            isSigned: true,
            address: "127.0.0.1",
            requestID: "test",
            messageID: nil,
            path: "/test",
            headers: Array("[]".utf8),
            body: Array(body.utf8),
            lane: lane,
            quarantineReason: nil
        )
    }

    /// Stores deliveries through the committer, as serving does, and returns when they are on disk.
    package func deliver(_ entries: [InboxEntry]) throws {
        let committer = InboxCommitter(database.gate, node: 1)
        let failures = Mutex<[String]>([])
        for entry in entries {
            let isTaken = committer.submit(entry) { outcome in
                if case .failed(let error) = outcome {
                    failures.withLock { $0.append(error.description) }
                }
            }
            guard isTaken else { throw TestFault("the committer is full") }
        }
        committer.close()
        committer.run()
        let faults = failures.withLock { $0 }
        guard faults.isEmpty else { throw TestFault(faults.joined(separator: "; ")) }
    }
}
