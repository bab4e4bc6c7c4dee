package import MariaDB
internal import Storage

/// A database with Waymark's schema and its accounts, on the test process's own server.
package struct TestDatabase: Sendable {
    package let root: ConnectionSettings
    package let migrate: ConnectionSettings
    package let work: ConnectionSettings
    package let gate: ConnectionSettings
    package let api: ConnectionSettings

    /// One for all tests of a process that keep to organisations of their own.
    package static func shared() throws -> TestDatabase {
        try common.get()
    }

    private static let common = Result { try TestDatabase() }

    /// One of its own, for tests that look at everything or break things.
    package init() throws {
        try self.init(MariaDBServer.freshDatabase())
    }

    /// Migrates an empty database and makes its accounts as an install does.
    ///
    /// - Parameter root: settings of an account that may do anything.
    package init(_ root: ConnectionSettings) throws {
        let database = root.database ?? ""
        var fillings = ["database_pattern": SchemaTemplate.Filling.pattern(database)]
        for account in ["migrate", "work", "gate", "api"] {
            fillings[account] = .account(name: root.user(for: account), host: "localhost")
            fillings["\(account)_password"] = .text("")
        }
        fillings["database"] = .identifier(database)
        try Connection(root).run(
            script: SchemaTemplate(Repository.text("schema/accounts.sql")).filled(fillings)
        )
        let migrate = root.named("migrate")
        try Migrator(directory: Repository.path("schema/migrations")).apply(at: migrate)
        try Connection(migrate).run(
            script: SchemaTemplate(Repository.text("schema/grants.sql")).filled(fillings)
        )
        self.root = root
        self.migrate = migrate
        work = root.named("work")
        gate = root.named("gate")
        api = root.named("api")
    }
}

extension ConnectionSettings {
    /// Accounts live on the server, not in a database: each database's have names of their own.
    fileprivate func user(for account: String) -> String {
        "\(account)_\(database?.split(separator: "_").last ?? "")"
    }

    fileprivate func named(_ account: String) -> ConnectionSettings {
        var settings = self
        settings.user = user(for: account)
        return settings
    }
}
