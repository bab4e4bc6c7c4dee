/// Brings a database's schema up to date by files that are applied once, in order, and never back.
///
/// MariaDB commits after every CREATE or ALTER, so a migration cannot be taken back as a whole. Each
/// statement is therefore counted in `schema_migrations`, and what stopped half-way is named with
/// the way out and never repeated blindly. A lock lets one process migrate at a time.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// Reads `NNNN_name.sql` files; refuses gaps and doubles in their numbers, which start at 1.
    package init(directory: String) throws(MigrationError) {
        try self.init(Migration.all(in: directory))
    }

    package init(_ migrations: [Migration]) throws(MigrationError) {
        for (expected, migration) in zip(1..., migrations) where migration.number != expected {
            throw .misplaced(migration, expected: expected)
        }
        self.migrations = migrations
    }

    /// What has yet to be applied; needs SELECT on `schema_migrations` and nothing else.
    package func pending(at settings: ConnectionSettings) throws(MigrationError) -> [Migration] {
        try pending(
            MigrationError.carrying { () throws(DatabaseError) in
                try MigrationHistory(of: Connection(settings))
            }
        )
    }

    /// What is pending, statement by statement, with the sizes of the tables that they name; changes
    /// nothing.
    package func rehearse(at settings: ConnectionSettings) throws(MigrationError) -> [Rehearsal] {
        let pending = try pending(at: settings)
        return try MigrationError.carrying { () throws(DatabaseError) in
            let sizes = try Rehearsal.sizes(in: Connection(settings))
            return try pending.map { migration throws(DatabaseError) in
                try Rehearsal(migration, at: sizes)
            }
        }
    }

    /// What a database has had, in order: each migration's name and checksum.
    package static func applied(
        at settings: ConnectionSettings
    ) throws(MigrationError) -> [(name: String, checksum: String)] {
        let history = try MigrationError.carrying { () throws(DatabaseError) in
            try MigrationHistory(of: Connection(settings))
        }
        return history.entries.sorted { $0.key < $1.key }
            .map { ($0.value.name, $0.value.checksum) }
    }

    /// Marks a database, or unmarks it, as one that is being filled from outside: until it is
    /// unmarked, nothing is pending or applied there and everybody is refused.
    package static func mark(
        asBeingFilled isBeingFilled: Bool,
        at settings: ConnectionSettings
    ) throws(MigrationError) {
        try MigrationError.carrying { () throws(DatabaseError) in
            let connection = try Connection(settings)
            try MigrationHistory(of: connection).mark(asBeingFilled: isBeingFilled)
        }
    }

    /// Applies what is pending and tells each migration when it is done, with the time it took.
    ///
    /// Statements may take as long as they need, whatever the settings say; a table that others
    /// keep busy is waited for half a minute only, because everybody else waits behind that.
    package func apply(
        at settings: ConnectionSettings,
        onStep: (Migration, Duration) -> Void = { _, _ in }
    ) throws(MigrationError) {
        let history = try MigrationError.carrying { () throws(DatabaseError) in
            let connection = try Connection(settings.unhurried)
            try connection.execute("SET SESSION lock_wait_timeout = 30")
            try lock(connection)
            try MigrationHistory.create(in: connection)
            return try MigrationHistory(of: connection)
        }
        for migration in try pending(history) {
            let clock = ContinuousClock()
            let start = clock.now
            try apply(migration, history, since: start)
            onStep(migration, clock.now - start)
        }
    }

    private func pending(_ history: MigrationHistory) throws(MigrationError) -> [Migration] {
        guard history.entries[MigrationHistory.fillingNumber] == nil else { throw .beingFilled }
        let known = Set(migrations.map(\.number))
        if let unknown = history.entries.first(where: { !known.contains($0.key) }) {
            throw .unknown(unknown.value)
        }
        var pending: [Migration] = []
        for migration in migrations {
            guard let entry = history.entries[migration.number] else {
                pending.append(migration)
                continue
            }
            try check(migration, entry, history)
        }
        return pending
    }

    private func check(
        _ migration: Migration,
        _ entry: MigrationHistory.Entry,
        _ history: MigrationHistory
    ) throws(MigrationError) {
        guard entry.isComplete else {
            throw .stopped(migration, after: entry.statements, "it was begun and not ended")
        }
        let checksum = try MigrationError.carrying { () throws(DatabaseError) in
            try history.checksum(of: migration)
        }
        guard entry.name == migration.name, entry.checksum == checksum else {
            throw .changed(migration, entry)
        }
    }

    private func apply(
        _ migration: Migration,
        _ history: MigrationHistory,
        since start: ContinuousClock.Instant
    ) throws(MigrationError) {
        let statements = try self.statements(of: migration)
        try MigrationError.carrying { () throws(DatabaseError) in try history.begin(migration) }
        for (index, statement) in statements.enumerated() {
            do {
                try history.run(statement, at: index, of: migration)
            } catch {
                let why = "line \(statement.line): \(error.debugDescription)"
                guard index == 0, error.kind != .connectionLost else {
                    throw .stopped(migration, after: index, why)
                }
                try MigrationError.carrying { () throws(DatabaseError) in
                    try history.forget(migration)
                }
                throw .failedAtOnce(migration, why)
            }
        }
        try MigrationError.carrying { () throws(DatabaseError) in
            try history.end(migration, after: ContinuousClock.now - start)
        }
    }

    private func statements(of migration: Migration) throws(MigrationError) -> [Script.Statement] {
        do {
            return try Script(migration.text).statements
        } catch {
            throw .failedAtOnce(migration, error.message)
        }
    }

    /// Held until the connection closes.
    private func lock(_ connection: Connection) throws(DatabaseError) {
        let got = try connection.first(
            "SELECT GET_LOCK(CONCAT('waymark schema ', MD5(DATABASE())), 2)"
        ) { try $0.next(as: Bool?.self) }
        guard got == true else {
            throw DatabaseError(misuse: "another process migrates this database; wait for it")
        }
    }
}

extension ConnectionSettings {
    /// The same, but nothing is stopped for taking long.
    fileprivate var unhurried: ConnectionSettings {
        var settings = self
        settings.readTimeout = 0
        return settings
    }
}
