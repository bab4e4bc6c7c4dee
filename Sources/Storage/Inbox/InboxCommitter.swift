internal import Domain
package import MariaDB
internal import Threads

/// Makes deliveries durable, many at a time: one thread takes all that wait, stores them with one
/// commit, and only then tells each that it is on disk.
///
/// No timer gathers the batch: while one commit runs, the next batch forms by itself. A full
/// queue is an answer too, so the caller can say "come later" at once.
package final class InboxCommitter: Sendable {
    /// What became of an entry.
    package enum Outcome: Sendable {
        /// On disk.
        case stored
        /// Not stored: the database is away or failed.
        case failed(StorageError)
    }

    private struct Waiting: Sendable {
        let entry: InboxEntry
        let answer: @Sendable (Outcome) -> Void
    }

    /// More waiting than this answers 503: at full speed it is a fraction of a second of work.
    private static let capacity = 4_096
    private static let batch = 128

    private let mailbox = Mailbox<Waiting>(capacity: capacity)
    private let refusals = Mailbox<Refusal>(capacity: capacity)
    private let settings: ConnectionSettings
    private let node: Int64

    /// - Parameters:
    ///   - settings: of the gate's account.
    ///   - node: numbers this process.
    package init(_ settings: ConnectionSettings, node: Int64) {
        self.settings = settings
        self.node = node
    }

    /// Leaves an entry; `answer` is called from the committing thread. False where the queue is full.
    package func submit(
        _ entry: InboxEntry,
        answer: @escaping @Sendable (Outcome) -> Void
    ) -> Bool {
        mailbox.put(Waiting(entry: entry, answer: answer))
    }

    /// Leaves a refusal to be counted with the next batch; under a flood some go uncounted.
    package func note(_ refusal: Refusal) {
        _ = refusals.put(refusal)
    }

    /// Ends `run` once everything that waits is stored.
    package func close() {
        mailbox.close()
    }

    /// Stores batches until closed: the body of the committing thread.
    package func run() {
        let store = InboxStore(database: Database(settings), node: node)
        while true {
            let waiting = mailbox.take(upTo: InboxCommitter.batch, within: .milliseconds(500))
            let refused = refusals.take(upTo: 1_000, within: .zero)
            if waiting.isEmpty && refused.isEmpty {
                if mailbox.isClosed { return }
                continue
            }
            commit(waiting, refused, in: store)
        }
    }

    private func commit(
        _ waiting: [Waiting],
        _ refused: [Refusal],
        in store: InboxStore,
        attemptsLeft: Int = 3
    ) {
        do {
            try store.store(waiting.map(\.entry), refusals: refused)
            for each in waiting { each.answer(.stored) }
        } catch  where error.kind == .contended && attemptsLeft > 1 {
            commit(waiting, refused, in: store, attemptsLeft: attemptsLeft - 1)
        } catch  where waiting.count > 1 && !error.isTransient {
            // One entry that the database will not take must not cost the others their place.
            for each in waiting { commit([each], [], in: store) }
            commit([], refused, in: store)
        } catch {
            for each in waiting { each.answer(.failed(error)) }
        }
    }
}
