internal import Domain
package import Storage

/// Recounts an organisation's journey from its events, and the words of its customers from their
/// names, and says where what is stored differs.
///
/// Meant for a quiet moment: what is being processed meanwhile can show as a difference.
package struct Verification {
    /// What was found.
    package struct Finding: Sendable {
        package var customers = 0
        /// One sentence for each difference; at most `mostDifferences` are kept.
        package var differences: [String] = []
    }

    private static let chunk = 500
    private static let mostDifferences = 100

    private let database: Database
    private let organisation: OrganisationRecord

    package init(database: Database, organisation: OrganisationRecord) {
        self.database = database
        self.organisation = organisation
    }

    /// - Parameter progress: called with the number of customers recounted so far.
    package func run(progress: (Int) -> Void) throws(StorageError) -> Finding {
        guard let zone = TimeZoneFile.load(organisation.timeZone) else {
            throw StorageError(.broken, "unknown time zone \(organisation.timeZone)")
        }
        let store = RecountStore(database: database, organisation: organisation.id)
        var finding = Finding()
        var tally = JourneyTally(within: organisation.window)
        var last = Customer.ID(0)
        while true {
            let ids = try store.customers(after: last, limit: Verification.chunk)
            guard let end = ids.last else { break }
            last = end
            let recounted = try compare(Set(ids), &finding)
            for customer in recounted.values { tally.add(customer, in: zone) }
            finding.customers += ids.count
            progress(finding.customers)
        }
        keep(try store.differences(from: tally), in: &finding)
        let misled = try words.misled(upTo: Verification.mostDifferences)
        keep(
            misled.sorted().map { "customer \($0.text) is found by words that are not its name's" },
            in: &finding
        )
        return finding
    }

    private var words: WordCheck {
        WordCheck(database: database, organisation: organisation.id)
    }

    /// Folds customers anew from their events and compares them with what is stored.
    private func compare(
        _ ids: Set<Customer.ID>,
        _ finding: inout Finding
    ) throws(StorageError) -> [Customer.ID: Customer] {
        let stored = try CustomerRecords(database: database, organisation: organisation.id)
            .load(ids)
        let recounted = try CustomerFold(database: database, organisation: organisation.id)
            .run(ids)
        let differing = ids.filter { stored[$0] != recounted[$0] }.sorted()
        keep(
            differing.map { "customer \($0.text) differs from what its events and people say" },
            in: &finding
        )
        let unfound = try words.unfound(stored.compactMapValues { $0.name?.value })
        keep(
            unfound.map { "customer \($0.text) is not found by every word of its name" },
            in: &finding
        )
        return recounted
    }

    private func keep(_ differences: [String], in finding: inout Finding) {
        let room = Verification.mostDifferences - finding.differences.count
        finding.differences += differences.prefix(max(0, room))
    }
}
