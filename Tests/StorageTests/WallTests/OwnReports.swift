import Domain
import Storage
import Support

/// Asks every store behind the wall for everything that it can answer, every filter alone.
struct OwnReports {
    let scope: OwnScope
    let now = Instant(seconds: 1_790_000_000)

    func askAll() throws {
        try askConnections()
        try askDeliveries()
        try askCustomers()
        try askEvents()
        try askJourney()
        try askPeople()
        try askRecords()
        try askLists()
        try change()
    }

    private func page(from cursor: String? = nil) -> PageRequest {
        PageRequest(limit: 50, cursor: cursor.flatMap { ListCursor(text: $0) })
    }

    private func askConnections() throws {
        let store = ConnectionStore(scope)
        _ = try store.list()
        _ = try store.find(Connection.ID(106))
        _ = try store.secrets(of: Connection.ID(106))
        let some = [Connection.ID(106), Connection.ID(206)]
        _ = try ConnectionHealthReport(scope).healths(of: some, at: now)
        _ = try TokenStore(scope).list()
        _ = try OwnOrganisation(scope).find()
    }

    private func askPeople() throws {
        _ = try MemberStore(scope).list()
        _ = try MemberStore(scope).find(Person.ID(106))
        _ = try MemberStore(scope).names()
        _ = try InvitationStore(scope).list(at: now)
        _ = try InvitationStore(scope).find(InvitationRecord.ID(6))
        let filters: [(inout OwnAudit.Filter) -> Void] = [
            { _ in }, { $0.actor = Person.ID(106) }, { $0.actions = "member."..<"member/" },
            { $0.from = now }, { $0.to = now },
        ]
        for set in filters {
            var filter = OwnAudit.Filter()
            set(&filter)
            _ = try OwnAudit(scope).page(filter, page())
            _ = try OwnAudit(scope).page(filter, page(from: "n0i1790000000000000.5006"))
        }
    }

    private func askDeliveries() throws {
        let list = DeliveryList(scope)
        var filters = DeliveryState.allCases.map { state in filter { $0.state = state } }
        filters.append(DeliveryList.Filter())
        filters.append(filter { $0.connection = Connection.ID(106) })
        filters.append(filter { $0.span = span })
        for filter in filters {
            _ = try list.page(filter, page())
            _ = try list.page(filter, page(from: "n0n7000.7000"))
            _ = try list.page(filter, page(from: "p0n5006.5006"))
        }
        _ = try list.counts(DeliveryList.Filter())
        _ = try list.counts(filter { $0.connection = Connection.ID(106) })
        _ = try list.counts(filter { $0.span = span })
        let report = DeliveryReport(scope)
        _ = try report.find(Delivery.ID(5_006))
        _ = try report.list([Delivery.ID(5_006), Delivery.ID(5_106), Delivery.ID(5_206)])
    }

    private var span: CustomerFilter.Span {
        CustomerFilter.Span(from: now - .days(4_000), to: now + .days(4_000))
    }

    private func filter(_ set: (inout DeliveryList.Filter) -> Void) -> DeliveryList.Filter {
        var filter = DeliveryList.Filter()
        set(&filter)
        return filter
    }

    private func askCustomers() throws {
        guard let currency = Currency("USD") else { throw TestFault("no currency") }
        for sort in CustomerSort.allCases {
            for set in customerFilters {
                var filter = CustomerFilter(currency: currency)
                if sort == .entered { filter.entrance = entrance }
                set(&filter)
                for isDescending in [true, false] {
                    _ = try CustomerList(scope)
                        .page(filter, by: sort, isDescending: isDescending, page())
                }
            }
        }
        let report = CustomerReport(scope)
        _ = try report.find(Customer.ID(5_006))
        _ = try report.find(externalID: "c5006")
        _ = try report.count()
    }

