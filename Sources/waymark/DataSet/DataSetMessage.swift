internal import Cryptography
internal import Domain
internal import JSON
internal import Storage

/// An event of a data set as it came and as it was stored.
struct DataSetMessage {
    private static let headers = Array(#"[["content-type","application/json"]]"#.utf8)

    private let deed: DataSetCustomer.Deed
    private let customer: PackedCustomer
    private let person: DemoCustomer
    private let currency: Currency
    private let connection: Connection.ID
    private let number: Int64
    private let name: String

    init(
        _ packed: PackedDeed,
        rank: Int,
        of customer: PackedCustomer,
        currency: Currency,
        seed: UInt64,
        connection: Connection.ID
    ) {
        deed = packed.unpacked
        self.customer = customer
        self.currency = currency
        self.connection = connection
        person = DataSetPlan.person(Int(packed.customer), seed: seed)
        number = DataSetNumbers.number(at: deed.at, 2 * rank)
        name = "\(person.id)-\(packed.ordinal)"
    }

    private var receivedAt: Instant { deed.at + .milliseconds(800) }

    private var isOfGuest: Bool { customer.wasGuest && !deed.isNamed }

    /// The id that the sender gave.
    private var caller: String { isOfGuest ? person.guestID : person.id }

    private var metadata: JSON {
        var fields: JSONObject = [:]
        if let source = deed.source { fields["source"] = .string(source.name) }
        if let cents = deed.cents {
            fields["value"] = .number(amount(cents).text(decimals: 2))
            fields["currency"] = .string(currency.code)
            fields["order_id"] = .string("order-\(name)")
        }
        return .object(fields)
    }

    private func amount(_ cents: Int) -> Amount {
        Amount(tenThousandths: Int64(cents) * 100)
    }

    /// The event as it is stored.
    var record: EventStore.Record {
        EventStore.Record(
            id: JourneyEvent.ID(number),
            customer: customer.id,
            identity: isOfGuest ? customer.id.guestIdentity : Identity.ID(customer.id.number),
            connection: connection,
            delivery: Delivery.ID(number),
            receivedAt: receivedAt,
            dedupKey: Digest.sha256.hash(Array("id:\(name)".utf8)),
            event: JourneyEvent(
                kind: deed.kind,
                stage: deed.stage,
                occurredAt: deed.at,
                name: deed.isNamed ? person.name : nil,
                email: deed.isNamed ? person.email.flatMap { EmailAddress($0) } : nil,
                source: deed.source?.name,
                paid: deed.cents.map { cents in Money(amount(cents), currency) }
            ),
            metadata: String(decoding: metadata.serialised(), as: UTF8.self)
        )
    }

    /// The delivery that brought it.
    func entry(of organisation: Organisation.ID) -> InboxEntry {
        entry(of: organisation, id: number, body: body)
    }

    /// A delivery that could not be understood, at the same time.
    func quarantined(in organisation: Organisation.ID) -> DataSetStore.Failure {
        let body = JSON.object(["customer_id": .string(caller), "event": "waved"])
        return DataSetStore.Failure(
            delivery: entry(of: organisation, id: number + 1, body: body),
            fate: .quarantined,
            reason: "event: is “waved”; expected one of the known events"
        )
    }

    /// A delivery that could not be applied in a night, at the same time.
    func dead(in organisation: Organisation.ID) -> DataSetStore.Failure {
        DataSetStore.Failure(
            delivery: entry(of: organisation, id: number + 1, body: body),
            fate: .dead,
            reason: "The table “events” is full.",
            attempts: (1...12).map { attempt in receivedAt + .minutes(40 * attempt) }
        )
    }

    private var body: JSON {
        var fields: JSONObject = [
            "event_id": .string(name), "customer_id": .string(caller),
            "event": .string(deed.kind.name), "stage": .string(deed.stage.name),
            "timestamp": .string(deed.at.iso8601), "metadata": metadata,
        ]
        if deed.isNamed, let name = person.name { fields["customer_name"] = .string(name) }
        if deed.isNamed, let email = person.email { fields["customer_email"] = .string(email) }
        return .object(fields)
    }

    private func entry(
        of organisation: Organisation.ID,
        id: Int64,
        body: JSON
    ) -> InboxEntry {
        InboxEntry(
            id: Delivery.ID(id),
            organisation: organisation,
            connection: connection,
            receivedAt: receivedAt,
            isSigned: true,
            address: "203.0.113.7",
            requestID: "data-set-\(id)",
            messageID: nil,
            path: "/api/webhook/customer-journey",
            headers: DataSetMessage.headers,
            body: body.serialised(),
            lane: 0,
            quarantineReason: nil
        )
    }
}
