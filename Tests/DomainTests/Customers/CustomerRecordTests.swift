import Domain
import Testing

struct CustomerRecordTests {
    @Test(arguments: [
        ("+233 20 000 2557", "+233200002557"), ("+49 (30) 901820-0", "+49309018200"),
        (" +1.202.555.0170 ", "+12025550170"), ("+12345678", "+12345678"),
        ("+123456789012345", "+123456789012345"),
    ])
    func `a number with its country is written without what makes it readable`(
        raw: String,
        text: String
    ) {
        #expect(PhoneNumber(raw)?.text == text)
    }

    @Test(arguments: [
        "020 000 2557", "+1234567", "+1234567890123456", "+0123456789", "++12345678",
        "+12345678a", "+１２３４５６７８", "", "call me",
    ])
    func `a number without its country, or that is none, names nobody`(raw: String) {
        #expect(PhoneNumber(raw) == nil)
    }

    @Test(arguments: [
        ("VIP", "VIP"), ("  early adopter ", "early adopter"), ("ü", "ü"), ("🎁", "🎁"),
        ("👩‍👧", "👩‍👧"), ("…", "…"),
    ])
    func `a tag is trimmed and else as it was typed`(raw: String, text: String) {
        #expect(CustomerTag(raw)?.text == text)
    }

    @Test(arguments: ["", " ", ".", "..", "a\u{7}b", "\u{200B}", "\u{2028}", "a\nb"])
    func `what cannot be seen is no tag`(raw: String) {
        #expect(CustomerTag(raw) == nil)
    }

    private func event(_ second: Int64, _ name: String) -> JourneyEvent {
        JourneyEvent(
            kind: .pageViewed,
            stage: .awareness,
            occurredAt: Instant(seconds: second),
            name: name
        )
    }

    @Test func `what was typed stands over newer events, in whatever order they come`() {
        let typed: [Customer.Field: Customer.Dated<String>] = [
            .name: Customer.Dated("Ama", at: Instant(seconds: 5), isTyped: true)
        ]
        var first = Customer(firstEvent: event(1, "a"))
        first.absorb(typed)
        first.absorb(event(9, "b"))
        var last = Customer(firstEvent: event(9, "b"))
        last.absorb(event(1, "a"))
        last.absorb(typed)
        #expect(first == last)
        #expect(first.name?.value == "Ama")
    }

    @Test func `of two typed names the newer stands`() {
        func customer(_ name: String, _ second: Int64) -> Customer {
            var customer = Customer(firstEvent: event(1, "said"))
            customer.absorb([
                .name: Customer.Dated(name, at: Instant(seconds: second), isTyped: true)
            ])
            return customer
        }
        var (one, other) = (customer("older", 5), customer("newer", 6))
        let before = one
        one.absorb(other)
        other.absorb(before)
        #expect(one.name?.value == "newer")
        #expect(one == other)
    }
}
