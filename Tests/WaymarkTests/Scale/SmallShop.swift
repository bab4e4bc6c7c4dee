import Domain
import MariaDB
import Storage
import Support
import Work

@testable import waymark

/// A data set that is small, and large enough that looking through all of it would show.
struct SmallShop {
    static let customers = 10_000
    static let events = 60_000
    static let end = Instant(seconds: 1_792_195_200)

    let database: TestDatabase
    let organisation: OrganisationRecord
    let totals: DataSetTotals
    /// Its own session, whose counters tell what was read.
    let session: Database
    let scope: OwnScope

    /// Made once for all tests of the process.
    static func made() throws -> (TestDatabase, OrganisationRecord, DataSetTotals) {
        try common.get()
    }

    /// In a database of its own: while others write to its tables, the server now and then reads
    /// far more rows for the same question.
    private static let common = Result {
        try make(customers, events, seed: 1, in: TestDatabase())
    }

    static func make(
        _ customers: Int,
        _ events: Int,
        seed: UInt64,
        in other: TestDatabase? = nil
    ) throws -> (TestDatabase, OrganisationRecord, DataSetTotals) {
        let database = try other ?? TestDatabase.shared()
        let shop = try TestShop(in: database, timeZone: "Europe/Berlin", currency: "EUR")
        let work = Database(database.work)
        guard let record = try OrganisationStore(database: work).find(shop.organisation),
            let zone = TimeZoneFile.load(record.timeZone)
        else { throw TestFault("no organisation") }
        let plan = DataSetPlan(
            seed: seed,
            customers: customers,
            events: events,
            currency: record.currency,
            end: end
        )
        var loader = DataSetLoader(
            plan,
            into: record,
            zone: zone,
            work: work,
            api: Database(database.api),
            deliveries: events / 10
        )
        try loader.load { _, _ in }
        return (database, record, loader.totals)
    }

    init() throws {
        (database, organisation, totals) = try SmallShop.made()
        session = Database(database.api)
        scope = try OwnScope(organisation.id, on: session)
    }

    /// A shop of its own, with fewer customers, that is counted within another window.
    init(counting window: ConversionWindow) throws {
        let made = try SmallShop.make(800, 4_800, seed: UInt64(window.days))
        (database, totals) = (made.0, made.2)
        session = Database(database.api)
        scope = try OwnScope(made.1.id, on: session)
        var change = OwnOrganisation.Change()
        change.window = window
        try OwnOrganisation(scope).update(change)
        _ = try CountingChange(database: Database(database.work), clock: { SmallShop.end }).run()
        organisation = try OwnOrganisation(scope).find()
    }

    var filter: CustomerFilter { CustomerFilter(currency: organisation.currency) }

    /// The ids of a whole list, page by page, and how many pages it had.
    func ids(
        _ filter: CustomerFilter,
        by sort: CustomerSort,
        isDescending: Bool,
        limit: Int = 200,
        limits: ListLimits = .usual
    ) throws -> [Customer.ID] {
        var (ids, cursor): ([Customer.ID], ListCursor?) = ([], nil)
        repeat {
            let page = try page(
                filter,
                by: sort,
                isDescending,
                PageRequest(limit: limit, cursor: cursor),
                limits: limits
            )
            ids += page.items.map(\.summary.id)
            cursor = page.next
        } while cursor != nil
        return ids
    }

    func page(
        _ filter: CustomerFilter,
        by sort: CustomerSort,
        _ isDescending: Bool,
        _ request: PageRequest,
        limits: ListLimits = .usual
    ) throws -> ListPage<ListedCustomer> {
        try CustomerList(scope, limits: limits)
            .page(filter, by: sort, isDescending: isDescending, request).page
    }

    /// How many rows the server reads for the work, of tables, indexes and what it makes itself.
    func rowsRead(_ work: () throws -> Void) throws -> Int {
        let before = try handlerReads()
        try work()
        return try handlerReads() - before
    }

    private func handlerReads() throws -> Int {
        let rows: [(String, String)] = try session.rows(
            """
            SHOW SESSION STATUS
            WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Handler_icp_attempts'
            """
        )
        return rows.compactMap { Int($0.1) }.reduce(0, +)
    }
}
