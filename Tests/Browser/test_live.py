"""Live events: a signed webhook shows without a reload."""

import json
import re

import pytest
from playwright.sync_api import expect

from answers import answer_with, refuse
from brand_new import make_brand_new
from looks import accessible, every_look, settle


def row_of(page, sent):
    return page.get_by_role("listitem").filter(has_text=sent.name)


@every_look
def test_an_event_arrives_without_a_reload(page, base_url, sender):
    page.goto(f"{base_url}/live")
    settle(page)
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    sent = sender.send(event="purchase_made", stage="purchase", metadata={
        "source": "browser_tests", "value": 129.9, "currency": "USD"})
    expect(row_of(page, sent)).to_be_visible(timeout=5000)
    expect(row_of(page, sent)).to_contain_text("Made a purchase")
    accessible(page)


def test_an_event_opens_to_its_metadata_customer_and_delivery(page, base_url, sender):
    sent = sender.send()
    sent.event()
    page.goto(f"{base_url}/live")
    toggle = row_of(page, sent).get_by_role("button").first
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    shown = json.loads(row_of(page, sent).get_by_role("group", name="Metadata").inner_text())
    assert shown["mark"] == sent.payload["metadata"]["mark"]
    accessible(page)
    row_of(page, sent).get_by_role("link", name="Open the delivery").click()
    expect(page).to_have_url(re.compile(r"/webhooks/deliveries/\w+"))
    page.go_back()
    row_of(page, sent).get_by_role("link", name=sent.name).click()
    expect(page.get_by_role("dialog", name="Customer")).to_contain_text(sent.name)


def test_paused_events_wait_and_are_counted(page, base_url, sender):
    page.goto(f"{base_url}/live")
    settle(page)
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    sent = sender.send()
    expect(page.get_by_role("button", name=re.compile("Show .* new event"))).to_be_visible()
    expect(row_of(page, sent)).to_be_hidden()
    page.get_by_role("button", name="Resume").click()
    expect(row_of(page, sent)).to_be_visible()


def test_rows_do_not_move_under_the_pointer(page, base_url, sender):
    first = sender.send()
    first.event()
    page.goto(f"{base_url}/live")
    settle(page)
    row_of(page, first).hover()
    before = row_of(page, first).bounding_box()["y"]
    second = sender.send()
    bar = page.get_by_role("button", name=re.compile("Show .* new event"))
    expect(bar).to_be_visible()
    expect(row_of(page, second)).to_be_hidden()
    assert abs(row_of(page, first).bounding_box()["y"] - before) < 1
    page.mouse.move(2, 2)
    expect(row_of(page, second)).to_be_visible()


def test_filters_live_in_the_url(page, base_url, sender):
    seen = sender.send(event="page_viewed", stage="awareness")
    left = sender.send(event="review_left", stage="advocacy")
    left.event()
    seen.event()
    page.goto(f"{base_url}/live")
    page.get_by_label("Any stage").select_option("advocacy")
    expect(page).to_have_url(f"{base_url}/live?stage=advocacy")
    expect(row_of(page, left)).to_be_visible()
    expect(row_of(page, seen)).to_be_hidden()
    page.reload()
    expect(row_of(page, left)).to_be_visible()
    expect(page.get_by_label("Any stage")).to_have_value("advocacy")
    page.go_back()
    expect(row_of(page, seen)).to_be_visible()


