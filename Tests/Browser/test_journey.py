"""The Journey screen: it moves by itself, every figure opens its rows, and the URL is the state."""

import re
import uuid
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from answers import refuse
from brand_new import nobody_entered, nothing_yet
from keys import reach
from looks import accessible, every_look, settle

JOURNEY = "/admin/customer-journey"
STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"]
SOON = 10_000  # totals refresh at most every five seconds

COUNT_DOTS = """() => {
  window.dots = 0
  const count = () => { window.dots += document.querySelectorAll('.flow-dot').length }
  new MutationObserver(count).observe(document.body, { childList: true, subtree: true })
}"""


def ago(**span) -> str:
    return (datetime.now(timezone.utc) - timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%SZ")


def walk(sender, to: str, source: str = "news_letter") -> str:
    """Sends a new customer through the stages up to `to`, a minute apart; returns the name."""
    mark = uuid.uuid4().hex[:8]
    stages = STAGES[: STAGES.index(to) + 1]
    for at, stage in enumerate(stages):
        paid = {"value": 25, "currency": "USD"} if stage == "purchase" else {}
        sent = sender.send(
            customer_id=f"traveller-{mark}", customer_name=f"Traveller {mark}",
            customer_email=f"traveller-{mark}@example.com", stage=stage,
            event="purchase_made" if paid else "stage_entered",
            timestamp=ago(minutes=len(stages) - at), metadata={"source": source, **paid})
    return sent.name


@pytest.fixture(scope="module")
def travellers(sender) -> dict[str, str]:
    """The name of a customer for each stage, the last that they reached."""
    return {stage: walk(sender, stage) for stage in STAGES}


@pytest.fixture
def journey(page: Page, travellers) -> Page:
    page.goto(JOURNEY)
    expect(page.locator(".flow-ribbon").first).to_be_visible()
    return page


def head(page: Page, stage: str):
    return page.locator(f".flow-head[data-stage={stage}]")


def entered(page: Page, stage: str) -> int:
    return int(head(page, stage).locator(".flow-figure").inner_text().replace(",", ""))


def expect_entered(page: Page, stage: str, count: int) -> None:
    expect(head(page, stage).locator(".flow-figure")).to_have_text(f"{count:,}", timeout=SOON)


def panel(page: Page, stage: str):
    return page.get_by_role("dialog", name=f"{stage.capitalize()}: customers and events")


def test_the_flow_keeps_its_ribbons_when_the_window_changes(page, travellers):
    # Of one source, so that nothing is folded.
    page.goto(f"{JOURNEY}?source=news_letter")
    expect(page.locator(".flow-ribbon").first).to_be_visible()
    ribbons = page.locator(".flow-ribbon").count()
    page.set_viewport_size({"width": 1000, "height": 700})
    expect(page.locator(".flow-svg")).to_have_attribute("width", re.compile(r"^[1-7]\d\d$"))
    # At once, since what is loaded anew draws them all again.
    assert page.locator(".flow-ribbon").count() == ribbons


def test_an_event_moves_the_totals_without_a_reload(journey, sender):
    before = entered(journey, "awareness")
    walk(sender, "awareness")
    expect_entered(journey, "awareness", before + 1)


@pytest.mark.parametrize("stage", ["awareness", "consideration", "retention"])
def test_a_move_sends_a_dot_to_its_stage(journey, sender, stage):
    expect(journey.locator(".live[data-status=live]")).to_be_visible()
    journey.evaluate(COUNT_DOTS)
    before = entered(journey, stage)
    walk(sender, stage)
    expect_entered(journey, stage, before + 1)
    assert journey.evaluate("window.dots") > 0


def test_who_asked_for_less_motion_gets_no_dots(page, travellers, sender):
    page.emulate_media(reduced_motion="reduce")
    page.goto(JOURNEY)
    before = entered(page, "awareness")
    page.evaluate(COUNT_DOTS)
    walk(sender, "awareness")
    expect_entered(page, "awareness", before + 1)
    assert page.evaluate("window.dots") == 0


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_opens_its_customers(journey, travellers, stage):
    head(journey, stage).click()
    expect(journey).to_have_url(re.compile(rf"[?&]stage={stage}\b"))
    expect(panel(journey, stage).get_by_role("link", name=travellers[stage])).to_be_visible()


def test_a_stage_opens_its_latest_events_and_back_returns(journey, travellers):
    head(journey, "purchase").click()
    panel(journey, "purchase").get_by_role("link", name="Events").click()
    row = panel(journey, "purchase").get_by_role("row", name=travellers["purchase"])
    expect(row).to_contain_text("Made a purchase")
    expect(row).to_contain_text("$25.00")
    journey.go_back()
    expect(journey).not_to_have_url(re.compile("list=events"))
    journey.go_back()
    expect(panel(journey, "purchase")).to_have_count(0)


def asked_by(page: Page, act) -> dict[str, str]:
    """What the panel asks the API for its rows after an act."""
    with page.expect_request(re.compile(r"/api/customers\?")) as found:
        act()
    query = parse_qs(urlsplit(found.value.url).query)
    return {name: values[0] for name, values in query.items() if name != "limit"}


FIGURES = [
    (".flow-head[data-stage=purchase]", {"entered": "purchase"}),
    (".flow-foot >> nth=0", {"entered": "awareness", "outcome": "moved_on"}),
    (".drop[data-stage=awareness] a >> nth=0", {"entered": "awareness"}),
    ("[data-key=awareness] .flow-grip", {"entered": "awareness"}),
]


@pytest.mark.parametrize("figure, wanted", FIGURES, ids=[each[0] for each in FIGURES])
def test_a_figure_asks_for_the_rows_that_it_counts(journey, server, figure, wanted):
    period = server.call("GET", "/api/journey?period=30d")["period"]
    asked = asked_by(journey, lambda: journey.locator(figure).click())
    assert asked.items() >= {**wanted, "from": period["from"], "to": period["to"]}.items()


def test_a_ribbon_asks_for_those_who_went_that_way(journey):
    ribbon = journey.locator("[data-key='awareness consideration']")
    asked = asked_by(journey, lambda: ribbon.dispatch_event("click"))
    assert asked["outcome"] == "moved_on" and asked["next"] == "consideration"


def test_the_rows_of_a_figure_open_as_a_list(journey, travellers):
    head(journey, "purchase").click()
    panel(journey, "purchase").get_by_role("link", name="Moved on").click()
    expect(journey).to_have_url(re.compile("list=moved"))
    panel(journey, "purchase").get_by_role("link", name="Open as a list").click()
    expect(journey).to_have_url(re.compile(r"/customers\?entered=purchase&.*outcome=moved_on"))
    expect(journey.get_by_role("button", name=re.compile("Entered Purchase"))).to_be_visible()


@pytest.mark.parametrize("stage", STAGES)
def test_the_list_behind_a_figure_is_as_long_as_it_says(journey, stage):
    count = entered(journey, stage)
    head(journey, stage).click()
    panel(journey, stage).get_by_role("link", name="Open as a list").click()
    words = f"{count:,} customers" if count > 1 else "1 customer"
    expect(journey.get_by_text(words, exact=True)).to_be_visible()


def test_a_row_opens_its_customer_above_the_stage(journey, travellers):
    name = travellers["retention"]
    head(journey, "retention").click()
    panel(journey, "retention").get_by_role("link", name=name).click()
    expect(journey).to_have_url(re.compile(r"[?&]customer="))
    expect(journey.get_by_role("dialog").get_by_role("heading", name=name)).to_be_visible()
    journey.keyboard.press("Escape")
    expect(panel(journey, "retention").get_by_role("link", name=name)).to_be_focused()


def test_a_pasted_link_shows_the_same_choices(page, travellers):
    page.goto(f"{JOURNEY}?period=90d&compare=off&source=news_letter&view=table&stage=advocacy")
    link = panel(page, "advocacy").get_by_role("link", name=travellers["advocacy"])
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("radio", name="90 days")).to_be_checked()
    expect(page.get_by_role("radio", name="Table")).to_be_checked()
    expect(page.get_by_role("button", name="Compare with: No comparison")).to_be_visible()
    expect(page.get_by_label("Source", exact=True)).to_have_value("news_letter")
    expect(page.get_by_text("From News letter")).to_be_visible()


