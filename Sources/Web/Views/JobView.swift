internal import Domain
internal import JSON
internal import Storage

/// A job for many customers as answers show it.
struct JobView {
    let json: JSON

    /// - Parameter canUndo: whether it can be taken back.
    init(_ job: BulkJob, canUndo: Bool, at now: Instant) {
        json = [
            "id": .string(job.id.text),
            "kind": .string(job.kind.rawValue),
            "state": .string(job.state.rawValue),
            "tag": .optional(job.tag),
            "format": .optional(job.format?.rawValue),
            "query": .optional(job.query),
            "undoes": .optional(job.undoes?.text),
            "can_undo": .bool(canUndo),
            "seen": .integer(job.progress.seen),
            "changed": .integer(job.progress.changed),
            "total": .optional(job.progress.total?.json),
            "reason": .optional(job.reason),
            "by": [
                "kind": .string(job.maker.kind), "id": .string(String(job.maker.id)),
                "name": .string(job.maker.name),
            ],
            "created_at": .string(job.createdAt.iso8601),
            "started_at": .optional(job.startedAt?.iso8601),
            "ended_at": .optional(job.endedAt?.iso8601),
            "file": .optional(job.file.map { JobView.file($0, of: job, at: now) }),
        ]
    }

    private static func file(_ file: BulkJob.File, of job: BulkJob, at now: Instant) -> JSON {
        [
            "name": .string(job.fileName),
            "bytes": .integer(file.bytes),
            "expires_at": .string(file.expiresAt.iso8601),
            "url": now < file.expiresAt ? .string("/api/jobs/\(job.id.text)/file") : .null,
        ]
    }
}

extension BulkJob {
    /// What a person finds among their downloads.
    var fileName: String {
        "customers-\(createdAt.iso8601.prefix(10))-\(id.text).\(format?.rawValue ?? "")"
    }
}
