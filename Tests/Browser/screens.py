"""Which test shows which state of which place of the page; test_screens.py holds it against
static/js/screens/routes.js and against the tests. For a page behind a link that was sent, empty is
the link that is over; for a record, the one that is not there."""

NEVER_EMPTY = "has always something to show"
NO_FILTER = "has nothing to search or to filter"

OVERVIEW = "test_overview::test_it_shows_figures_journey_customers_and_activity"
OVERVIEW_FAILED = (
    "test_overview::test_a_failed_load_tries_again_and_a_source_of_nobody_can_be_cleared")
JOURNEY_FAILED = "test_journey::test_a_failed_report_tries_again_and_what_matches_nobody_leads_on"
EXPORTED = "test_lists::test_what_the_filter_shows_is_exported_by_keys_and_kept_for_a_while"
CUSTOMER_FAILED = (
    "test_customer_page::test_what_failed_to_load_is_tried_again_and_what_is_empty_says_so")
DELIVERIES = "test_webhooks::test_deliveries_say_what_is_missing_and_are_walked_by_keys"
DELIVERY = "test_webhooks::test_a_delivery_shows_how_it_came_and_what_came_of_it"
TESTER = "test_tester::test_a_sample_is_sent_and_its_event_arrives_live"
LACKING = "test_tester::test_what_it_needs_and_lacks_is_said"
SETTINGS = "test_settings::test_each_part_is_accessible"
SETTINGS_FAILED = "test_settings::test_what_failed_to_load_says_so_and_tries_again"
STAGES = "test_stages::test_a_name_given_by_keys_shows_at_once_on_every_open_page"
AUDIT_BARE = "test_organisation::test_an_audit_log_without_entries_says_why"
AUDIT_KEYS = (
    "test_organisation::test_the_audit_log_is_walked_by_keys_and_a_failed_filter_tries_again")
JOINED = "test_guests::test_a_new_person_joins_by_keys_once_the_invitation_loads"
RESET = "test_guests::test_a_password_is_set_anew_by_keys_and_by_a_link_once"
CONFIRMED = "test_guests::test_a_new_address_is_confirmed_by_a_key_and_once"
LINKED = "test_guests::test_the_page_behind_a_link_is_accessible"
SIGNED_IN = "test_sign_in::test_sign_in_by_keys_leads_to_the_page_that_was_asked_for"

# looks: light and dark, 1280 and 390 wide, each searched by axe.
STATES = ["main", "empty", "no_match", "failed", "keys", "looks"]

