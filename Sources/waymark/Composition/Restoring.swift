internal import Backup
internal import Cryptography
internal import Machine
internal import MariaDB
internal import Storage

/// `waymark restore`: a backup into an empty database, in steps that each have to hold before the
/// next one changes anything.
struct Restoring {
    let program: Program
    let path: String

    private var settings: DatabaseSettings { program.configuration.database }

    /// That the file is whole, unchanged and one that this program can read.
    func check() throws -> BackupReader.Contents {
        let progress = ProgressLine("reading")
        defer { progress.end() }
        do {
            return try BackupReader(path: path).check { bytes in progress.show(bytes) }
        } catch {
            throw Complaint(
                error.description,
                remedy: "Nothing was changed. Take another backup."
            )
        }
    }

    /// That its secrets can be opened here.
    func requireKeys(_ contents: BackupReader.Contents) throws(Complaint) {
        let ring = program.configuration.keys.ring
        let missing = contents.header.keys.filter { ring?.has($0) != true }
        guard missing.isEmpty else {
            throw Complaint(
                "Secrets in the backup are sealed with keys that WAYMARK_KEYS does not have: "
                    + "\(missing.joined(separator: ", ")).",
                remedy: "Put them into WAYMARK_KEYS, or pass --without-keys: then every "
                    + "connection needs a new secret."
            )
        }
    }

    /// That there is nothing in the way, or makes it so: a database that is not empty is replaced
    /// only by its typed name, and only while no process works in it.
    func clear(replacing name: String?) throws {
        do {
            let database = WholeDatabase(settings.connection(as: .migrate))
            if try database.isEmpty() { return }
            guard name == settings.name else {
                throw Complaint(
                    "The database \(settings.name) is not empty.",
                    remedy: "To lose what is in it, pass --replace \(settings.name)."
                )
            }
            try requireQuiet()
            try database.empty()
        } catch let error as DatabaseError {
            throw Complaint(StorageError(error))
        }
    }

    /// Makes the backup's schema, fills it, counts it, and migrates it to that of this program;
    /// tells which migrations the backup had not had.
    func fill(_ contents: BackupReader.Contents) throws -> [String] {
        let keeper = SchemaKeeper(settings)
        let connection = settings.connection(as: .migrate)
        try keeper.make(contents.header.schema)
        try Migrator.mark(asBeingFilled: true, at: connection)
        do {
            try load(contents, into: connection)
        } catch let fault as BackupFault {
            throw Complaint(
                "The backup was not restored: \(fault.description)",
                remedy: "The database is half filled and refuses to be served. Mend the cause and "
                    + "run the command again with --replace \(settings.name)."
            )
        }
        try Migrator.mark(asBeingFilled: false, at: connection)
        var newer: [String] = []
        try keeper.migrate { name, _ in newer.append(name) }
        return newer
    }

    private func load(
        _ contents: BackupReader.Contents,
        into connection: ConnectionSettings
    ) throws {
        let progress = ProgressLine("restoring")
        defer { progress.end() }
        do {
            let load = try DataLoad(into: connection)
            try BackupReader(path: path).load(load) { bytes in
                progress.show(bytes, of: contents.trailer.bytes)
            }
            let counts = try load.count(Array(contents.trailer.rows.keys))
            let wrong = contents.trailer.rows.filter { counts[$0.key] != $0.value }.keys.sorted()
            guard wrong.isEmpty else {
                throw BackupFault(
                    "other rows than the backup has: \(wrong.joined(separator: ", "))"
                )
            }
        } catch let error as DatabaseError {
            throw BackupFault(error)
        }
    }

    /// What is written while tables are replaced would be lost.
    private func requireQuiet() throws(Complaint) {
        for account in [AccountSettings.Account.work, .gate, .api] {
            var login = settings.connection(as: account)
            login.database = nil
            let inspection = ServerInspection(database: Database(login))
            let count = try program.asking { () throws(StorageError) in
                try inspection.otherSessions(in: settings.name)
            }
            guard count == 0 else {
                throw Complaint(
                    "\(count) sessions of \(settings.accounts.user(account)) are at work in "
                        + "\(settings.name).",
                    remedy: "Stop `waymark serve` and `waymark work`, on every host, and try again."
                )
            }
        }
    }
}
