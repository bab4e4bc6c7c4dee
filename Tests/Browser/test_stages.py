"""Settings, Stages: names of one's own, everywhere on the page, and the days to go on."""

import re

import pytest
from playwright.sync_api import Page, expect

from keys import put
from looks import settle
from people import answer_as_people

STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"]
PLACE = "/settings/stages"


@pytest.fixture
def usual(server):
    """The shared organisation gets its usual names and window back."""
    yield
    server.call("PATCH", "/api/organisation", {
        "stage_names": dict.fromkeys(STAGES), "window_days": 90})


def open_place(page: Page, path: str = PLACE) -> Page:
    page.goto(path)
    settle(page)
    return page


def test_a_name_given_by_keys_shows_at_once_on_every_open_page(
        page, context, server, sender, usual):
    name = sender.send().name
    other = open_place(context.new_page(), f"/customers?q={name.split()[-1]}")
    expect(other.locator(".live[data-status=live]")).to_be_visible()
    row = other.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("Awareness")
    open_place(page)
    put(page, page.get_by_label("Awareness"), " First look ")
    put(page, page.get_by_label("Days to go on"), "30")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The journey is being counted anew.")).to_be_visible()
    expect(row).to_contain_text("First look")
    expect(other.get_by_label("Any stage")).to_contain_text("First look")
    expect(page.get_by_text("as soon as the journey is counted anew")).to_have_count(0)
    assert server.call("GET", "/api/journey")["window_days"] == 30
    open_place(page, "/admin/customer-journey")
    expect(page.locator(".flow-head[data-stage=awareness]")).to_contain_text("First look")


def test_what_is_refused_says_why_at_its_field(page, messages):
    answer_as_people(page)
    open_place(page)
    sent = []
    page.on("request", lambda each: each.method == "PATCH" and sent.append(each))
    lead = page.get_by_label("Awareness")
    expect(lead).to_have_value("Lead")
    page.get_by_label("Advocacy").fill("LEAD ")
    page.get_by_label("Retention").fill("purchase")
    page.get_by_label("Days to go on").fill("366")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Another stage is called “Lead”.")).to_be_visible()
    expect(page.get_by_text("Another stage is called “Purchase”.")).to_be_visible()
    expect(page.get_by_text("Enter a whole number from 1 to 365.")).to_be_visible()
    expect(page.get_by_label("Retention")).to_be_focused()
    assert sent == []
    messages.allow_status(422)
    page.route("**/api/organisation", lambda route: route.fulfill(
        status=422, content_type="application/problem+json", json={
            "success": False, "title": "Unprocessable",
            "details": ["stage_names.advocacy: 1 to 40 characters, on one line"]}))
    page.get_by_label("Advocacy").fill("Fan")
    page.get_by_label("Retention").fill("")
    page.get_by_label("Days to go on").fill("1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 to 40 characters, on one line")).to_be_visible()
    expect(page.get_by_label("Advocacy")).to_be_focused()
    assert sent[0].post_data_json == {"window_days": 1, "stage_names": {
        "awareness": "Lead", "consideration": "", "purchase": "", "retention": "",
        "advocacy": "Fan"}}


def test_forty_wide_letters_break_no_page(page, server, sender):
    session = server.call("GET", "/api/session")
    session["organisation"]["stage_names"] = {each: each[0].upper() + "W" * 39 for each in STAGES}
    page.route("**/api/session", lambda route: route.fulfill(json=session))
    customer = sender.send(stage="purchase").event()["customer"]["id"]
    page.set_viewport_size({"width": 320, "height": 800})
    for path in ["/", "/admin/customer-journey", "/admin/customer-journey?view=time",
                 "/admin/customer-journey?view=table", f"/?stage=purchase&customer={customer}",
                 "/customers?stage=purchase", f"/customers/{customer}", "/live"]:
        open_place(page, path)
        expect(page.locator("main").get_by_text(re.compile("WWW")).first).to_be_attached()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.set_viewport_size({"width": 1280, "height": 800})
    open_place(page, "/admin/customer-journey")
    name = page.locator(".flow-head[data-stage=purchase] .stage-name")
    column = page.locator(".flow-head[data-stage=purchase]").locator("xpath=..")
    assert name.bounding_box()["width"] <= column.bounding_box()["width"]
    assert name.bounding_box()["height"] < 50
