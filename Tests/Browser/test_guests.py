"""Invitations, resets and the second step of sign-in, through the real API."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from keys import press, put
from looks import accessible, every_look, settle
from totp import code

PASSWORD = "a long enough password"


def unique_mail() -> str:
    return f"person-{uuid.uuid4().hex[:10]}@example.com"


def invite(server, **fields) -> str:
    """The part of an invitation's link behind the host."""
    made = server.call("POST", "/api/invitations", {"role": "viewer"} | fields)
    return re.sub(r"^https?://[^/]+", "", made["link"])


def expect_inside(page: Page) -> None:
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()


def accept(page: Page, base_url: str, link: str, mail: str) -> None:
    """A new person joins by the link and arrives signed in."""
    page.goto(base_url + link)
    expect(page.get_by_role("heading", name=re.compile("^Join "))).to_be_visible()
    page.get_by_label("Name").fill("New Person")
    if page.get_by_label("Email").is_editable():
        page.get_by_label("Email").fill(mail)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Join", exact=True).click()
    expect_inside(page)


def sign_in(page: Page, base_url: str, mail: str, password: str = PASSWORD) -> None:
    page.goto(f"{base_url}/login")
    page.get_by_label("Email").fill(mail)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@every_look
def test_an_invitation_is_accessible(stranger, base_url, server):
    stranger.goto(base_url + invite(server, email=unique_mail()))
    expect(stranger.get_by_role("heading", name=re.compile("^Join "))).to_be_visible()
    expect(stranger.get_by_text("invites you as Viewer")).to_be_visible()
    accessible(stranger)


def test_a_new_person_joins_by_keys_once_the_invitation_loads(
        stranger, base_url, server, messages):
    messages.allow_status(503)
    mail = unique_mail()
    refuse(stranger, "**/api/invitations/open")
    stranger.goto(base_url + invite(server, email=mail))
    expect(stranger.get_by_text("The database is away for a moment.")).to_be_visible()
    accessible(stranger)
    stranger.unroute("**/api/invitations/open")
    press(stranger, stranger.get_by_role("button", name="Try again"))
    put(stranger, stranger.get_by_label("Name"), "New Person")
    put(stranger, stranger.get_by_label("Password", exact=True), PASSWORD)
    stranger.keyboard.press("Enter")
    expect_inside(stranger)
    stranger.goto(f"{base_url}/settings/team")
    expect(stranger.get_by_role("row").filter(has_text=mail)).to_contain_text("You")


def test_faults_of_an_invitation_stand_at_their_fields(stranger, base_url, server):
    stranger.goto(base_url + invite(server))
    stranger.get_by_label("Password", exact=True).fill("short")
    stranger.get_by_role("button", name="Join", exact=True).click()
    expect(stranger.get_by_text("Enter your name.")).to_be_visible()
    expect(stranger.get_by_text("Use at least 10 characters.")).to_be_visible()
    expect(stranger.get_by_label("Name")).to_be_focused()


def test_an_invitation_works_once(stranger, base_url, server, messages):
    messages.allow_status(404)
    mail = unique_mail()
    link = invite(server, email=mail)
    accept(stranger, base_url, link, mail)
    stranger.goto(base_url + link)
    expect(stranger.get_by_text("This invitation is over")).to_be_visible()
    stranger.goto(f"{base_url}/join")
    expect(stranger.get_by_text("This invitation is over")).to_be_visible()
    accessible(stranger)


def test_who_has_an_account_signs_in_and_joins(stranger, base_url, server):
    mail = unique_mail()
    accept(stranger, base_url, invite(server, email=mail), mail)
    sign_out(stranger)
    stranger.goto(base_url + invite(server, role="analyst"))
    stranger.get_by_role("button", name="I have an account already").click()
    stranger.get_by_label("Email").fill(mail)
    stranger.get_by_label("Password", exact=True).fill(PASSWORD)
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_text(f"You are signed in as New Person ({mail}).")).to_be_visible()
    stranger.get_by_role("button", name="Join", exact=True).click()
    expect_inside(stranger)
    stranger.goto(f"{base_url}/settings/team")
    expect(stranger.get_by_role("row").filter(has_text=mail)).to_contain_text("Analyst")


def test_an_address_that_is_known_is_asked_to_sign_in(stranger, base_url, server, messages):
    messages.allow_status(409)
    mail = unique_mail()
    accept(stranger, base_url, invite(server, email=mail), mail)
    sign_out(stranger)
    stranger.goto(base_url + invite(server))
    stranger.get_by_label("Name").fill("Same Person")
    stranger.get_by_label("Email").fill(mail)
    stranger.get_by_label("Password", exact=True).fill("another long password")
    stranger.get_by_role("button", name="Join", exact=True).click()
    expect(stranger.get_by_text("There is an account of this address.")).to_be_visible()
    expect(stranger.get_by_label("Email")).to_have_value(mail)


