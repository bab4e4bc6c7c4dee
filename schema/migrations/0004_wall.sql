-- The tenant wall: the API's account sees rows of one organisation at a time, through these views.
--
-- enter_organisation notes the organisation for the database connection, in a table that the
-- account cannot write. A connection that has entered none sees nothing. The function has to be
-- DETERMINISTIC: otherwise it is called for every row and no index is used.

CREATE TABLE session_organisations (
    connection BIGINT UNSIGNED NOT NULL,
    organisation_id INT UNSIGNED NOT NULL,
    PRIMARY KEY (connection)
) ENGINE = MEMORY;

CREATE FUNCTION current_organisation() RETURNS INT UNSIGNED
    DETERMINISTIC READS SQL DATA SQL SECURITY DEFINER
    RETURN (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID());

CREATE PROCEDURE enter_organisation(IN organisation INT UNSIGNED)
    MODIFIES SQL DATA SQL SECURITY DEFINER
    INSERT INTO session_organisations (connection, organisation_id)
    VALUES (CONNECTION_ID(), organisation)
    ON DUPLICATE KEY UPDATE organisation_id = organisation;

CREATE PROCEDURE leave_organisation()
    MODIFIES SQL DATA SQL SECURITY DEFINER
    DELETE FROM session_organisations WHERE connection = CONNECTION_ID();

CREATE SQL SECURITY DEFINER VIEW own_organisations AS
    SELECT * FROM organisations WHERE id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_members AS
    SELECT * FROM members WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_api_tokens AS
    SELECT * FROM api_tokens WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_connections AS
    SELECT * FROM connections WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_connection_secrets AS
    SELECT * FROM connection_secrets WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_connection_hours AS
    SELECT * FROM connection_hours WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_connection_refusals AS
    SELECT * FROM connection_refusals WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_deliveries AS
    SELECT * FROM deliveries WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_jobs AS
    SELECT * FROM jobs WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_failures AS
    SELECT * FROM failures WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_attempts AS
    SELECT * FROM attempts WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_customers AS
    SELECT * FROM customers WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_identities AS
    SELECT * FROM identities WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_sources AS
    SELECT * FROM sources WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_events AS
    SELECT * FROM events WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_customer_stages AS
    SELECT * FROM customer_stages WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_customer_values AS
    SELECT * FROM customer_values WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_merges AS
    SELECT * FROM merges WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_merge_identities AS
    SELECT * FROM merge_identities WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_journey_counts AS
    SELECT * FROM journey_counts WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_journey_places AS
    SELECT * FROM journey_places WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;
