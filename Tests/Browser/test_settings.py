"""Settings: profile, team, organisation, tokens, audit log."""

import re

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from keys import press, put, reach
from looks import accessible, every_look, settle
from people import CODES, INVITATION, LATER, answer_as_people, profile

PARTS = ["profile", "team", "organisation", "stages", "tokens", "audit"]
# What a part loads, and the region that fails with it; without one it is the whole part.
LOADS = {
    "profile": {"profile": None, "sessions": "Where you are signed in"},
    "team": {"members": "Members", "invitations": "Open invitations"},
    "organisation": {"organisation": None}, "stages": {"organisation": None},
    "tokens": {"tokens": None},
}


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
    current = page.get_by_role("navigation", name="Parts of the settings").locator(
        "[aria-current=page]")
    expect(current).to_be_in_viewport(ratio=1)
    accessible(page)


@pytest.mark.parametrize("part", LOADS)
def test_what_failed_to_load_says_so_and_tries_again(page, base_url, messages, part):
    messages.allow_status(503)
    answer_as_people(page)
    for load in LOADS[part]:
        refuse(page, f"**/api/{load}")
    page.goto(f"{base_url}/settings/{part}")
    for load, name in LOADS[part].items():
        region = page.get_by_role("region", name=name, exact=True) if name else page.locator("main")
        expect(region.get_by_text("The database is away for a moment.")).to_be_visible()
        page.unroute(f"**/api/{load}")
        region.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("The database is away for a moment.")).to_have_count(0)
    settle(page)


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


def test_the_name_is_saved_by_keys_and_an_empty_one_is_not(page, base_url):
    open_part(page, base_url, "profile")
    sent = on(page, "PATCH", "profile", profile())
    name = page.get_by_label("Name", exact=True)
    put(page, name, " ")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Enter your name.")).to_be_visible()
    expect(name).to_be_focused()
    assert sent == []
    put(page, name, "New Name")
    page.keyboard.press("Enter")
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


def test_a_role_is_changed_and_taken_back_by_keys(page, base_url):
    open_part(page, base_url, "team")
    sent = on(page, "PATCH", "members/12", {"member": {}})
    reach(page, page.get_by_label("Role of Second Member"))
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Second Member is now Admin.")).to_be_visible()
    # The choice shows at once, also before it is sent.
    with page.expect_request("**/members/12"):
        press(page, page.get_by_role("button", name="Undo"))
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
