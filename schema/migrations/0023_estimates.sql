-- About how many rows a range of an index has: what EXPLAIN says, for which the server looks at the
-- range's two ends instead of at each of its rows. Who may use the views alone is refused an
-- EXPLAIN of them; these tell the same of the caller's own organisation.
CREATE PROCEDURE estimate_words(
        IN start TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_customer_words WHERE word LIKE start;

-- Two kinds at once, as whoever goes along them asks: of one kind alone the server would take in
-- all names before these as well.
CREATE PROCEDURE estimate_identities(
        IN one TINYINT UNSIGNED, IN other TINYINT UNSIGNED,
        IN start TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_identities_by_value
    WHERE kind IN (one, other) AND connection_id IN (0) AND value LIKE start;

CREATE PROCEDURE estimate_connection(
        IN identity_kind TINYINT UNSIGNED, IN connection BIGINT UNSIGNED)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_identities_by_connection
    WHERE kind = identity_kind AND connection_id = connection;

CREATE PROCEDURE estimate_tag(
        IN name TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_customer_tags
    WHERE tag_key = UNHEX(MD5(WEIGHT_STRING(name)));

CREATE PROCEDURE estimate_source(IN source SMALLINT UNSIGNED)
    READS SQL DATA
EXPLAIN SELECT id FROM own_customers WHERE source_id <=> source;

CREATE PROCEDURE estimate_stage(IN reached TINYINT UNSIGNED)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_customer_stages WHERE stage = reached;
