internal import Foundation
internal import MariaDB
internal import Synchronization

/// Leaves a server that was lent to the tests as it was found.
enum RunningServer {
    private static let databases = Mutex<[(name: String, settings: ConnectionSettings)]>([])

    /// Removes the database when the process ends in order.
    static func remember(_ name: String, at settings: ConnectionSettings) {
        databases.withLock { databases in
            if databases.isEmpty { atexit { RunningServer.clear() } }
            databases.append((name, settings))
        }
    }

    private static func clear() {
        databases.withLock { databases in
            guard let settings = databases.first?.settings,
                let connection = try? Connection(settings)
            else { return }
            for database in databases {
                try? connection.run(script: "DROP DATABASE \(database.name);")
            }
        }
    }
}
