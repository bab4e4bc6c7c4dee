import Domain
import Intake
import MariaDB
import Storage
import Support

/// A journey of two customers, one of whom was merged, and a delivery of each fate: written as
/// processing would write it, without waiting for that.
struct TestHistory {
    static let names = [
        "processed", "dead", "quarantined", "pending", "customer", "merged", "event", "merge",
        "note", "removed_note",
    ]

    let shop: TestShop
    let numbers: [String: Int64]
    let now: Instant

    private var work: Database { Database(shop.database.work) }
    private var organisation: Organisation.ID { shop.organisation }

    func write() throws {
        try addDelivery("processed", body: Tenant.body)
        try addDelivery("dead", body: Tenant.body(of: "of a dead one"))
        try addDelivery("quarantined", body: #"{"customer_id":7,"event":"waved"}"#)
        try addDelivery("pending", body: Tenant.body(of: "still waiting"))
        try addFailure("dead", as: "dead", attempts: 12)
        try addFailure("quarantined", as: "quarantined", attempts: 0)
        try work.execute(
            """
            INSERT INTO jobs (organisation_id, id, kind, lane, available_at)
            VALUES (\(organisation), \(number("pending")), 'process_delivery', 7, \(now))
            """
        )
        try addCustomer("customer", isMerged: false)
        try addWords(of: "customer")
        try addCustomer("merged", isMerged: true)
        try addEvent()
        try work.execute(
            """
            INSERT INTO merges (organisation_id, id, kept_id, merged_id, delivery_id, reason,
                merged_at)
            VALUES (\(organisation), \(number("merge")), \(number("customer")),
                \(number("merged")), \(number("processed")), 'the same e-mail', \(now))
            """
        )
        try addNote("note")
        try addNote("removed_note", deletedAt: now)
    }

    private func number(_ name: String) -> Int64 { numbers[name] ?? 0 }

    private func addDelivery(_ name: String, body: String) throws {
        let headers =
            #"[["content-type","application/json"],["authorization","Bearer s3cret"],"#
            + #"["x-webhook-signature","sha256=00"]]"#
        try work.execute(
            """
            INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed,
                address, request_id, path, headers, body)
            VALUES (\(organisation), \(number(name)), \(shop.connection), \(now), TRUE,
                '203.0.113.24', 'r-1', '/api/webhook/customer-journey/x',
                \(Array(headers.utf8)), \(Array(body.utf8)))
            """
        )
    }

    private func addFailure(_ name: String, as fate: String, attempts: Int) throws {
        try work.execute(
            """
            INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            VALUES (\(organisation), \(number(name)), \(fate), 'it would not do', \(attempts), \(now))
            """
        )
        guard attempts > 0 else { return }
        try work.execute(
            """
            INSERT INTO attempts (organisation_id, delivery_id, number, failed_at, error)
            VALUES (\(organisation), \(number(name)), 1, \(now), 'no such luck')
            """
        )
    }

    private func addCustomer(_ name: String, isMerged: Bool) throws {
        let stage: Int64? = isMerged ? nil : 2
        let keeper = isMerged ? number("customer") : nil
        try work.execute(
            """
            INSERT INTO customers (organisation_id, id, name, email, first_seen_at, last_seen_at,
                stage, stage_at, furthest_stage, merged_into)
            VALUES (\(organisation), \(number(name)), 'Ama Mensah', 'ama@kente.example', \(now),
                \(now), \(stage.sqlValue), \(now), 2, \(keeper.sqlValue))
            """
        )
    }

    private func addWords(of customer: String) throws {
        for word in ["Ama", "Mensah"] {
            try work.execute(
                """
                INSERT INTO customer_words (organisation_id, word, customer_id)
                VALUES (\(organisation), \(word), \(number(customer)))
                """
            )
        }
    }

    private func addNote(_ name: String, deletedAt: Instant? = nil) throws {
        try work.execute(
            """
            INSERT INTO notes (organisation_id, id, customer_id, home_id, text, version, created_at,
                creator, changed_at, changer, deleted_at)
            VALUES (\(organisation), \(number(name)), \(number("customer")),
                \(number("customer")), 'Calls back', 1, \(now), 'Esi', \(now), 'Esi', \(deletedAt))
            """
        )
    }

    private func addEvent() throws {
        try work.execute(
            """
            INSERT INTO identities (organisation_id, id, kind, connection_id, value, customer_id)
            VALUES (\(organisation), \(number("event")), 1, \(shop.connection),
                \("c-\(organisation.text)"), \(number("customer")))
            """
        )
        try work.execute(
            """
            INSERT INTO events (organisation_id, id, customer_id, identity_id, connection_id,
                delivery_id, dedup_key, kind, stage, occurred_at, received_at, is_clamped)
            VALUES (\(organisation), \(number("event")), \(number("customer")), \(number("event")),
                \(shop.connection), \(number("processed")), \(Tenant.dedupKey), 7, 2, \(now),
                \(now), FALSE)
            """
        )
    }
}

extension Tenant {
    /// What the processed delivery brought.
    static let body = body(of: "of the first event")

    /// A valid body that is its own event.
    static func body(of eventID: String) -> String {
        #"{"customer_id":"c-1","event":"page_viewed","stage":"consideration","#
            + #""timestamp":"2026-11-20T10:00:00Z","event_id":"\#(eventID)"}"#
    }

    /// The key of the event that `body` is.
    static var dedupKey: [UInt8] {
        guard
            case .fact(let fact) = JourneyDialect.read(
                body: Array(body.utf8),
                contentType: "application/json"
            )
        else { return [] }
        return EventStore.Key(connection: Connection.ID(1), dedupKey: fact.dedupKey).dedupKey
    }
}
