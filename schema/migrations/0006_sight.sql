-- What operators look at: how the running processes fare, what waits, and when a backup was made.

-- Each process keeps its own row while it runs: what it is, when it was last seen, and what it has
-- done. Rows stay when processes end, so that the sums over all of them only grow.
ALTER TABLE nodes
    ADD COLUMN role ENUM ('serve', 'work', 'command') NOT NULL DEFAULT 'command',
    ADD COLUMN host VARCHAR(64) NOT NULL DEFAULT '',
    ADD COLUMN version VARCHAR(32) CHARACTER SET ascii NOT NULL DEFAULT '',
    ADD COLUMN seen_at DATETIME(6) NULL,
    ADD COLUMN ended_at DATETIME(6) NULL,
    ADD COLUMN applied BIGINT UNSIGNED NOT NULL DEFAULT 0,
    ADD COLUMN postponed BIGINT UNSIGNED NOT NULL DEFAULT 0,
    ADD COLUMN given_up BIGINT UNSIGNED NOT NULL DEFAULT 0,
    ADD KEY seen (seen_at);

-- Backups that ended well and were read again, by the time of what they hold.
CREATE TABLE backups (
    made_at DATETIME(6) NOT NULL,
    path VARCHAR(500) NOT NULL,
    row_count BIGINT UNSIGNED NOT NULL,
    bytes BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (made_at)
) ENGINE = InnoDB;

-- How much waits and what failed, of all organisations together: numbers, for an account that
-- sees none of the rows.
CREATE SQL SECURITY DEFINER VIEW inbox_state AS
    SELECT COUNT(*) AS waiting, COUNT(CASE WHEN attempts > 0 THEN 1 END) AS retrying,
        MIN(available_at) AS next_at
    FROM jobs;

CREATE SQL SECURITY DEFINER VIEW failure_state AS
    SELECT COUNT(CASE WHEN fate = 'dead' THEN 1 END) AS dead,
        COUNT(CASE WHEN fate = 'quarantined' THEN 1 END) AS quarantined
    FROM failures WHERE handled_at IS NULL;

-- What the tables take on the disk, as the server last estimated it.
CREATE FUNCTION data_bytes() RETURNS BIGINT UNSIGNED
    READS SQL DATA SQL SECURITY DEFINER
    RETURN (SELECT SUM(data_length + index_length) FROM information_schema.tables
        WHERE table_schema = DATABASE());
