-- Of what waits, operators tell apart what is held: it waits for a person, who has paused its
-- connection.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW inbox_state AS
    SELECT COUNT(*) AS waiting, COUNT(CASE WHEN attempts > 0 THEN 1 END) AS retrying,
        MIN(available_at) AS next_at,
        COUNT(CASE WHEN available_at >= '9999-01-01' THEN 1 END) AS held
    FROM jobs;
