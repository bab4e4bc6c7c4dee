"""Sign-in, sign-out, and a session that ends meanwhile."""

from datetime import datetime, timedelta, timezone

from playwright.sync_api import expect

from answers import answer_with, refuse
from looks import accessible, every_look, settle


def sign_in(page, login):
    page.get_by_label("Email").fill(login[0])
    page.get_by_label("Password", exact=True).fill(login[1])
    page.get_by_role("button", name="Sign in").click()


@every_look
def test_the_sign_in_screen_is_accessible(stranger, base_url):
    stranger.goto(f"{base_url}/login")
    expect(stranger.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(stranger.get_by_label("Email")).to_be_focused()
    accessible(stranger)


def test_sign_in_by_keys_leads_to_the_page_that_was_asked_for(
        stranger, base_url, login, messages):
    messages.allow_status(503)
    stranger.goto(f"{base_url}/webhooks?open=1")
    expect(stranger).to_have_url(f"{base_url}/login?next=%2Fwebhooks%3Fopen%3D1")
    expect(stranger.get_by_label("Email")).to_be_focused()
    refuse(stranger, "**/api/login")
    stranger.keyboard.type(login[0])
    stranger.keyboard.press("Tab")
    stranger.keyboard.type(login[1])
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_role("alert")).to_have_text("The database is away for a moment.")
    stranger.unroute("**/api/login")
    expect(stranger.get_by_label("Password", exact=True)).to_be_focused()
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_role("heading", name="Webhooks", level=1)).to_be_visible()
    expect(stranger).to_have_url(f"{base_url}/webhooks?open=1")


def test_next_never_leads_to_another_site(stranger, base_url, login):
    stranger.goto(f"{base_url}/login?next=//example.com/")
    sign_in(stranger, login)
    expect(stranger.locator("#main")).to_be_visible()
    assert stranger.url.startswith(base_url)


def test_a_wrong_password_is_told_in_one_sentence_and_kept(stranger, base_url, login, messages):
    messages.allow_status(401)
    stranger.goto(f"{base_url}/login")
    sign_in(stranger, (login[0], "certainly wrong"))
    expect(stranger.get_by_role("alert")).to_contain_text("do not belong together")
    expect(stranger.get_by_label("Password", exact=True)).to_have_value("certainly wrong")
    expect(stranger.get_by_label("Password", exact=True)).to_be_focused()


def test_empty_fields_are_named_without_asking_the_server(stranger, base_url):
    stranger.goto(f"{base_url}/login")
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_text("Enter your email.")).to_be_visible()
    expect(stranger.get_by_text("Enter your password.")).to_be_visible()
    expect(stranger.get_by_label("Email")).to_be_focused()


def test_too_many_tries_count_down(stranger, base_url, messages):
    messages.allow_status(429)
    problem = '{"title": "Too many tries"}'
    stranger.route("**/api/login", lambda route: route.fulfill(
        status=429, headers={"Retry-After": "3"}, body=problem))
    stranger.goto(f"{base_url}/login")
    sign_in(stranger, ("somebody@example.com", "anything"))
    expect(stranger.get_by_role("alert")).to_contain_text("Try again in")
    expect(stranger.get_by_role("button", name="Sign in")).to_be_disabled()
    expect(stranger.get_by_role("button", name="Sign in")).to_be_enabled(timeout=6000)


def test_the_password_can_be_shown(stranger, base_url):
    stranger.goto(f"{base_url}/login")
    field = stranger.get_by_label("Password", exact=True)
    stranger.get_by_role("button", name="Show the password").click()
    expect(field).to_have_attribute("type", "text")
    stranger.get_by_role("button", name="Hide the password").click()
    expect(field).to_have_attribute("type", "password")


