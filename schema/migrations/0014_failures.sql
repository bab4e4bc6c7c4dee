-- Lists read failures by the thousand, and one at a time is marked as handled: each has the view
-- that is quick for it (see 0008).
CREATE OR REPLACE SQL SECURITY DEFINER VIEW own_failures AS
    SELECT * FROM failures WHERE organisation_id =
        (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID())
    WITH CASCADED CHECK OPTION;

CREATE SQL SECURITY DEFINER VIEW own_markable_failures AS
    SELECT * FROM failures WHERE organisation_id = current_organisation()
    WITH CASCADED CHECK OPTION;
