internal import MariaDB

extension InboxStore {
    /// Looks connections up and stores deliveries as ever, but none; throws where that fails or takes
    /// too long: rights, tables and locks are needed for no row as for many.
    func rehearse() throws(StorageError) {
        let _: [Int] = try database.rows("SELECT 1 FROM connections LIMIT 1")
        let _: [Int] = try database.rows("SELECT 1 FROM connection_secrets LIMIT 1")
        for insert in InboxStore.insertsOfNothing { try database.execute(insert) }
    }

    /// The columns are those that a row could not do without.
    private static let insertsOfNothing: [SQL] = [
        """
        INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed, address,
            request_id, path, headers, body)
        SELECT 0, 0, 0, 0, 0, '', '', '', '', '' FROM DUAL WHERE FALSE
        """,
        """
        INSERT INTO jobs (organisation_id, id, kind, lane, available_at)
        SELECT 0, 0, '', 0, 0 FROM DUAL WHERE FALSE
        """,
        """
        INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
        SELECT 0, 0, '', '', 0, 0 FROM DUAL WHERE FALSE
        """,
        """
        INSERT INTO feed (organisation_id, topic, payload, created_at)
        SELECT 0, '', '', 0 FROM DUAL WHERE FALSE
        """,
        """
        INSERT INTO connection_hours (organisation_id, connection_id, hour, node, accepted, refused)
        SELECT 0, 0, 0, 0, 0, 0 FROM DUAL WHERE FALSE
        """,
        """
        INSERT INTO connection_refusals (organisation_id, connection_id, reason, times, last_at,
            detail)
        SELECT 0, 0, '', 0, 0, '' FROM DUAL WHERE FALSE
        """,
    ]
}
