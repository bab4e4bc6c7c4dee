internal import Domain
internal import Machine

/// One customer of a data set with everything that they did.
struct DataSetCustomer {
    /// One thing that the customer did.
    struct Deed {
        let at: Instant
        let kind: EventKind
        let stage: Stage
        /// What was paid, in hundredths.
        let cents: Int?
        /// Where it came from; nil where the sender did not say.
        let source: DataSetSource?
        /// Whether it says who the customer is.
        let isNamed: Bool
    }

    let number: Int
    let person: DemoCustomer
    let place: DataSetPlace
    let currency: Currency
    /// In the order of their times.
    let deeds: [Deed]
    let records: DataSetRecords

    init(_ number: Int, of plan: DataSetPlan) {
        var chance = DataSetPlan.chance(number, seed: plan.seed)
        self.number = number
        person = DemoCustomer(prefix: "s\(plan.seed)", number: number, using: &chance)
        let source = DataSetSource(person.source, using: &chance)
        place = chance.pick(DataSetPlace.weights)
        currency = chance.pick(DataSetPlan.currencies(plan.currency))
        deeds = DataSetCustomer.deeds(number, of: plan, from: source, using: &chance)
        records = DataSetRecords(using: &chance)
    }

    /// The steps of a journey as the demo tells it, and visits in between until they are as many
    /// as the plan says.
    private static func deeds(
        _ number: Int,
        of plan: DataSetPlan,
        from source: DataSetSource?,
        using chance: inout SeededRandom
    ) -> [Deed] {
        let (arrival, count) = (plan.arrival(of: number), plan.events(of: number))
        var deeds: [Deed] = []
        for step in DemoJourney(source: source?.name ?? "", using: &chance).steps.prefix(count) {
            let at = arrival + step.after
            guard at < plan.end else { break }
            let isNamed = deeds.isEmpty || step.cents != nil
            deeds.append(
                Deed(
                    at: at,
                    kind: step.kind,
                    stage: step.stage,
                    cents: step.cents,
                    source: source,
                    isNamed: isNamed
                )
            )
        }
        return visiting(deeds, upTo: count, until: plan.end, using: &chance)
    }

    private static func visiting(
        _ steps: [Deed],
        upTo count: Int,
        until end: Instant,
        using chance: inout SeededRandom
    ) -> [Deed] {
        guard let first = steps.first, let last = steps.last, steps.count < count else {
            return steps
        }
        let latest = min(end - .seconds(1), last.at + .days(Int.random(in: 1...90, using: &chance)))
        let range = first.at.microseconds...max(first.at.microseconds, latest.microseconds)
        var deeds = steps
        var next = 1
        let times = (steps.count..<count).map { _ in Int64.random(in: range, using: &chance) }
        for time in times.sorted() {
            while next < steps.count, steps[next].at.microseconds <= time { next += 1 }
            deeds.append(
                Deed(
                    at: Instant(microseconds: time),
                    kind: chance.pick(visits),
                    stage: steps[next - 1].stage,
                    cents: nil,
                    source: chance.happens(30) ? DataSetSource(using: &chance) : nil,
                    isNamed: false
                )
            )
        }
        return deeds.sorted { left, right in left.at < right.at }
    }

    private static let visits: [(EventKind, weight: Double)] = [
        (.pageViewed, 60), (.linkClicked, 20), (.emailOpened, 17), (.formSubmitted, 3),
    ]

    /// What a deed is as an event, for folding.
    func event(_ deed: Deed) -> JourneyEvent {
        JourneyEvent(
            kind: deed.kind,
            stage: deed.stage,
            occurredAt: deed.at,
            name: deed.isNamed ? person.name : nil,
            email: deed.isNamed ? person.email.flatMap { EmailAddress($0) } : nil,
            source: deed.source?.name,
            paid: deed.cents.map { cents in
                Money(Amount(tenThousandths: Int64(cents) * 100), currency)
            }
        )
    }
}

extension DataSetPlan {
    fileprivate static func chance(_ number: Int, seed: UInt64) -> SeededRandom {
        SeededRandom(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
    }

    /// A customer's name and addresses, without their deeds.
    static func person(_ number: Int, seed: UInt64) -> DemoCustomer {
        var chance = chance(number, seed: seed)
        return DemoCustomer(prefix: "s\(seed)", number: number, using: &chance)
    }

    /// Most customers pay in the shop's own currency.
    static func currencies(_ own: Currency) -> [(Currency, weight: Double)] {
        let others = ["USD", "GBP"].compactMap { code in Currency(code) }
        return [(own, 80)] + others.map { other in (other, weight: 10) }
    }
}
