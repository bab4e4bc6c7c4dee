"""What a visit asks the server before the page's modules are there to ask it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from answers import answer_with, refuse
from looks import settle
from test_sign_in import sign_in

ROUTES = Path(__file__).resolve().parents[2] / "static/js/screens/routes.js"
RULE = r"path: '([^']+)'[^{}]*?asks: \[([^\]]+)\]"
ASKS = {path: re.findall(r"'([^']+)'", asks)
        for path, asks in re.findall(RULE, ROUTES.read_text())}


FORGOTTEN = """() => new Promise((done) => {
  const look = () => (earlyAnswers.size ? setTimeout(look, 20) : done())
  look()
})"""


class Asked:
    """Counts what a page asks the API."""

    def __init__(self, page: Page, base_url: str):
        self.addresses = []
        page.on("request", lambda request: self.addresses.append(
            request.url.removeprefix(base_url)))

    def times(self, addresses: list[str]) -> dict[str, int]:
        return {each: self.addresses.count(each) for each in addresses}


class Modules:
    """Holds the page's modules back until `come`."""

    def __init__(self, page: Page):
        self.held, self.free = [], False
        page.route("**/js/page/*.js", self.meet)

    def meet(self, route: Route) -> None:
        if self.free:
            route.continue_()
        else:
            self.held.append(route)

    def come(self) -> None:
        self.free = True
        for route in self.held:
            route.continue_()


def open_without_modules(page: Page, base_url: str, path: str) -> tuple[Modules, Asked]:
    modules, asked = Modules(page), Asked(page, base_url)
    page.goto(base_url + path, wait_until="commit")
    return modules, asked


@pytest.mark.parametrize("path", ASKS)
def test_the_first_answers_are_asked_for_beside_the_modules_and_once(
        page, base_url, sender, path):
    customer = sender.send().event()["customer"]["id"]
    path, wanted = path.replace(":id", customer), ["/api/session", *(
        ask.replace(":id", customer) for ask in ASKS[path])]
    with page.expect_response(f"**{wanted[-1]}"):
        modules, asked = open_without_modules(page, base_url, path)
    assert asked.times(wanted) == dict.fromkeys(wanted, 1)
    modules.come()
    settle(page)
    assert asked.times(wanted) == dict.fromkeys(wanted, 1)


def test_an_address_with_choices_leaves_its_questions_to_the_screen(page, base_url, sender):
    sender.send().event()
    with page.expect_response("**/api/session"):
        modules, asked = open_without_modules(page, base_url, "/?period=7d")
    assert asked.times(ASKS["/"]) == dict.fromkeys(ASKS["/"], 0)
    modules.come()
    settle(page)
    assert asked.times(ASKS["/"]) == dict.fromkeys(ASKS["/"], 0)


def test_a_stranger_asks_nothing_early(stranger, base_url):
    modules, asked = open_without_modules(stranger, base_url, "/")
    # The body comes after early.js has run.
    expect(stranger.locator(".boot")).to_be_attached()
    assert [each for each in asked.addresses if each.startswith("/api/")] == []
    modules.come()
    expect(stranger.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_failure_is_told_and_asked_anew_like_any_other(page, base_url, sender, messages):
    messages.allow_status(503)
    sender.send().event()
    refuse(page, "**/api/customers?limit=50")
    page.goto(f"{base_url}/customers")
    expect(page.get_by_role("alert")).to_contain_text("The database is away for a moment.")
    page.unroute("**/api/customers?limit=50")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("main tbody .row-link").first).to_be_visible()


def test_a_session_that_ended_meanwhile_is_renewed_and_the_question_repeated(
        stranger, base_url, login, sender, messages):
    messages.allow_status(401)
    sender.send().event()
    stranger.goto(f"{base_url}/login?next=/webhooks")
    sign_in(stranger, login)
    settle(stranger)
    answer_with(stranger, "**/api/customers?limit=50", {"title": "Sign in"}, status=401)
    stranger.goto(f"{base_url}/customers")
    dialog = stranger.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    stranger.unroute("**/api/customers?limit=50")
    dialog.get_by_label("Password", exact=True).fill(login[1])
    dialog.get_by_role("button", name="Sign in").click()
    expect(stranger.locator("main tbody .row-link").first).to_be_visible()


def test_answers_of_before_another_tab_changed_the_session_are_void(
        context, page, base_url, sender):
    """Who signs out, or goes to another organisation, says so to every tab."""
    sender.send().event()
    other = context.new_page()
    other.goto(f"{base_url}/webhooks")
    settle(other)
    wanted = ["/api/session", *ASKS["/customers"]]
    with page.expect_response(f"**{wanted[-1]}"):
        modules, asked = open_without_modules(page, base_url, "/customers")
    other.evaluate("new BroadcastChannel('waymark-session').postMessage('in')")
    page.evaluate(FORGOTTEN)
    modules.come()
    settle(page)
    assert asked.times(wanted) == dict.fromkeys(wanted, 2)