def test_choosing_pushes_and_back_takes_it_back(journey):
    journey.get_by_role("radio", name="7 days").click()
    expect(journey).to_have_url(re.compile("period=7d"))
    journey.get_by_label("Source", exact=True).select_option("news_letter")
    expect(journey).to_have_url(re.compile("source=news_letter"))
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


def test_letters_choose_period_and_comparison(journey):
    journey.keyboard.press("q")
    expect(journey).to_have_url(re.compile("period=90d"))
    journey.keyboard.press("x")
    expect(journey).to_have_url(re.compile("compare=off"))
    expect(journey.locator(".flow .delta")).to_have_count(0)


def test_the_arrow_keys_walk_the_stages_and_escape_comes_back(journey):
    reach(journey, head(journey, "awareness"))
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


def test_pointing_at_a_bar_names_it_and_a_click_opens_its_rows(journey):
    grip = journey.locator(".flow-bar[data-key=purchase] .flow-grip")
    grip.hover()
    expect(journey.locator(".chart-tip")).to_contain_text("Purchase")
    grip.click()
    expect(panel(journey, "purchase")).to_be_visible()


def test_the_table_shows_what_the_api_says(page, server, travellers):
    page.goto(f"{JOURNEY}?view=table&period=90d")
    for stage in server.call("GET", "/api/journey?period=90d")["stages"]:
        row = page.get_by_role("row", name=re.compile(f"^{stage['id']}", re.IGNORECASE)).first
        expect(row).to_contain_text(f"{stage['entered']:,}")


