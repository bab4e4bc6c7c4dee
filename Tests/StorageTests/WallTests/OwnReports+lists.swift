import Domain
import Storage
import Support

extension OwnReports {
    /// Views of the list of customers, and jobs for all whom it shows.
    func askLists() throws {
        let views = SavedViewStore(scope, of: Person.ID(106))
        _ = try views.list()
        _ = try views.find(SavedView.ID(106))
        try views.remove(SavedView.ID(206))
        let store = BulkJobStore(scope)
        let filters: [(inout BulkJobStore.Filter) -> Void] = [
            { _ in }, { $0.kind = .export }, { $0.state = .running },
            { $0.before = BulkJob.ID(5_006) },
        ]
        var jobs: [BulkJob] = []
        for set in filters {
            var filter = BulkJobStore.Filter()
            set(&filter)
            jobs += try store.list(filter, limit: 50)
        }
        guard !jobs.isEmpty else { throw TestFault("no jobs") }
        _ = try store.undoable(jobs)
        _ = try store.find(BulkJob.ID(5_006))
        _ = try store.unfinished()
        _ = try store.cancel(BulkJob.ID(5_006), at: now)
        _ = try CustomerReport(scope).living([Customer.ID(5_006), Customer.ID(5_106)])
        try walk()
    }

    private func walk() throws {
        guard let currency = Currency("USD") else { throw TestFault("no currency") }
        var filter = CustomerFilter(currency: currency)
        for tag in [nil, "t1"] {
            filter.tag = tag
            for cursor in [nil, "n0n5006.5006"] {
                let request = PageRequest(
                    limit: 500,
                    cursor: cursor.flatMap { ListCursor(text: $0) }
                )
                _ = try CustomerWalk(scope).step(filter, request)
            }
        }
    }
}
