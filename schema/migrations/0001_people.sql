-- Organisations, the people who sign in to them, and what lets a caller in.

CREATE TABLE organisations (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(120) NOT NULL,
    time_zone VARCHAR(64) CHARACTER SET ascii NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB;

CREATE TABLE people (
    id BIGINT UNSIGNED NOT NULL,
    email VARCHAR(254) NOT NULL,
    name VARCHAR(120) NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY email (email)
) ENGINE = InnoDB;

CREATE TABLE members (
    organisation_id INT UNSIGNED NOT NULL,
    person_id BIGINT UNSIGNED NOT NULL,
    role ENUM ('owner', 'admin', 'analyst', 'viewer') NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (organisation_id, person_id),
    KEY person (person_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    FOREIGN KEY (person_id) REFERENCES people (id)
) ENGINE = InnoDB;

-- Only the SHA-256 of a session's token is kept: a stolen table opens nothing.
CREATE TABLE sessions (
    token_hash BINARY(32) NOT NULL,
    person_id BIGINT UNSIGNED NOT NULL,
    organisation_id INT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    seen_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    address VARCHAR(45) CHARACTER SET ascii NOT NULL,
    agent VARCHAR(255) NOT NULL,
    PRIMARY KEY (token_hash),
    KEY person (person_id),
    KEY expiry (expires_at),
    FOREIGN KEY (organisation_id, person_id) REFERENCES members (organisation_id, person_id)
) ENGINE = InnoDB;

-- What sign-in limits count: failures by address and by account.
CREATE TABLE sign_in_failures (
    id BIGINT UNSIGNED NOT NULL,
    subject VARBINARY(300) NOT NULL,
    failed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY subject (subject, failed_at),
    KEY age (failed_at)
) ENGINE = InnoDB;

CREATE TABLE api_tokens (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(120) NOT NULL,
    selector CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash BINARY(32) NOT NULL,
    scopes SET ('read', 'write') NOT NULL,
    created_at DATETIME(6) NOT NULL,
    last_used_at DATETIME(6) NULL,
    expires_at DATETIME(6) NULL,
    revoked_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, id),
    KEY selector (selector),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

-- Numbers the running processes, so that the ids that each makes are its own.
CREATE TABLE nodes (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    started_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB;
