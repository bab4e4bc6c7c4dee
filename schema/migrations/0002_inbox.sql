-- Connections and the inbox: what came in, byte for byte, and what is still to be done about it.

CREATE TABLE connections (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(120) NOT NULL,
    -- The unguessable part of the inbound URL: an address, not a credential.
    token CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scheme VARCHAR(2000) NOT NULL,
    accepts_unsigned BOOLEAN NOT NULL DEFAULT FALSE,
    is_default BOOLEAN NOT NULL DEFAULT FALSE,
    created_at DATETIME(6) NOT NULL,
    paused_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, id),
    KEY token (token),
    KEY defaults (is_default),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

CREATE TABLE connection_secrets (
    organisation_id INT UNSIGNED NOT NULL,
    connection_id BIGINT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    sealed VARCHAR(2000) CHARACTER SET ascii NOT NULL,
    hint VARCHAR(8) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, connection_id, id),
    FOREIGN KEY (organisation_id, connection_id) REFERENCES connections (organisation_id, id)
) ENGINE = InnoDB;

-- Counted by every serving process on its own rows: no two meet.
CREATE TABLE connection_hours (
    organisation_id INT UNSIGNED NOT NULL,
    connection_id BIGINT UNSIGNED NOT NULL,
    hour DATETIME NOT NULL,
    node SMALLINT UNSIGNED NOT NULL,
    accepted INT UNSIGNED NOT NULL,
    refused INT UNSIGNED NOT NULL,
    PRIMARY KEY (organisation_id, connection_id, hour, node),
    FOREIGN KEY (organisation_id, connection_id) REFERENCES connections (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE connection_refusals (
    organisation_id INT UNSIGNED NOT NULL,
    connection_id BIGINT UNSIGNED NOT NULL,
    reason VARCHAR(40) CHARACTER SET ascii NOT NULL,
    times INT UNSIGNED NOT NULL,
    last_at DATETIME(6) NOT NULL,
    detail VARCHAR(500) NOT NULL,
    PRIMARY KEY (organisation_id, connection_id, reason),
    FOREIGN KEY (organisation_id, connection_id) REFERENCES connections (organisation_id, id)
) ENGINE = InnoDB;

-- Immutable. Its fate follows from the other tables: a job waits, a failure ended, else processed.
CREATE TABLE deliveries (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    connection_id BIGINT UNSIGNED NOT NULL,
    received_at DATETIME(6) NOT NULL,
    is_signed BOOLEAN NOT NULL,
    address VARCHAR(45) CHARACTER SET ascii NOT NULL,
    request_id VARCHAR(64) CHARACTER SET ascii NOT NULL,
    -- The sender's name for the message, in schemes that have one: equal for every attempt.
    message_id VARCHAR(191) NULL,
    path VARCHAR(255) NOT NULL,
    headers VARBINARY(16000) NOT NULL,
    body LONGBLOB NOT NULL,
    PRIMARY KEY (organisation_id, id),
    KEY connection (organisation_id, connection_id, id)
) ENGINE = InnoDB;

CREATE TABLE jobs (
    organisation_id INT UNSIGNED NOT NULL,
    -- The delivery's id, or the id of what else the job is about.
    id BIGINT UNSIGNED NOT NULL,
    kind ENUM ('process_delivery', 'replay_delivery', 'undo_merge') NOT NULL,
    -- Jobs of one lane are done one after the other: a customer's deliveries share a lane.
    lane SMALLINT UNSIGNED NOT NULL,
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    available_at DATETIME(6) NOT NULL,
    PRIMARY KEY (organisation_id, id),
    KEY due (available_at, lane),
    KEY lane (lane, available_at)
) ENGINE = InnoDB;

CREATE TABLE lanes (
    lane SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (lane)
) ENGINE = InnoDB;

INSERT INTO lanes (lane) SELECT seq FROM seq_0_to_255;

CREATE TABLE failures (
    organisation_id INT UNSIGNED NOT NULL,
    delivery_id BIGINT UNSIGNED NOT NULL,
    fate ENUM ('dead', 'quarantined') NOT NULL,
    reason VARCHAR(2000) NOT NULL,
    attempts SMALLINT UNSIGNED NOT NULL,
    failed_at DATETIME(6) NOT NULL,
    handled_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, delivery_id),
    KEY fate (organisation_id, fate, handled_at, delivery_id)
) ENGINE = InnoDB;

CREATE TABLE attempts (
    organisation_id INT UNSIGNED NOT NULL,
    delivery_id BIGINT UNSIGNED NOT NULL,
    number SMALLINT UNSIGNED NOT NULL,
    failed_at DATETIME(6) NOT NULL,
    error VARCHAR(2000) NOT NULL,
    PRIMARY KEY (organisation_id, delivery_id, number)
) ENGINE = InnoDB;

-- What the live stream tells; rows are told in the order in which they become visible.
CREATE TABLE feed (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    organisation_id INT UNSIGNED NOT NULL,
    topic ENUM ('event', 'journey', 'delivery') NOT NULL,
    payload MEDIUMTEXT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY age (created_at)
) ENGINE = InnoDB;
