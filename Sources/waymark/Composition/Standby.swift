internal import Domain
internal import Logging
internal import Storage
internal import Synchronization
internal import Threads
internal import Web

/// Keeps `serve` ready for a time without the database, in which it may even have to begin: knows
/// all connections, and has numbers in reserve for the processes after it.
final class Standby: Sendable {
    private static let pause = Duration.seconds(5)

    private let program: Program
    private let folder: StandbyFolder
    private let isSchemaChecked: Atomic<Bool>

    /// - Parameter beganWithoutDatabase: whether the schema has still to be looked at.
    private init(_ program: Program, _ folder: StandbyFolder, beganWithoutDatabase: Bool) {
        self.program = program
        self.folder = folder
        isSchemaChecked = Atomic(!beganWithoutDatabase)
    }

    /// What serving has to have before it begins.
    static func begin(
        _ program: Program
    ) throws(Complaint) -> (Standby, node: Int64, IdentifierSource) {
        let folder = StandbyFolder(program.configuration.spool.place.directory)
        var isReserved = false
        let (node, ids) = try program.begin {
            let number = folder.takeNumber()
            isReserved = number != nil
            return number
        }
        return (Standby(program, folder, beganWithoutDatabase: isReserved), node, ids)
    }

    /// Watches the database, which counts as away until its schema has been looked at.
    func watch() -> DatabaseWatch {
        let watch = DatabaseWatch(program.configuration.database.connection(as: .gate)) {
            self.isSchemaRight()
        }
        if !isSchemaChecked.load(ordering: .acquiring) { watch.lost() }
        return watch
    }

    /// Tells of the connections as they were last known, before the first post comes.
    func teach(_ connections: InboundConnections) {
        connections.learn(folder.connections())
    }

    /// Keeps everything at hand until the signal is set: the body of a thread.
    func run(_ connections: InboundConnections, _ watch: DatabaseWatch, until quiet: StopSignal) {
        let gate = program.database(.gate)
        var kept = folder.connections()
        repeat {
            guard !watch.isAway else { continue }
            do {
                let list = try ConnectionDirectory(database: gate)
                    .list(limit: InboundConnections.most)
                connections.learn(list)
                if list != kept { try folder.keep(list) }
                kept = list
                try folder.reserve { () throws(StorageError) in
                    try NodeStore(database: gate).register(at: Program.now())
                }
            } catch let error as StorageError where error.isTransient {
                // Who works with the database tells of it.
                continue
            } catch {
                program.report("standby.failed", ["error": String(describing: error)])
            }
        } while !quiet.wait(for: Standby.pause)
    }

    /// A schema that is behind keeps deliveries in the spool until `waymark migrate` was run.
    private func isSchemaRight() -> Bool {
        if isSchemaChecked.load(ordering: .acquiring) { return true }
        do {
            try program.refuseOldSchema()
            isSchemaChecked.store(true, ordering: .releasing)
            return true
        } catch {
            program.report("schema.refused", ["error": error.description])
            return false
        }
    }
}
