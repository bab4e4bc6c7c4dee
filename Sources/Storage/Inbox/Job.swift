package import Domain

/// Something to be done in the background.
package struct Job: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case processDelivery = "process_delivery"
        /// Processes a delivery that has failed before.
        case replayDelivery = "replay_delivery"
        case undoMerge = "undo_merge"
        case editCustomer = "edit_customer"
        case mergeCustomers = "merge_customers"

        /// Whether the job is about a delivery; else about what a person has asked for.
        package var isDelivery: Bool { self == .processDelivery || self == .replayDelivery }
    }

    /// Jobs that are due from this time on wait for their connection to be resumed: it is the last
    /// day that a DATETIME can tell.
    static let held = Instant(seconds: 253_402_214_400)

    /// When a job is due whose connection is paused: within the last day, at another time for each
    /// connection. Two may share one, once in 86,399 million pairs: then those of the one wait for
    /// the other as well.
    static func held(for connection: Connection.ID) -> Instant {
        held + .microseconds(1 + connection.number % 86_399_999_998)
    }

    package let organisation: Organisation.ID
    /// The delivery's number, or that of what a person has asked for.
    package let id: Int64
    package let kind: Kind
    package let lane: UInt16
    /// How many attempts have failed.
    package let attempts: Int

    init?(_ row: (Organisation.ID, Int64, String, UInt16, Int)) {
        guard let kind = Kind(rawValue: row.2) else { return nil }
        organisation = row.0
        id = row.1
        self.kind = kind
        lane = row.3
        attempts = row.4
    }
}

/// How a delivery ended that could not be processed.
package enum Fate: String, Sendable {
    /// Every attempt failed.
    case dead
    /// It is signed, but means nothing that Waymark can apply.
    case quarantined
}
