internal import Domain
internal import JSON
internal import Machine

/// A year of a shop that grows: who came when, and what they did, as payloads for the webhook.
struct DemoHistory: Sendable {
    /// A payload and the name of its event.
    struct Post {
        let id: String
        let body: [UInt8]
    }

    let seed: UInt64
    let customers: Int
    let currency: Currency
    /// The end of the year that is told.
    let now: Instant

    /// Everything that one customer did until now.
    func posts(of number: Int) -> [Post] {
        var chance = SeededRandom(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
        let customer = DemoCustomer(prefix: "d\(seed)", number: number, using: &chance)
        let arrival = arrival(&chance)
        let steps = DemoJourney(source: customer.source, using: &chance).steps
        return steps.enumerated().compactMap { index, step in
            let time = arrival + step.after
            guard time <= now else { return nil }
            return post("\(customer.id)-\(index)", customer, step, at: time)
        }
    }

    /// A payload as a shop would send it.
    func post(
        _ id: String,
        _ customer: DemoCustomer,
        _ step: DemoJourney.Step,
        at time: Instant
    ) -> Post {
        var metadata: JSONObject = ["source": .string(customer.source)]
        if let cents = step.cents {
            let hundredths = cents % 100
            let decimals = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
            metadata["value"] = .number("\(cents / 100).\(decimals)")
            metadata["currency"] = .string(currency.code)
            metadata["order_id"] = .string("order-\(id)")
        }
        var fields: JSONObject = [
            "event_id": .string(id),
            "customer_id": .string(customer.id),
            "event": .string(step.kind.name),
            "stage": .string(step.stage.name),
            "timestamp": .string(time.iso8601),
            "metadata": .object(metadata),
        ]
        if let name = customer.name { fields["customer_name"] = .string(name) }
        if let email = customer.email { fields["customer_email"] = .string(email) }
        return Post(id: id, body: JSON.object(fields).serialised())
    }

    /// More and more come as the year goes on, and most of them in the evening.
    private func arrival(_ chance: inout SeededRandom) -> Instant {
        let early = Double.random(in: 0..<1, using: &chance)
        let late = Double.random(in: 0..<1, using: &chance)
        let day = Int(365 * (chance.happens(55) ? max(early, late) : early))
        let hours = [14, 18, 20, 9, 12].randomElement(using: &chance) ?? 12
        let minutes = Int(chance.around(70, spread: 0.6))
        return now - .days(365 - day) + .hours(hours - 24) + .minutes(minutes)
    }
}
