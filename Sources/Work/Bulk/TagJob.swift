internal import Domain
internal import Storage

/// Gives many customers a tag, or takes it from them: in steps that are whole each by itself, so
/// that it goes on where it was, whenever it is cut off.
struct TagJob {
    /// Customers a step.
    private static let step = 500

    let database: Database
    let queue: BulkQueue
    let clock: @Sendable () -> Instant

    enum Outcome {
        case goesOn
        case done
        /// It was cancelled, or somebody else has it now.
        case lost
    }

    /// Does the next step, in one transaction with the note of how far it is.
    func step(_ held: inout HeldJob, _ progress: inout BulkJob.Progress) throws(StorageError)
        -> Outcome
    {
        let scope = try OwnScope(held.job.organisation, on: database)
        defer { scope.leave() }
        let (before, start) = (held, progress)
        var (next, reached) = (held, progress)
        let outcome = try scope.transaction { () throws(StorageError) -> Outcome in
            (next, reached) = (before, start)
            guard try queue.lock(before) else { return .lost }
            let (ids, place) = try some(of: before, in: scope)
            let tags = BulkTags(database: database, job: before.job)
            reached.seen += ids.count
            reached.changed +=
                before.job.kind == .tag
                ? try tags.add(to: ids, at: clock()) : try tags.remove(from: ids)
            next.place = place
            _ = try queue.advance(next, reached, at: clock())
            guard place == nil else { return .goesOn }
            _ = try queue.end(next, as: .done, at: clock())
            return .done
        }
        (held, progress) = (next, reached)
        return outcome
    }

    /// The next customers, and where it goes on behind them.
    private func some(
        of held: HeldJob,
        in scope: OwnScope
    ) throws(StorageError) -> (ids: [Customer.ID], place: String?) {
        switch held.subject {
        case .list(let filter, _, _):
            let cursor = held.place.flatMap { ListCursor(text: $0) }
            let page = try CustomerWalk(scope)
                .step(filter, PageRequest(limit: TagJob.step, cursor: cursor))
            return (page.items.map(Customer.ID.init), page.next?.text)
        case .chosen(let ids):
            let start = held.place.flatMap { Int($0) } ?? 0
            let end = min(start + TagJob.step, ids.count)
            return (Array(ids[min(start, end)..<end]), end < ids.count ? String(end) : nil)
        case .changed(let job):
            let ids = try queue.changed(
                by: job,
                of: held.job.organisation,
                after: held.place.flatMap { Customer.ID(text: $0) },
                limit: TagJob.step
            )
            return (ids, ids.count < TagJob.step ? nil : ids.last?.text)
        }
    }
}
