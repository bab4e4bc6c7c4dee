"""The Journey screen: it moves by itself, every figure opens its rows, and the URL is the state."""

import json
import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from client import Client
from journey_support import STAGES, ago, send, walk

JOURNEY = "/admin/customer-journey"
VIEWS = ["Flow", "Funnel", "Time in stage", "Table"]


@pytest.fixture(scope="module")
def travellers(waymark, owner) -> dict:
    """The name of one customer for each stage, which is the last that they reached."""
    client = Client(waymark.url)
    client.sign_in(owner["email"], owner["password"])
    names = {stage: f"Traveller {uuid.uuid4().hex[:6]}" for stage in STAGES}
    for stage, name in names.items():
        walk(client, name, stage)
    return names


@pytest.fixture
def journey(page: Page, travellers) -> Page:
    page.goto(JOURNEY)
    expect(page.locator(".flow-ribbon").first).to_be_visible()
    return page


def head(page: Page, stage: str):
    return page.locator(f".flow-head[data-stage={stage}]")


def entered(page: Page, stage: str) -> int:
    return int(head(page, stage).locator(".flow-figure").inner_text().replace(",", ""))


def panel(page: Page, stage: str):
    return page.get_by_role("dialog", name=f"{stage.capitalize()}: customers and events")


def test_an_event_moves_the_totals_without_a_reload(journey, client):
    before = entered(journey, "awareness")
    walk(client, "Newcomer", "awareness")
    expect(head(journey, "awareness").locator(".flow-figure")).to_have_text(f"{before + 1:,}", timeout=10_000)


def test_a_move_sends_a_dot_along_its_ribbon(journey, client):
    expect(journey.locator(".live[data-status=live]")).to_be_visible()
    walk(client, "Mover", "consideration")
    journey.locator(".flow-dot").first.wait_for(state="attached", timeout=10_000)


def test_people_who_asked_for_less_motion_get_no_dots(page, travellers, client):
    page.emulate_media(reduced_motion="reduce")
    page.goto(JOURNEY)
    before = entered(page, "awareness")
    page.evaluate("""() => {
        window.dots = 0
        new MutationObserver(() => { window.dots += document.querySelectorAll('.flow-dot').length })
            .observe(document.body, { childList: true, subtree: true })
    }""")
    walk(client, "Quiet", "awareness")
    expect(head(page, "awareness").locator(".flow-figure")).to_have_text(f"{before + 1:,}", timeout=10_000)
    assert page.evaluate("window.dots") == 0


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_opens_its_customers(journey, travellers, stage):
    head(journey, stage).click()
    expect(journey).to_have_url(re.compile(rf"[?&]stage={stage}\b"))
    expect(panel(journey, stage).get_by_role("link", name=travellers[stage])).to_be_visible()


def test_a_stage_opens_its_latest_events_and_back_returns(journey, travellers):
    head(journey, "purchase").click()
    panel(journey, "purchase").get_by_role("link", name="Latest events").click()
    row = panel(journey, "purchase").get_by_role("row", name=travellers["purchase"])
    expect(row).to_contain_text("Made a purchase")
    expect(row).to_contain_text("$25.00")
    journey.go_back()
    expect(journey).not_to_have_url(re.compile("list=events"))
    journey.go_back()
    expect(panel(journey, "purchase")).to_have_count(0)


def test_a_row_opens_its_customer_above_the_stage(journey, travellers):
    head(journey, "retention").click()
    panel(journey, "retention").get_by_role("link", name=travellers["retention"]).click()
    expect(journey).to_have_url(re.compile(r"[?&]customer="))
    expect(journey.get_by_role("dialog").get_by_text(travellers["retention"]).last).to_be_visible()


def test_a_pasted_link_shows_the_same_choices(page, travellers):
    page.goto(f"{JOURNEY}?period=90d&compare=off&source=newsletter&view=table&stage=advocacy")
    expect(page.get_by_role("radio", name="90 days")).to_be_checked()
    expect(page.get_by_role("radio", name="Table")).to_be_checked()
    expect(page.get_by_role("button", name="Compare with: No comparison")).to_be_attached()
    expect(page.get_by_label("Source", exact=True)).to_have_value("newsletter")
    expect(panel(page, "advocacy").get_by_role("link", name=travellers["advocacy"])).to_be_visible()


