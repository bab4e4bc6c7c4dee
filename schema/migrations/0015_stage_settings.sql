-- What an organisation calls the stages of the journey (empty: as Waymark does), and within how
-- many days of one stage a later one counts as converted.
ALTER TABLE organisations
    ADD COLUMN awareness_name VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN consideration_name VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN purchase_name VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN retention_name VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN advocacy_name VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN window_days SMALLINT UNSIGNED NOT NULL DEFAULT 90,
    -- Asked for here, and in force once the journey is counted anew within it.
    ADD COLUMN next_window_days SMALLINT UNSIGNED NULL;

-- The live stream tells of changed settings, so that every open page follows.
ALTER TABLE feed
    MODIFY topic ENUM ('event', 'journey', 'delivery', 'organisation') NOT NULL;

-- A view shows the columns that its table had when it was made.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_organisations AS
    SELECT * FROM organisations WHERE id = current_organisation()
    WITH CASCADED CHECK OPTION;
