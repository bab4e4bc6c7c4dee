"""The Overview: figures that open their rows, the journey, what happens now."""

import re

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from brand_new import make_brand_new
from looks import accessible, every_look, settle

CARDS = {
    "New customers": r"/customers\?first_seen_from=[\d-]+&first_seen_to=[\d-]+&sort=first_seen$",
    "First purchases": r"/customers\?entered=purchase&from=[\d-]+&to=[\d-]+$",
    "Reached Purchase": r"/customers\?entered=awareness&.*converted=purchase$",
    "Value of all customers": r"/customers\?sort=value$",
    "Time in Awareness": r"/\?view=time$",
}


@pytest.fixture
def overview(page, base_url, sender) -> Page:
    sender.send().event()
    page.goto(f"{base_url}/")
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    expect(page.locator(".kpi-figure").first).to_be_visible()
    return page


def card(page: Page, name: str):
    figures = page.get_by_role("region", name="Figures")
    return figures.get_by_role("link", name=re.compile(f"^{name}"))


@every_look
def test_it_shows_figures_journey_customers_and_activity(overview):
    expect(overview.locator(".kpi-figure")).to_have_count(8)
    expect(overview.get_by_role("region", name="Customer journey")).to_be_visible()
    expect(overview.get_by_role("region", name="New customers")).to_be_visible()
    expect(overview.get_by_role("region", name="Last active customers")).to_be_visible()
    expect(overview.get_by_role("region", name="Recent activity")).to_be_visible()
    settle(overview)
    accessible(overview)


LINES = """each => {
  const range = document.createRange()
  range.selectNodeContents(each)
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
}"""


@pytest.mark.parametrize("amount", ["0.50", "19764160.77", "123456789012.00"])
def test_a_sum_stays_in_one_line_on_a_phone(page, base_url, server, sender, amount):
    sender.send().event()
    report = server.call("GET", "/api/journey?period=30d")
    for stage in report["stages"]:
        stage["value"] = []
    report["stages"][0]["value"] = [{"currency": "USD", "amount": amount}]
    answer_with(page, "**/api/journey?*", report)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base_url}/")
    figure = page.locator(".kpi-sum")
    expect(figure).to_be_visible()
    assert figure.evaluate(LINES) == 1


@pytest.mark.parametrize("name", CARDS)
def test_a_figure_opens_its_rows(overview, name):
    card(overview, name).click()
    expect(overview).to_have_url(re.compile(CARDS[name]))


def test_the_figures_are_those_of_the_api(overview, server):
    stages = server.call("GET", "/api/journey?period=30d")["stages"]
    everybody = sum(each["here"] for each in stages)
    expect(card(overview, "Customers")).to_contain_text(f"{everybody:,}")


def test_sums_are_exact_and_never_mix_currencies(page, base_url, server, sender):
    sender.send().event()

    def answer(route):
        got = route.fetch()
        report = got.json()
        for at, each in enumerate(report["stages"]):
            each["value"] = [{"currency": "EUR", "amount": "0.10"}] if at < 3 else []
        report["stages"][4]["value"] = [{"currency": "JPY", "amount": "1200"}]
        route.fulfill(response=got, json=report)

    page.route("**/api/journey?*", answer)
    page.goto(f"{base_url}/")
    expect(card(page, "Value of all customers")).to_contain_text("€0.30")
    expect(card(page, "Value of all customers")).to_contain_text("¥1,200")


def test_what_happens_now_arrives_without_a_reload(overview, sender):
    expect(overview.locator(".live[data-status=live]")).to_be_visible()
    recent = overview.get_by_role("region", name="Recent activity")
    expect(recent.get_by_role("listitem").first).to_be_visible()
    sent = sender.send(event="review_left", stage="advocacy")
    expect(recent).to_contain_text(sent.name)
    expect(recent.get_by_role("listitem").first).to_contain_text("Left a review")


@every_look
def test_a_brand_new_install_is_taught_its_first_webhook(page, base_url):
    make_brand_new(page)
    page.goto(f"{base_url}/")
    expect(page.get_by_role("heading", name="Send your first webhook")).to_be_visible()
    accessible(page)


def test_a_failed_load_tries_again_and_a_source_of_nobody_can_be_cleared(
        page, base_url, sender, messages):
    messages.allow_status(503, 400)
    sender.send().event()
    refuse(page, "**/api/journey?*")
    refuse(page, "**/api/events/stream*")  # what it tells would have all asked for again
    page.goto(f"{base_url}/?source=nobody")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    page.unroute("**/api/journey?*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("No customers match these filters")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator(".kpi-figure").first).to_be_visible()
