internal import Domain
internal import Machine

/// A customer of the demo: made from a seed and a number, the same every time.
struct DemoCustomer {
    let id: String
    /// Nil for those who never said.
    let name: String?
    let email: String?
    let source: String

    /// Their id where they did not say who they are.
    var guestID: String { "\(id)-guest" }

    private static let starts = ["Ba", "Ka", "Lo", "Me", "Na", "Ra", "Sa", "Te", "Vi", "Yo", "Ze"]
    private static let middles = ["bi", "da", "le", "mo", "na", "ri", "so", "ta", "vi", "we"]
    private static let ends = ["ba", "den", "lin", "mar", "na", "ra", "ro", "sen", "ta", "wen"]

    init(prefix: String, number: Int, using chance: inout SeededRandom) {
        id = "\(prefix)-\(number)"
        let name = Self.word(&chance) + " " + Self.word(&chance)
        self.name = chance.happens(90) ? name : nil
        let address = name.lowercased().split(separator: " ").joined(separator: ".")
        email = chance.happens(85) ? "\(address).\(prefix)\(number)@example.com" : nil
        source = chance.pick([
            ("organic", 34), ("paid_ads", 28), ("chat", 22), ("email", 11), ("referral", 5),
        ])
    }

    /// A name that nobody has: syllables, so that no list of people is needed.
    private static func word(_ chance: inout SeededRandom) -> String {
        let parts = [starts, chance.happens(60) ? middles : [""], ends]
        return parts.map { syllables in
            syllables.randomElement(using: &chance) ?? ""
        }.joined()
    }
}
