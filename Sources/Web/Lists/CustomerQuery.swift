internal import Domain
internal import HTTP
internal import Storage

/// What a list of customers is asked for.
struct CustomerQuery {
    let filter: CustomerFilter
    let sort: CustomerSort
    let isDescending: Bool

    /// The parameters that it is made of.
    static let names = [
        "q", "stage", "furthest", "source", "connection", "tag", "seen", "seen_from", "seen_to",
        "first_seen_from", "first_seen_to", "currency", "value_min", "value_max", "entered",
        "from", "to", "outcome", "next", "converted", "began", "sort", "order",
    ]

    /// What cursors of this list begin with: they hold for one order only.
    var list: String { "\(sort.rawValue)-\(isDescending ? "desc" : "asc")-" }

    init(_ fields: inout QueryFields, of organisation: OrganisationRecord, at now: Instant) throws {
        let zone = try organisation.zone()
        var filter = CustomerFilter(currency: organisation.currency)
        filter.text = fields.value("q", "at most 254 characters") {
            $0.unicodeScalars.count <= 254 ? $0.trimmed : nil
        }
        if filter.text?.isEmpty == true { filter.text = nil }
        filter.stage = fields.stage("stage")
        filter.furthest = fields.stage("furthest")
        filter.source = fields.source()
        filter.connection = fields.connection()
        filter.tag = fields.value("tag", "1 to 40 characters") { CustomerTag($0)?.text }
        filter.seen = CustomerQuery.seen(&fields, in: zone, at: now)
        filter.firstSeen = fields.span("first_seen_from", "first_seen_to", in: zone)
        filter.currency =
            fields.value("currency", "three letters, such as EUR") { Currency($0) }
            ?? filter.currency
        filter.paid = CustomerQuery.paid(&fields)
        filter.entrance = CustomerQuery.entrance(&fields, organisation.window, in: zone, at: now)
        let sort = CustomerQuery.sort(&fields, of: filter)
        let order = fields.value("order", "asc or desc") {
            ["asc", "desc"].contains($0) ? $0 : nil
        }
        self.filter = filter
        self.sort = sort
        isDescending = order.map { $0 == "desc" } ?? (sort != .name)
    }

    /// Between two times; or within so many days, today included; or not within them.
    private static func seen(
        _ fields: inout QueryFields,
        in zone: TimeZone,
        at now: Instant
    ) -> CustomerFilter.Span {
        let span = fields.span("seen_from", "seen_to", in: zone)
        let expected = "within days such as 30d, or with a minus not within them: 1 to 3650"
        let days = fields.value("seen", expected) { text -> Int? in
            guard text.hasSuffix("d"), let days = Int(text.dropLast()), text.first != "+",
                (1...3_650).contains(abs(days))
            else { return nil }
            return days
        }
        guard let days else { return span }
        if !span.isOpen { fields.fault("seen", "not together with seen_from or seen_to") }
        let today = zone.day(of: now)
        return days > 0
            ? CustomerFilter.Span(from: zone.start(of: today.advanced(by: 1 - days)))
            : CustomerFilter.Span(to: zone.start(of: today.advanced(by: days + 1)))
    }

    private static func paid(_ fields: inout QueryFields) -> CustomerFilter.PaidRange {
        let expected = "an amount such as 100 or 99.90"
        let least = fields.value("value_min", expected) { Amount(text: $0) }
        let most = fields.value("value_max", expected) { Amount(text: $0) }
        if let least, let most, most < least { fields.fault("value_max", "not below value_min") }
        return CustomerFilter.PaidRange(least: least, most: most)
    }

    private static func sort(
        _ fields: inout QueryFields,
        of filter: CustomerFilter
    ) -> CustomerSort {
        let orders = CustomerSort.allCases.map(\.rawValue).joined(separator: ", ")
        let sort = fields.value("sort", "one of \(orders)") { CustomerSort(rawValue: $0) }
        if sort == .entered, filter.entrance == nil {
            fields.fault("sort", "entered only with the parameter entered")
        }
        return sort ?? (filter.entrance == nil ? .lastSeen : .entered)
    }
}

extension CustomerQuery {
    /// Who entered a stage in a period, in the days that the journey's report has.
    private static func entrance(
        _ fields: inout QueryFields,
        _ window: ConversionWindow,
        in zone: TimeZone,
        at now: Instant
    ) -> CustomerFilter.Entrance? {
        let stage = fields.stage("entered")
        let outcomes = CustomerFilter.Entrance.Outcome.allCases.map(\.rawValue)
            .joined(separator: ", ")
        let outcome = fields.value("outcome", "one of \(outcomes)") {
            CustomerFilter.Entrance.Outcome(rawValue: $0)
        }
        let (next, converted) = (fields.stage("next"), fields.stage("converted"))
        let began = fields.value("began", "yes, or nothing at all") { $0 == "yes" ? true : nil }
        let span = fields.span("from", "to", in: zone)
        guard let stage else {
            for name in ["outcome", "next", "converted", "began", "from", "to"]
            where fields.has(name) && !fields.has("entered") {
                fields.fault(name, "only with the parameter entered")
            }
            return nil
        }
        for (name, end) in [("from", span.from), ("to", span.to)] where end == nil {
            if !fields.has(name) { fields.fault(name, "needed with the parameter entered") }
        }
        for (name, later) in [("next", next), ("converted", converted)] {
            if let later, later <= stage { fields.fault(name, "a stage after \(stage.name)") }
        }
        var entrance = CustomerFilter.Entrance(
            stage: stage,
            span: span,
            window: window,
            windowsEnd: JourneyWindow(of: window, at: now, in: zone).start
        )
        entrance.outcome = outcome
        entrance.next = next
        entrance.converted = converted
        entrance.isBeginning = began == true
        return entrance
    }
}
