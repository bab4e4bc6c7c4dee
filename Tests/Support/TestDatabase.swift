internal import Domain
internal import Foundation
package import MariaDB
package import Storage

/// A migrated database with the accounts that Waymark runs under, on the tests' MariaDB.
package final class TestDatabase: Sendable {
    /// The accounts of `schema/grants.sql`.
    package enum Account: String, CaseIterable, Sendable {
        case work
        case gate
        case api
    }

    /// One for all tests of a process: each test makes organisations of its own in it, so that
    /// every test is one of the wall between them, too.
    package static func shared() throws -> TestDatabase { try ofProcess.get() }
    private static let ofProcess = Result { try TestDatabase(MariaDBServer.freshDatabase()) }

    /// Makes ids that no other test of the process makes.
    package static let ids = IdentifierSource(node: 1) { TestClock.system }

    /// The server's root, who also owns the views.
    package let root: ConnectionSettings

    /// Migrates an empty database and makes its accounts.
    ///
    /// - Parameter root: settings of an account that may do anything.
    package init(_ root: ConnectionSettings) throws {
        self.root = root
        let connection = try MariaDB.Connection(root)
        try connection.run(script: "CREATE TABLE schema_migrations (number INT PRIMARY KEY);")
        for file in try FileManager.default.contentsOfDirectory(
            atPath: Repository.path("schema/migrations")
        ).sorted() {
            try connection.run(script: Repository.text("schema/migrations/\(file)"))
        }
        var grants = try Repository.text("schema/grants.sql")
        for account in Account.allCases {
            try connection.run(script: "CREATE USER \(name(of: account))@localhost;")
            grants = grants.replacingOccurrences(
                of: "${\(account.rawValue)}", with: "\(name(of: account))@localhost")
        }
        try connection.run(script: grants)
    }

    /// Settings of one of the accounts.
    package func settings(of account: Account) -> ConnectionSettings {
        var settings = root
        settings.user = name(of: account)
        return settings
    }

    /// A session of one of the accounts.
    package func session(of account: Account) -> Database {
        Database(settings(of: account))
    }

    private func name(of account: Account) -> String {
        "\(root.database ?? "")_\(account.rawValue)"
    }
}