def test_every_count_is_a_link(journey):
    counts = journey.locator(".flow-figure, .flow-foot .figure, .journey-below td > *")
    assert counts.count() > 15
    bare = "all => all.filter((each) => !each.closest('a, .share')).map((each) => each.outerHTML)"
    assert counts.evaluate_all(bare) == []


def test_a_drop_off_and_a_source_open_their_rows(journey, travellers):
    journey.locator(".drop[data-stage=awareness] a").click()
    expect(panel(journey, "awareness")).to_be_visible()
    journey.keyboard.press("Escape")
    expect(panel(journey, "awareness")).to_have_count(0)
    row = journey.get_by_role("row", name=re.compile("^News letter"))
    row.get_by_role("link").nth(2).click()
    expect(journey).to_have_url(re.compile("source=news_letter"))
    customers = panel(journey, "purchase")
    expect(customers.get_by_role("link", name=travellers["purchase"])).to_be_visible()


@every_look
@pytest.mark.parametrize("view", ["flow", "funnel", "time", "table"])
def test_each_picture_is_accessible(page, travellers, look, view):
    page.goto(f"{JOURNEY}?view={view}")
    settle(page)
    accessible(page)


@every_look
def test_the_stage_panel_is_accessible(page, travellers, look):
    page.goto(f"{JOURNEY}?stage=purchase")
    expect(panel(page, "purchase").get_by_role("link", name=travellers["purchase"])).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("look", [("light", 390), ("light", 320)], indirect=True)
def test_phones_see_the_funnel_and_nothing_runs_over_the_edge(page, travellers, look):
    page.goto(JOURNEY)
    expect(page.locator(".funnel-step")).to_have_count(5)
    expect(page.get_by_role("radio", name="Flow")).to_have_count(0)
    for view in ["Funnel", "Time in stage", "Table"]:
        page.get_by_role("radio", name=view).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= look[1], view


def test_a_failed_report_tries_again_and_what_matches_nobody_leads_on(page, travellers, messages):
    messages.allow_status(503, 400)
    report = "**/api/journey?*"
    refuse(page, report)
    refuse(page, "**/api/events/stream*")  # what it tells would have all asked for again
    page.goto(f"{JOURNEY}?period=7d&source=nobody")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    expect(page.get_by_role("radio", name="7 days")).to_be_checked()
    page.unroute(report)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("No customers match these filters")).to_be_visible()
    # Those of the days alone: they may be asked for again at any time.
    page.route(re.compile(r"/api/journey\?(?!.*period=12m)"), nobody_entered)
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.get_by_text("Nobody entered a stage in these days")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Show 12 months").click()
    expect(page.locator(".flow-ribbon").first).to_be_visible()


def test_an_empty_journey_teaches_the_first_webhook_and_waits_for_it(page, sender):
    page.route("**/api/journey?*", nothing_yet)
    page.goto(JOURNEY)
    expect(page.get_by_role("heading", name="Send your first webhook")).to_be_visible()
    expect(page.get_by_text("/api/webhook/customer-journey/").first).to_be_visible()
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    page.unroute("**/api/journey?*")
    walk(sender, "consideration")
    expect(page.locator(".flow-ribbon").first).to_be_visible(timeout=SOON)
