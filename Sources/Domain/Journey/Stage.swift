/// How far a customer has come. The order of the cases is the order of the journey.
package enum Stage: UInt8, CaseIterable, Comparable, Hashable, Sendable {
    case awareness = 1
    case consideration
    case purchase
    case retention
    case advocacy

    /// The word in JSON, in URLs and on the page.
    package var name: String {
        switch self {
        case .awareness: "awareness"
        case .consideration: "consideration"
        case .purchase: "purchase"
        case .retention: "retention"
        case .advocacy: "advocacy"
        }
    }

    package init?(name: some StringProtocol) {
        guard let stage = Stage.allCases.first(where: { $0.name == name }) else { return nil }
        self = stage
    }

    package static func < (left: Stage, right: Stage) -> Bool {
        left.rawValue < right.rawValue
    }
}
