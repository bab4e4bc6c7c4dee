-- What each account may do, granted anew after every migration; in braces stand the accounts.
--
-- work: background processing, every row, no DDL.
GRANT SELECT, INSERT, UPDATE, DELETE ON ${database_pattern}.* TO ${work};
GRANT EXECUTE ON FUNCTION data_bytes TO ${work};
GRANT EXECUTE ON PROCEDURE enter_organisation TO ${work};
GRANT EXECUTE ON PROCEDURE leave_organisation TO ${work};

-- gate: what is not yet an organisation's own: sign-in, callers, the inbox's front, the feed.
GRANT SELECT ON schema_migrations TO ${gate};
GRANT SELECT ON organisations TO ${gate};
GRANT SELECT, INSERT, UPDATE ON people TO ${gate};
GRANT SELECT, INSERT, UPDATE ON members TO ${gate};
GRANT SELECT, DELETE ON invitations TO ${gate};
GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO ${gate};
GRANT SELECT, INSERT, UPDATE, DELETE ON email_changes TO ${gate};
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_secrets TO ${gate};
GRANT SELECT, INSERT, DELETE ON recovery_codes TO ${gate};
GRANT INSERT ON audit_entries TO ${gate};
GRANT INSERT ON mails TO ${gate};
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO ${gate};
GRANT SELECT, INSERT, DELETE ON sign_in_failures TO ${gate};
GRANT SELECT, UPDATE (last_used_at) ON api_tokens TO ${gate};
GRANT SELECT, INSERT, UPDATE ON nodes TO ${gate};
GRANT SELECT ON backups TO ${gate};
GRANT SELECT ON inbox_state TO ${gate};
GRANT SELECT ON failure_state TO ${gate};
GRANT EXECUTE ON FUNCTION data_bytes TO ${gate};
GRANT SELECT ON connections TO ${gate};
GRANT SELECT ON connection_secrets TO ${gate};
GRANT SELECT, INSERT, UPDATE ON connection_hours TO ${gate};
GRANT SELECT, INSERT, UPDATE ON connection_refusals TO ${gate};
GRANT INSERT ON deliveries TO ${gate};
GRANT INSERT ON jobs TO ${gate};
GRANT INSERT ON failures TO ${gate};
GRANT SELECT, INSERT ON feed TO ${gate};

-- api: the own organisation's rows, through the views of the wall.
GRANT EXECUTE ON PROCEDURE enter_organisation TO ${api};
GRANT EXECUTE ON PROCEDURE leave_organisation TO ${api};
GRANT SELECT, UPDATE ON own_organisations TO ${api};
GRANT SELECT, UPDATE ON own_members TO ${api};
GRANT SELECT ON own_people TO ${api};
GRANT SELECT, INSERT, DELETE ON own_invitations TO ${api};
GRANT SELECT, INSERT ON own_audit_entries TO ${api};
GRANT SELECT, INSERT, UPDATE ON own_api_tokens TO ${api};
GRANT SELECT, INSERT, UPDATE ON own_connections TO ${api};
GRANT SELECT, INSERT, UPDATE, DELETE ON own_connection_secrets TO ${api};
GRANT SELECT ON own_connection_hours TO ${api};
GRANT SELECT ON own_connection_refusals TO ${api};
GRANT SELECT ON own_deliveries TO ${api};
GRANT SELECT, INSERT ON own_jobs TO ${api};
GRANT SELECT ON own_failures TO ${api};
GRANT SELECT, UPDATE ON own_markable_failures TO ${api};
GRANT SELECT ON own_attempts TO ${api};
GRANT SELECT ON own_customers TO ${api};
GRANT SELECT ON own_customer_words TO ${api};
GRANT SELECT, INSERT ON own_customer_tags TO ${api};
GRANT SELECT, DELETE ON own_removable_tags TO ${api};
GRANT SELECT ON own_merged_tags TO ${api};
GRANT SELECT, INSERT, UPDATE ON own_notes TO ${api};
GRANT SELECT, INSERT, UPDATE ON own_note_versions TO ${api};
GRANT SELECT, INSERT, UPDATE ON own_customer_edits TO ${api};
GRANT SELECT, INSERT, DELETE ON own_merge_requests TO ${api};
GRANT SELECT ON own_identities TO ${api};
GRANT SELECT ON own_sources TO ${api};
GRANT SELECT ON own_events TO ${api};
GRANT SELECT ON own_customer_stages TO ${api};
GRANT SELECT ON own_customer_values TO ${api};
GRANT SELECT ON own_merges TO ${api};
GRANT SELECT ON own_merge_identities TO ${api};
GRANT SELECT ON own_journey_counts TO ${api};
GRANT SELECT ON own_journey_stays TO ${api};
GRANT SELECT ON own_journey_places TO ${api};
GRANT SELECT, INSERT, UPDATE, DELETE ON own_saved_views TO ${api};
GRANT SELECT, INSERT, UPDATE ON own_bulk_jobs TO ${api};
GRANT SELECT ON own_bulk_job_customers TO ${api};
