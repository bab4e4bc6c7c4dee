internal import Machine

/// Where a customer or a visit came from: a few ways that everybody takes, and campaigns that
/// brought few.
struct DataSetSource: Hashable {
    private static let ways = ["organic", "paid_ads", "chat", "email", "referral"]
    private static let campaigns = 40

    /// 0 to 4 for the ways, from 5 on for campaigns.
    let number: Int

    static let all = (0..<ways.count + campaigns).map { number in DataSetSource(number: number) }

    private init(number: Int) {
        self.number = number
    }

    /// The source of a customer whom the demo lets come that way; nil where nobody said.
    init?(_ way: String, using chance: inout SeededRandom) {
        if chance.happens(6) { return nil }
        if chance.happens(2) {
            number = Self.ways.count + Int.random(in: 0..<Self.campaigns, using: &chance)
        } else {
            number = Self.ways.firstIndex(of: way) ?? 0
        }
    }

    /// The source of a later visit.
    init(using chance: inout SeededRandom) {
        number = Int.random(in: 0..<Self.ways.count, using: &chance)
    }

    var name: String {
        number < Self.ways.count ? Self.ways[number] : "campaign \(number - Self.ways.count + 1)"
    }
}

/// Through which connection a customer's events come.
enum DataSetPlace: UInt8, CaseIterable {
    case shop
    case app
    /// The till of one small shop: few customers among very many.
    case till

    static let weights: [(DataSetPlace, weight: Double)] = [
        (.shop, 80), (.app, 19.9), (.till, 0.1),
    ]

    var name: String {
        switch self {
        case .shop: "Web shop"
        case .app: "App"
        case .till: "Till"
        }
    }
}
