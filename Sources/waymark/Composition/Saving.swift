internal import Backup
internal import Domain
internal import FoundationEssentials
internal import MariaDB
internal import Storage

/// `waymark backup`: one snapshot into one file, noted in the database once it is whole.
struct Saving {
    let program: Program

    /// Makes the backup and tells what it became.
    func save(to path: String, progress: (String, Int) -> Void) throws -> BackupWriter.Made {
        let settings = program.configuration.database
        let schema = try SchemaKeeper(settings).applied(as: .work)
        let store = BackupStore(database: program.database(.work))
        let keys = try program.asking { () throws(StorageError) in try store.sealingKeys() }
        let header = BackupHeader(
            madeAt: Program.now(),
            version: Program.version,
            schema: schema,
            keys: keys
        )
        let made: BackupWriter.Made
        do {
            let dump = try DataDump(of: settings.connection(as: .work))
            made = try BackupWriter(dump, header: header).write(to: path, progress: progress)
        } catch let fault as BackupFault {
            throw Complaint(
                "There is no backup: \(fault.description)",
                remedy: "What was begun was removed; mend the cause and run the command again."
            )
        } catch let error as DatabaseError {
            throw Complaint(StorageError(error))
        }
        let entry = BackupStore.Entry(
            madeAt: header.madeAt,
            path: path,
            rows: made.trailer.rowCount,
            bytes: made.bytes
        )
        do {
            try store.record(entry)
        } catch {
            // The file is what counts; a schema from before an upgrade has no place for the note.
            program.book.tell("backup.not_noted", ["error": error.description])
        }
        return made
    }

    /// The file to write: the path, or in a folder a name made of the time.
    static func file(at path: String, at now: Instant) -> String {
        guard isFolder(path) else { return path }
        let time = now.iso8601.prefix(19).filter { $0 != ":" && $0 != "-" }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        return "\(folder)/waymark-\(time)Z.\(BackupWriter.suffix)"
    }

    /// Removes the oldest backups of a folder that were named by `file`, but for the newest so many;
    /// returns those that went.
    static func thinOut(folder: String, keeping count: Int) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.wholeMatch(of: /waymark-\d{8}T\d{6}Z\.sql\.(zst|gz)/) != nil }
            .sorted()
        let old = names.dropLast(count).map { "\(folder)/\($0)" }
        for path in old { try FileManager.default.removeItem(atPath: path) }
        return old
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
