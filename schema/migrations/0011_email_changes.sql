-- A new address holds once its link was followed, where mails can be sent: one open change a
-- person.
CREATE TABLE email_changes (
    person_id BIGINT UNSIGNED NOT NULL,
    email VARCHAR(254) NOT NULL,
    -- Only the SHA-256 of the link's token is kept.
    token_hash BINARY(32) NOT NULL,
    -- The session that asked for it goes on; all others end.
    session_id BIGINT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (person_id),
    KEY token (token_hash),
    KEY expiry (expires_at),
    FOREIGN KEY (person_id) REFERENCES people (id)
) ENGINE = InnoDB;

ALTER TABLE mails
    MODIFY kind ENUM ('invitation', 'reset', 'email', 'email_changed') NOT NULL;
