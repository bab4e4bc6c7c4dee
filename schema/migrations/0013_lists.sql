-- Views that people keep of the list of customers, and jobs for all whom a list shows.

CREATE TABLE saved_views (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    -- Whose it is; a shared one outlives their membership.
    person_id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
    -- What stands behind the question mark of the list's address.
    query VARCHAR(2000) NOT NULL,
    is_shared BOOLEAN NOT NULL,
    position SMALLINT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE KEY name (organisation_id, person_id, name),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

-- What the background does to many customers, or with them, in small steps. Whoever works on one
-- holds it for a while and then takes it anew: a job whose holder died is taken up by another.
CREATE TABLE bulk_jobs (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    kind ENUM ('tag', 'untag', 'export') NOT NULL,
    state ENUM ('waiting', 'running', 'done', 'failed', 'cancelled') NOT NULL,
    actor ENUM ('person', 'token') NOT NULL,
    actor_id BIGINT UNSIGNED NOT NULL,
    actor_name VARCHAR(254) NOT NULL,
    tag VARCHAR(40) NULL,
    format ENUM ('csv', 'json') NULL,
    -- Whom it is about: the list's query in words of its address, and what that meant then; or ids;
    -- or whomever another job has changed.
    query VARCHAR(2000) NULL,
    filter TEXT NULL,
    sort VARCHAR(20) CHARACTER SET ascii NULL,
    is_descending BOOLEAN NULL,
    chosen MEDIUMTEXT CHARACTER SET ascii NULL,
    undoes BIGINT UNSIGNED NULL,
    -- How far it is: where the next step begins, how many were looked at, how many changed.
    place VARCHAR(1000) CHARACTER SET ascii NULL,
    seen BIGINT UNSIGNED NOT NULL DEFAULT 0,
    changed BIGINT UNSIGNED NOT NULL DEFAULT 0,
    total BIGINT UNSIGNED NULL,
    total_is ENUM ('exact', 'about', 'at_least') NULL,
    holder BIGINT UNSIGNED NULL,
    held_until DATETIME(6) NULL,
    -- How often it was taken up since it last got on.
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    reason VARCHAR(500) NULL,
    created_at DATETIME(6) NOT NULL,
    started_at DATETIME(6) NULL,
    ended_at DATETIME(6) NULL,
    file VARCHAR(100) CHARACTER SET ascii NULL,
    bytes BIGINT UNSIGNED NULL,
    expires_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, id),
    KEY due (state, held_until),
    KEY undoes (organisation_id, undoes),
    FOREIGN KEY (organisation_id) REFERENCES organisations (id)
) ENGINE = InnoDB;

-- Whom a job has changed: undoing it goes by this. Customers may be erased meanwhile.
CREATE TABLE bulk_job_customers (
    organisation_id INT UNSIGNED NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (organisation_id, job_id, customer_id),
    FOREIGN KEY (organisation_id, job_id) REFERENCES bulk_jobs (organisation_id, id)
) ENGINE = InnoDB;

CREATE SQL SECURITY DEFINER VIEW own_saved_views AS
    SELECT * FROM saved_views WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_bulk_jobs AS
    SELECT * FROM bulk_jobs WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_bulk_job_customers AS
    SELECT * FROM bulk_job_customers WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;
