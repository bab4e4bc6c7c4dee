internal import Backup
internal import MariaDB
internal import Storage

/// Brings the database's schema to that of this program, and tells whether it is.
struct SchemaKeeper {
    private let settings: DatabaseSettings
    private let folder: SchemaFolder

    init(_ settings: DatabaseSettings) {
        self.settings = settings
        folder = SchemaFolder(settings)
    }

    /// Applies what is pending and grants the accounts their rights anew.
    func migrate(onStep: (String, Duration) -> Void) throws {
        let connection = settings.connection(as: .migrate)
        do {
            try Migrator(directory: folder.migrations).apply(at: connection) { step, time in
                onStep(step.name, time)
            }
            try Connection(connection).run(script: folder.grants())
        } catch let error as MigrationError {
            throw complaint(error)
        } catch let error as DatabaseError {
            throw Complaint(StorageError(error))
        }
    }

    /// What `migrate` would do, without doing it.
    func rehearse() throws -> [Rehearsal] {
        do {
            return try Migrator(directory: folder.migrations)
                .rehearse(at: settings.connection(as: .migrate))
        } catch {
            throw complaint(error)
        }
    }

    /// The names of the migrations that the database has yet to see, as one of the accounts sees it.
    func pending(as account: AccountSettings.Account) throws(MigrationError) -> [String] {
        try Migrator(directory: folder.migrations)
            .pending(at: settings.connection(as: account))
            .map(\.name)
    }

    /// Makes the schema that a backup was taken of, in an empty database; what it has since become
    /// is for `migrate`, once the rows are there.
    func make(_ schema: [BackupHeader.Step]) throws {
        let connection = settings.connection(as: .migrate)
        do {
            let known = try Migration.all(in: folder.migrations)
            guard known.count >= schema.count, zip(known, schema).allSatisfy({ $0.name == $1.name })
            else {
                throw Complaint(
                    "The backup is of a schema that this program does not know: "
                        + "\(schema.last?.name ?? "none").",
                    remedy: "Restore it with the Waymark that made it, or a newer one."
                )
            }
            try Migrator(Array(known.prefix(schema.count))).apply(at: connection)
            let applied = try Migrator.applied(at: connection)
            guard applied.map(\.checksum) == schema.map(\.checksum) else {
                throw Complaint(
                    "The backup is of a schema that was made by other migrations.",
                    remedy: "WAYMARK_SCHEMA has to be the folder schema/ of a released Waymark."
                )
            }
        } catch let error as MigrationError {
            throw complaint(error)
        }
    }

    /// What the database has had.
    func applied(
        as account: AccountSettings.Account
    ) throws(Complaint) -> [BackupHeader.Step] {
        do {
            return try Migrator.applied(at: settings.connection(as: account))
                .map { BackupHeader.Step(name: $0.name, checksum: $0.checksum) }
        } catch {
            throw complaint(error)
        }
    }

    private func complaint(_ error: MigrationError) -> Complaint {
        switch error {
        case .refused(let reason):
            Complaint("The schema was not migrated.", remedy: reason)
        case .database(let error):
            Complaint(
                "The schema was not migrated: \(error.debugDescription)",
                remedy: "`waymark accounts | sudo mariadb` makes the database and its accounts."
            )
        }
    }
}
