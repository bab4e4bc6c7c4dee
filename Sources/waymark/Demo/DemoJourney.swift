internal import Domain
internal import Machine

/// What a customer of the demo does, from the first visit on: about half of those who reach a
/// stage go on to the next, sooner or later, depending on where they came from.
struct DemoJourney {
    /// One thing that the customer does.
    struct Step {
        let kind: EventKind
        let stage: Stage
        /// Since the customer's first visit.
        let after: Duration
        /// What was paid, in hundredths.
        let cents: Int?
    }

    /// How readily customers go on, by where they came from.
    private static let eagerness: [String: Double] = [
        "paid_ads": 0.8, "chat": 1.25, "email": 1.15, "referral": 1.4,
    ]

    private(set) var steps: [Step] = []
    private var clock = Duration.zero

    init(source: String, using chance: inout SeededRandom) {
        let eagerness = Self.eagerness[source] ?? 1
        add(.stageEntered, .awareness)
        browse(.awareness, [.pageViewed, .linkClicked, .emailOpened], upTo: 3, &chance)
        guard advance(60 * eagerness, medianHours: 38, &chance) else { return }
        add(.stageEntered, .consideration)
        browse(.consideration, [.pageViewed, .formSubmitted, .linkClicked], upTo: 3, &chance)
        if chance.happens(30) { add(.cartAbandoned, .consideration) }
        guard advance(48 * eagerness, medianHours: 50, &chance) else { return }
        add(.stageCompleted, .consideration)
        buy(.purchase, &chance)
        guard advance(52 * eagerness, medianHours: 26 * 24, &chance) else { return }
        browse(.retention, [.emailOpened, .linkClicked], upTo: 2, &chance)
        repeat {
            buy(.retention, &chance)
            wait(24 * 30, &chance)
        } while chance.happens(35)
        guard advance(30 * eagerness, medianHours: 24 * 9, &chance) else { return }
        add(chance.happens(70) ? .reviewLeft : .referralMade, .advocacy)
    }

    private mutating func add(_ kind: EventKind, _ stage: Stage, cents: Int? = nil) {
        steps.append(Step(kind: kind, stage: stage, after: clock, cents: cents))
    }

    private mutating func buy(_ stage: Stage, _ chance: inout SeededRandom) {
        let amount = chance.around(58, spread: 0.7)
        add(.purchaseMade, stage, cents: Int(amount * 100))
    }

    private mutating func browse(
        _ stage: Stage,
        _ kinds: [EventKind],
        upTo most: Int,
        _ chance: inout SeededRandom
    ) {
        for _ in 0..<Int.random(in: 0...most, using: &chance) {
            clock += .milliseconds(Int(chance.around(40 * 60_000)))
            add(kinds.randomElement(using: &chance) ?? .pageViewed, stage)
        }
    }

    /// Whether the customer goes on to the next stage; time passes until then.
    private mutating func advance(
        _ percent: Double,
        medianHours: Double,
        _ chance: inout SeededRandom
    ) -> Bool {
        wait(medianHours, &chance)
        return chance.happens(min(percent, 95))
    }

    private mutating func wait(_ medianHours: Double, _ chance: inout SeededRandom) {
        clock += .milliseconds(Int(chance.around(medianHours * 3_600_000)))
    }
}