def test_a_password_is_set_anew_by_keys_and_by_a_link_once(stranger, base_url, server, messages):
    messages.allow_status(404, 503)
    mail = unique_mail()
    accept(stranger, base_url, invite(server, email=mail), mail)
    sign_out(stranger)
    members = server.call("GET", "/api/members")["members"]
    member = next(each["id"] for each in members if each["email"] == mail)
    made = server.call("POST", f"/api/members/{member}/reset")
    link = base_url + re.sub(r"^https?://[^/]+", "", made["link"])
    stranger.goto(link)
    refuse(stranger, "**/api/reset")
    put(stranger, stranger.get_by_label("New password"), "an entirely new password")
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_role("alert")).to_have_text("The database is away for a moment.")
    stranger.unroute("**/api/reset")
    press(stranger, stranger.get_by_role("button", name="Set the password"))
    expect(stranger.get_by_role("heading", name="The password is set")).to_be_focused()
    press(stranger, stranger.get_by_role("link", name="To the sign-in"))
    sign_in(stranger, base_url, mail, "an entirely new password")
    expect_inside(stranger)
    stranger.goto("about:blank")
    stranger.goto(link)
    put(stranger, stranger.get_by_label("New password"), "yet another password")
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_role("heading", name="This link is over")).to_be_focused()


@every_look
@pytest.mark.parametrize("page_name, title", [
    ("reset", "Set a new password"), ("email", "Confirm your address"),
])
def test_the_page_behind_a_link_is_accessible(stranger, base_url, page_name, title):
    stranger.goto(f"{base_url}/{page_name}#something")
    expect(stranger.get_by_role("heading", name=title)).to_be_visible()
    accessible(stranger)


def test_a_new_address_is_confirmed_by_a_key_and_once(stranger, base_url, messages):
    messages.allow_status(404, 503)
    asked = []
    confirm = stranger.get_by_role("button", name="Confirm")
    refuse(stranger, "**/api/email/confirm")
    stranger.goto(f"{base_url}/email#something")
    press(stranger, confirm)
    expect(stranger.get_by_role("alert")).to_have_text("The database is away for a moment.")
    answer_with(stranger, "**/api/email/confirm", {"email": "new@example.com"}, seen=asked)
    press(stranger, confirm)
    expect(stranger.get_by_role("heading", name="The address is changed")).to_be_focused()
    expect(stranger.get_by_text("You sign in as new@example.com from now on.")).to_be_visible()
    assert asked[0].post_data_json == {"token": "something"}
    stranger.unroute("**/api/email/confirm")
    stranger.goto("about:blank")
    stranger.goto(f"{base_url}/email#something")
    press(stranger, confirm)
    expect(stranger.get_by_role("heading", name="This link is over")).to_be_focused()


@pytest.fixture
def guarded(stranger, base_url, server) -> tuple[str, list[str]]:
    """A person with the second step on, signed out: e-mail and recovery codes."""
    mail = unique_mail()
    accept(stranger, base_url, invite(server, email=mail), mail)
    stranger.goto(f"{base_url}/settings/profile")
    stranger.get_by_role("button", name="Turn on").click()
    dialog = stranger.get_by_role("dialog")
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Continue").click()
    secret = dialog.get_by_role("group", name="Key for the app").inner_text().replace(" ", "")
    dialog.get_by_label("Code that the app shows now").fill(code(secret))
    dialog.get_by_role("button", name="Turn on").click()
    codes = stranger.get_by_role("dialog", name="Keep these recovery codes")
    expect(codes.get_by_role("listitem")).to_have_count(10)
    kept = codes.get_by_role("listitem").all_inner_texts()
    stranger.get_by_role("button", name="I have kept them").click()
    expect(stranger.get_by_text("10 recovery codes left.")).to_be_visible()
    sign_out(stranger)
    return mail, kept


def test_the_second_step_asks_for_a_code_and_takes_a_recovery_code(
        stranger, base_url, guarded, messages):
    messages.allow_status(401)
    mail, recovery = guarded
    sign_in(stranger, base_url, mail)
    field = stranger.get_by_label("Code")
    expect(field).to_be_focused()
    accessible(stranger)
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_text("Enter the code.")).to_be_visible()
    field.fill("000000")
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_text("That code is wrong or too old.")).to_be_visible()
    field.fill(recovery[0])
    stranger.get_by_role("button", name="Sign in").click()
    expect_inside(stranger)


def test_several_organisations_can_be_switched(page, base_url, server):
    session = server.call("GET", "/api/session")
    session["organisations"].append({"id": "77", "name": "Second shop", "role": "viewer"})
    page.route("**/api/session", lambda route: route.fulfill(json=session))
    asked = []
    answer_with(page, "**/api/session/organisation", session, seen=asked)
    page.goto(f"{base_url}/live")
    settle(page)
    page.get_by_role("button", name=re.compile("^Switch the organisation")).click()
    accessible(page)
    page.get_by_role("menuitem", name="Second shop").click()
    expect(page).to_have_url(f"{base_url}/")
    assert asked[0].post_data_json == {"organisation_id": "77"}
