internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Puts what the feed says into messages, with the same views as the API's lists.
struct LiveTeller {
    let api: Database

    /// - Parameter heard: what its listener has heard with this message.
    func message(_ item: FeedStore.Item, _ heard: FeedBookmark) throws(StorageError) -> [UInt8] {
        ServerSentEvent(
            id: heard.text,
            event: item.topic.rawValue,
            data: try data(of: item)
        ).bytes
    }

    /// Tells that something was missed: the page reads everything anew.
    func gap(_ heard: FeedBookmark) -> [UInt8] {
        ServerSentEvent(id: heard.text, event: "gap", data: "{}").bytes
    }

    private func data(of item: FeedStore.Item) throws(StorageError) -> String {
        switch item.topic {
        case .journey: return "{\"moves\":\(item.payload)}"
        case .organisation: return "{}"
        case .event:
            let scope = try OwnScope(item.organisation, on: api)
            defer { scope.leave() }
            let events = try EventReport(scope).list(ids(in: item))
            return text(["events": .array(events.map { EventView($0).json })])
        case .delivery:
            let scope = try OwnScope(item.organisation, on: api)
            defer { scope.leave() }
            let deliveries = try DeliveryReport(scope).list(ids(in: item))
            return text(["deliveries": .array(deliveries.map(LiveTeller.view))])
        }
    }

    private static func view(of delivery: DeliverySummary) -> JSON {
        [
            "id": .string(delivery.id.text),
            "connection_id": .string(delivery.connection.text),
            "state": .string(delivery.state.rawValue),
            "received_at": .string(delivery.receivedAt.iso8601),
            "reason": .optional(delivery.reason),
        ]
    }

    private func ids<Subject>(in item: FeedStore.Item) -> [Identifier<Subject>] {
        item.payload.split(separator: ",").compactMap { Identifier(text: $0) }
    }

    private func text(_ json: JSON) -> String {
        String(decoding: json.serialised(), as: UTF8.self)
    }
}
