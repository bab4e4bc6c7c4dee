"""Sign-in, sign-out, and a session that ends meanwhile."""

from playwright.sync_api import expect

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


def test_sign_in_leads_to_the_page_that_was_asked_for(stranger, base_url, login):
    stranger.goto(f"{base_url}/webhooks?open=1")
    expect(stranger).to_have_url(f"{base_url}/login?next=%2Fwebhooks%3Fopen%3D1")
    sign_in(stranger, login)
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


def test_signing_out_ends_every_tab(context, stranger, base_url, login):
    stranger.goto(f"{base_url}/login")
    sign_in(stranger, login)
    settle(stranger)
    other = context.new_page()
    other.goto(f"{base_url}/webhooks")
    settle(other)
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
