"""The description of the API: found, read, and with commands for one's own connection."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from answers import refuse
from keys import press
from looks import accessible, every_look, settle

PATH = "/admin/developers"


def show(page: Page, base_url: str, query: str = "") -> None:
    page.goto(f"{base_url}{PATH}{query}")
    settle(page)


def line(page: Page, path: str, method: str) -> Locator:
    """The line of an operation, which opens it."""
    name = re.escape(path).replace("/", ".")  # a slash would end the expression in a selector
    return page.get_by_role("button", name=re.compile(f"^{method} {name} "))


@every_look
def test_the_description_is_accessible_with_an_operation_open(page, base_url):
    show(page, base_url)
    expect(page.get_by_role("heading", level=1, name="API for developers")).to_be_visible()
    line(page, "/api/customers", "GET").click()
    expect(page.get_by_role("heading", level=4, name="Parameters")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("width", [320, 1920])
def test_nothing_lies_beside_the_screen(page, base_url, width):
    page.set_viewport_size({"width": width, "height": 800})
    show(page, base_url, "?operation=listConnections")
    expect(page.get_by_role("group", name=re.compile("^Example"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_short_address_leads_there(page, base_url):
    page.goto(f"{base_url}/developers")
    expect(page).to_have_url(base_url + PATH)
    expect(page).to_have_title(re.compile("^API for developers"))


def test_an_operation_opens_and_closes_by_keyboard_and_is_in_the_address(page, base_url):
    show(page, base_url)
    page.keyboard.press("/")
    page.keyboard.type("connections post")
    expect(page).to_have_url(re.compile(r"\?q=connections\+post$"))
    toggle = line(page, "/api/connections", "POST")
    press(page, toggle)
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(re.compile(r"&operation=createConnection$"))
    details = page.locator("#details-createConnection")
    for words in ("Admins and owners", "accepts_unsigned", "connection.health.state", "422"):
        expect(details.get_by_text(words, exact=True).first).to_be_visible()
    expect(details.get_by_text("409", exact=True)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(details).to_have_count(0)
    expect(page).to_have_url(f"{base_url}{PATH}?q=connections+post")


def test_the_command_posts_to_ones_own_connection(page, base_url, sender):
    show(page, base_url, f"?operation=postEventByKey&connection={sender.id}")
    command = page.get_by_role("group", name="In a shell")
    expect(command).to_contain_text(f"/api/webhook/customer-journey/{sender.key}'")
    expect(command).to_contain_text("X-Webhook-Signature")
    line(page, "/hooks/{key}", "POST").click()
    expect(command).to_contain_text(f"/hooks/{sender.key}'")
    line(page, "/api/events", "GET").click()
    expect(command).to_contain_text("Authorization: Bearer $TOKEN")


def test_a_search_narrows_the_list_and_says_where_it_finds_nothing(page, base_url):
    show(page, base_url)
    search = page.get_by_role("searchbox", name="Path or word")
    search.fill("secrets delete")
    expect(page.locator(".api-toggle")).to_have_count(1)
    expect(line(page, "/api/connections/{id}/secrets/{secret}", "DELETE")).to_be_visible()
    search.fill("nothing like it")
    expect(page.get_by_text("No operations match these filters")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    expect(line(page, "/api/customers", "GET")).to_be_visible()


def test_the_file_itself_can_be_taken(page, base_url):
    show(page, base_url)
    with page.expect_download() as download:
        page.get_by_role("link", name="OpenAPI file").click()
    assert download.value.suggested_filename == "waymark-openapi.json"


def test_a_description_that_does_not_load_says_so(page, base_url, messages):
    messages.allow_status(503)
    refuse(page, re.compile(r"/api/openapi\.json$"))
    page.goto(base_url + PATH)
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(line(page, "/api/customers", "GET")).to_be_visible()
