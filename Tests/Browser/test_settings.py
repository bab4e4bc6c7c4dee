"""Settings: profile, team, organisation, tokens, audit log."""

import re

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from looks import accessible, every_look, settle
from people import CODES, ENTRIES, INVITATION, LATER, answer_as_people, profile

PARTS = ["profile", "team", "organisation", "stages", "tokens", "audit"]
READ = {"team": "members", "stages": "organisation"}
"""What a part reads that is not called like it."""


def on(page: Page, method: str, path: str, body: dict, status: int = 200) -> list:
    """Answers one method of one path; returns what was sent."""
    sent = []

    def fulfil(route):
        if route.request.method != method:
            return route.fallback()
        sent.append(route.request)
        kind = "application/json" if status < 400 else "application/problem+json"
        return route.fulfill(status=status, content_type=kind,
                             json={"success": status < 400, **body})

    page.route(re.compile(rf"/api/{path}$"), fulfil)
    return sent


def open_part(page: Page, base_url: str, part: str) -> None:
    answer_as_people(page)
    page.goto(f"{base_url}/settings/{part}")
    settle(page)


@every_look
@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_accessible(page, base_url, part):
    open_part(page, base_url, part)
    expect(page.get_by_role("navigation", name="Parts of the settings")
           .locator("[aria-current=page]")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("part", PARTS)
def test_what_failed_to_load_says_so(page, base_url, messages, part):
    messages.allow_status(503)
    answer_as_people(page)
    refuse(page, re.compile(rf"/api/{READ.get(part, part)}(\?|$)"))
    page.goto(f"{base_url}/settings/{part}")
    expect(page.get_by_text("The database is away for a moment.").first).to_be_visible()
    expect(page.get_by_role("button", name="Try again").first).to_be_visible()


def test_a_viewer_sees_no_tokens_and_no_audit_log(page, base_url, server):
    session = server.call("GET", "/api/session")
    session["organisation"]["role"] = "viewer"
    page.route("**/api/session", lambda route: route.fulfill(json=session))
    open_part(page, base_url, "organisation")
    tabs = page.get_by_role("navigation", name="Parts of the settings")
    expect(tabs.get_by_role("link", name="Team")).to_be_visible()
    expect(tabs.get_by_role("link", name="Audit log")).to_have_count(0)
    expect(page.get_by_text("Owners and admins can change this.")).to_be_visible()
    tabs.get_by_role("link", name="Stages").click()
    expect(page.get_by_text("Owners and admins can change this.")).to_be_visible()
    expect(page.get_by_text("Their first paid order.")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.goto(f"{base_url}/settings/audit")
    expect(page.get_by_text("This part is for owners and admins")).to_be_visible()


def test_the_name_is_saved_and_an_empty_one_is_not(page, base_url):
    open_part(page, base_url, "profile")
    sent = on(page, "PATCH", "profile", profile())
    name = page.get_by_label("Name", exact=True)
    name.fill(" ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Enter your name.")).to_be_visible()
    expect(name).to_be_focused()
    assert sent == []
    name.fill("New Name")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved")).to_be_visible()
    assert sent[0].post_data_json == {"name": "New Name"}


def test_faults_of_a_password_stand_at_their_fields(page, base_url, messages):
    open_part(page, base_url, "profile")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("Enter your password.")).to_be_visible()
    expect(page.get_by_text("Use at least 10 characters.")).to_be_visible()
    page.get_by_label("Present password").fill("present one")
    page.get_by_label("New password").fill("long enough to go")
    messages.allow_status(403, 422)
    on(page, "POST", "profile/password", {"title": "Forbidden"}, 403)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("This is not your password.")).to_be_visible()
    on(page, "POST", "profile/password", {
        "title": "Unprocessable", "details": ["new: must not be your own address"]}, 422)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("Must not be your own address")).to_be_visible()
    expect(page.get_by_label("New password")).to_be_focused()