def test_who_forgot_the_password_is_told_whom_to_ask(stranger, base_url):
    answer_with(stranger, "**/api/sign-in", {"reset_by_mail": False})
    stranger.goto(f"{base_url}/login")
    stranger.get_by_role("button", name="Forgot your password?").click()
    dialog = stranger.get_by_role("dialog", name="Forgot your password?")
    expect(dialog).to_contain_text("An owner of your organisation can make a link")
    expect(dialog.get_by_label("Email")).to_have_count(0)
    accessible(stranger)


def test_where_mail_is_sent_a_link_comes_by_mail(stranger, base_url):
    answer_with(stranger, "**/api/sign-in", {"reset_by_mail": True})
    asked = []
    answer_with(stranger, "**/api/reset/request", {}, status=202, seen=asked)
    stranger.goto(f"{base_url}/login")
    stranger.get_by_role("button", name="Forgot your password?").click()
    dialog = stranger.get_by_role("dialog", name="Forgot your password?")
    dialog.get_by_label("Email").fill("somebody@example.com")
    dialog.get_by_role("button", name="Send the link").click()
    expect(dialog).to_contain_text("the link is on its way")
    assert asked[0].post_data_json == {"email": "somebody@example.com"}


def test_the_end_of_a_session_is_announced(page, base_url, server):
    session = server.call("GET", "/api/session")
    end = datetime.now(timezone.utc) + timedelta(seconds=125)
    session["session"] = {"id": "1", "expires_at": end.isoformat()}
    page.route("**/api/session", lambda route: route.fulfill(json=session))
    page.goto(f"{base_url}/webhooks")
    expect(page.get_by_text("Your session ends in two minutes.")).to_be_visible(timeout=15_000)


def test_a_viewer_is_offered_nothing_that_the_server_refuses(page, base_url, server, sender):
    sender.send().event()
    session = server.call("GET", "/api/session")
    session["organisation"]["role"] = "viewer"
    page.route("**/api/session", lambda route: route.fulfill(json=session))
    page.goto(f"{base_url}/webhooks")
    settle(page)
    expect(page.get_by_role("heading", name=sender.name)).to_be_visible()
    expect(page.get_by_role("button", name="New connection")).to_have_count(0)
    expect(page.get_by_role("link", name="Tester")).to_have_count(0)
    page.get_by_role("button", name=f"Actions for {sender.name}").click()
    expect(page.get_by_role("menuitem")).to_have_count(1)
    page.goto(f"{base_url}/webhooks/test")
    expect(page.get_by_text("The tester is for owners and admins")).to_be_visible()


HEARS_LATE = """
const { set } = Object.getOwnPropertyDescriptor(BroadcastChannel.prototype, 'onmessage')
Object.defineProperty(BroadcastChannel.prototype, 'onmessage', {
  set(run) { set.call(this, (event) => setTimeout(() => run(event), 50)) },
})
"""


def test_signing_out_ends_every_tab(context, stranger, base_url, login):
    stranger.goto(f"{base_url}/login")
    sign_in(stranger, login)
    settle(stranger)
    other = context.new_page()
    # The stream of the first tab may end before this one hears why.
    other.add_init_script(HEARS_LATE)
    other.goto(f"{base_url}/live")
    expect(other.locator(".live[data-status=live]")).to_be_visible()
    stranger.get_by_role("button", name="Your account").click()
    stranger.get_by_role("menuitem", name="Sign out").click()
    for page in (stranger, other):
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_session_that_ends_is_renewed_over_the_page(context, stranger, base_url, login, messages):
    messages.allow_status(401)
    stranger.goto(f"{base_url}/login?next=/webhooks")
    sign_in(stranger, login)
    settle(stranger)
    stranger.get_by_role("button", name="New connection").click()
    stranger.get_by_role("textbox", name="Name").fill("Kept while away")
    context.clear_cookies()
    stranger.get_by_role("button", name="Create the connection").click()
    dialog = stranger.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    accessible(stranger)
    dialog.get_by_label("Password", exact=True).fill(login[1])
    dialog.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_role("dialog", name="Copy the secret now")).to_be_visible()
