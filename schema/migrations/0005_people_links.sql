-- People: invitations and resets by link, a second factor, members who leave and may come back,
-- and the audit log.

ALTER TABLE people
    -- Since when a second factor is asked for at sign-in.
    ADD COLUMN totp_since DATETIME(6) NULL,
    -- Where the person was last: the next sign-in begins there.
    ADD COLUMN last_organisation_id INT UNSIGNED NULL;

-- Who was removed stays for a day, so that it can be taken back exactly.
ALTER TABLE members
    ADD COLUMN seen_at DATETIME(6) NULL,
    ADD COLUMN removed_at DATETIME(6) NULL,
    ADD KEY removal (removed_at);

-- Names a session in lists: the hash of its token stays inside.
ALTER TABLE sessions ADD COLUMN id BIGINT UNSIGNED NOT NULL FIRST;

UPDATE sessions SET id = CONV(LEFT(HEX(token_hash), 15), 16, 10);

ALTER TABLE api_tokens
    MODIFY COLUMN scopes SET ('read', 'write', 'export') NOT NULL,
    ADD COLUMN created_by BIGINT UNSIGNED NULL;

-- A new time zone is asked for here and holds once the journey's days are counted anew.
ALTER TABLE organisations
    ADD COLUMN next_time_zone VARCHAR(64) CHARACTER SET ascii NULL;

-- Only the SHA-256 of a link's token is kept. A row goes when its link is used or withdrawn.
CREATE TABLE invitations (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    token_hash BINARY(32) NOT NULL,
    email VARCHAR(254) NULL,
    role ENUM ('owner', 'admin', 'analyst', 'viewer') NOT NULL,
    invited_by BIGINT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (organisation_id, id),
    KEY token (token_hash),
    KEY expiry (expires_at),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

-- One open link a person.
CREATE TABLE password_resets (
    person_id BIGINT UNSIGNED NOT NULL,
    token_hash BINARY(32) NOT NULL,
    -- The owner who made the link; NULL where the person asked for it by mail.
    made_by BIGINT UNSIGNED NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (person_id),
    KEY token (token_hash),
    KEY expiry (expires_at),
    FOREIGN KEY (person_id) REFERENCES people (id)
) ENGINE = InnoDB;

CREATE TABLE totp_secrets (
    person_id BIGINT UNSIGNED NOT NULL,
    sealed VARCHAR(500) CHARACTER SET ascii NOT NULL,
    created_at DATETIME(6) NOT NULL,
    -- The newest step whose code was taken: none is taken twice.
    last_step BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (person_id),
    FOREIGN KEY (person_id) REFERENCES people (id)
) ENGINE = InnoDB;

CREATE TABLE recovery_codes (
    person_id BIGINT UNSIGNED NOT NULL,
    code_hash BINARY(32) NOT NULL,
    PRIMARY KEY (person_id, code_hash),
    FOREIGN KEY (person_id) REFERENCES people (id)
) ENGINE = InnoDB;

-- Who did what, when and from where. Organisation 0 is where refused sign-ins go whose address
-- nobody has: those of known and of unknown people are the same work.
CREATE TABLE audit_entries (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    at DATETIME(6) NOT NULL,
    action VARCHAR(40) CHARACTER SET ascii NOT NULL,
    actor ENUM ('person', 'token', 'shell', 'nobody') NOT NULL,
    actor_id BIGINT UNSIGNED NULL,
    actor_name VARCHAR(254) NOT NULL,
    -- As they were called then: names change, and rows go.
    subject_kind VARCHAR(20) CHARACTER SET ascii NULL,
    subject_id BIGINT UNSIGNED NULL,
    subject_name VARCHAR(254) NULL,
    was VARCHAR(4000) NULL,
    became VARCHAR(4000) NULL,
    address VARCHAR(45) CHARACTER SET ascii NULL,
    request_id VARCHAR(64) CHARACTER SET ascii NULL,
    PRIMARY KEY (organisation_id, id),
    KEY time (organisation_id, at, id),
    KEY actor (organisation_id, actor_id, at, id)
) ENGINE = InnoDB;

-- Whoever writes to the log adds to it, the background's account included; what is thrown away is
-- older than the shortest time that a log can be kept for.
CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'entries of the audit log never change';

CREATE TRIGGER audit_entries_last BEFORE DELETE ON audit_entries FOR EACH ROW
BEGIN
    IF OLD.at > UTC_TIMESTAMP() - INTERVAL 30 DAY THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'entries of the audit log are kept';
    END IF;
END;

-- The wall, for what is new; views show the columns that a table had when they were made.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_organisations AS
    SELECT * FROM organisations WHERE id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_members AS
    SELECT * FROM members WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_api_tokens AS
    SELECT * FROM api_tokens WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

-- The people of the organisation's members, without what they sign in with.
CREATE SQL SECURITY DEFINER VIEW own_people AS
    SELECT id, email, name, created_at, totp_since FROM people
    WHERE id IN (SELECT person_id FROM members WHERE organisation_id = current_organisation())
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_invitations AS
    SELECT * FROM invitations WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_audit_entries AS
    SELECT * FROM audit_entries WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;
