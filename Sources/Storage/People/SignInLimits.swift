package import Domain
internal import MariaDB

/// Keeps guessers away: counts failed sign-ins by address and by account.
package struct SignInLimits {
    /// So many failures of one subject within the window close the door until the first has aged.
    package struct Limit: Sendable {
        package let failures: Int
        package let window: Duration
    }

    package static let byAddress = Limit(failures: 10, window: .minutes(1))
    package static let byMail = Limit(failures: 5, window: .hours(1))
    package static let byAccount = Limit(failures: 20, window: .hours(1))

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// How long a subject has to wait before it may try again; nil where it may now.
    package func wait(
        for subject: String,
        under limit: Limit,
        at now: Instant
    ) throws(StorageError) -> Duration? {
        let rows: [Instant] = try database.rows(
            """
            SELECT failed_at FROM sign_in_failures
            WHERE subject = \(Array(subject.utf8)) AND failed_at > \(now - limit.window)
            ORDER BY failed_at DESC LIMIT \(limit.failures)
            """
        )
        guard rows.count == limit.failures, let oldest = rows.last else { return nil }
        return oldest + limit.window - now
    }

    package func noteFailure(
        id: Identifier<SignInLimits>,
        of subject: String,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO sign_in_failures (id, subject, failed_at)
            VALUES (\(id), \(Array(subject.utf8)), \(now))
            """
        )
    }

    package func clear(_ subject: String) throws(StorageError) {
        try database.execute(
            "DELETE FROM sign_in_failures WHERE subject = \(Array(subject.utf8))"
        )
    }

    /// Forgets failures that no limit counts any more.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute(
            """
            DELETE FROM sign_in_failures
            WHERE failed_at < \(now - SignInLimits.byAccount.window) LIMIT 1000
            """
        )
    }
}