    private var entrance: CustomerFilter.Entrance {
        CustomerFilter.Entrance(
            stage: .purchase,
            span: span,
            window: .usual,
            windowsEnd: now - .days(90)
        )
    }

    private var customerFilters: [(inout CustomerFilter) -> Void] {
        [
            { _ in }, { $0.stage = .purchase }, { $0.furthest = .advocacy },
            { $0.source = .named("s3") }, { $0.source = .unnamed }, { $0.text = "n50" },
            { $0.connection = Connection.ID(106) }, { $0.seen = span }, { $0.firstSeen = span },
            { $0.paid.least = Amount(tenThousandths: 10_000) },
            {
                var entrance = entrance
                entrance.outcome = .left
                entrance.next = .retention
                entrance.converted = .advocacy
                entrance.isBeginning = true
                $0.entrance = entrance
            },
        ]
    }

    private func askEvents() throws {
        let filters: [(inout EventList.Filter) -> Void] = [
            { _ in }, { $0.stage = .purchase }, { $0.kind = .purchaseMade },
            { $0.source = .named("s3") }, { $0.source = .unnamed },
            { $0.connection = Connection.ID(106) }, { $0.customer = Customer.ID(5_006) },
            { $0.span = span },
        ]
        for set in filters {
            var filter = EventList.Filter()
            set(&filter)
            _ = try EventList(scope).page(filter, page())
            _ = try EventList(scope).page(filter, page(from: "n0i1790000000000000.5006"))
        }
        let report = EventReport(scope)
        _ = try report.list([JourneyEvent.ID(5_006), JourneyEvent.ID(5_106)])
        let dedupKey = Array("0000000000005306".utf8)
        _ = try report.find(EventStore.Key(connection: Connection.ID(106), dedupKey: dedupKey))
        _ = try report.count()
    }

    private func askJourney() throws {
        let report = JourneyReport(scope)
        guard let first = Day(iso: "2025-03-15"), let last = Day(iso: "2026-11-20"),
            let range = DayRange(first: first, last: last), let middle = Day(iso: "2026-08-20")
        else { throw TestFault("no days") }
        for source in [nil, UInt16(3)] {
            _ = try report.flow(over: range, source: source)
            _ = try report.figures(over: range, openSince: middle, source: source)
            _ = try report.places(source: source)
            for first in [first, middle] {
                guard let days = DayRange(first: first, last: middle.advanced(by: 60)) else {
                    throw TestFault("no days")
                }
                _ = try report.course(over: days.steps, source: source)
                let before = DayComparison.previous.steps(for: days)
                _ = try report.course(over: before, source: source)
            }
        }
        _ = try report.sources()
    }

    private func change() throws {
        let replay = ReplayStore(scope)
        _ = try replay.replay(Delivery.ID(5_006), at: now)
        var filter = ReplayStore.Filter(.dead)
        _ = try replay.replay(filter, at: now, within: .zero)
        filter.connection = Connection.ID(106)
        filter.after = Delivery.ID(106)
        _ = try replay.replay(filter, at: now, within: .zero)
        filter.span = span
        _ = try replay.replay(filter, at: now, within: .zero)
        _ = try replay.markHandled(Delivery.ID(5_106), at: now)
        _ = try MergeRequests(scope).undo(Identifier(2_006), at: now)
        try MemberStore(scope).update(role: .viewer, of: Person.ID(106))
        try MemberStore(scope).remove(Person.ID(106), at: now)
        _ = try MemberStore(scope).restore(Person.ID(106), at: now)
        _ = try InvitationStore(scope).remove(InvitationRecord.ID(106))
        _ = try TokenStore(scope).find(TokenRecord.ID(2_006))
        _ = try TokenStore(scope).revoke(TokenRecord.ID(1_006), at: now)
        try ConnectionStore(scope).expireSecrets(of: Connection.ID(106), at: now)
        _ = try ConnectionStore(scope).remove(SecretRecord.ID(106), of: Connection.ID(106))
    }
}
