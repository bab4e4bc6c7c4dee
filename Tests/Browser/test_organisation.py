"""Settings of the organisation itself: its name and days, tokens, audit log."""

import re

from playwright.sync_api import expect

from answers import answer_with, refuse
from keys import press, put, reach
from looks import accessible
from people import ENTRIES, answer_as_people
from test_settings import on, open_part


def test_the_organisation_is_changed_by_keys(page, base_url):
    open_part(page, base_url, "organisation")
    sent = on(page, "PATCH", "organisation", {
        "organisation": {"next_time_zone": "Europe/Lisbon"}})
    put(page, page.get_by_label("Name", exact=True), "Other shop")
    reach(page, page.get_by_label("Time zone"))
    page.keyboard.type("Europe/Lisbon")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("The days of the journey are being counted anew.")).to_be_visible()
    assert sent[0].post_data_json == {
        "name": "Other shop", "time_zone": "Europe/Lisbon", "currency": "EUR"}


def test_a_token_is_made_by_keys_and_shown_once(page, base_url):
    open_part(page, base_url, "tokens")
    sent = on(page, "POST", "tokens", {"token": "wm_secret", "record": {}}, 201)
    press(page, page.get_by_role("button", name="New token"))
    dialog = page.get_by_role("dialog", name="New token")
    expect(dialog.get_by_label("Name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Give the token a name.")).to_be_visible()
    page.keyboard.type("Till")
    reach(page, dialog.get_by_role("checkbox", name="Write"))
    page.keyboard.press("Space")
    accessible(page)
    press(page, dialog.get_by_role("button", name="Make the token"))
    shown = page.get_by_role("dialog", name="Copy the token now")
    expect(shown.get_by_role("group", name="Token")).to_have_text("wm_secret")
    assert sent[0].post_data_json == {"name": "Till", "scopes": ["read", "write"]}
    press(page, shown.get_by_role("button", name="I have copied it"))
    expect(shown).to_have_count(0)


def test_a_revoked_token_is_sent_when_the_time_for_undo_is_over(page, base_url):
    open_part(page, base_url, "tokens")
    sent = on(page, "DELETE", "tokens/41", {})
    page.clock.install()
    page.get_by_role("button", name="Revoke Warehouse").click()
    expect(page.get_by_text("No token yet")).to_be_visible()
    expect(page.get_by_role("button", name="New token")).to_have_count(1)
    assert sent == []
    with page.expect_request("**/api/tokens/41"):
        page.clock.fast_forward(7000)


def test_the_audit_log_is_filtered_opened_and_taken_away(page, base_url):
    seen = []
    answer_as_people(page)
    answer_with(page, re.compile(r"/api/audit\?"), {
        "entries": ENTRIES, "next_cursor": None, "actions": ["member.role_changed"]}, seen=seen)
    page.goto(f"{base_url}/settings/audit")
    page.get_by_label("Anything").select_option("member")
    page.get_by_label("From").fill("2026-11-01")
    expect(page).to_have_url(re.compile(r"action=member&from=2026-11-01"))
    expect(page.get_by_role("link", name="Export as CSV")).to_have_attribute(
        "href", re.compile(r"/api/audit/export\?format=csv&action=member&from=2026-\d\d-\d\dT"))
    assert "action=member" in seen[-1].url
    page.get_by_role("button", name="Changed a role").click()
    dialog = page.get_by_role("dialog", name="Changed a role")
    expect(dialog).to_contain_text("Second Member")
    expect(dialog).to_contain_text('"role": "viewer"')
    accessible(page)


def test_the_audit_log_is_walked_by_keys_and_a_failed_filter_tries_again(
        page, base_url, messages):
    messages.allow_status(503)
    open_part(page, base_url, "audit")
    refuse(page, re.compile(r"/api/audit\?action"))
    page.keyboard.press("/")
    expect(page.get_by_label("Anything")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?action=session$"))
    page.unroute(re.compile(r"/api/audit\?action"))
    press(page, page.get_by_role("button", name="Try again"))
    expect(page.get_by_role("button", name="Changed a role")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Changed a role")).to_contain_text("Second Member")


def test_an_audit_log_without_entries_says_why(page, base_url):
    answer_as_people(page)
    answer_with(page, re.compile(r"/api/audit\?"), {
        "entries": [], "next_cursor": None, "actions": []})
    page.goto(f"{base_url}/settings/audit")
    expect(page.get_by_text("Nothing is recorded yet")).to_be_visible()
    page.goto(f"{base_url}/settings/audit?action=token")
    expect(page.get_by_text("No entries match these filters")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    expect(page).to_have_url(f"{base_url}/settings/audit")
