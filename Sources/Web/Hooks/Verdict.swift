internal import Domain
internal import HTTP
internal import Intake
internal import JSON

/// What is to be done with a post: whether it is kept, and what its sender is told.
struct Verdict: Sendable {
    private let fact: JourneyFact?
    private let problem: Problem?
    /// Whether the delivery is stored: what is valid, and what is signed.
    let isKept: Bool
    /// Why it cannot be processed; nil for what can.
    let reason: String?

    init(_ reading: JourneyDialect.Reading, endpoint: HookSite.Endpoint, isSigned: Bool) {
        switch reading {
        case .fact(let fact):
            self.init(fact: fact, problem: nil, isKept: true, reason: nil)
        case .faults(let faults):
            self.init(
                faults,
                endpoint: endpoint,
                isSigned: isSigned,
                problem: .malformed(faults.map(\.text))
            )
        case .unsupportedType(let fault):
            self.init(
                [fault],
                endpoint: endpoint,
                isSigned: isSigned,
                problem: .unsupportedType.explained(fault.text)
            )
        }
    }

    /// What is signed is kept, whatever it is; a connection's own URL takes it with a 200.
    private init(
        _ faults: [Fault],
        endpoint: HookSite.Endpoint,
        isSigned: Bool,
        problem: Problem
    ) {
        self.init(
            fact: nil,
            problem: isSigned && endpoint == .hook ? nil : problem,
            isKept: isSigned,
            reason: faults.map(\.text).joined(separator: "; ")
        )
    }

    private init(fact: JourneyFact?, problem: Problem?, isKept: Bool, reason: String?) {
        self.fact = fact
        self.problem = problem
        self.isKept = isKept
        self.reason = reason
    }

    /// A repeated delivery gets the same answer as the first: nothing in it depends on the arrival.
    func response(for recipient: Recipient) -> Response {
        if let problem { return problem.response(for: recipient) }
        guard let fact else {
            return .json(["success": true, "message": "Kept, but not understood: see quarantine"])
        }
        return .json([
            "success": true,
            "message": "Event processed successfully",
            "event_id": .string(fact.eventID),
            "customer_stage": .string(fact.stage.name),
            "timestamp": .string(fact.occurredAt.iso8601),
        ])
    }

    /// Deliveries of one customer share a lane, so that they are processed in order.
    func lane(of connection: OpenConnection) -> UInt16 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in [connection.id.text, "/", fact?.customerID ?? ""] {
            for byte in part.utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
        }
        return UInt16((hash ^ hash >> 32) & 255)
    }
}
