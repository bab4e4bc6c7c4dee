-- Mails on their way out, where a mail server is set; a row goes when its mail was sent.
CREATE TABLE mails (
    id BIGINT UNSIGNED NOT NULL,
    kind ENUM ('invitation', 'reset') NOT NULL,
    recipient VARCHAR(254) NOT NULL,
    -- A link lets in: it is sealed. Those of resets are made when they are sent.
    sealed_link VARCHAR(1000) CHARACTER SET ascii NULL,
    organisation_name VARCHAR(120) NULL,
    inviter_name VARCHAR(120) NULL,
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    available_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY due (available_at)
) ENGINE = InnoDB;
