-- The database and its four accounts: run once by the database's administrator, and again after a
-- password changed. `waymark accounts` prints it with the names and passwords of the settings.
CREATE DATABASE IF NOT EXISTS ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;

CREATE USER IF NOT EXISTS ${migrate};
CREATE USER IF NOT EXISTS ${work};
CREATE USER IF NOT EXISTS ${gate};
CREATE USER IF NOT EXISTS ${api};

ALTER USER ${migrate} IDENTIFIED BY ${migrate_password};
ALTER USER ${work} IDENTIFIED BY ${work_password};
ALTER USER ${gate} IDENTIFIED BY ${gate_password};
ALTER USER ${api} IDENTIFIED BY ${api_password};

-- Only this account changes the schema; it grants the others what schema/grants.sql lists.
GRANT ALL PRIVILEGES ON ${database_pattern}.* TO ${migrate} WITH GRANT OPTION;
