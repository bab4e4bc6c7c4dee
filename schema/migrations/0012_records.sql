-- What people keep on a customer: tags, notes, and what they typed over what senders say.
--
-- Customers who turn out to be one share these records until the merge is undone. So each says
-- under `home_id` about whom it was made, and under `customer_id` on whose page it stands now.

-- Of living customers only, so that lists and counts read nothing else. Compared without case; the
-- spelling that came first is kept.
CREATE TABLE customer_tags (
    organisation_id INT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    tag VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci NOT NULL,
    added_at DATETIME(6) NOT NULL,
    -- Null where a program did it.
    added_by BIGINT UNSIGNED NULL,
    -- Whether it came with somebody who was merged into this customer.
    is_inherited BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (organisation_id, customer_id, tag),
    KEY tag (organisation_id, tag, customer_id),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

-- The tags of those who were merged away, as they were: for the way back.
CREATE TABLE merged_tags (
    organisation_id INT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    tag VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci NOT NULL,
    added_at DATETIME(6) NOT NULL,
    added_by BIGINT UNSIGNED NULL,
    is_inherited BOOLEAN NOT NULL,
    PRIMARY KEY (organisation_id, customer_id, tag),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

CREATE TABLE notes (
    organisation_id INT UNSIGNED NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    home_id BIGINT UNSIGNED NOT NULL,
    -- Chosen by who writes, so that a note whose answer was lost is not made twice.
    draft VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    text MEDIUMTEXT NOT NULL,
    -- Rises with every change: who changes a note says which version they saw.
    version INT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    -- People by the name of that time: names change, and people leave. Null is a program.
    created_by BIGINT UNSIGNED NULL,
    creator VARCHAR(120) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    changed_by BIGINT UNSIGNED NULL,
    changer VARCHAR(120) NOT NULL,
    deleted_at DATETIME(6) NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE KEY draft (organisation_id, draft),
    KEY customer (organisation_id, customer_id, id),
    KEY deletion (deleted_at),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

-- What a note said before, and says: what one person writes within some minutes is one version.
CREATE TABLE note_versions (
    organisation_id INT UNSIGNED NOT NULL,
    note_id BIGINT UNSIGNED NOT NULL,
    version INT UNSIGNED NOT NULL,
    text MEDIUMTEXT NOT NULL,
    began_at DATETIME(6) NOT NULL,
    written_at DATETIME(6) NOT NULL,
    written_by BIGINT UNSIGNED NULL,
    writer VARCHAR(120) NOT NULL,
    PRIMARY KEY (organisation_id, note_id, version),
    FOREIGN KEY (organisation_id, note_id) REFERENCES notes (organisation_id, id)
) ENGINE = InnoDB;

-- What people typed: it stands over whatever senders say, until it is taken back (null).
CREATE TABLE customer_edits (
    organisation_id INT UNSIGNED NOT NULL,
    home_id BIGINT UNSIGNED NOT NULL,
    field ENUM ('name', 'email', 'phone') NOT NULL,
    -- New with every change: the number of the job that carries it out.
    id BIGINT UNSIGNED NOT NULL,
    customer_id BIGINT UNSIGNED NOT NULL,
    value VARCHAR(255) NULL,
    -- The identity that it made; it goes when the text is changed or taken back.
    identity_id BIGINT UNSIGNED NULL,
    edited_at DATETIME(6) NOT NULL,
    edited_by BIGINT UNSIGNED NULL,
    editor VARCHAR(120) NOT NULL,
    PRIMARY KEY (organisation_id, home_id, field),
    UNIQUE KEY id (organisation_id, id),
    KEY customer (organisation_id, customer_id),
    FOREIGN KEY (organisation_id, customer_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

-- Customers whom a person said to be one; gone once they are.
CREATE TABLE merge_requests (
    organisation_id INT UNSIGNED NOT NULL,
    -- The number of the job, and then of the merge.
    id BIGINT UNSIGNED NOT NULL,
    one_id BIGINT UNSIGNED NOT NULL,
    other_id BIGINT UNSIGNED NOT NULL,
    asked_at DATETIME(6) NOT NULL,
    asker VARCHAR(120) NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, one_id) REFERENCES customers (organisation_id, id),
    FOREIGN KEY (organisation_id, other_id) REFERENCES customers (organisation_id, id)
) ENGINE = InnoDB;

ALTER TABLE customers
    -- Whether the name and the address are what a person typed.
    ADD COLUMN is_name_typed BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN is_email_typed BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE jobs
    MODIFY kind ENUM (
        'process_delivery', 'replay_delivery', 'undo_merge', 'edit_customer', 'merge_customers'
    ) NOT NULL;

ALTER TABLE merges
    -- Null where a person said that both are one.
    MODIFY delivery_id BIGINT UNSIGNED NULL,
    -- Few merges are undone: those who are kept apart are found among them.
    ADD KEY undone (organisation_id, undone_at);

CREATE SQL SECURITY DEFINER VIEW own_customer_tags AS
    SELECT * FROM customer_tags WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;

-- Lists read tags by the thousand, and one at a time is removed: each has the view that is quick
-- for it (see 0008).
CREATE SQL SECURITY DEFINER VIEW own_removable_tags AS
    SELECT * FROM customer_tags WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_merged_tags AS
    SELECT * FROM merged_tags WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_notes AS
    SELECT * FROM notes WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_note_versions AS
    SELECT * FROM note_versions WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_customer_edits AS
    SELECT * FROM customer_edits WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_merge_requests AS
    SELECT * FROM merge_requests WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;
