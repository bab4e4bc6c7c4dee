-- Journey reports in a few milliseconds, however many customers there are: one row holds all the
-- counts of a day or month, a source and a stage, and another row those of all sources together,
-- which is what most reports ask for. Before, every count had a row of its own.
--
-- Renamed first: whoever still runs the program of before fails from here on and tries again
-- later, instead of counting into what has been copied already.
RENAME TABLE journey_counts TO journey_counts_before;

-- Where is_total holds, source_id is 0 and the row counts all sources together. Elsewhere 0 stands
-- for customers whose source nobody named. moved_… and converted_… carry the later stage's number.
CREATE TABLE journey_counts (
    organisation_id INT UNSIGNED NOT NULL,
    is_total BOOLEAN NOT NULL,
    grain ENUM ('day', 'month') NOT NULL,
    day DATE NOT NULL,
    source_id SMALLINT UNSIGNED NOT NULL,
    stage TINYINT UNSIGNED NOT NULL,
    shard SMALLINT UNSIGNED NOT NULL,
    entered BIGINT NOT NULL,
    began BIGINT NOT NULL,
    moved_2 BIGINT NOT NULL,
    moved_3 BIGINT NOT NULL,
    moved_4 BIGINT NOT NULL,
    moved_5 BIGINT NOT NULL,
    converted_2 BIGINT NOT NULL,
    converted_3 BIGINT NOT NULL,
    converted_4 BIGINT NOT NULL,
    converted_5 BIGINT NOT NULL,
    seconds_stayed BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, is_total, grain, day, source_id, stage, shard),
    -- Reports of one source; written when a row is, not when it counts.
    KEY source (organisation_id, is_total, source_id, grain, day)
) ENGINE = InnoDB;

-- How long customers stayed in a stage: spans of durations and how many stayed so long, packed
-- into one value, six bytes a span. A cell is one number for what journey_counts tells apart by
-- columns, so that the cells of a batch are found by one list, and those of a period by one range:
-- (((source_id + 1, or 0 for all) * 2 + month) * 8 + stage) * 2^24 + TO_DAYS(day).
CREATE TABLE journey_stays (
    organisation_id INT UNSIGNED NOT NULL,
    cell BIGINT UNSIGNED NOT NULL,
    shard SMALLINT UNSIGNED NOT NULL,
    stays BLOB NOT NULL,
    PRIMARY KEY (organisation_id, cell, shard)
) ENGINE = InnoDB;

INSERT INTO journey_counts
SELECT organisation_id, FALSE, grain, day, source_id, stage, 0,
    SUM(IF(measure = 1, value, 0)), SUM(IF(measure = 2, value, 0)),
    SUM(IF(measure = 3 AND detail = 2, value, 0)), SUM(IF(measure = 3 AND detail = 3, value, 0)),
    SUM(IF(measure = 3 AND detail = 4, value, 0)), SUM(IF(measure = 3 AND detail = 5, value, 0)),
    SUM(IF(measure = 4 AND detail = 2, value, 0)), SUM(IF(measure = 4 AND detail = 3, value, 0)),
    SUM(IF(measure = 4 AND detail = 4, value, 0)), SUM(IF(measure = 4 AND detail = 5, value, 0)),
    SUM(IF(measure = 6, value, 0))
FROM journey_counts_before
WHERE measure <> 5
GROUP BY organisation_id, grain, day, source_id, stage;

INSERT INTO journey_counts
SELECT organisation_id, TRUE, grain, day, 0, stage, 0, SUM(entered), SUM(began), SUM(moved_2),
    SUM(moved_3), SUM(moved_4), SUM(moved_5), SUM(converted_2), SUM(converted_3),
    SUM(converted_4), SUM(converted_5), SUM(seconds_stayed)
FROM journey_counts
GROUP BY organisation_id, grain, day, stage;

INSERT INTO journey_stays
SELECT organisation_id,
    (((source_id + 1) * 2 + (grain = 'month')) * 8 + stage) * 16777216 + TO_DAYS(day), 0,
    GROUP_CONCAT(
        UNHEX(CONCAT(LPAD(HEX(detail), 4, '0'), RIGHT(CONCAT('0000000', HEX(value)), 8)))
        ORDER BY detail SEPARATOR ''
    )
FROM (
    SELECT organisation_id, grain, day, source_id, stage, detail, SUM(value) AS value
    FROM journey_counts_before WHERE measure = 5
    GROUP BY organisation_id, grain, day, source_id, stage, detail
    HAVING SUM(value) <> 0
) spans
GROUP BY organisation_id, grain, day, source_id, stage;

INSERT INTO journey_stays
SELECT organisation_id, ((grain = 'month') * 8 + stage) * 16777216 + TO_DAYS(day), 0,
    GROUP_CONCAT(
        UNHEX(CONCAT(LPAD(HEX(detail), 4, '0'), RIGHT(CONCAT('0000000', HEX(value)), 8)))
        ORDER BY detail SEPARATOR ''
    )
FROM (
    SELECT organisation_id, grain, day, stage, detail, SUM(value) AS value
    FROM journey_counts_before WHERE measure = 5
    GROUP BY organisation_id, grain, day, stage, detail
    HAVING SUM(value) <> 0
) spans
GROUP BY organisation_id, grain, day, stage;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_journey_counts AS
    SELECT * FROM journey_counts WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_journey_stays AS
    SELECT * FROM journey_stays WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;

DROP TABLE journey_counts_before;

-- Which of the places for counts a process has that applies deliveries.
ALTER TABLE nodes ADD COLUMN place TINYINT UNSIGNED NULL;