SCREENS: dict[str, list[str]] = {
    "/": [
        OVERVIEW, "test_overview::test_a_brand_new_install_is_taught_its_first_webhook",
        OVERVIEW_FAILED, OVERVIEW_FAILED,
        "test_overview_course::test_keys_read_a_day_and_open_its_customers", OVERVIEW],
    "/admin/customer-journey": [
        "test_journey::test_a_stage_opens_its_customers",
        "test_journey::test_an_empty_journey_teaches_the_first_webhook_and_waits_for_it",
        JOURNEY_FAILED, JOURNEY_FAILED,
        "test_journey::test_the_arrow_keys_walk_the_stages_and_escape_comes_back",
        "test_journey::test_each_picture_is_accessible"],
    "/customers": [
        "test_customers::test_a_search_finds_by_name_and_stays_in_the_url",
        "test_customers::test_without_customers_the_list_says_how_they_come",
        "test_customers::test_filters_that_match_nobody_can_be_cleared",
        "test_customers::test_a_failed_load_keeps_the_filters_and_tries_again",
        "test_customers::test_the_keyboard_walks_selects_and_opens",
        "test_customers::test_customers_are_listed_and_lead_to_their_page"],
    "/exports": [
        EXPORTED, "test_lists::test_without_exports_the_page_says_how_they_are_made", NO_FILTER,
        "test_lists::test_exports_that_failed_are_asked_for_again_by_key", EXPORTED, EXPORTED],
    "/customers/:id": [
        "test_customer_page::test_the_page_follows_live", CUSTOMER_FAILED,
        "test_customer_page::test_the_activity_is_filtered_in_the_url", CUSTOMER_FAILED,
        "test_customer_records::test_contact_tags_and_notes_are_kept_by_keys",
        "test_customer_page::test_the_page_shows_stages_figures_identities_and_activity"],
    "/live": [
        "test_live::test_an_event_opens_to_its_metadata_customer_and_delivery",
        "test_live::test_before_the_first_event_it_says_what_is_missing_and_waits",
        "test_live::test_filters_that_match_nothing_can_be_cleared",
        "test_live::test_a_failed_load_says_so_and_tries_again",
        "test_live::test_j_and_k_walk_the_rows",
        "test_live::test_an_event_arrives_without_a_reload"],
    "/webhooks": [
        "test_webhooks::test_rotating_keeps_the_old_secret_for_a_while", LACKING, NO_FILTER,
        "test_live::test_a_failed_load_says_so_and_tries_again",
        "test_webhooks::test_a_new_connection_is_made_by_keys_and_shows_its_secret_once",
        "test_webhooks::test_the_connections_are_accessible"],
    "/webhooks/deliveries": [
        "test_webhooks::test_deliveries_are_filtered_in_the_url",
        DELIVERIES, DELIVERIES, DELIVERIES, DELIVERIES,
        "test_webhooks::test_the_deliveries_are_accessible"],
    "/webhooks/deliveries/:id": [
        DELIVERY, "test_webhooks::test_an_unknown_delivery_says_so_and_leads_back", NO_FILTER,
        "test_webhooks::test_a_delivery_that_failed_to_load_is_tried_again_and_walked_by_keys",
        "test_webhooks::test_a_delivery_that_failed_to_load_is_tried_again_and_walked_by_keys",
        DELIVERY],
    "/webhooks/test": [
        TESTER, LACKING, NO_FILTER, LACKING, "test_tester::test_the_keyboard_sends", TESTER],
    "/status": [
        "test_status::test_the_real_server_is_seen",
        "test_status::test_a_server_that_has_just_started_says_so", NO_FILTER,
        "test_status::test_a_failed_look_says_so_and_keeps_what_was_seen",
        "test_status::test_a_bad_day_says_what_to_do_and_keys_lead_there",
        "test_status::test_a_good_day"],
    "/admin/developers": [
        "test_developers::test_the_command_posts_to_ones_own_connection", NEVER_EMPTY,
        "test_developers::test_a_search_narrows_the_list_and_says_where_it_finds_nothing",
        "test_developers::test_a_description_that_does_not_load_says_so",
        "test_developers::test_an_operation_opens_and_closes_by_keyboard_and_is_in_the_address",
        "test_developers::test_the_description_is_accessible_with_an_operation_open"],
    "/settings/profile": [
        "test_settings::test_faults_of_a_password_stand_at_their_fields", NEVER_EMPTY, NO_FILTER,
        SETTINGS_FAILED,
        "test_settings::test_the_name_is_saved_by_keys_and_an_empty_one_is_not", SETTINGS],
    "/settings/team": [
        "test_settings::test_somebody_is_invited_by_a_link_that_is_shown_once", NEVER_EMPTY,
        NO_FILTER, SETTINGS_FAILED,
        "test_settings::test_a_role_is_changed_and_taken_back_by_keys", SETTINGS],
    "/settings/organisation": [
        "test_organisation::test_the_organisation_is_changed_by_keys", NEVER_EMPTY, NO_FILTER,
        SETTINGS_FAILED, "test_organisation::test_the_organisation_is_changed_by_keys", SETTINGS],
    "/settings/stages": [
        STAGES, NEVER_EMPTY, NO_FILTER, SETTINGS_FAILED, STAGES, SETTINGS],
    "/settings/tokens": [
        "test_organisation::test_a_token_is_made_by_keys_and_shown_once",
        "test_organisation::test_a_revoked_token_is_sent_when_the_time_for_undo_is_over",
        NO_FILTER, SETTINGS_FAILED,
        "test_organisation::test_a_token_is_made_by_keys_and_shown_once", SETTINGS],
    "/settings/audit": [
        "test_organisation::test_the_audit_log_is_filtered_opened_and_taken_away",
        AUDIT_BARE, AUDIT_BARE, AUDIT_KEYS, AUDIT_KEYS, SETTINGS],
    "/join": [
        JOINED, "test_guests::test_an_invitation_works_once", NO_FILTER, JOINED, JOINED,
        "test_guests::test_an_invitation_is_accessible"],
    "/reset": [RESET, RESET, NO_FILTER, RESET, RESET, LINKED],
    "/email": [CONFIRMED, CONFIRMED, NO_FILTER, CONFIRMED, CONFIRMED, LINKED],
    "/login": [
        "test_sign_in::test_a_wrong_password_is_told_in_one_sentence_and_kept", NEVER_EMPTY,
        NO_FILTER, SIGNED_IN, SIGNED_IN, "test_sign_in::test_the_sign_in_screen_is_accessible"],
}
