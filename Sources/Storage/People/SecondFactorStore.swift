package import Domain
internal import MariaDB

/// People's authenticator apps and recovery codes.
package struct SecondFactorStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// The sealed secret, whether it is asked for yet or not.
    package func sealedSecret(of person: Person.ID) throws(StorageError) -> String? {
        try database.row("SELECT sealed FROM totp_secrets WHERE person_id = \(person)")
    }

    /// Keeps a new secret, which counts once it is switched on; one before it ends.
    package func keep(
        sealed: String,
        of person: Person.ID,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO totp_secrets (person_id, sealed, created_at)
            VALUES (\(person), \(sealed), \(now))
            ON DUPLICATE KEY UPDATE sealed = VALUES(sealed), created_at = VALUES(created_at),
                last_step = 0
            """
        )
    }

    /// Takes the code of a step; false where it, or a later one, was taken already.
    package func take(step: Int64, of person: Person.ID) throws(StorageError) -> Bool {
        try database.execute(
            """
            UPDATE totp_secrets SET last_step = \(step)
            WHERE person_id = \(person) AND last_step < \(step)
            """
        ) > 0
    }

    /// Asks for the second factor from now on.
    package func switchOn(for person: Person.ID, at now: Instant) throws(StorageError) {
        try database.execute("UPDATE people SET totp_since = \(now) WHERE id = \(person)")
    }

    /// Asks for it no more, and forgets all that it was.
    package func switchOff(for person: Person.ID) throws(StorageError) {
        try database.execute("UPDATE people SET totp_since = NULL WHERE id = \(person)")
        try database.execute("DELETE FROM totp_secrets WHERE person_id = \(person)")
        try database.execute("DELETE FROM recovery_codes WHERE person_id = \(person)")
    }

    /// Keeps new recovery codes; those before them end.
    package func keep(
        recoveryCodes hashes: [[UInt8]],
        of person: Person.ID
    ) throws(StorageError) {
        try database.execute("DELETE FROM recovery_codes WHERE person_id = \(person)")
        try database.executeMany(
            "INSERT INTO recovery_codes (person_id, code_hash) VALUES (?, ?)",
            hashes.map { [person, $0] }
        )
    }

    /// Uses a recovery code up; false where there is none such, or none any more.
    package func take(
        recoveryCode hash: [UInt8],
        of person: Person.ID
    ) throws(StorageError) -> Bool {
        try database.execute(
            "DELETE FROM recovery_codes WHERE person_id = \(person) AND code_hash = \(hash)"
        ) > 0
    }

    package func recoveryCodesLeft(of person: Person.ID) throws(StorageError) -> Int {
        try database.row("SELECT COUNT(*) FROM recovery_codes WHERE person_id = \(person)") ?? 0
    }
}
