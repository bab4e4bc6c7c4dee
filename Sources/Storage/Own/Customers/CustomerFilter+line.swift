internal import Domain

/// A filter as a line of text: for what is done later to those whom it let through now.
extension CustomerFilter {
    /// Whatever was relative to the day of asking stands there as the time that it meant.
    package var line: String {
        let parts = own + (entrance.map(CustomerFilter.parts) ?? [])
        return parts.compactMap { name, key in key.map { "\(name)=\($0.text)" } }
            .joined(separator: "&")
    }

    private var own: [(String, ListKey?)] {
        let source: ListKey? =
            switch source {
            case .named(let name): .text(name)
            case .unnamed: .number(0)
            case nil: nil
            }
        return [
            ("q", text.map(ListKey.text)), ("stage", ListKey(stage)),
            ("furthest", ListKey(furthest)), ("source", source),
            ("connection", connection.map { .number($0.number) }),
            ("tag", tag.map(ListKey.text)), ("seen_from", seen.from.map(ListKey.instant)),
            ("seen_to", seen.to.map(ListKey.instant)),
            ("first_seen_from", firstSeen.from.map(ListKey.instant)),
            ("first_seen_to", firstSeen.to.map(ListKey.instant)),
            ("currency", .text(currency.code)),
            ("value_min", paid.least.map(ListKey.amount)),
            ("value_max", paid.most.map(ListKey.amount)),
        ]
    }

    private static func parts(of entrance: Entrance) -> [(String, ListKey?)] {
        [
            ("entered", ListKey(entrance.stage)), ("from", entrance.span.from.map(ListKey.instant)),
            ("to", entrance.span.to.map(ListKey.instant)),
            ("days", .number(Int64(entrance.window.days))),
            ("window", .instant(entrance.windowsEnd)),
            ("outcome", entrance.outcome.map { .text($0.rawValue) }),
            ("next", ListKey(entrance.next)), ("converted", ListKey(entrance.converted)),
            ("began", entrance.isBeginning ? .number(1) : nil),
        ]
    }

    /// Reads such a line; nil where it is none.
    package init?(line: some StringProtocol) {
        var keys: [Substring: ListKey] = [:]
        for part in line.split(separator: "&").map({ $0.split(separator: "=", maxSplits: 1) }) {
            guard part.count == 2, let key = ListKey(text: part[1]) else { return nil }
            keys[Substring(part[0])] = key
        }
        guard let currency = keys["currency"]?.word.flatMap({ Currency($0) }) else { return nil }
        self.init(currency: currency)
        text = keys["q"]?.word
        stage = keys["stage"]?.stage
        furthest = keys["furthest"]?.stage
        source = keys["source"].map { $0.word.map(SourceFilter.named) ?? .unnamed }
        connection = keys["connection"]?.count.map { Connection.ID($0) }
        tag = keys["tag"]?.word
        seen = Span(from: keys["seen_from"]?.time, to: keys["seen_to"]?.time)
        firstSeen = Span(from: keys["first_seen_from"]?.time, to: keys["first_seen_to"]?.time)
        paid = PaidRange(least: keys["value_min"]?.sum, most: keys["value_max"]?.sum)
        entrance = CustomerFilter.entrance(keys)
    }

    private static func entrance(_ keys: [Substring: ListKey]) -> Entrance? {
        guard let stage = keys["entered"]?.stage, let end = keys["window"]?.time else { return nil }
        let span = Span(from: keys["from"]?.time, to: keys["to"]?.time)
        // Lines that older versions wrote name no days: all had the usual ones.
        let window = keys["days"]?.count.map { Int($0) }.flatMap(ConversionWindow.init) ?? .usual
        var entrance = Entrance(stage: stage, span: span, window: window, windowsEnd: end)
        entrance.outcome = keys["outcome"]?.word.flatMap(Entrance.Outcome.init)
        entrance.next = keys["next"]?.stage
        entrance.converted = keys["converted"]?.stage
        entrance.isBeginning = keys["began"] != nil
        return entrance
    }
}

extension ListKey {
    fileprivate init?(_ stage: Stage?) {
        guard let stage else { return nil }
        self = .number(Int64(stage.rawValue))
    }

    fileprivate var word: String? { if case .text(let text) = self { text } else { nil } }
    fileprivate var time: Instant? { if case .instant(let time) = self { time } else { nil } }
    fileprivate var sum: Amount? { if case .amount(let amount) = self { amount } else { nil } }
    fileprivate var count: Int64? { if case .number(let number) = self { number } else { nil } }
    fileprivate var stage: Stage? { count.flatMap { UInt8(exactly: $0) }.flatMap(Stage.init) }
}
