-- Lists read these indexes alone: whom a connection knows, and a source's events of a stage or
-- kind.
ALTER TABLE identities
    ADD KEY known_by (organisation_id, kind, connection_id, customer_id);

ALTER TABLE events
    DROP KEY source,
    ADD KEY source (organisation_id, source_id, occurred_at, id, stage, kind);
