internal import Domain
internal import MariaDB
internal import Storage

/// Looks at the database: whether it is there, durable, and as walled off as it should be.
struct DatabaseCheck {
    let program: Program

    func findings() -> [Finding] {
        let reachable = reachability()
        guard reachable.isWell else { return [reachable] }
        return [
            reachable, schema(), durability(), packets(),
            account(.work), account(.gate), account(.api),
            intake(), clock(), backlog(),
        ]
    }

    private var address: String {
        let database = program.configuration.database
        return database.host.isEmpty ? database.socket : "\(database.host):\(database.port)"
    }

    private func inspection(_ account: AccountSettings.Account) -> ServerInspection {
        ServerInspection(database: program.database(account))
    }

    private func reachability() -> Finding {
        do {
            let version = try inspection(.gate).version()
            return .well("Database", "MariaDB \(version) at \(address)")
        } catch {
            let user = program.configuration.database.accounts.user(.gate)
            let remedy =
                error.kind == .unavailable
                ? "Start MariaDB, or set WAYMARK_DATABASE_SOCKET or WAYMARK_DATABASE_HOST."
                : "Run `waymark accounts | sudo mariadb`, then `waymark migrate`."
            return .ill(
                "Database",
                "\(user) cannot use \(address): \(error.description)",
                remedy: remedy
            )
        }
    }

    private func schema() -> Finding {
        do {
            let pending = try SchemaKeeper(program.configuration.database).pending(as: .gate)
            guard !pending.isEmpty else { return .well("Schema", "current") }
            let names = pending.joined(separator: ", ")
            return .ill("Schema", "behind by \(names)", remedy: "Run `waymark migrate`.")
        } catch {
            return .ill("Schema", error.description, remedy: "Run `waymark migrate`.")
        }
    }

    private func durability() -> Finding {
        checking("Durability") { () throws(StorageError) in
            let name = "innodb_flush_log_at_trx_commit"
            let value = try inspection(.gate).variable(name) ?? "unknown"
            guard value == "1" else {
                return .ill(
                    "Durability",
                    "\(name) is \(value): a power cut can lose acknowledged deliveries",
                    remedy: "Set \(name)=1 in MariaDB's configuration."
                )
            }
            return .well("Durability", "every commit is on disk before it is acknowledged")
        }
    }

    private func packets() -> Finding {
        checking("Packets") { () throws(StorageError) in
            let name = "max_allowed_packet"
            let value = try inspection(.gate).variable(name).flatMap { Int($0) } ?? 0
            guard value >= 16 << 20 else {
                return .ill(
                    "Packets",
                    "\(name) is \(value) bytes: large deliveries, imports and backups do not fit",
                    remedy: "Set \(name)=16M in MariaDB's configuration."
                )
            }
            return .well("Packets", "as large as deliveries, imports and backups may be")
        }
    }

    private func account(_ account: AccountSettings.Account) -> Finding {
        let subject = "Account \(account.rawValue)"
        return checking(subject) { () throws(StorageError) in
            let inspection = inspection(account)
            let seesAll = try inspection.seesAllCustomers()
            let seesNeeded =
                switch account {
                case .work, .migrate: seesAll
                case .gate: try inspection.seesAllConnections()
                case .api: try inspection.seesOwnCustomers()
                }
            guard seesNeeded else {
                return .ill(
                    subject,
                    "lacks rights that it needs",
                    remedy: "`waymark migrate` grants them."
                )
            }
            guard account == .work || !seesAll else {
                return .ill(
                    subject,
                    "sees the customers of all organisations: the tenant wall is open",
                    remedy: "Revoke what was granted by hand; schema/grants.sql lists its rights."
                )
            }
            return .well(subject, account == .work ? "sees every row" : "sees what it needs only")
        }
    }

    private func intake() -> Finding {
        do {
            try inspection(.gate).rehearseIntake()
            return .well("Intake", "the database takes deliveries")
        } catch {
            let remedy =
                switch error.kind {
                case .contended:
                    "End what locks the tables (SHOW FULL PROCESSLIST tells): a dump without "
                        + "--single-transaction, LOCK TABLES or ALTER TABLE."
                case .unavailable: "Let MariaDB write again: it says what keeps it from that."
                case .unusable, .duplicate, .broken:
                    "Give back the table or the right that it names; `waymark migrate` grants rights."
                }
            return .ill(
                "Intake",
                "deliveries go into the spool: \(error.description)",
                remedy: remedy
            )
        }
    }

    private func clock() -> Finding {
        checking("Clock") { () throws(StorageError) in
            let apart = try inspection(.gate).clock() - Program.now()
            let milliseconds = abs(apart.wholeMicroseconds / 1_000)
            guard milliseconds < 2_000 else {
                return .ill(
                    "Clock",
                    "\(milliseconds) ms from the database's",
                    remedy: "Let both hosts keep time (chrony or systemd-timesyncd)."
                )
            }
            return .well("Clock", "\(milliseconds) ms from the database's")
        }
    }

    private func backlog() -> Finding {
        checking("Work") { () throws(StorageError) in
            let now = Program.now()
            guard let oldest = try inspection(.work).oldestDueJob(at: now) else {
                return .well("Work", "nothing waits")
            }
            let seconds = (now - oldest).components.seconds
            guard seconds >= 60 else { return .well("Work", "the oldest waits \(seconds) s") }
            return .ill(
                "Work",
                "the oldest delivery waits since \(seconds) s",
                remedy: "Start `waymark work`; if it runs, its log says what holds it up."
            )
        }
    }

    private func checking(
        _ subject: String,
        _ check: () throws(StorageError) -> Finding
    ) -> Finding {
        do {
            return try check()
        } catch {
            return .ill(subject, error.description, remedy: "Mend the database first.")
        }
    }
}
