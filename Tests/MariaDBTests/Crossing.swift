import Dispatch
import MariaDB
import Synchronization

/// Two transactions that each hold one row of `pair` and want the other's.
final class Crossing: Sendable {
    private let settings: ConnectionSettings
    private let holds = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    private let errors = Mutex<[DatabaseError.Kind]>([])

    init(settings: ConnectionSettings) {
        self.settings = settings
    }

    /// Returns the kinds of the errors that came of it.
    func run() -> [DatabaseError.Kind] {
        let other = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            self.take(0)
            other.signal()
        }
        take(1)
        other.wait()
        return errors.withLock { $0 }
    }

    private func take(_ side: Int) {
        do {
            let connection = try Connection(settings)
            try connection.transaction { () throws(DatabaseError) in
                try connection.execute("UPDATE pair SET n = n + 1 WHERE id = \(side + 1)")
                holds[side].signal()
                holds[1 - side].wait()
                try connection.execute("UPDATE pair SET n = n + 1 WHERE id = \(2 - side)")
            }
        } catch {
            errors.withLock { $0.append(error.kind) }
        }
    }
}
