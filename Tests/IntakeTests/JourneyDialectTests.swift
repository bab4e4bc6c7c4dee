import Cryptography
import Domain
import Intake
import JSON
import Testing

/// What is accepted, and what it means.
struct JourneyDialectTests {
    private static let seed = """
        {
          "customer_id": "12345",
          "event": "stage_completed",
          "stage": "consideration",
          "timestamp": "2024-01-15T10:30:00Z",
          "metadata": {
            "source": "email_campaign",
            "value": 150.00
          },
          "customer_name": "John Doe",
          "customer_email": "john@example.com"
        }
        """

    @Test func `the seed's example is a fact`() throws {
        let body = Array(Self.seed.utf8)
        let expected = JourneyFact(
            dedupKey: Digest.sha256.hash(Array("body:".utf8) + body),
            customerID: "12345",
            name: "John Doe",
            email: EmailAddress("john@example.com"),
            kind: .stageCompleted,
            stage: .consideration,
            occurredAt: Instant(seconds: 1_705_314_600),
            source: "email_campaign",
            metadata: "{\n    \"source\": \"email_campaign\",\n    \"value\": 150.00\n  }"
        )
        let reading = JourneyDialect.read(body: body, contentType: "application/json")
        #expect(reading == .fact(expected))
        #expect(JourneyDialect.laneKey(expected) == "12345")
    }

    @Test(arguments: EventKind.allCases)
    func `a sample of each kind is a fact of that kind`(kind: EventKind) throws {
        let now = Instant(microseconds: 1_705_314_600_123_456)
        let fact = try fact(JourneySample.payload(for: kind, now: now))
        #expect(fact.kind == kind)
        #expect(fact.occurredAt.microseconds == 1_705_314_600_123_000)
        #expect(fact.source != nil && fact.email != nil && fact.name != nil)
        #expect((fact.amount?.tenThousandths == 1_500_000) == (kind == .purchaseMade))
        #expect(fact.currency?.code == (kind == .purchaseMade ? "USD" : nil))
    }

    @Test func `the samples take a customer through every stage`() {
        let stages = EventKind.allCases.compactMap {
            JourneySample.payload(for: $0, now: Instant(seconds: 0))["stage"]?.text
        }
        #expect(Set(stages) == Set(Stage.allCases.map(\.name)))
    }

    @Test(
        arguments: [
            ("12345", "12345"), (" 12345 ", "12345"), (12345, "12345"), (0, "0"),
            (.number("820982911946154508"), "820982911946154508"),
            (.string(String(repeating: "é", count: 191)), String(repeating: "é", count: 191)),
            ("gid://shop/Customer/1", "gid://shop/Customer/1"), ("😀", "😀"),
        ] as [(JSON, String)]
    )
    func `a customer's id is text or a whole number`(id: JSON, text: String) throws {
        #expect(try fact(changing(["customer_id": id])).customerID == text)
    }

    @Test(arguments: ["customer_name", "customer_email", "metadata", "event_id"])
    func `an optional field may be null or left out`(field: String) throws {
        let without = try fact(changing([field: nil]))
        let null = try fact(changing([field: .null]))
        #expect(without.customerID == "12345" && null.customerID == "12345")
        #expect(without.givenID == nil)
        #expect((without.metadata == nil) == (field == "metadata"))
        #expect((without.name == nil) == (field == "customer_name"))
        #expect((null.email == nil) == (field == "customer_email"))
    }

    @Test(arguments: ["", "  "])
    func `a blank name or e-mail is none`(blank: String) throws {
        let fact = try fact(
            changing(["customer_name": .string(blank), "customer_email": .string(blank)])
        )
        #expect(fact.name == nil)
        #expect(fact.email == nil)
    }

    @Test(
        arguments: [
            ("web", "web"), ("  web ", "web"), (.string(String(repeating: "s", count: 64)), "64"),
            (.string(String(repeating: "s", count: 65)), nil), ("", nil), (" ", nil), (7, nil),
            (["web"], nil), (.null, nil), ("a\nb", nil),
        ] as [(JSON, String?)]
    )
    func `a source is a short text, or none`(source: JSON, expected: String?) throws {
        let found = try fact(changing(["metadata": ["source": source]])).source
        #expect(found == (expected == "64" ? source.text : expected))
    }

    @Test(
        arguments: [
            (.number("150.00"), 1_500_000), ("150.00", 1_500_000), (" 12 ", 120_000), (0, 0),
            (.number("1.5e2"), 1_500_000), (.number("0.30000000000000004"), 3_000), (.null, nil),
            (.number("999999999999.9999"), 9_999_999_999_999_999), (.number("-0"), 0),
        ] as [(JSON, Int64?)]
    )
    func `a purchase's value is an exact amount`(value: JSON, tenThousandths: Int64?) throws {
        let body = changing(["event": "purchase_made", "metadata": ["value": value]])
        #expect(try fact(body).amount?.tenThousandths == tenThousandths)
    }

    @Test(arguments: EventKind.allCases.filter { $0 != .purchaseMade })
    func `the value of anything but a purchase is no amount`(kind: EventKind) throws {
        let fact = try fact(
            changing([
                "event": .string(kind.name), "metadata": ["value": "much", "currency": "EUR"],
            ])
        )
        #expect(fact.amount == nil && fact.currency == nil)
    }

    @Test(
        arguments: [("EUR", "EUR"), ("usd", "USD"), ("euro", nil), ("", nil), (978, nil)]
            as [(JSON, String?)]
    )
    func `a purchase's currency is a code, or the organisation's`(
        currency: JSON,
        code: String?
    ) throws {
        let metadata: JSON = ["value": 1, "currency": currency]
        let fact = try fact(changing(["event": "purchase_made", "metadata": metadata]))
        #expect(fact.currency?.code == code)
    }

    @Test func `metadata is kept as it was written`() throws {
        let text =
            #"{"metadata":{ "b":1.0, "a" :"\u00e9" },"customer_id":1,"event":"page_viewed","#
            + #""stage":"awareness","timestamp":"1970-01-01T00:00:00Z","unknown":[1]}"#
        let reading = JourneyDialect.read(body: Array(text.utf8), contentType: "application/json")
        guard case .fact(let fact) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(fact.metadata == #"{ "b":1.0, "a" :"\u00e9" }"#)
        #expect(fact.occurredAt == Instant(seconds: 0))
    }

    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "Application/JSON ;charset=latin1",
        "application/vnd.api+json", "application/cloudevents+json; charset=UTF-8",
    ])
    func `every JSON type is accepted`(type: String) {
        let reading = JourneyDialect.read(body: Array(Self.seed.utf8), contentType: type)
        let isFact = if case .fact = reading { true } else { false }
        #expect(isFact)
    }
}

/// The seed's example with other values; nil leaves a field out.
func changing(_ fields: [String: JSON?]) -> JSON {
    var object: JSONObject = [
        "customer_id": "12345", "event": "stage_completed", "stage": "consideration",
        "timestamp": "2024-01-15T10:30:00Z", "metadata": ["source": "email_campaign"],
        "customer_name": "John Doe", "customer_email": "john@example.com",
    ]
    for (field, value) in fields { object[field] = value }
    return .object(object)
}

/// The fact that a body means; a failure where it means none.
func fact(_ body: JSON, messageID: String? = nil) throws -> JourneyFact {
    let reading = JourneyDialect.read(
        body: body.serialised(),
        contentType: "application/json",
        messageID: messageID
    )
    let fact: JourneyFact? = if case .fact(let fact) = reading { fact } else { nil }
    return try #require(fact, "\(reading)")
}
