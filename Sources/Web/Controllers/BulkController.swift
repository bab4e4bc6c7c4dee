internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// What is done to many customers at once, and files of them: asked for here, done later.
enum BulkController {
    /// So many customers can be named one by one.
    private static let mostChosen = 1_000
    /// So many jobs may wait or run at once.
    private static let mostUnfinished = 20

    /// Gives a tag to many customers, or takes it from them.
    static func create(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let kinds: [BulkJob.Kind] = [.tag, .untag]
        let kind = fields.requiredValue("action", "one of tag, untag") { json in
            json.text.flatMap(BulkJob.Kind.init).flatMap { kinds.contains($0) ? $0 : nil }
        }
        let tag = fields.requiredValue("tag", "1 to \(CustomerTag.longest) characters") { json in
            json.text.flatMap { CustomerTag($0) }
        }
        let asked = try asked(&fields, visit)
        try fields.check()
        guard let kind, let tag else { throw Problem.unexpected }
        var job = try visit.job(kind)
        job.tag = (try TagStore(visit.scope()).spelling(of: tag) ?? tag).text
        return try add(&job, asked, kind == .tag ? .customersTagged : .customersUntagged, visit)
    }

    /// Writes many customers into a file.
    static func export(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let format = fields.value("format", "csv or json") { json in
            json.text.flatMap(BulkJob.Format.init)
        }
        let asked = try asked(&fields, visit)
        try fields.check()
        var job = try visit.job(.export)
        job.format = format ?? .csv
        return try add(&job, asked, .customersExported, visit)
    }

    /// Whom a job is to be about.
    private enum Asked {
        case ids([Customer.ID])
        case query(KeptQuery)
    }

    private static func asked(_ fields: inout Fields, _ visit: Visit) throws -> Asked? {
        let ids = fields.value("ids", "a list of 1 to \(mostChosen) ids") { json in
            json.elements.flatMap { elements -> [Customer.ID]? in
                let ids = elements.compactMap { $0.text.flatMap { Customer.ID(text: $0) } }
                let isWhole = ids.count == elements.count
                return isWhole && (1...mostChosen).contains(ids.count) ? ids : nil
            }
        }
        let query = try KeptQuery.object("query", in: &fields, visit)
        if fields.holds("ids") == fields.holds("query") {
            fields.fault("ids", "either ids or query, and not both")
        }
        return ids.map(Asked.ids) ?? query.map(Asked.query)
    }

    private static func add(
        _ job: inout BulkJob,
        _ asked: Asked?,
        _ action: AuditAction,
        _ visit: Visit
    ) throws -> Response {
        let scope = try visit.scope()
        let subject: BulkSubject
        switch asked {
        case .ids(let ids):
            guard let living = try CustomerReport(scope).living(ids) else { throw Problem.notFound }
            subject = .chosen(living)
            job.progress.total = ListCount(living.count, .exact)
        case .query(let kept):
            try kept.check(visit)
            let query = kept.query
            subject = .list(query.filter, sort: query.sort, isDescending: query.isDescending)
            job.query = kept.text
            job.progress.total = try count(of: query, in: scope)
        case nil: throw Problem.unexpected
        }
        return try add(job, about: subject, action, visit)
    }

    private static func count(of query: CustomerQuery, in scope: OwnScope) throws -> ListCount? {
        try CustomerList(scope).page(
            query.filter,
            by: query.sort,
            isDescending: query.isDescending,
            PageRequest(limit: 1)
        ).count
    }

    /// Leaves a job to the background.
    static func add(
        _ job: BulkJob,
        about subject: BulkSubject,
        _ action: AuditAction,
        _ visit: Visit
    ) throws -> Response {
        let scope = try visit.scope()
        let store = BulkJobStore(scope)
        guard try store.unfinished() < mostUnfinished else {
            throw Problem.conflict.explained("\(mostUnfinished) jobs wait already: try later.")
        }
        try scope.transaction { () throws(StorageError) in
            try store.add(job, about: subject)
            try visit.note(visit.entry(action, .init(job), became: job.values), in: scope)
        }
        let json = JobView(job, canUndo: false, at: visit.now).json
        return .json(["success": true, "job": json], status: 202)
    }
}

extension Visit {
    /// A new job of the caller's.
    func job(_ kind: BulkJob.Kind) throws -> BulkJob {
        let maker: BulkJob.Maker
        switch caller {
        case .person(let session, _):
            maker = .init(kind: "person", id: session.person.number, name: session.personName)
        case .token(let token): maker = .init(kind: "token", id: token.id.number, name: token.name)
        case nil: throw Problem.unauthorised
        }
        return BulkJob(
            organisation: try scope().organisation,
            id: services.ids.next(),
            kind: kind,
            maker: maker,
            createdAt: now
        )
    }
}

extension AuditEntry.Subject {
    init(_ job: BulkJob) {
        self.init("job", job.id.number, job.tag ?? job.format?.rawValue ?? "")
    }
}

extension BulkJob {
    /// What it is to do, for the audit log.
    var values: JSON {
        [
            "tag": .optional(tag), "format": .optional(format?.rawValue),
            "query": .optional(query), "undoes": .optional(undoes?.text),
            "customers": .optional(progress.total?.json),
        ]
    }
}
