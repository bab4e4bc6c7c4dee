-- The present schema, generated from the migrations: do not edit.

SET foreign_key_checks = 0;

CREATE TABLE `api_tokens` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `name` varchar(120) NOT NULL,
  `selector` char(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `token_hash` binary(32) NOT NULL,
  `scopes` set('read','write','export') NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `last_used_at` datetime(6) DEFAULT NULL,
  `expires_at` datetime(6) DEFAULT NULL,
  `revoked_at` datetime(6) DEFAULT NULL,
  `created_by` bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `selector` (`selector`),
  CONSTRAINT `api_tokens_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `attempts` (
  `organisation_id` int(10) unsigned NOT NULL,
  `delivery_id` bigint(20) unsigned NOT NULL,
  `number` smallint(5) unsigned NOT NULL,
  `failed_at` datetime(6) NOT NULL,
  `error` varchar(2000) NOT NULL,
  PRIMARY KEY (`organisation_id`,`delivery_id`,`number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `audit_entries` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `at` datetime(6) NOT NULL,
  `action` varchar(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `actor` enum('person','token','shell','nobody') NOT NULL,
  `actor_id` bigint(20) unsigned DEFAULT NULL,
  `actor_name` varchar(254) NOT NULL,
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `subject_id` bigint(20) unsigned DEFAULT NULL,
  `subject_name` varchar(254) DEFAULT NULL,
  `was` varchar(4000) DEFAULT NULL,
  `became` varchar(4000) DEFAULT NULL,
  `address` varchar(45) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `request_id` varchar(64) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `time` (`organisation_id`,`at`,`id`),
  KEY `actor` (`organisation_id`,`actor_id`,`at`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `backups` (
  `made_at` datetime(6) NOT NULL,
  `path` varchar(500) NOT NULL,
  `row_count` bigint(20) unsigned NOT NULL,
  `bytes` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`made_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `bulk_jobs` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `kind` enum('tag','untag','export') NOT NULL,
  `state` enum('waiting','running','done','failed','cancelled') NOT NULL,
  `actor` enum('person','token') NOT NULL,
  `actor_id` bigint(20) unsigned NOT NULL,
  `actor_name` varchar(254) NOT NULL,
  `tag` varchar(40) DEFAULT NULL,
  `format` enum('csv','json') DEFAULT NULL,
  `query` varchar(2000) DEFAULT NULL,
  `filter` text DEFAULT NULL,
  `sort` varchar(20) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `is_descending` tinyint(1) DEFAULT NULL,
  `chosen` mediumtext CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `undoes` bigint(20) unsigned DEFAULT NULL,
  `place` varchar(1000) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `seen` bigint(20) unsigned NOT NULL DEFAULT 0,
  `changed` bigint(20) unsigned NOT NULL DEFAULT 0,
  `total` bigint(20) unsigned DEFAULT NULL,
  `total_is` enum('exact','about','at_least') DEFAULT NULL,
  `holder` bigint(20) unsigned DEFAULT NULL,
  `held_until` datetime(6) DEFAULT NULL,
  `attempts` smallint(5) unsigned NOT NULL DEFAULT 0,
  `reason` varchar(500) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `started_at` datetime(6) DEFAULT NULL,
  `ended_at` datetime(6) DEFAULT NULL,
  `file` varchar(100) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `bytes` bigint(20) unsigned DEFAULT NULL,
  `expires_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `due` (`state`,`held_until`),
  KEY `undoes` (`organisation_id`,`undoes`),
  CONSTRAINT `bulk_jobs_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `bulk_job_customers` (
  `organisation_id` int(10) unsigned NOT NULL,
  `job_id` bigint(20) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`organisation_id`,`job_id`,`customer_id`),
  CONSTRAINT `bulk_job_customers_ibfk_1` FOREIGN KEY (`organisation_id`, `job_id`) REFERENCES `bulk_jobs` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `connections` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `name` varchar(120) NOT NULL,
  `token` char(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `scheme` varchar(2000) NOT NULL,
  `accepts_unsigned` tinyint(1) NOT NULL DEFAULT 0,
  `is_default` tinyint(1) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `paused_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `token` (`token`),
  KEY `defaults` (`is_default`),
  CONSTRAINT `connections_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `connection_hours` (
  `organisation_id` int(10) unsigned NOT NULL,
  `connection_id` bigint(20) unsigned NOT NULL,
  `hour` datetime NOT NULL,
  `node` smallint(5) unsigned NOT NULL,
  `accepted` int(10) unsigned NOT NULL,
  `refused` int(10) unsigned NOT NULL,
  PRIMARY KEY (`organisation_id`,`connection_id`,`hour`,`node`),
  CONSTRAINT `connection_hours_ibfk_1` FOREIGN KEY (`organisation_id`, `connection_id`) REFERENCES `connections` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `connection_refusals` (
  `organisation_id` int(10) unsigned NOT NULL,
  `connection_id` bigint(20) unsigned NOT NULL,
  `reason` varchar(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `times` int(10) unsigned NOT NULL,
  `last_at` datetime(6) NOT NULL,
  `detail` varchar(500) NOT NULL,
  PRIMARY KEY (`organisation_id`,`connection_id`,`reason`),
  CONSTRAINT `connection_refusals_ibfk_1` FOREIGN KEY (`organisation_id`, `connection_id`) REFERENCES `connections` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `connection_secrets` (
  `organisation_id` int(10) unsigned NOT NULL,
  `connection_id` bigint(20) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `sealed` varchar(2000) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `hint` varchar(8) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`connection_id`,`id`),
  CONSTRAINT `connection_secrets_ibfk_1` FOREIGN KEY (`organisation_id`, `connection_id`) REFERENCES `connections` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `customers` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
  `name_at` datetime(6) DEFAULT NULL,
  `email` varchar(254) DEFAULT NULL,
  `email_at` datetime(6) DEFAULT NULL,
  `source_id` smallint(5) unsigned DEFAULT NULL,
  `source_at` datetime(6) DEFAULT NULL,
  `first_seen_at` datetime(6) NOT NULL,
  `last_seen_at` datetime(6) NOT NULL,
  `stage` tinyint(3) unsigned DEFAULT NULL,
  `stage_at` datetime(6) NOT NULL,
  `furthest_stage` tinyint(3) unsigned NOT NULL,
  `merged_into` bigint(20) unsigned DEFAULT NULL,
  `is_name_typed` tinyint(1) NOT NULL DEFAULT 0,
  `is_email_typed` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `last_seen` (`organisation_id`,`stage`,`last_seen_at`,`id`,`furthest_stage`,`source_id`),
  KEY `first_seen` (`organisation_id`,`first_seen_at`,`id`),
  KEY `name` (`organisation_id`,`name`,`id`),
  KEY `source` (`organisation_id`,`source_id`,`id`),
  CONSTRAINT `customers_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `customer_edits` (
  `organisation_id` int(10) unsigned NOT NULL,
  `home_id` bigint(20) unsigned NOT NULL,
  `field` enum('name','email','phone') NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `value` varchar(255) DEFAULT NULL,
  `identity_id` bigint(20) unsigned DEFAULT NULL,
  `edited_at` datetime(6) NOT NULL,
  `edited_by` bigint(20) unsigned DEFAULT NULL,
  `editor` varchar(120) NOT NULL,
  PRIMARY KEY (`organisation_id`,`home_id`,`field`),
  UNIQUE KEY `id` (`organisation_id`,`id`),
  KEY `customer` (`organisation_id`,`customer_id`),
  CONSTRAINT `customer_edits_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `customer_stages` (
  `organisation_id` int(10) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `stage` tinyint(3) unsigned NOT NULL,
  `entered_at` datetime(6) NOT NULL,
  `completed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`customer_id`,`stage`),
  KEY `entered` (`organisation_id`,`stage`,`entered_at`,`customer_id`),
  CONSTRAINT `customer_stages_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `customer_tags` (
  `organisation_id` int(10) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `tag` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci NOT NULL,
  `added_at` datetime(6) NOT NULL,
  `added_by` bigint(20) unsigned DEFAULT NULL,
  `is_inherited` tinyint(1) NOT NULL DEFAULT 0,
  `tag_key` binary(16) GENERATED ALWAYS AS (unhex(md5(weight_string(`tag`,0,0,3)))) STORED,
  PRIMARY KEY (`organisation_id`,`customer_id`,`tag`),
  UNIQUE KEY `tag_key` (`organisation_id`,`tag_key`,`customer_id`),
  KEY `tag` (`organisation_id`,`tag`,`customer_id`),
  CONSTRAINT `customer_tags_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `customer_values` (
  `organisation_id` int(10) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `currency` char(3) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `paid` decimal(19,4) NOT NULL,
  `purchases` int(10) unsigned NOT NULL,
  PRIMARY KEY (`organisation_id`,`customer_id`,`currency`),
  KEY `paid` (`organisation_id`,`currency`,`paid`,`customer_id`),
  CONSTRAINT `customer_values_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `customer_words` (
  `organisation_id` int(10) unsigned NOT NULL,
  `word` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`organisation_id`,`word`,`customer_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `deliveries` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `connection_id` bigint(20) unsigned NOT NULL,
  `received_at` datetime(6) NOT NULL,
  `is_signed` tinyint(1) NOT NULL,
  `address` varchar(45) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `request_id` varchar(64) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `message_id` varchar(191) DEFAULT NULL,
  `path` varchar(255) NOT NULL,
  `headers` varbinary(16000) NOT NULL,
  `body` longblob NOT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `connection` (`organisation_id`,`connection_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `email_changes` (
  `person_id` bigint(20) unsigned NOT NULL,
  `email` varchar(254) NOT NULL,
  `token_hash` binary(32) NOT NULL,
  `session_id` bigint(20) unsigned NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`person_id`),
  KEY `token` (`token_hash`),
  KEY `expiry` (`expires_at`),
  CONSTRAINT `email_changes_ibfk_1` FOREIGN KEY (`person_id`) REFERENCES `people` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `events` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `identity_id` bigint(20) unsigned NOT NULL,
  `connection_id` bigint(20) unsigned NOT NULL,
  `delivery_id` bigint(20) unsigned NOT NULL,
  `dedup_key` binary(16) NOT NULL,
  `kind` tinyint(3) unsigned NOT NULL,
  `stage` tinyint(3) unsigned NOT NULL,
  `occurred_at` datetime(6) NOT NULL,
  `received_at` datetime(6) NOT NULL,
  `is_clamped` tinyint(1) NOT NULL,
  `source_id` smallint(5) unsigned DEFAULT NULL,
  `name` varchar(255) DEFAULT NULL,
  `email` varchar(254) DEFAULT NULL,
  `amount` decimal(19,4) DEFAULT NULL,
  `currency` char(3) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `metadata` mediumtext DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  UNIQUE KEY `dedup` (`organisation_id`,`connection_id`,`dedup_key`),
  KEY `stage` (`organisation_id`,`stage`,`occurred_at`,`id`,`kind`,`source_id`,`connection_id`),
  KEY `source` (`organisation_id`,`source_id`,`occurred_at`,`id`,`stage`,`kind`),
  KEY `customer` (`organisation_id`,`customer_id`,`occurred_at`,`id`,`currency`,`amount`),
  CONSTRAINT `events_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `failures` (
  `organisation_id` int(10) unsigned NOT NULL,
  `delivery_id` bigint(20) unsigned NOT NULL,
  `fate` enum('dead','quarantined') NOT NULL,
  `reason` varchar(2000) NOT NULL,
  `attempts` smallint(5) unsigned NOT NULL,
  `failed_at` datetime(6) NOT NULL,
  `handled_at` datetime(6) DEFAULT NULL,
  `connection_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `received_at` datetime(6) NOT NULL DEFAULT '1970-01-01 00:00:00.000000',
  PRIMARY KEY (`organisation_id`,`delivery_id`),
  KEY `fate` (`organisation_id`,`fate`,`handled_at`,`delivery_id`,`received_at`),
  KEY `connection` (`organisation_id`,`connection_id`,`fate`,`handled_at`,`delivery_id`,`received_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `feed` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `organisation_id` int(10) unsigned NOT NULL,
  `topic` enum('event','journey','delivery','organisation') NOT NULL,
  `payload` mediumtext NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `age` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `identities` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `kind` tinyint(3) unsigned NOT NULL,
  `connection_id` bigint(20) unsigned NOT NULL,
  `value` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`organisation_id`,`kind`,`connection_id`,`value`),
  UNIQUE KEY `id` (`organisation_id`,`id`),
  KEY `known_by` (`organisation_id`,`kind`,`connection_id`,`customer_id`),
  KEY `customer` (`organisation_id`,`customer_id`,`kind`,`id`),
  CONSTRAINT `identities_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `invitations` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `token_hash` binary(32) NOT NULL,
  `email` varchar(254) DEFAULT NULL,
  `role` enum('owner','admin','analyst','viewer') NOT NULL,
  `invited_by` bigint(20) unsigned NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `token` (`token_hash`),
  KEY `expiry` (`expires_at`),
  CONSTRAINT `invitations_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `jobs` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `kind` enum('process_delivery','replay_delivery','undo_merge','edit_customer','merge_customers') NOT NULL,
  `lane` smallint(5) unsigned NOT NULL,
  `attempts` smallint(5) unsigned NOT NULL DEFAULT 0,
  `available_at` datetime(6) NOT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `due` (`available_at`,`lane`),
  KEY `lane` (`lane`,`available_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `journey_counts` (
  `organisation_id` int(10) unsigned NOT NULL,
  `is_total` tinyint(1) NOT NULL,
  `grain` enum('day','month') NOT NULL,
  `day` date NOT NULL,
  `source_id` smallint(5) unsigned NOT NULL,
  `stage` tinyint(3) unsigned NOT NULL,
  `shard` smallint(5) unsigned NOT NULL,
  `entered` bigint(20) NOT NULL,
  `began` bigint(20) NOT NULL,
  `moved_2` bigint(20) NOT NULL,
  `moved_3` bigint(20) NOT NULL,
  `moved_4` bigint(20) NOT NULL,
  `moved_5` bigint(20) NOT NULL,
  `converted_2` bigint(20) NOT NULL,
  `converted_3` bigint(20) NOT NULL,
  `converted_4` bigint(20) NOT NULL,
  `converted_5` bigint(20) NOT NULL,
  `seconds_stayed` bigint(20) NOT NULL,
  PRIMARY KEY (`organisation_id`,`is_total`,`grain`,`day`,`source_id`,`stage`,`shard`),
  KEY `source` (`organisation_id`,`is_total`,`source_id`,`grain`,`day`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `journey_places` (
  `organisation_id` int(10) unsigned NOT NULL,
  `stage` tinyint(3) unsigned NOT NULL,
  `source_id` smallint(5) unsigned NOT NULL,
  `currency` char(3) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `shard` smallint(5) unsigned NOT NULL,
  `customers` bigint(20) NOT NULL,
  `amount` decimal(25,4) NOT NULL,
  PRIMARY KEY (`organisation_id`,`stage`,`source_id`,`currency`,`shard`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `journey_stays` (
  `organisation_id` int(10) unsigned NOT NULL,
  `cell` bigint(20) unsigned NOT NULL,
  `shard` smallint(5) unsigned NOT NULL,
  `stays` blob NOT NULL,
  PRIMARY KEY (`organisation_id`,`cell`,`shard`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `lanes` (
  `lane` smallint(5) unsigned NOT NULL,
  PRIMARY KEY (`lane`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `mails` (
  `id` bigint(20) unsigned NOT NULL,
  `kind` enum('invitation','reset','email','email_changed') NOT NULL,
  `recipient` varchar(254) NOT NULL,
  `sealed_link` varchar(1000) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `organisation_name` varchar(120) DEFAULT NULL,
  `inviter_name` varchar(120) DEFAULT NULL,
  `attempts` smallint(5) unsigned NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `available_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `due` (`available_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `members` (
  `organisation_id` int(10) unsigned NOT NULL,
  `person_id` bigint(20) unsigned NOT NULL,
  `role` enum('owner','admin','analyst','viewer') NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `seen_at` datetime(6) DEFAULT NULL,
  `removed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`person_id`),
  KEY `person` (`person_id`),
  KEY `removal` (`removed_at`),
  CONSTRAINT `members_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`),
  CONSTRAINT `members_ibfk_2` FOREIGN KEY (`person_id`) REFERENCES `people` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `merged_tags` (
  `organisation_id` int(10) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `tag` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci NOT NULL,
  `added_at` datetime(6) NOT NULL,
  `added_by` bigint(20) unsigned DEFAULT NULL,
  `is_inherited` tinyint(1) NOT NULL,
  PRIMARY KEY (`organisation_id`,`customer_id`,`tag`),
  CONSTRAINT `merged_tags_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `merges` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `kept_id` bigint(20) unsigned NOT NULL,
  `merged_id` bigint(20) unsigned NOT NULL,
  `delivery_id` bigint(20) unsigned DEFAULT NULL,
  `reason` varchar(500) NOT NULL,
  `merged_at` datetime(6) NOT NULL,
  `undone_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `kept` (`organisation_id`,`kept_id`),
  KEY `merged` (`organisation_id`,`merged_id`),
  KEY `undone` (`organisation_id`,`undone_at`),
  CONSTRAINT `merges_ibfk_1` FOREIGN KEY (`organisation_id`, `kept_id`) REFERENCES `customers` (`organisation_id`, `id`),
  CONSTRAINT `merges_ibfk_2` FOREIGN KEY (`organisation_id`, `merged_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `merge_identities` (
  `organisation_id` int(10) unsigned NOT NULL,
  `merge_id` bigint(20) unsigned NOT NULL,
  `identity_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`organisation_id`,`merge_id`,`identity_id`),
  KEY `organisation_id` (`organisation_id`,`identity_id`),
  CONSTRAINT `merge_identities_ibfk_1` FOREIGN KEY (`organisation_id`, `merge_id`) REFERENCES `merges` (`organisation_id`, `id`),
  CONSTRAINT `merge_identities_ibfk_2` FOREIGN KEY (`organisation_id`, `identity_id`) REFERENCES `identities` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `merge_requests` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `one_id` bigint(20) unsigned NOT NULL,
  `other_id` bigint(20) unsigned NOT NULL,
  `asked_at` datetime(6) NOT NULL,
  `asker` varchar(120) NOT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  KEY `organisation_id` (`organisation_id`,`one_id`),
  KEY `organisation_id_2` (`organisation_id`,`other_id`),
  CONSTRAINT `merge_requests_ibfk_1` FOREIGN KEY (`organisation_id`, `one_id`) REFERENCES `customers` (`organisation_id`, `id`),
  CONSTRAINT `merge_requests_ibfk_2` FOREIGN KEY (`organisation_id`, `other_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `nodes` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `started_at` datetime(6) NOT NULL,
  `role` enum('serve','work','command') NOT NULL DEFAULT 'command',
  `host` varchar(64) NOT NULL DEFAULT '',
  `version` varchar(32) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL DEFAULT '',
  `seen_at` datetime(6) DEFAULT NULL,
  `ended_at` datetime(6) DEFAULT NULL,
  `applied` bigint(20) unsigned NOT NULL DEFAULT 0,
  `postponed` bigint(20) unsigned NOT NULL DEFAULT 0,
  `given_up` bigint(20) unsigned NOT NULL DEFAULT 0,
  `place` tinyint(3) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `seen` (`seen_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `notes` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `customer_id` bigint(20) unsigned NOT NULL,
  `home_id` bigint(20) unsigned NOT NULL,
  `draft` varchar(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `text` mediumtext NOT NULL,
  `version` int(10) unsigned NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `created_by` bigint(20) unsigned DEFAULT NULL,
  `creator` varchar(120) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  `changed_by` bigint(20) unsigned DEFAULT NULL,
  `changer` varchar(120) NOT NULL,
  `deleted_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  UNIQUE KEY `draft` (`organisation_id`,`draft`),
  KEY `customer` (`organisation_id`,`customer_id`,`id`),
  KEY `deletion` (`deleted_at`),
  CONSTRAINT `notes_ibfk_1` FOREIGN KEY (`organisation_id`, `customer_id`) REFERENCES `customers` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `note_versions` (
  `organisation_id` int(10) unsigned NOT NULL,
  `note_id` bigint(20) unsigned NOT NULL,
  `version` int(10) unsigned NOT NULL,
  `text` mediumtext NOT NULL,
  `began_at` datetime(6) NOT NULL,
  `written_at` datetime(6) NOT NULL,
  `written_by` bigint(20) unsigned DEFAULT NULL,
  `writer` varchar(120) NOT NULL,
  PRIMARY KEY (`organisation_id`,`note_id`,`version`),
  CONSTRAINT `note_versions_ibfk_1` FOREIGN KEY (`organisation_id`, `note_id`) REFERENCES `notes` (`organisation_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `organisations` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(120) NOT NULL,
  `time_zone` varchar(64) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `currency` char(3) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `next_time_zone` varchar(64) CHARACTER SET ascii COLLATE ascii_general_ci DEFAULT NULL,
  `awareness_name` varchar(40) NOT NULL DEFAULT '',
  `consideration_name` varchar(40) NOT NULL DEFAULT '',
  `purchase_name` varchar(40) NOT NULL DEFAULT '',
  `retention_name` varchar(40) NOT NULL DEFAULT '',
  `advocacy_name` varchar(40) NOT NULL DEFAULT '',
  `window_days` smallint(5) unsigned NOT NULL DEFAULT 90,
  `next_window_days` smallint(5) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `password_resets` (
  `person_id` bigint(20) unsigned NOT NULL,
  `token_hash` binary(32) NOT NULL,
  `made_by` bigint(20) unsigned DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`person_id`),
  KEY `token` (`token_hash`),
  KEY `expiry` (`expires_at`),
  CONSTRAINT `password_resets_ibfk_1` FOREIGN KEY (`person_id`) REFERENCES `people` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `people` (
  `id` bigint(20) unsigned NOT NULL,
  `email` varchar(254) NOT NULL,
  `name` varchar(120) NOT NULL,
  `password_hash` varchar(255) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `totp_since` datetime(6) DEFAULT NULL,
  `last_organisation_id` int(10) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `recovery_codes` (
  `person_id` bigint(20) unsigned NOT NULL,
  `code_hash` binary(32) NOT NULL,
  PRIMARY KEY (`person_id`,`code_hash`),
  CONSTRAINT `recovery_codes_ibfk_1` FOREIGN KEY (`person_id`) REFERENCES `people` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `saved_views` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` bigint(20) unsigned NOT NULL,
  `person_id` bigint(20) unsigned NOT NULL,
  `name` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci NOT NULL,
  `query` varchar(2000) NOT NULL,
  `is_shared` tinyint(1) NOT NULL,
  `position` smallint(5) unsigned NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  UNIQUE KEY `name` (`organisation_id`,`person_id`,`name`),
  CONSTRAINT `saved_views_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `sessions` (
  `id` bigint(20) unsigned NOT NULL,
  `token_hash` binary(32) NOT NULL,
  `person_id` bigint(20) unsigned NOT NULL,
  `organisation_id` int(10) unsigned NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `seen_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `address` varchar(45) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `agent` varchar(255) NOT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `person` (`person_id`),
  KEY `expiry` (`expires_at`),
  KEY `organisation_id` (`organisation_id`,`person_id`),
  CONSTRAINT `sessions_ibfk_1` FOREIGN KEY (`organisation_id`, `person_id`) REFERENCES `members` (`organisation_id`, `person_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `session_organisations` (
  `connection` bigint(20) unsigned NOT NULL,
  `organisation_id` int(10) unsigned NOT NULL,
  PRIMARY KEY (`connection`)
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `sign_in_failures` (
  `id` bigint(20) unsigned NOT NULL,
  `subject` varbinary(300) NOT NULL,
  `failed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `subject` (`subject`,`failed_at`),
  KEY `age` (`failed_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `sources` (
  `organisation_id` int(10) unsigned NOT NULL,
  `id` smallint(5) unsigned NOT NULL,
  `name` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (`organisation_id`,`id`),
  UNIQUE KEY `name` (`organisation_id`,`name`),
  CONSTRAINT `sources_ibfk_1` FOREIGN KEY (`organisation_id`) REFERENCES `organisations` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `totp_secrets` (
  `person_id` bigint(20) unsigned NOT NULL,
  `sealed` varchar(500) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `last_step` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`person_id`),
  CONSTRAINT `totp_secrets_ibfk_1` FOREIGN KEY (`person_id`) REFERENCES `people` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE FUNCTION `current_organisation`() RETURNS int(10) unsigned
    READS SQL DATA
    DETERMINISTIC
RETURN (SELECT organisation_id FROM session_organisations WHERE connection = CONNECTION_ID());

CREATE FUNCTION `data_bytes`() RETURNS bigint(20) unsigned
    READS SQL DATA
RETURN (SELECT SUM(data_length + index_length) FROM information_schema.tables
        WHERE table_schema = DATABASE());

CREATE PROCEDURE `enter_organisation`(IN organisation INT UNSIGNED)
    MODIFIES SQL DATA
INSERT INTO session_organisations (connection, organisation_id)
    VALUES (CONNECTION_ID(), organisation)
    ON DUPLICATE KEY UPDATE organisation_id = organisation;

CREATE PROCEDURE `estimate_connection`(
        IN identity_kind TINYINT UNSIGNED, IN connection BIGINT UNSIGNED)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_identities_by_connection
    WHERE kind = identity_kind AND connection_id = connection;

CREATE PROCEDURE `estimate_identities`(
        IN one TINYINT UNSIGNED, IN other TINYINT UNSIGNED,
        IN start TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_identities_by_value
    WHERE kind IN (one, other) AND connection_id IN (0) AND value LIKE start;

CREATE PROCEDURE `estimate_source`(IN source SMALLINT UNSIGNED)
    READS SQL DATA
EXPLAIN SELECT id FROM own_customers WHERE source_id <=> source;

CREATE PROCEDURE `estimate_stage`(IN reached TINYINT UNSIGNED)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_customer_stages WHERE stage = reached;

CREATE PROCEDURE `estimate_tag`(
        IN name TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_customer_tags
    WHERE tag_key = UNHEX(MD5(WEIGHT_STRING(name)));

CREATE PROCEDURE `estimate_words`(
        IN start TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci)
    READS SQL DATA
EXPLAIN SELECT customer_id FROM own_customer_words WHERE word LIKE start;

CREATE PROCEDURE `leave_organisation`()
    MODIFIES SQL DATA
DELETE FROM session_organisations WHERE connection = CONNECTION_ID();

CREATE TRIGGER audit_entries_last BEFORE DELETE ON audit_entries FOR EACH ROW
BEGIN
    IF OLD.at > UTC_TIMESTAMP() - INTERVAL 30 DAY THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'entries of the audit log are kept';
    END IF;
END;

CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'entries of the audit log never change';

CREATE TRIGGER failures_connection BEFORE INSERT ON failures FOR EACH ROW
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

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `failure_state` AS select count(case when `failures`.`fate` = 'dead' then 1 end) AS `dead`,count(case when `failures`.`fate` = 'quarantined' then 1 end) AS `quarantined` from `failures` where `failures`.`handled_at` is null;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `inbox_state` AS select count(0) AS `waiting`,count(case when `jobs`.`attempts` > 0 then 1 end) AS `retrying`,min(`jobs`.`available_at`) AS `next_at`,count(case when `jobs`.`available_at` >= '9999-01-01' then 1 end) AS `held` from `jobs`;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_api_tokens` AS select `api_tokens`.`organisation_id` AS `organisation_id`,`api_tokens`.`id` AS `id`,`api_tokens`.`name` AS `name`,`api_tokens`.`selector` AS `selector`,`api_tokens`.`token_hash` AS `token_hash`,`api_tokens`.`scopes` AS `scopes`,`api_tokens`.`created_at` AS `created_at`,`api_tokens`.`last_used_at` AS `last_used_at`,`api_tokens`.`expires_at` AS `expires_at`,`api_tokens`.`revoked_at` AS `revoked_at`,`api_tokens`.`created_by` AS `created_by` from `api_tokens` where `api_tokens`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_attempts` AS select `attempts`.`organisation_id` AS `organisation_id`,`attempts`.`delivery_id` AS `delivery_id`,`attempts`.`number` AS `number`,`attempts`.`failed_at` AS `failed_at`,`attempts`.`error` AS `error` from `attempts` where `attempts`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_audit_entries` AS select `audit_entries`.`organisation_id` AS `organisation_id`,`audit_entries`.`id` AS `id`,`audit_entries`.`at` AS `at`,`audit_entries`.`action` AS `action`,`audit_entries`.`actor` AS `actor`,`audit_entries`.`actor_id` AS `actor_id`,`audit_entries`.`actor_name` AS `actor_name`,`audit_entries`.`subject_kind` AS `subject_kind`,`audit_entries`.`subject_id` AS `subject_id`,`audit_entries`.`subject_name` AS `subject_name`,`audit_entries`.`was` AS `was`,`audit_entries`.`became` AS `became`,`audit_entries`.`address` AS `address`,`audit_entries`.`request_id` AS `request_id` from `audit_entries` where `audit_entries`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_bulk_jobs` AS select `bulk_jobs`.`organisation_id` AS `organisation_id`,`bulk_jobs`.`id` AS `id`,`bulk_jobs`.`kind` AS `kind`,`bulk_jobs`.`state` AS `state`,`bulk_jobs`.`actor` AS `actor`,`bulk_jobs`.`actor_id` AS `actor_id`,`bulk_jobs`.`actor_name` AS `actor_name`,`bulk_jobs`.`tag` AS `tag`,`bulk_jobs`.`format` AS `format`,`bulk_jobs`.`query` AS `query`,`bulk_jobs`.`filter` AS `filter`,`bulk_jobs`.`sort` AS `sort`,`bulk_jobs`.`is_descending` AS `is_descending`,`bulk_jobs`.`chosen` AS `chosen`,`bulk_jobs`.`undoes` AS `undoes`,`bulk_jobs`.`place` AS `place`,`bulk_jobs`.`seen` AS `seen`,`bulk_jobs`.`changed` AS `changed`,`bulk_jobs`.`total` AS `total`,`bulk_jobs`.`total_is` AS `total_is`,`bulk_jobs`.`holder` AS `holder`,`bulk_jobs`.`held_until` AS `held_until`,`bulk_jobs`.`attempts` AS `attempts`,`bulk_jobs`.`reason` AS `reason`,`bulk_jobs`.`created_at` AS `created_at`,`bulk_jobs`.`started_at` AS `started_at`,`bulk_jobs`.`ended_at` AS `ended_at`,`bulk_jobs`.`file` AS `file`,`bulk_jobs`.`bytes` AS `bytes`,`bulk_jobs`.`expires_at` AS `expires_at` from `bulk_jobs` where `bulk_jobs`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_bulk_job_customers` AS select `bulk_job_customers`.`organisation_id` AS `organisation_id`,`bulk_job_customers`.`job_id` AS `job_id`,`bulk_job_customers`.`customer_id` AS `customer_id` from `bulk_job_customers` where `bulk_job_customers`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_connections` AS select `connections`.`organisation_id` AS `organisation_id`,`connections`.`id` AS `id`,`connections`.`name` AS `name`,`connections`.`token` AS `token`,`connections`.`scheme` AS `scheme`,`connections`.`accepts_unsigned` AS `accepts_unsigned`,`connections`.`is_default` AS `is_default`,`connections`.`created_at` AS `created_at`,`connections`.`paused_at` AS `paused_at` from `connections` where `connections`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_connection_hours` AS select `connection_hours`.`organisation_id` AS `organisation_id`,`connection_hours`.`connection_id` AS `connection_id`,`connection_hours`.`hour` AS `hour`,`connection_hours`.`node` AS `node`,`connection_hours`.`accepted` AS `accepted`,`connection_hours`.`refused` AS `refused` from `connection_hours` where `connection_hours`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_connection_refusals` AS select `connection_refusals`.`organisation_id` AS `organisation_id`,`connection_refusals`.`connection_id` AS `connection_id`,`connection_refusals`.`reason` AS `reason`,`connection_refusals`.`times` AS `times`,`connection_refusals`.`last_at` AS `last_at`,`connection_refusals`.`detail` AS `detail` from `connection_refusals` where `connection_refusals`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_connection_secrets` AS select `connection_secrets`.`organisation_id` AS `organisation_id`,`connection_secrets`.`connection_id` AS `connection_id`,`connection_secrets`.`id` AS `id`,`connection_secrets`.`sealed` AS `sealed`,`connection_secrets`.`hint` AS `hint`,`connection_secrets`.`created_at` AS `created_at`,`connection_secrets`.`expires_at` AS `expires_at` from `connection_secrets` where `connection_secrets`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customers` AS select `customers`.`organisation_id` AS `organisation_id`,`customers`.`id` AS `id`,`customers`.`name` AS `name`,`customers`.`name_at` AS `name_at`,`customers`.`email` AS `email`,`customers`.`email_at` AS `email_at`,`customers`.`source_id` AS `source_id`,`customers`.`source_at` AS `source_at`,`customers`.`first_seen_at` AS `first_seen_at`,`customers`.`last_seen_at` AS `last_seen_at`,`customers`.`stage` AS `stage`,`customers`.`stage_at` AS `stage_at`,`customers`.`furthest_stage` AS `furthest_stage`,`customers`.`merged_into` AS `merged_into` from `customers` where `customers`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customers_by_id` AS select `customers`.`organisation_id` AS `organisation_id`,`customers`.`id` AS `id`,`customers`.`name` AS `name`,`customers`.`name_at` AS `name_at`,`customers`.`email` AS `email`,`customers`.`email_at` AS `email_at`,`customers`.`source_id` AS `source_id`,`customers`.`source_at` AS `source_at`,`customers`.`first_seen_at` AS `first_seen_at`,`customers`.`last_seen_at` AS `last_seen_at`,`customers`.`stage` AS `stage`,`customers`.`stage_at` AS `stage_at`,`customers`.`furthest_stage` AS `furthest_stage`,`customers`.`merged_into` AS `merged_into`,`customers`.`is_name_typed` AS `is_name_typed`,`customers`.`is_email_typed` AS `is_email_typed` from `customers` FORCE INDEX (PRIMARY) where `customers`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customer_edits` AS select `customer_edits`.`organisation_id` AS `organisation_id`,`customer_edits`.`home_id` AS `home_id`,`customer_edits`.`field` AS `field`,`customer_edits`.`id` AS `id`,`customer_edits`.`customer_id` AS `customer_id`,`customer_edits`.`value` AS `value`,`customer_edits`.`identity_id` AS `identity_id`,`customer_edits`.`edited_at` AS `edited_at`,`customer_edits`.`edited_by` AS `edited_by`,`customer_edits`.`editor` AS `editor` from `customer_edits` where `customer_edits`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customer_stages` AS select `customer_stages`.`organisation_id` AS `organisation_id`,`customer_stages`.`customer_id` AS `customer_id`,`customer_stages`.`stage` AS `stage`,`customer_stages`.`entered_at` AS `entered_at`,`customer_stages`.`completed_at` AS `completed_at` from `customer_stages` where `customer_stages`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customer_tags` AS select `customer_tags`.`organisation_id` AS `organisation_id`,`customer_tags`.`customer_id` AS `customer_id`,`customer_tags`.`tag` AS `tag`,`customer_tags`.`added_at` AS `added_at`,`customer_tags`.`added_by` AS `added_by`,`customer_tags`.`is_inherited` AS `is_inherited`,`customer_tags`.`tag_key` AS `tag_key` from `customer_tags` where `customer_tags`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customer_values` AS select `customer_values`.`organisation_id` AS `organisation_id`,`customer_values`.`customer_id` AS `customer_id`,`customer_values`.`currency` AS `currency`,`customer_values`.`paid` AS `paid`,`customer_values`.`purchases` AS `purchases` from `customer_values` where `customer_values`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customer_values_by_customer` AS select `customer_values`.`organisation_id` AS `organisation_id`,`customer_values`.`customer_id` AS `customer_id`,`customer_values`.`currency` AS `currency`,`customer_values`.`paid` AS `paid`,`customer_values`.`purchases` AS `purchases` from `customer_values` FORCE INDEX (PRIMARY) where `customer_values`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_customer_words` AS select `customer_words`.`organisation_id` AS `organisation_id`,`customer_words`.`word` AS `word`,`customer_words`.`customer_id` AS `customer_id` from `customer_words` where `customer_words`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_deliveries` AS select `deliveries`.`organisation_id` AS `organisation_id`,`deliveries`.`id` AS `id`,`deliveries`.`connection_id` AS `connection_id`,`deliveries`.`received_at` AS `received_at`,`deliveries`.`is_signed` AS `is_signed`,`deliveries`.`address` AS `address`,`deliveries`.`request_id` AS `request_id`,`deliveries`.`message_id` AS `message_id`,`deliveries`.`path` AS `path`,`deliveries`.`headers` AS `headers`,`deliveries`.`body` AS `body` from `deliveries` where `deliveries`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_events` AS select `events`.`organisation_id` AS `organisation_id`,`events`.`id` AS `id`,`events`.`customer_id` AS `customer_id`,`events`.`identity_id` AS `identity_id`,`events`.`connection_id` AS `connection_id`,`events`.`delivery_id` AS `delivery_id`,`events`.`dedup_key` AS `dedup_key`,`events`.`kind` AS `kind`,`events`.`stage` AS `stage`,`events`.`occurred_at` AS `occurred_at`,`events`.`received_at` AS `received_at`,`events`.`is_clamped` AS `is_clamped`,`events`.`source_id` AS `source_id`,`events`.`name` AS `name`,`events`.`email` AS `email`,`events`.`amount` AS `amount`,`events`.`currency` AS `currency`,`events`.`metadata` AS `metadata` from `events` where `events`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_failures` AS select `failures`.`organisation_id` AS `organisation_id`,`failures`.`delivery_id` AS `delivery_id`,`failures`.`fate` AS `fate`,`failures`.`reason` AS `reason`,`failures`.`attempts` AS `attempts`,`failures`.`failed_at` AS `failed_at`,`failures`.`handled_at` AS `handled_at`,`failures`.`connection_id` AS `connection_id`,`failures`.`received_at` AS `received_at` from `failures` where `failures`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_identities` AS select `identities`.`organisation_id` AS `organisation_id`,`identities`.`id` AS `id`,`identities`.`kind` AS `kind`,`identities`.`connection_id` AS `connection_id`,`identities`.`value` AS `value`,`identities`.`customer_id` AS `customer_id` from `identities` where `identities`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_identities_by_connection` AS select `identities`.`organisation_id` AS `organisation_id`,`identities`.`id` AS `id`,`identities`.`kind` AS `kind`,`identities`.`connection_id` AS `connection_id`,`identities`.`value` AS `value`,`identities`.`customer_id` AS `customer_id` from `identities` FORCE INDEX (`known_by`) where `identities`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_identities_by_customer` AS select `identities`.`organisation_id` AS `organisation_id`,`identities`.`id` AS `id`,`identities`.`kind` AS `kind`,`identities`.`connection_id` AS `connection_id`,`identities`.`value` AS `value`,`identities`.`customer_id` AS `customer_id` from `identities` FORCE INDEX (`customer`) where `identities`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_identities_by_value` AS select `identities`.`organisation_id` AS `organisation_id`,`identities`.`id` AS `id`,`identities`.`kind` AS `kind`,`identities`.`connection_id` AS `connection_id`,`identities`.`value` AS `value`,`identities`.`customer_id` AS `customer_id` from `identities` FORCE INDEX (PRIMARY) where `identities`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_invitations` AS select `invitations`.`organisation_id` AS `organisation_id`,`invitations`.`id` AS `id`,`invitations`.`token_hash` AS `token_hash`,`invitations`.`email` AS `email`,`invitations`.`role` AS `role`,`invitations`.`invited_by` AS `invited_by`,`invitations`.`created_at` AS `created_at`,`invitations`.`expires_at` AS `expires_at` from `invitations` where `invitations`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_jobs` AS select `jobs`.`organisation_id` AS `organisation_id`,`jobs`.`id` AS `id`,`jobs`.`kind` AS `kind`,`jobs`.`lane` AS `lane`,`jobs`.`attempts` AS `attempts`,`jobs`.`available_at` AS `available_at` from `jobs` where `jobs`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_journey_counts` AS select `journey_counts`.`organisation_id` AS `organisation_id`,`journey_counts`.`is_total` AS `is_total`,`journey_counts`.`grain` AS `grain`,`journey_counts`.`day` AS `day`,`journey_counts`.`source_id` AS `source_id`,`journey_counts`.`stage` AS `stage`,`journey_counts`.`shard` AS `shard`,`journey_counts`.`entered` AS `entered`,`journey_counts`.`began` AS `began`,`journey_counts`.`moved_2` AS `moved_2`,`journey_counts`.`moved_3` AS `moved_3`,`journey_counts`.`moved_4` AS `moved_4`,`journey_counts`.`moved_5` AS `moved_5`,`journey_counts`.`converted_2` AS `converted_2`,`journey_counts`.`converted_3` AS `converted_3`,`journey_counts`.`converted_4` AS `converted_4`,`journey_counts`.`converted_5` AS `converted_5`,`journey_counts`.`seconds_stayed` AS `seconds_stayed` from `journey_counts` where `journey_counts`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_journey_places` AS select `journey_places`.`organisation_id` AS `organisation_id`,`journey_places`.`stage` AS `stage`,`journey_places`.`source_id` AS `source_id`,`journey_places`.`currency` AS `currency`,`journey_places`.`shard` AS `shard`,`journey_places`.`customers` AS `customers`,`journey_places`.`amount` AS `amount` from `journey_places` where `journey_places`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_journey_stays` AS select `journey_stays`.`organisation_id` AS `organisation_id`,`journey_stays`.`cell` AS `cell`,`journey_stays`.`shard` AS `shard`,`journey_stays`.`stays` AS `stays` from `journey_stays` where `journey_stays`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_markable_failures` AS select `failures`.`organisation_id` AS `organisation_id`,`failures`.`delivery_id` AS `delivery_id`,`failures`.`fate` AS `fate`,`failures`.`reason` AS `reason`,`failures`.`attempts` AS `attempts`,`failures`.`failed_at` AS `failed_at`,`failures`.`handled_at` AS `handled_at` from `failures` where `failures`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_members` AS select `members`.`organisation_id` AS `organisation_id`,`members`.`person_id` AS `person_id`,`members`.`role` AS `role`,`members`.`created_at` AS `created_at`,`members`.`seen_at` AS `seen_at`,`members`.`removed_at` AS `removed_at` from `members` where `members`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_merged_tags` AS select `merged_tags`.`organisation_id` AS `organisation_id`,`merged_tags`.`customer_id` AS `customer_id`,`merged_tags`.`tag` AS `tag`,`merged_tags`.`added_at` AS `added_at`,`merged_tags`.`added_by` AS `added_by`,`merged_tags`.`is_inherited` AS `is_inherited` from `merged_tags` where `merged_tags`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_merges` AS select `merges`.`organisation_id` AS `organisation_id`,`merges`.`id` AS `id`,`merges`.`kept_id` AS `kept_id`,`merges`.`merged_id` AS `merged_id`,`merges`.`delivery_id` AS `delivery_id`,`merges`.`reason` AS `reason`,`merges`.`merged_at` AS `merged_at`,`merges`.`undone_at` AS `undone_at` from `merges` where `merges`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_merge_identities` AS select `merge_identities`.`organisation_id` AS `organisation_id`,`merge_identities`.`merge_id` AS `merge_id`,`merge_identities`.`identity_id` AS `identity_id` from `merge_identities` where `merge_identities`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_merge_requests` AS select `merge_requests`.`organisation_id` AS `organisation_id`,`merge_requests`.`id` AS `id`,`merge_requests`.`one_id` AS `one_id`,`merge_requests`.`other_id` AS `other_id`,`merge_requests`.`asked_at` AS `asked_at`,`merge_requests`.`asker` AS `asker` from `merge_requests` where `merge_requests`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_notes` AS select `notes`.`organisation_id` AS `organisation_id`,`notes`.`id` AS `id`,`notes`.`customer_id` AS `customer_id`,`notes`.`home_id` AS `home_id`,`notes`.`draft` AS `draft`,`notes`.`text` AS `text`,`notes`.`version` AS `version`,`notes`.`created_at` AS `created_at`,`notes`.`created_by` AS `created_by`,`notes`.`creator` AS `creator`,`notes`.`changed_at` AS `changed_at`,`notes`.`changed_by` AS `changed_by`,`notes`.`changer` AS `changer`,`notes`.`deleted_at` AS `deleted_at` from `notes` where `notes`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_note_versions` AS select `note_versions`.`organisation_id` AS `organisation_id`,`note_versions`.`note_id` AS `note_id`,`note_versions`.`version` AS `version`,`note_versions`.`text` AS `text`,`note_versions`.`began_at` AS `began_at`,`note_versions`.`written_at` AS `written_at`,`note_versions`.`written_by` AS `written_by`,`note_versions`.`writer` AS `writer` from `note_versions` where `note_versions`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_organisations` AS select `organisations`.`id` AS `id`,`organisations`.`name` AS `name`,`organisations`.`time_zone` AS `time_zone`,`organisations`.`currency` AS `currency`,`organisations`.`created_at` AS `created_at`,`organisations`.`next_time_zone` AS `next_time_zone`,`organisations`.`awareness_name` AS `awareness_name`,`organisations`.`consideration_name` AS `consideration_name`,`organisations`.`purchase_name` AS `purchase_name`,`organisations`.`retention_name` AS `retention_name`,`organisations`.`advocacy_name` AS `advocacy_name`,`organisations`.`window_days` AS `window_days`,`organisations`.`next_window_days` AS `next_window_days` from `organisations` where `organisations`.`id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_people` AS select `people`.`id` AS `id`,`people`.`email` AS `email`,`people`.`name` AS `name`,`people`.`created_at` AS `created_at`,`people`.`totp_since` AS `totp_since` from `people` where `people`.`id` in (select `members`.`person_id` from `members` where `members`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id())) WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_removable_tags` AS select `customer_tags`.`organisation_id` AS `organisation_id`,`customer_tags`.`customer_id` AS `customer_id`,`customer_tags`.`tag` AS `tag`,`customer_tags`.`added_at` AS `added_at`,`customer_tags`.`added_by` AS `added_by`,`customer_tags`.`is_inherited` AS `is_inherited` from `customer_tags` where `customer_tags`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_saved_views` AS select `saved_views`.`organisation_id` AS `organisation_id`,`saved_views`.`id` AS `id`,`saved_views`.`person_id` AS `person_id`,`saved_views`.`name` AS `name`,`saved_views`.`query` AS `query`,`saved_views`.`is_shared` AS `is_shared`,`saved_views`.`position` AS `position`,`saved_views`.`created_at` AS `created_at`,`saved_views`.`changed_at` AS `changed_at` from `saved_views` where `saved_views`.`organisation_id` = `current_organisation`() WITH CASCADED CHECK OPTION;

CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `own_sources` AS select `sources`.`organisation_id` AS `organisation_id`,`sources`.`id` AS `id`,`sources`.`name` AS `name` from `sources` where `sources`.`organisation_id` = (select `session_organisations`.`organisation_id` from `session_organisations` where `session_organisations`.`connection` = connection_id()) WITH CASCADED CHECK OPTION;

SET foreign_key_checks = 1;