def test_a_new_address_takes_password_and_code_and_waits_for_its_link(page, base_url, messages):
    answer_as_people(page)
    answer_with(page, re.compile("/api/profile$"), profile(on=True, left=9))
    page.goto(f"{base_url}/settings/profile")
    page.get_by_label("New address").fill("new@example.com")
    submit = page.get_by_role("button", name="Change the address")
    submit.click()
    expect(page.get_by_text("Enter your password.")).to_be_visible()
    form = page.locator("form", has=submit)
    form.get_by_label("Password", exact=True).fill("my password")
    form.get_by_label("Code that the app shows now").fill("000000")
    messages.allow_status(403)
    refused = {"title": "Forbidden", "code_required": True, "code_wrong": True}
    on(page, "POST", "profile/email", refused, 403)
    submit.click()
    expect(page.get_by_text("That code is wrong or too old.")).to_be_visible()
    expect(form.get_by_label("Code that the app shows now")).to_be_focused()
    waiting = profile(on=True, left=9, new_email="new@example.com")
    sent = on(page, "POST", "profile/email", waiting)
    answer_with(page, re.compile("/api/profile$"), waiting)
    submit.click()
    expect(page.get_by_text("Follow the link that was sent to the new address.")).to_be_visible()
    expect(page.get_by_text("that was sent to new@example.com.")).to_be_visible()
    assert sent[0].post_data_json == {
        "email": "new@example.com", "password": "my password", "code": "000000"}


def test_the_second_step_is_turned_on_with_password_code_and_kept_codes(page, base_url):
    open_part(page, base_url, "profile")
    on(page, "POST", "profile/totp", {
        "secret": "JBSWY3DPEHPK3PXP", "uri": "otpauth://totp/Waymark?secret=JBSWY3DPEHPK3PXP"})
    confirmed = on(page, "POST", "profile/totp/confirm", {"recovery_codes": CODES})
    page.get_by_role("button", name="Turn on").click()
    dialog = page.get_by_role("dialog", name="Turn on two-step sign-in")
    dialog.get_by_label("Password", exact=True).fill("my password")
    dialog.get_by_role("button", name="Continue").click()
    expect(dialog.get_by_role("group", name="Key for the app")).to_have_text("JBSW Y3DP EHPK 3PXP")
    expect(dialog.get_by_role("img", name="The key for the app as a QR code")).to_be_visible()
    expect(dialog.get_by_label("Code that the app shows now")).to_be_focused()
    accessible(page)
    dialog.get_by_label("Code that the app shows now").fill("123456")
    dialog.get_by_role("button", name="Turn on").click()
    codes = page.get_by_role("dialog", name="Keep these recovery codes")
    expect(codes).to_contain_text("code-9")
    assert confirmed[0].post_data_json == {"code": "123456"}
    page.get_by_role("button", name="I have kept them").click()
    expect(codes).to_have_count(0)


def test_the_second_step_is_turned_off_with_the_password(page, base_url):
    answer_as_people(page)
    answer_with(page, re.compile("/api/profile$"), profile(on=True, left=2))
    page.goto(f"{base_url}/settings/profile")
    expect(page.get_by_text("2 recovery codes left.")).to_be_visible()
    sent = on(page, "POST", "profile/totp/off", {})
    page.get_by_role("button", name="Turn off").click()
    page.get_by_role("dialog").get_by_label("Password", exact=True).fill("my password")
    page.get_by_role("dialog").get_by_role("button", name="Turn off").click()
    expect(page.get_by_text("Two-step sign-in is off.")).to_be_visible()
    assert sent[0].post_data_json == {"password": "my password"}


def test_other_sessions_can_be_ended(page, base_url):
    open_part(page, base_url, "profile")
    one = on(page, "DELETE", "sessions/32", {})
    others = on(page, "DELETE", "sessions", {"ended": 1})
    page.get_by_role("button", name="Sign out Firefox on Windows").click()
    expect(page.get_by_text("Signed out there.")).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere else").click()
    page.wait_for_timeout(300)
    assert len(one) == 1 and len(others) == 1


def test_a_role_is_changed_and_taken_back(page, base_url):
    open_part(page, base_url, "team")
    sent = on(page, "PATCH", "members/12", {"member": {}})
    page.get_by_label("Role of Second Member").select_option("admin")
    expect(page.get_by_text("Second Member is now Admin.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Role of Second Member")).to_have_value("analyst")
    assert [each.post_data_json["role"] for each in sent] == ["admin", "analyst"]


def test_a_member_is_removed_and_restored(page, base_url):
    open_part(page, base_url, "team")
    on(page, "DELETE", "members/12", {"member": {}, "restorable_until": LATER})
    restored = on(page, "POST", "members/12/restore", {"member": {}})
    page.get_by_role("button", name="Actions for Second Member").click()
    page.get_by_role("menuitem", name="Remove from the organisation").click()
    expect(page.get_by_role("row").filter(has_text="Second Member")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("row").filter(has_text="Second Member")).to_be_visible()
    assert len(restored) == 1


