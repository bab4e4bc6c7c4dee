import Domain
import MariaDB
import Storage
import Support

extension TenantMaker {
    /// A view that is shared, and jobs: one that tags, one that has tagged somebody, and an export
    /// with its file.
    func addLists(of people: [Role: PersonRecord]) throws -> [String: String] {
        guard let owner = people[.owner] else { throw TestFault("no owner") }
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        defer { scope.leave() }
        let view = SavedView(
            id: TestShop.ids.next(),
            owner: owner.id,
            name: "Buyers",
            query: "stage=purchase",
            isShared: true,
            position: 0,
            at: now
        )
        try SavedViewStore(scope, of: owner.id).add(view)
        let jobs = try ["tagging", "tagged", "export"].map { name in
            (name, try add(name == "export" ? .export : .tag, by: owner, in: scope))
        }
        var names = Dictionary(jobs.map { ($0.0, $0.1.text) }) { first, _ in first }
        try end(jobs[1].1, file: nil)
        try end(jobs[2].1, file: "file.csv")
        names["view"] = view.id.text
        return names
    }

    private func add(
        _ kind: BulkJob.Kind,
        by owner: PersonRecord,
        in scope: OwnScope
    ) throws -> BulkJob.ID {
        var job = BulkJob(
            organisation: shop.organisation,
            id: TestShop.ids.next(),
            kind: kind,
            maker: .init(kind: "person", id: owner.id.number, name: owner.name),
            createdAt: now
        )
        job.tag = kind == .tag ? "vip" : nil
        job.format = kind == .export ? .csv : nil
        try BulkJobStore(scope).add(job, about: .chosen([]))
        return job.id
    }

    /// As the background would have ended it.
    private func end(_ job: BulkJob.ID, file: String?) throws {
        let work = Database(shop.database.work)
        try work.execute(
            """
            UPDATE bulk_jobs SET state = 'done', changed = 1, ended_at = \(now), file = \(file),
                bytes = 7, expires_at = \(now + .days(7))
            WHERE id = \(job)
            """
        )
        try work.execute(
            """
            INSERT INTO bulk_job_customers (organisation_id, job_id, customer_id)
            VALUES (\(shop.organisation), \(job), 1)
            """
        )
    }
}
