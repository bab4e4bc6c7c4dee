/// The counts from which journey reports are answered, and what each customer adds to them.
///
/// The stored counts are always the sum of every customer's share. When a customer changes,
/// the old share is taken away and the new one added; whatever the order of events was, the
/// same customers give the same counts.
package struct JourneyTally: Hashable, Sendable {
    /// What one count counts.
    package struct Key: Hashable, Sendable {
        /// The day of the first entry, in the organisation's time zone.
        package let day: Day
        /// The customer's first source; nil where none was ever named.
        package let source: String?
        package let stage: Stage
        package let measure: JourneyMeasure

        package init(day: Day, source: String?, stage: Stage, measure: JourneyMeasure) {
            self.day = day
            self.source = source
            self.stage = stage
            self.measure = measure
        }
    }

    /// Where customers stand now; with a currency, what these customers have paid in it.
    package struct Place: Hashable, Sendable {
        package let stage: Stage
        package let source: String?
        package let currency: Currency?

        package init(stage: Stage, source: String?, currency: Currency?) {
            self.stage = stage
            self.source = source
            self.currency = currency
        }
    }

    package struct Standing: Hashable, Sendable {
        package var customers: Int64
        package var amount: Amount

        package init(customers: Int64 = 0, amount: Amount = .zero) {
            self.customers = customers
            self.amount = amount
        }
    }

    package private(set) var counts: [Key: Int64] = [:]
    package private(set) var places: [Place: Standing] = [:]

    /// The organisation's.
    private let window: ConversionWindow

    package init(within window: ConversionWindow) {
        self.window = window
    }

    package mutating func add(_ customer: Customer, in zone: TimeZone) {
        count(customer, in: zone, sign: 1)
    }

    package mutating func remove(_ customer: Customer, in zone: TimeZone) {
        count(customer, in: zone, sign: -1)
    }

    private mutating func count(_ customer: Customer, in zone: TimeZone, sign: Int64) {
        let first = customer.journey.entries.min { left, right in
            (left.value.enteredAt, left.key) < (right.value.enteredAt, right.key)
        }
        for (stage, entry) in customer.journey.entries {
            let day = zone.day(of: entry.enteredAt)
            for (measure, value) in measures(of: stage, entry, in: customer.journey) {
                let key = Key(
                    day: day,
                    source: customer.source?.value,
                    stage: stage,
                    measure: measure
                )
                bump(key, by: sign * value)
            }
            if stage == first?.key {
                bump(
                    Key(day: day, source: customer.source?.value, stage: stage, measure: .began),
                    by: sign
                )
            }
        }
        place(customer, sign: sign)
    }

    private func measures(
        of stage: Stage,
        _ entry: Journey.Entry,
        in journey: Journey
    ) -> [(JourneyMeasure, Int64)] {
        let later = journey.entries
            .filter { $0.key > stage && $0.value.enteredAt >= entry.enteredAt }
            .map { (stage: $0.key, after: $0.value.enteredAt - entry.enteredAt) }
        var measures: [(JourneyMeasure, Int64)] = [(.entered, 1)]
        for step in later where step.after <= window.duration {
            measures.append((.converted(to: step.stage), 1))
        }
        guard let next = later.min(by: { ($0.after, $0.stage) < ($1.after, $1.stage) }) else {
            return measures
        }
        if next.after <= window.duration {
            measures.append((.moved(to: next.stage), 1))
        }
        let seconds = next.after.components.seconds
        measures.append((.stayed(DurationBucket(seconds: seconds)), 1))
        measures.append((.secondsStayed, seconds))
        return measures
    }

    private mutating func place(_ customer: Customer, sign: Int64) {
        let stage = customer.journey.stage
        let source = customer.source?.value
        bump(
            Place(stage: stage, source: source, currency: nil),
            by: Standing(customers: sign)
        )
        for (currency, paid) in customer.paid {
            let amount = sign > 0 ? paid.amount : -paid.amount
            bump(
                Place(stage: stage, source: source, currency: currency),
                by: Standing(customers: sign, amount: amount)
            )
        }
    }

    private mutating func bump(_ key: Key, by value: Int64) {
        let sum = counts[key, default: 0] + value
        counts[key] = sum == 0 ? nil : sum
    }

    private mutating func bump(_ place: Place, by standing: Standing) {
        let known = places[place] ?? Standing()
        let sum = Standing(
            customers: known.customers + standing.customers,
            amount: known.amount + standing.amount
        )
        places[place] = sum == Standing() ? nil : sum
    }
}
