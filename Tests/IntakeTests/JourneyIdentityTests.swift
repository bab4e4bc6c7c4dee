import Cryptography
import Domain
import Intake
import JSON
import Testing

/// When two deliveries are the same event, and what the sender is told that it is called.
struct JourneyIdentityTests {
    @Test func `the sender's own id names the event, whatever else changes`() throws {
        let first = try fact(changing(["event_id": "evt_1"]))
        let second = try fact(changing(["event_id": "evt_1", "customer_name": "J. Doe"]))
        #expect(first.dedupKey == second.dedupKey)
        #expect(first.dedupKey == Digest.sha256.hash(Array("id:evt_1".utf8)))
        #expect(first.eventID == "evt_1")
    }

    @Test func `a number names the event by its digits`() throws {
        let number = try fact(changing(["event_id": 7]))
        #expect(number.dedupKey == (try fact(changing(["event_id": "7"]))).dedupKey)
        #expect(number.eventID == "7")
    }

    @Test func `without an id an equal body is the same event`() throws {
        let first = try fact(changing([:]))
        #expect(try fact(changing([:])).dedupKey == first.dedupKey)
        #expect(try fact(changing(["customer_name": "J. Doe"])).dedupKey != first.dedupKey)
    }

    @Test func `the message's id counts where the sender gave no event id`() throws {
        let body = changing([:])
        let first = try fact(body, messageID: "msg_1")
        #expect(
            try fact(changing(["customer_name": "J."]), messageID: "msg_1").dedupKey
                == first.dedupKey
        )
        #expect(try fact(body, messageID: "msg_2").dedupKey != first.dedupKey)
        #expect(first.givenID == nil)
        let named = changing(["event_id": "evt_1"])
        let both = (try fact(named, messageID: "msg_1"), try fact(named, messageID: "msg_2"))
        #expect(both.0.dedupKey == both.1.dedupKey)
    }

    @Test func `an event without an id is called by a UUID out of its key`() throws {
        let first = try fact(changing([:]))
        #expect(first.eventID == (try fact(changing([:]))).eventID)
        #expect(first.eventID != (try fact(changing(["customer_id": 1]))).eventID)
        let shape = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        #expect(first.eventID.wholeMatch(of: shape) != nil, "\(first.eventID)")
    }

    @Test func `every bit of the key but six tells two events apart`() {
        func fact(_ key: [UInt8]) -> JourneyFact {
            JourneyFact(
                dedupKey: key,
                customerID: "1",
                kind: .pageViewed,
                stage: .awareness,
                occurredAt: Instant(seconds: 0)
            )
        }
        let zero = fact(Array(repeating: 0, count: 32)).eventID
        #expect(zero == "00000000-0000-8000-8000-000000000000")
        let different = (0..<128).filter { bit in
            var key = Array(repeating: UInt8(0), count: 32)
            key[bit / 8] = 0x80 >> UInt8(bit % 8)
            return fact(key).eventID != zero
        }
        #expect(different.count == 122)
    }
}
