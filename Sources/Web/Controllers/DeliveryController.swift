internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// What senders posted, what became of it, and another try.
enum DeliveryController {
    static func list(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var fields = QueryFields(visit)
        var filter = DeliveryList.Filter()
        filter.connection = fields.connection()
        filter.state = fields.value("state", stateNames) { DeliveryState(rawValue: $0) }
        filter.span = fields.span("from", "to", in: try OwnOrganisation(scope).find().zone())
        let request = fields.page(of: "")
        try fields.check()
        if let connection = filter.connection {
            _ = try ConnectionStore(scope).require(connection)
        }
        let page = try DeliveryList(scope).page(filter, request)
        var members = ListPageView(name: "deliveries", page: page).json { DeliveryView($0).json }
        let counts = try DeliveryList(scope).counts(filter)
        members["counts"] = .object(JSONObject(counts.map { .init($0.rawValue, $1.json) }))
        return .json(.object(members))
    }

    private static let stateNames =
        "one of " + DeliveryState.allCases.map(\.rawValue).joined(separator: ", ")
    private static let timeHint = "an ISO 8601 date and time with its zone"

    /// Long before whoever asked gives up.
    private static let replayTime = Duration.seconds(2)

    static func show(_ visit: Visit) throws -> Response {
        let delivery = try find(visit)
        let view = DeliveryDetailView(delivery, try DeliveryReading(delivery, in: visit.scope()))
        return .json(["success": true, "delivery": view.json])
    }

    /// Puts a failed delivery back into the queue.
    static func retry(_ visit: Visit) throws -> Response {
        let delivery = try find(visit)
        let scope = try visit.scope()
        guard try ReplayStore(scope).replay(delivery.summary.id, at: visit.now) else {
            throw Problem.conflict.explained(
                "This delivery has not failed, or is waiting for its next attempt already."
            )
        }
        try visit.note(visit.entry(.deliveryReplayed, subject(delivery)), in: scope)
        return .json(["success": true], status: 202)
    }

    /// Takes a failed delivery off the list of what wants attention; twice is once.
    static func markHandled(_ visit: Visit) throws -> Response {
        let delivery = try find(visit)
        let isMarked = try ReplayStore(visit.scope())
            .markHandled(delivery.summary.id, at: visit.now)
        guard isMarked || delivery.summary.handledAt != nil else {
            throw Problem.conflict.explained("This delivery has not failed.")
        }
        if isMarked {
            try visit.note(visit.entry(.deliveryHandled, subject(delivery)), in: visit.scope())
        }
        return .json(["success": true])
    }

    /// Puts failed deliveries that match back into the queue: all of them, or as many as the time
    /// allows and where to go on.
    static func recover(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let filter = try failures(visit)
        let replay = try ReplayStore(scope)
            .replay(filter, at: visit.now, within: replayTime)
        let became: JSON = ["replayed": .integer(replay.count)]
        try visit.note(visit.entry(.deliveryReplayed, became: became), in: scope)
        return .json(
            [
                "success": true, "replayed": .integer(replay.count),
                "next_cursor": .optional(replay.next?.text),
            ],
            status: 202
        )
    }

    private static func failures(_ visit: Visit) throws -> ReplayStore.Filter {
        var fields = try visit.body()
        let fate = fields.requiredValue("state", "dead or quarantined") {
            $0.text.flatMap(Fate.init)
        }
        let connection = fields.value("connection_id", "the id of a connection") {
            $0.text.flatMap { Connection.ID(text: $0) }
        }
        let from = fields.value("from", timeHint) { $0.text.flatMap { Instant(iso8601: $0) } }
        let to = fields.value("to", timeHint) { $0.text.flatMap { Instant(iso8601: $0) } }
        let after = fields.value("cursor", "what the last answer gave as next_cursor") {
            $0.text.flatMap { Delivery.ID(text: $0) }
        }
        try fields.check()
        if let connection { _ = try ConnectionStore(visit.scope()).require(connection) }
        guard let fate else { throw Problem.unprocessable(["state: required"]) }
        var filter = ReplayStore.Filter(fate)
        filter.connection = connection
        filter.span = CustomerFilter.Span(from: from, to: to)
        filter.after = after
        return filter
    }

    private static func subject(_ delivery: DeliveryDetail) -> AuditEntry.Subject {
        AuditEntry.Subject("delivery", delivery.summary.id.number, "")
    }

    private static func find(_ visit: Visit) throws -> DeliveryDetail {
        guard let delivery = try DeliveryReport(visit.scope()).find(visit.id()) else {
            throw Problem.notFound
        }
        return delivery
    }
}
