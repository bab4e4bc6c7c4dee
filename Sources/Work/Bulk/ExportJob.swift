internal import Domain
internal import Machine
internal import Storage
internal import Threads

/// Writes a list into a file, as it was at one moment. Whoever takes it up again begins anew.
struct ExportJob {
    /// Rows read at once where they were chosen one by one.
    private static let step = 500

    let queue: BulkQueue
    /// Reads; the queue has a session of its own, to tell meanwhile how far it is.
    let reader: Database
    let files: FileFolder
    /// How long the file is kept.
    let age: Duration
    let clock: @Sendable () -> Instant
    let stop: StopSignal

    /// What became of it.
    enum Outcome {
        case done
        /// It was cancelled, or somebody else has it now, or this process is to end.
        case lost
        /// The file could not be written.
        case refused(MachineFault)
    }

    func run(_ held: HeldJob) throws(StorageError) -> Outcome {
        do {
            let format = held.job.format ?? .csv
            // What an earlier holder left, who died or is late: it finds its file gone.
            files.remove(beginning: "\(held.job.id.text)-")
            let name = "\(held.job.id.text)-\(held.holder).\(format.rawValue)"
            let draft = try files.draft(name)
            var writing = Writing(
                file: CustomerFile(format, hasEntrances: held.subject.hasEntrances),
                draft: draft,
                progress: BulkJob.Progress(total: held.job.progress.total)
            )
            try draft.write(writing.file.head)
            guard try write(held, &writing) else { return .lost }
            if let fault = writing.fault { return .refused(fault) }
            try draft.write(writing.file.end)
            let bytes = draft.size
            try draft.publish()
            let file = BulkJob.File(name: name, bytes: bytes, expiresAt: clock() + age)
            if try queue.end(held, as: .done, file: file, at: clock()) { return .done }
            files.remove(name)
            return .lost
        } catch let fault as MachineFault {
            return .refused(fault)
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.broken, String(reflecting: error))
        }
    }

    private struct Writing {
        var file: CustomerFile
        let draft: DraftFile
        var progress: BulkJob.Progress
        var fault: MachineFault?
    }

    /// Writes every row; false where the job was lost on the way.
    private func write(_ held: HeldJob, _ writing: inout Writing) throws(StorageError) -> Bool {
        let scope = try OwnScope(held.job.organisation, on: reader)
        defer { scope.leave() }
        var isHeld = true
        func take(_ rows: [ListedCustomer]) throws(StorageError) -> Bool {
            do {
                try writing.draft.write(writing.file.rows(rows))
            } catch {
                writing.fault = error
                return false
            }
            writing.progress.seen += rows.count
            isHeld =
                stop.isSet ? false : try queue.advance(held, writing.progress, at: clock())
            return isHeld
        }
        switch held.subject {
        case .list(let filter, let sort, let isDescending):
            try CustomerExtract(scope)
                .read(filter, by: sort, isDescending: isDescending, each: take)
        case .chosen(let ids):
            for start in stride(from: 0, to: ids.count, by: ExportJob.step) {
                let some = Array(ids[start..<min(start + ExportJob.step, ids.count)])
                let rows = try CustomerReport(scope).list(some)
                guard try take(rows.map(ListedCustomer.init)) else { break }
            }
        case .changed: break
        }
        return isHeld
    }
}

extension BulkSubject {
    /// Whether the list says when customers entered a stage.
    fileprivate var hasEntrances: Bool {
        if case .list(let filter, _, _) = self { filter.entrance != nil } else { false }
    }
}
