/// What a journey event says that a customer did (seed 000).
///
/// The raw values are stored: never renumber.
package enum EventKind: UInt8, CaseIterable, Hashable, Sendable {
    case stageEntered = 1
    case stageCompleted
    case purchaseMade
    case emailOpened
    case linkClicked
    case formSubmitted
    case pageViewed
    case cartAbandoned
    case reviewLeft
    case referralMade

    /// The word in JSON and in URLs.
    package var name: String {
        switch self {
        case .stageEntered: "stage_entered"
        case .stageCompleted: "stage_completed"
        case .purchaseMade: "purchase_made"
        case .emailOpened: "email_opened"
        case .linkClicked: "link_clicked"
        case .formSubmitted: "form_submitted"
        case .pageViewed: "page_viewed"
        case .cartAbandoned: "cart_abandoned"
        case .reviewLeft: "review_left"
        case .referralMade: "referral_made"
        }
    }

    package init?(name: some StringProtocol) {
        guard let kind = EventKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
