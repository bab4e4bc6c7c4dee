-- A failure knows when its delivery came, so that the failures of a day are counted, listed and
-- replayed by an index alone.
ALTER TABLE failures
    ADD COLUMN received_at DATETIME(6) NOT NULL DEFAULT '1970-01-01';

-- The database copies what a failure knows of its delivery, also for a program of before that is
-- not yet restarted.
CREATE OR REPLACE TRIGGER failures_connection BEFORE INSERT ON failures FOR EACH ROW
    SET NEW.connection_id = COALESCE(
            NULLIF(NEW.connection_id, 0),
            (SELECT connection_id FROM deliveries
                WHERE organisation_id = NEW.organisation_id AND id = NEW.delivery_id),
            0),
        NEW.received_at = COALESCE(
            NULLIF(NEW.received_at, '1970-01-01'),
            (SELECT received_at FROM deliveries
                WHERE organisation_id = NEW.organisation_id AND id = NEW.delivery_id),
            NEW.failed_at);

UPDATE failures f
    JOIN deliveries d ON d.organisation_id = f.organisation_id AND d.id = f.delivery_id
    SET f.received_at = d.received_at
    WHERE f.received_at = '1970-01-01';

ALTER TABLE failures
    DROP KEY fate,
    DROP KEY connection,
    ADD KEY fate (organisation_id, fate, handled_at, delivery_id, received_at),
    ADD KEY connection (organisation_id, connection_id, fate, handled_at, delivery_id, received_at);

CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_failures AS
    SELECT * FROM failures WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;
