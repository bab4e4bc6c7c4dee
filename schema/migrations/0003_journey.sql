-- Customers, what names them, what they did, and the counts that reports are answered from.

CREATE TABLE customers (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(255) NULL,
    name_at DATETIME(6) NULL,
    email VARCHAR(254) NULL,
    email_at DATETIME(6) NULL,
    source_id SMALLINT UNSIGNED NULL,
    source_at DATETIME(6) NULL,
    first_seen_at DATETIME(6) NOT NULL,
    last_seen_at DATETIME(6) NOT NULL,
    -- Null once the customer was merged into another.
    stage TINYINT UNSIGNED NULL,
    stage_at DATETIME(6) NOT NULL,
    furthest_stage TINYINT UNSIGNED NOT NULL,
    merged_into BIGINT UNSIGNED NULL,
    PRIMARY KEY (organisation_id, id),
    KEY stage (organisation_id, stage, last_seen_at, id),
    KEY last_seen (organisation_id, merged_into, last_seen_at, id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

-- connection_id is 0 for names that hold in every connection, such as e-mail addresses.
CREATE TABLE identities (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    kind TINYINT UNSIGNED NOT NULL,
    connection_id BIGINT UNSIGNED NOT NULL,
    value VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE KEY name (organisation_id, kind, connection_id, value),
    KEY customer (organisation_id, customer_id, kind),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE sources (
    organisation_id INT UNSIGNED NOT NULL,
    id SMALLINT UNSIGNED NOT NULL,
    name VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE KEY name (organisation_id, name),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

CREATE TABLE events (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    -- The strongest name that the event gave its customer: undoing a merge goes by it.
    identity_id BIGINT UNSIGNED NOT NULL,
    connection_id BIGINT UNSIGNED NOT NULL,
    delivery_id BIGINT UNSIGNED NOT NULL,
    dedup_key BINARY(16) NOT NULL,
    kind TINYINT UNSIGNED NOT NULL,
    stage TINYINT UNSIGNED NOT NULL,
    occurred_at DATETIME(6) NOT NULL,
    received_at DATETIME(6) NOT NULL,
    is_clamped BOOLEAN NOT NULL,
    source_id SMALLINT UNSIGNED NULL,
    name VARCHAR(255) NULL,
    email VARCHAR(254) NULL,
    amount DECIMAL(19, 4) NULL,
    currency CHAR(3) CHARACTER SET ascii NULL,
    metadata MEDIUMTEXT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE KEY dedup (organisation_id, connection_id, dedup_key),
    KEY customer (organisation_id, customer_id, occurred_at, id),
    KEY occurred (organisation_id, occurred_at, id),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE customer_stages (
    organisation_id INT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    stage TINYINT UNSIGNED NOT NULL,
    entered_at DATETIME(6) NOT NULL,
    completed_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, customer_id, stage),
    KEY entered (organisation_id, stage, entered_at, customer_id),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE customer_values (
    organisation_id INT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    paid DECIMAL(19, 4) NOT NULL,
    purchases INT UNSIGNED NOT NULL,
    PRIMARY KEY (organisation_id, customer_id, currency),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE merges (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    kept_id BIGINT UNSIGNED NOT NULL,
    merged_id BIGINT UNSIGNED NOT NULL,
    delivery_id BIGINT UNSIGNED NOT NULL,
    reason VARCHAR(500) NOT NULL,
    merged_at DATETIME(6) NOT NULL,
    undone_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, id),
    KEY kept (organisation_id, kept_id),
    KEY merged (organisation_id, merged_id),
    FOREIGN KEY (organisation_id, kept_id) REFERENCES customers (organisation_id, id),
    FOREIGN KEY (organisation_id, merged_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE merge_identities (
    organisation_id INT UNSIGNED NOT NULL,
    merge_id BIGINT UNSIGNED NOT NULL,
    identity_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (organisation_id, merge_id, identity_id),
    FOREIGN KEY (organisation_id, merge_id) REFERENCES merges (organisation_id, id),
    FOREIGN KEY (organisation_id, identity_id) REFERENCES identities (organisation_id, id)
) ENGINE = InnoDB;

-- Counts by the day and again by the month of first entry: a long period reads months.
-- Every worker counts on its own shard, so no two wait for one row; readers add the shards.
-- source_id is 0 where no source was named.
CREATE TABLE journey_counts (
    organisation_id INT UNSIGNED NOT NULL,
    grain ENUM ('day', 'month') NOT NULL,
    day DATE NOT NULL,
    source_id SMALLINT UNSIGNED NOT NULL,
    stage TINYINT UNSIGNED NOT NULL,
    measure TINYINT UNSIGNED NOT NULL,
    detail SMALLINT UNSIGNED NOT NULL,
    shard SMALLINT UNSIGNED NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, grain, day, source_id, stage, measure, detail, shard)
) ENGINE = InnoDB;

-- Where customers stand now. An empty currency counts customers; another sums what they paid.
CREATE TABLE journey_places (
    organisation_id INT UNSIGNED NOT NULL,
    stage TINYINT UNSIGNED NOT NULL,
    source_id SMALLINT UNSIGNED NOT NULL,
    currency CHAR(3) CHARACTER SET ascii NOT NULL,
    shard SMALLINT UNSIGNED NOT NULL,
    customers BIGINT NOT NULL,
    amount DECIMAL(25, 4) NOT NULL,
    PRIMARY KEY (organisation_id, stage, source_id, currency, shard)
) ENGINE = InnoDB;
