import Domain
import Foundation
import Machine
import MariaDB
import Storage
import Support
import Testing
import Work

/// A shop with customers, and somebody who does jobs for all of them.
struct BulkBench {
    let bench: Bench
    let clock: TestClock
    let folder: FileFolder
    private let directory: TemporaryDirectory

    /// - Parameter customers: how many; every third has come as far as a purchase.
    init(customers: Int) throws {
        bench = try Bench()
        clock = TestClock(at: bench.now)
        directory = try TemporaryDirectory()
        folder = FileFolder(path: directory.path("files"))
        try fill(customers)
    }

    var shop: TestShop { bench.shop }
    var api: Database { Database(shop.database.api) }

    private func fill(_ customers: Int) throws {
        for start in stride(from: 0, to: customers, by: 1_000) {
            let entries = (start..<min(start + 1_000, customers)).map { number in
                let stage = number.isMultiple(of: 3) ? "purchase" : "awareness"
                return shop.entry(
                    #"{"customer_id":"c-\#(number)","event":"stage_entered","stage":"\#(stage)","#
                        + #""timestamp":"2026-09-20T1\#(number % 10):00:00Z","#
                        + #""customer_name":"=Name, “\#(number)” \"x\"","metadata":{}}"#
                )
            }
            try shop.deliver(entries)
        }
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM customers") == customers)
    }

    /// A job as the API leaves it.
    func add(_ kind: BulkJob.Kind, _ set: (inout BulkJob) -> Void, about subject: BulkSubject)
        throws -> BulkJob.ID
    {
        let scope = try OwnScope(shop.organisation, on: api)
        defer { scope.leave() }
        var job = BulkJob(
            organisation: shop.organisation,
            id: TestShop.ids.next(),
            kind: kind,
            maker: .init(kind: "token", id: 1, name: "Tests"),
            createdAt: clock.now
        )
        set(&job)
        try BulkJobStore(scope).add(job, about: subject)
        return job.id
    }

    func find(_ id: BulkJob.ID) throws -> BulkJob {
        let scope = try OwnScope(shop.organisation, on: api)
        defer { scope.leave() }
        return try #require(try BulkJobStore(scope).find(id))
    }

    func cancel(_ id: BulkJob.ID) throws {
        let scope = try OwnScope(shop.organisation, on: api)
        defer { scope.leave() }
        #expect(try BulkJobStore(scope).cancel(id, at: clock.now))
    }

    func filter(_ set: (inout CustomerFilter) -> Void = { _ in }) throws -> CustomerFilter {
        var filter = CustomerFilter(currency: try #require(Currency("USD")))
        set(&filter)
        return filter
    }

    func list(_ filter: CustomerFilter, by sort: CustomerSort = .lastSeen) -> BulkSubject {
        .list(filter, sort: sort, isDescending: sort != .name)
    }

    func worker(folder: FileFolder? = nil) -> BulkWorker {
        BulkWorker(
            BulkJob.Kind.allCases,
            database: Database(shop.database.work),
            reader: Database(shop.database.work),
            ids: TestShop.ids,
            files: folder ?? self.folder,
            fileAge: .days(7),
            clock: { [clock] in clock.now },
            report: { _ in }
        )
    }

    /// Does whatever waits.
    func work() throws {
        let worker = worker()
        while try worker.step() {}
    }

    func text(_ job: BulkJob) throws -> String {
        let file = try #require(job.file.flatMap { folder.file($0.name) })
        #expect(file.size == job.file?.bytes)
        return String(decoding: file.read(file.size, at: 0), as: UTF8.self)
    }
}