def test_filters_that_match_nothing_can_be_cleared(page, base_url, server, sender):
    sender.send().event()
    empty = server.call("POST", "/api/connections", {
        "name": "Silent", "scheme": "waymark", "accepts_unsigned": False})
    page.goto(f"{base_url}/live?connection={empty['connection']['id']}")
    expect(page.get_by_text("No events match these filters")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Clear the filters").click()
    expect(page).to_have_url(f"{base_url}/live")


def test_before_the_first_event_it_says_what_is_missing_and_waits(page, base_url, sender):
    make_brand_new(page)
    answer_with(page, "**/api/connections", {"connections": []})
    page.goto(f"{base_url}/live")
    expect(page.get_by_text("No connection yet")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="To the connections").click()
    expect(page.get_by_role("heading", name="Webhooks", level=1)).to_be_visible()
    page.unroute("**/api/connections")
    page.get_by_role("link", name="Live events").click()
    expect(page.get_by_role("heading", name="Send your first webhook")).to_be_visible()
    sent = sender.send()
    expect(row_of(page, sent)).to_be_visible()


def test_j_and_k_walk_the_rows(page, base_url, sender):
    for _ in range(3):
        last = sender.send()
    last.event()
    page.goto(f"{base_url}/live")
    settle(page)
    toggles = page.locator(".event-toggle")
    page.keyboard.press("j")
    expect(toggles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(toggles.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(toggles.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(toggles.nth(0)).to_have_attribute("aria-expanded", "true")


def test_all_tabs_share_one_stream_and_the_next_takes_over(context, page, base_url, sender):
    streams = []
    context.on("request", lambda request: streams.append(request.url)
               if "/api/events/stream" in request.url else None)
    tabs = [page] + [context.new_page() for _ in range(3)]
    for tab in tabs:
        tab.goto(f"{base_url}/live")
        expect(tab.locator(".live[data-status=live]")).to_be_visible()
    assert len(streams) == 1
    sent = sender.send()
    for tab in tabs:
        expect(row_of(tab, sent)).to_be_visible(timeout=5000)
    between = []

    def late(route) -> None:
        between.append(sender.send())
        between[0].event()
        route.continue_()

    context.route("**/api/events/stream*", late)
    tabs[0].close()
    while not between:
        tabs[1].wait_for_timeout(50)
    expect(tabs[1].locator(".live[data-status=live]")).to_be_visible()
    with_heir = sender.send()
    for tab in tabs[1:]:
        expect(row_of(tab, with_heir)).to_be_visible(timeout=8000)
        expect(row_of(tab, between[0])).to_be_visible()
    assert len(streams) == 2


@pytest.fixture
def late_stream(page):
    """Holds the page's live stream back until it is called."""
    held = []
    page.route("**/api/events/stream*", lambda route: held.append(route))

    def begin() -> None:
        held.pop(0).continue_()

    def awaited() -> None:
        while not held:
            page.wait_for_timeout(50)

    begin.awaited = awaited
    return begin


@pytest.mark.parametrize("path", ["/", "/live"])
def test_what_came_before_the_stream_began_shows_as_it_does(
        page, base_url, sender, late_stream, path):
    sender.send().event()
    page.goto(base_url + path)
    feed = page.locator(".recents, .feed")
    expect(feed.locator("li").first).to_be_visible()
    late_stream.awaited()
    sent = sender.send()
    sent.event()
    expect(feed.get_by_text(sent.name)).to_have_count(0)
    late_stream()
    expect(feed.get_by_text(sent.name).first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/live"])
def test_what_was_missed_waits_too_while_somebody_points_at_the_rows(
        page, base_url, sender, late_stream, path):
    first = sender.send()
    first.event()
    page.goto(base_url + path)
    row_of(page, first).hover()
    late_stream.awaited()
    sent = sender.send()
    sent.event()
    with page.expect_response(re.compile(r"/api/events\?")):
        late_stream()
    page.wait_for_timeout(300)
    expect(row_of(page, sent)).to_have_count(0)
    page.mouse.move(2, 2)
    expect(row_of(page, sent)).to_be_visible()


def test_where_more_was_missed_than_a_page_holds_older_events_follow_without_a_hole(
        page, base_url, sender, late_stream):
    known = sender.send()
    known.event()
    page.goto(f"{base_url}/live?connection={sender.id}")
    expect(row_of(page, known)).to_be_visible()
    late_stream.awaited()
    missed = []
    for _ in range(6):
        some = [sender.send() for _ in range(10)]
        for each in some:
            each.event()
        missed += some
    late_stream()
    expect(row_of(page, missed[-1])).to_be_visible()
    expect(row_of(page, known)).to_have_count(0)
    page.get_by_role("button", name="Load older events").click()
    expect(row_of(page, known)).to_be_visible()
    names = page.locator(".event-name").all_inner_texts()
    assert set(names) >= {each.name for each in missed}


def test_a_stream_that_stays_away_is_replaced_by_asking(page, base_url, messages):
    messages.allow_status(503)
    page.route("**/api/events/stream*", lambda route: route.fulfill(status=503, body=""))
    page.goto(f"{base_url}/live")
    expect(page.get_by_text("Updating every 15 s")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("path", ["/live", "/webhooks"])
def test_a_failed_load_says_so_and_tries_again(page, base_url, messages, path):
    messages.allow_status(503)
    loads = re.compile(r"/api/(events|connections)(\?.*)?$")
    refuse(page, loads)
    refuse(page, "**/api/events/stream*")  # what arrives live would fill the gap
    page.goto(base_url + path)
    expect(page.get_by_text("The database is away for a moment.").first).to_be_visible()
    accessible(page)
    page.unroute(loads)
    page.get_by_role("button", name="Try again").first.click()
    expect(page.get_by_text("The database is away for a moment.")).to_have_count(0)