def test_the_last_owner_stays_and_is_told_why(page, base_url, messages):
    messages.allow_status(409)
    open_part(page, base_url, "team")
    on(page, "DELETE", "members/11", {
        "title": "Conflict", "detail": "An organisation keeps at least one owner."}, 409)
    page.get_by_role("button", name="Actions for Owner").click()
    page.get_by_role("menuitem", name="Leave the organisation").click()
    expect(page.get_by_text("An organisation keeps at least one owner.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="owner@example.com")).to_be_visible()


def test_somebody_is_invited_by_a_link_that_is_shown_once(page, base_url):
    open_part(page, base_url, "team")
    sent = on(page, "POST", "invitations", {
        "invitation": INVITATION, "link": "https://shop.example.com/join#abc", "mailed": True}, 201)
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog", name="Invite somebody")
    dialog.get_by_label("Email").fill("third@example.com")
    dialog.get_by_role("radio", name="Analyst").check()
    accessible(page)
    dialog.get_by_role("button", name="Make the link").click()
    link = page.get_by_role("dialog", name="Pass this link on")
    expect(link.get_by_role("group", name="Link")).to_have_text("https://shop.example.com/join#abc")
    expect(link).to_contain_text("It was also sent to third@example.com.")
    assert sent[0].post_data_json == {
        "email": "third@example.com", "role": "analyst", "expires_in_days": 7}


def test_an_invitation_can_be_withdrawn_and_kept_after_all(page, base_url):
    open_part(page, base_url, "team")
    sent = on(page, "DELETE", "invitations/21", {})
    page.get_by_role("button", name="Withdraw the invitation of third@example.com").click()
    expect(page.get_by_text("third@example.com")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("third@example.com")).to_be_visible()
    assert sent == []


def test_an_owner_makes_a_password_link(page, base_url):
    open_part(page, base_url, "team")
    on(page, "POST", "members/12/reset", {
        "link": "https://shop.example.com/reset#xyz", "expires_at": LATER}, 201)
    page.get_by_role("button", name="Actions for Second Member").click()
    page.get_by_role("menuitem", name="Make a password link").click()
    dialog = page.get_by_role("dialog", name="Password link for Second Member")
    expect(dialog.get_by_role("group", name="Link")).to_contain_text("/reset#xyz")


def test_the_organisation_is_changed(page, base_url):
    open_part(page, base_url, "organisation")
    sent = on(page, "PATCH", "organisation", {
        "organisation": {"next_time_zone": "Europe/Lisbon"}})
    page.get_by_label("Name", exact=True).fill("Other shop")
    page.get_by_label("Time zone").select_option("Europe/Lisbon")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The days of the journey are being counted anew.")).to_be_visible()
    assert sent[0].post_data_json == {
        "name": "Other shop", "time_zone": "Europe/Lisbon", "currency": "EUR"}


def test_a_token_is_made_and_shown_once(page, base_url):
    open_part(page, base_url, "tokens")
    sent = on(page, "POST", "tokens", {"token": "wm_secret", "record": {}}, 201)
    page.get_by_role("button", name="New token").click()
    dialog = page.get_by_role("dialog", name="New token")
    dialog.get_by_role("button", name="Make the token").click()
    expect(dialog.get_by_text("Give the token a name.")).to_be_visible()
    dialog.get_by_label("Name").fill("Till")
    dialog.get_by_role("checkbox", name="Write").check()
    accessible(page)
    dialog.get_by_role("button", name="Make the token").click()
    shown = page.get_by_role("dialog", name="Copy the token now")
    expect(shown.get_by_role("group", name="Token")).to_have_text("wm_secret")
    assert sent[0].post_data_json == {"name": "Till", "scopes": ["read", "write"]}
    shown.get_by_role("button", name="I have copied it").click()
    expect(shown).to_have_count(0)


def test_a_revoked_token_is_sent_when_the_time_for_undo_is_over(page, base_url):
    open_part(page, base_url, "tokens")
    sent = on(page, "DELETE", "tokens/41", {})
    page.clock.install()
    page.get_by_role("button", name="Revoke Warehouse").click()
    expect(page.get_by_text("No token yet")).to_be_visible()
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