def test_choosing_pushes_and_back_takes_it_back(journey):
    journey.get_by_role("radio", name="7 days").click()
    expect(journey).to_have_url(re.compile("period=7d"))
    journey.get_by_label("Source", exact=True).select_option("newsletter")
    expect(journey).to_have_url(re.compile("source=newsletter"))
    journey.get_by_role("button", name=re.compile("^Compare with")).click()
    journey.get_by_role("menuitem", name="The same days a year ago").click()
    expect(journey).to_have_url(re.compile("compare=yoy"))
    for gone in ["compare=", "source=", "period="]:
        journey.go_back()
        expect(journey).not_to_have_url(re.compile(gone))


def test_any_days_can_be_chosen(journey):
    journey.get_by_role("button", name="Choose days").click()
    journey.get_by_label("From", exact=True).fill("2001-02-03")
    journey.get_by_label("To", exact=True).fill("2001-03-04")
    journey.get_by_role("button", name="Show these days").click()
    expect(journey).to_have_url(re.compile("period=custom&from=2001-02-03&to=2001-03-04"))
    expect(journey.get_by_text("Nobody entered a stage in these days")).to_be_visible()
    journey.get_by_role("link", name="Show 12 months").click()
    expect(journey.locator(".flow-ribbon").first).to_be_visible()


def test_the_keyboard_walks_the_stages_and_comes_back(journey):
    head(journey, "awareness").focus()
    journey.keyboard.press("ArrowRight")
    journey.keyboard.press("ArrowRight")
    expect(head(journey, "purchase")).to_be_focused()
    expect(journey.locator(".flow-ribbon.is-dim").first).to_be_attached()
    journey.keyboard.press("End")
    expect(head(journey, "advocacy")).to_be_focused()
    journey.keyboard.press("Enter")
    expect(panel(journey, "advocacy")).to_be_visible()
    journey.keyboard.press("Escape")
    expect(panel(journey, "advocacy")).to_have_count(0)
    expect(head(journey, "advocacy")).to_be_focused()


def test_hovering_a_ribbon_names_it_and_a_click_opens_its_rows(journey):
    grip = journey.locator(".flow-bar[data-key=purchase] .flow-grip")
    grip.hover()
    expect(journey.locator(".flow-tip")).to_contain_text("Purchase")
    grip.click()
    expect(panel(journey, "purchase")).to_be_visible()


def test_the_table_shows_what_the_api_says(page, client, travellers):
    page.goto(f"{JOURNEY}?view=table&period=90d")
    report = client.get("/api/journey?period=90d").json
    for stage in report["stages"]:
        row = page.get_by_role("row", name=re.compile(f"^{stage['id']}", re.IGNORECASE)).first
        expect(row).to_contain_text(f"{stage['entered']:,}")


def test_every_figure_leads_somewhere(journey):
    figures = journey.locator("main .figure").all()
    assert len(figures) > 15
    outside = [each.inner_text() for each in figures if not each.evaluate(
        "each => Boolean(each.closest('a')) || Boolean(each.closest('.drop, .share'))")]
    assert outside == []


def test_a_drop_off_and_a_source_open_their_rows(journey, travellers):
    journey.locator(".drop[data-stage=awareness] a").click()
    expect(panel(journey, "awareness")).to_be_visible()
    journey.keyboard.press("Escape")
    journey.get_by_role("row", name=re.compile("^Newsletter")).get_by_role("link").nth(2).click()
    expect(journey).to_have_url(re.compile("source=newsletter"))
    expect(panel(journey, "purchase").get_by_role("link", name=travellers["purchase"])).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_phones_see_the_funnel_and_nothing_runs_over_the_edge(page, travellers, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(JOURNEY)
    expect(page.locator(".funnel-step")).to_have_count(5)
    expect(page.get_by_role("radio", name="Flow")).to_have_count(0)
    for view in VIEWS[1:]:
        page.get_by_role("radio", name=view).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def nothing_yet(route):
    """The real answer with every number taken to zero, as before the first event."""
    answer = route.fetch()
    report = answer.json()
    for stage in report["stages"]:
        stage.update(entered=0, moved_on=0, here=0, value=[], conversion=None, drop_off=None)
    report.update(sources=[], links=[], left=[])
    route.fulfill(response=answer, body=json.dumps(report))


def test_an_empty_journey_teaches_the_first_webhook_and_waits_for_it(page, client):
    page.route("**/api/journey?*", nothing_yet)
    page.goto(JOURNEY)
    expect(page.get_by_role("heading", name="Send your first webhook")).to_be_visible()
    expect(page.get_by_text("/api/webhook/customer-journey/").first).to_be_visible()
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    page.unroute("**/api/journey?*")
    send(client, customer_id=uuid.uuid4().hex, event="stage_entered", stage="awareness", timestamp=ago(minutes=1))
    expect(page.locator(".flow-ribbon").first).to_be_visible(timeout=10_000)
