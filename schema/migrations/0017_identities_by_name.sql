-- Identities lie in the order of their names: whoever looks one up, or a range of them, finds the
-- customer beside it, and a customer's own index has the names.
ALTER TABLE identities
    DROP PRIMARY KEY,
    DROP KEY name,
    ADD PRIMARY KEY (organisation_id, kind, connection_id, value),
    ADD UNIQUE KEY id (organisation_id, id),
    DROP KEY customer,
    ADD KEY customer (organisation_id, customer_id, kind, id);
