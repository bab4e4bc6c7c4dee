internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Jobs for many customers: how they go on, and what they end with.
enum JobController {
    static func list(_ visit: Visit) throws -> Response {
        var fields = QueryFields(visit)
        var filter = BulkJobStore.Filter()
        filter.kind = fields.word("kind")
        filter.state = fields.word("state")
        filter.before = fields.value("cursor", "the next_cursor of an answer before") {
            BulkJob.ID(text: $0)
        }
        let limit = fields.limit()
        try fields.check()
        let store = BulkJobStore(try visit.scope())
        let rows = try store.list(filter, limit: limit)
        let jobs = Array(rows.prefix(limit))
        let undoable = try store.undoable(jobs)
        return .json([
            "success": true,
            "jobs": .array(
                jobs.map { JobView($0, canUndo: undoable.contains($0.id), at: visit.now).json }
            ),
            "next_cursor": .optional(rows.count > limit ? jobs.last?.id.text : nil),
        ])
    }

    static func show(_ visit: Visit) throws -> Response {
        try answer(try find(visit), visit)
    }

    static func cancel(_ visit: Visit) throws -> Response {
        let (job, scope) = (try find(visit), try visit.scope())
        let isCancelled = try scope.transaction { () throws(StorageError) in
            guard try BulkJobStore(scope).cancel(job.id, at: visit.now) else { return false }
            try visit.note(visit.entry(.jobCancelled, .init(job)), in: scope)
            return true
        }
        guard isCancelled else { throw Problem.conflict.explained("This job has ended.") }
        return try answer(try find(visit), visit)
    }

    /// Takes back what a job has changed, by a job of its own.
    static func undo(_ visit: Visit) throws -> Response {
        let job = try find(visit)
        guard try BulkJobStore(visit.scope()).undoable([job]).contains(job.id) else {
            throw Problem.conflict.explained("There is nothing of this job that can be undone.")
        }
        var undo = try visit.job(job.kind == .tag ? .untag : .tag)
        undo.tag = job.tag
        undo.undoes = job.id
        undo.progress.total = ListCount(job.progress.changed, .exact)
        return try BulkController.add(
            undo,
            about: .changed(by: job.id),
            undo.kind == .tag ? .customersTagged : .customersUntagged,
            visit
        )
    }

    /// The file of an export, as long as it is kept. Each download is noted.
    static func file(_ visit: Visit) throws -> Response {
        let job = try find(visit)
        guard let file = job.file else { throw Problem.notFound }
        guard visit.now < file.expiresAt, let source = visit.services.exported(file.name) else {
            throw Problem.notFound.explained("This file is not kept any more: export it again.")
        }
        if visit.request.method == .get {
            let scope = try visit.scope()
            try visit.note(visit.entry(.exportDownloaded, .init(job)), in: scope)
        }
        let type = job.format == .json ? "application/json" : "text/csv; charset=utf-8"
        var response = Response(status: 200, headers: [("Content-Type", type)])
        response.headers.append(
            ("Content-Disposition", "attachment; filename=\"\(job.fileName)\"")
        )
        response.source = source
        return response
    }

    private static func find(_ visit: Visit) throws -> BulkJob {
        guard let job = try BulkJobStore(visit.scope()).find(visit.id()) else {
            throw Problem.notFound
        }
        return job
    }

    private static func answer(_ job: BulkJob, _ visit: Visit) throws -> Response {
        let canUndo = try BulkJobStore(visit.scope()).undoable([job]).contains(job.id)
        return .json([
            "success": true, "job": JobView(job, canUndo: canUndo, at: visit.now).json,
        ])
    }
}

extension QueryFields {
    /// One of the words of a kind.
    fileprivate mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String
    ) -> Word? {
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        return value(name, "one of \(words)") { Word(rawValue: $0) }
    }
}
