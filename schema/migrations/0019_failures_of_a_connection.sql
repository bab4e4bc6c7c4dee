-- A failure knows the connection that its delivery came by, so that a connection's failures are
-- counted, listed and replayed without their deliveries, which bring their bodies along.
ALTER TABLE failures
    ADD COLUMN connection_id BIGINT UNSIGNED NOT NULL DEFAULT 0;

-- The database copies it, also for a program of before that is not yet restarted.
CREATE TRIGGER failures_connection BEFORE INSERT ON failures FOR EACH ROW
    SET NEW.connection_id = COALESCE(
        NULLIF(NEW.connection_id, 0),
        (SELECT connection_id FROM deliveries
            WHERE organisation_id = NEW.organisation_id AND id = NEW.delivery_id),
        0);

UPDATE failures f
    JOIN deliveries d ON d.organisation_id = f.organisation_id AND d.id = f.delivery_id
    SET f.connection_id = d.connection_id
    WHERE f.connection_id = 0;

ALTER TABLE failures
    ADD KEY connection (organisation_id, connection_id, fate, handled_at, delivery_id);

CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_failures AS
    SELECT * FROM failures WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;
