"""The list of customers: found by name, filtered, ordered, paged; all of it in the URL."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from looks import accessible, every_look, settle

API = re.compile(r"/api/customers\?")


def person(n: int, **fields) -> dict:
    """A customer as GET /api/customers lists them."""
    return {
        "id": str(9_000_000 + n), "customer_id": f"listed-{n}", "name": f"Listed Person {n}",
        "email": f"listed-{n}@example.com", "stage": "purchase", "furthest_stage": "purchase",
        "source": "news_letter", "first_seen": "2026-03-02T10:00:00Z",
        "last_seen": "2026-11-20T10:00:00Z", "value": [{"currency": "EUR", "amount": "12.50"}],
    } | fields


def listed(people: list[dict], **more) -> dict:
    return {"customers": people, "next_cursor": None, "previous_cursor": None, "partial": False,
            "count": {"value": len(people), "is": "exact"}} | more


def row(page: Page, name: str):
    return page.get_by_role("row").filter(has_text=name)


@pytest.fixture
def people(page, base_url) -> Page:
    """The screen with three customers of its own."""
    answer_with(page, API, listed([person(1), person(2, name="=Sum(A1)"), person(3)]))
    page.goto(f"{base_url}/customers")
    expect(row(page, "Listed Person 1")).to_be_visible()
    return page


@every_look
def test_customers_are_listed_and_lead_to_their_page(page, base_url, sender):
    sent = sender.send(event="purchase_made", stage="purchase", metadata={
        "source": "browser_tests", "value": 20.5, "currency": "USD"})
    sent.event()
    page.goto(f"{base_url}/customers")
    expect(row(page, sent.name)).to_contain_text("Purchase")
    expect(row(page, sent.name)).to_contain_text("$20.50")
    accessible(page)
    row(page, sent.name).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/customers/\d+$"))
    expect(page.get_by_role("heading", name=sent.name, level=1)).to_be_visible()


def test_a_search_finds_by_name_and_stays_in_the_url(page, base_url, sender):
    mark = uuid.uuid4().hex[:8]
    wanted = sender.send(customer_name=f"Findable{mark} Person")
    other = sender.send()
    other.event()
    page.goto(f"{base_url}/customers")
    expect(row(page, other.name)).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type(f"findable{mark}")
    expect(page).to_have_url(re.compile(rf"\?q=findable{mark}$"))
    expect(row(page, wanted.name)).to_be_visible()
    expect(row(page, other.name)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value(f"findable{mark}")
    expect(row(page, wanted.name)).to_be_visible()


def test_filters_show_as_chips_that_can_be_taken_away(people):
    asked = []
    people.on("request", lambda request: asked.append(request.url)
              if "/api/customers?" in request.url else None)
    people.get_by_label("Any stage").select_option("purchase")
    people.get_by_label("Active any time").select_option("30d")
    expect(people).to_have_url(re.compile(r"\?stage=purchase&seen=30d$"))
    assert "stage=purchase" in asked[-1] and "seen=30d" in asked[-1]
    people.get_by_role("button", name="Take away: Stage is Purchase").click()
    expect(people).to_have_url(re.compile(r"/customers\?seen=30d$"))
    people.get_by_role("button", name="Clear all").click()
    expect(people).to_have_url(re.compile(r"/customers$"))
    people.go_back()
    chip = people.get_by_role("button", name=re.compile("Active in the last 30 days"))
    expect(chip).to_be_visible()


def test_filters_that_few_ask_for_are_applied_together(people):
    people.get_by_role("button", name="More").click()
    people.get_by_label("Paid at least").fill("many")
    people.get_by_role("button", name="Apply").click()
    expect(people.get_by_text("Write a number")).to_be_visible()
    people.get_by_label("Paid at least").fill("99.50")
    people.get_by_label("First seen from").fill("2026-02-03")
    accessible(people)
    people.get_by_role("button", name="Apply").click()
    expect(people).to_have_url(re.compile("value_min=99.50&first_seen_from=2026-02-03"))
    expect(people.get_by_role("button", name=re.compile("Paid at least"))).to_be_visible()
    expect(people.get_by_role("button", name=re.compile("First seen since 3 Feb"))).to_be_visible()


def test_a_link_says_who_entered_a_stage_and_what_became_of_them(page, base_url):
    seen = []
    answer_with(page, API, listed([person(1, entered_at="2026-11-19T10:00:00Z")]), seen=seen)
    page.goto(f"{base_url}/customers?entered=purchase&from=2026-10-22&to=2026-11-20&outcome=left")
    chip = page.get_by_role("button", name=re.compile("Take away: Entered Purchase"))
    expect(chip).to_contain_text("left")
    expect(page.get_by_role("columnheader", name="Entered")).to_be_visible()
    assert "entered=purchase&from=2026-10-22&to=2026-11-20&outcome=left" in seen[0].url
    chip.click()
    expect(page).to_have_url(f"{base_url}/customers")


def test_headings_order_and_say_so(people):
    heading = people.get_by_role("columnheader", name="Value")
    heading.get_by_role("link").click()
    expect(people).to_have_url(re.compile(r"\?sort=value$"))
    expect(heading).to_have_attribute("aria-sort", "descending")
    heading.get_by_role("link").click()
    expect(people).to_have_url(re.compile(r"sort=value&order=asc$"))
    expect(heading).to_have_attribute("aria-sort", "ascending")


def test_pages_go_on_and_back(page, base_url):
    def answer(route):
        second = "cursor=two" in route.request.url
        first_page = listed([person(1)], next_cursor="two", count={"value": 70_000, "is": "about"})
        second_page = listed([person(2)], previous_cursor="one", count=None)
        route.fulfill(json=second_page if second else first_page)

    page.route(API, answer)
    page.goto(f"{base_url}/customers")
    expect(page.get_by_text("About 70,000 customers")).to_be_visible()
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.get_by_role("button", name="Next").click()
    expect(row(page, "Listed Person 2")).to_be_visible()
    expect(page.get_by_text("About 70,000 customers")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_role("button", name="Previous").click()
    expect(page).to_have_url(re.compile("cursor=one"))
    expect(row(page, "Listed Person 1")).to_be_visible()


def test_a_search_for_rare_rows_asks_on_and_shows_what_came(page, base_url):
    held = []

    def answer(route):
        if "cursor=last" in route.request.url:
            held.append(route)
        elif "cursor=on" in route.request.url:
            route.fulfill(json=listed([person(7)], next_cursor="last", partial=True, count=None))
        else:
            route.fulfill(json=listed([], next_cursor="on", partial=True, count=None))

    page.route(API, answer)
    with page.expect_request(re.compile("cursor=last")):
        page.goto(f"{base_url}/customers?value_min=1000")
    expect(row(page, "Listed Person 7")).to_be_visible()
    held[0].fulfill(json=listed([person(8)], count=None))
    expect(row(page, "Listed Person 8")).to_be_visible()
    expect(row(page, "Listed Person 7")).to_be_visible()


# How many rows there are, and how wide the columns, each time that the browser is idle.
TURNS = """
window.turns = []
window.widths = () =>
  [...document.querySelectorAll('main th')].map((each) => each.offsetWidth).join(' ')
window.requestIdleCallback = (run) => setTimeout(() => {
  turns.push([document.querySelectorAll('main .row-link').length, widths()])
  run()
})
"""


def test_rows_out_of_sight_follow_in_turns_and_move_no_column(page, base_url):
    page.add_init_script(TURNS)
    answer_with(page, API, listed([person(n) for n in range(50)]))
    page.goto(f"{base_url}/customers")
    expect(row(page, "Listed Person 49")).to_be_attached()
    turns = [(rows, widths) for rows, widths in page.evaluate("turns") if rows]
    assert 10 < turns[0][0] < 20
    assert {widths for _, widths in turns} == {page.evaluate("widths()")}


def test_the_keyboard_walks_selects_and_opens(people, messages):
    messages.allow_status(404)  # the server knows none of these customers
    people.keyboard.press("j")
    people.keyboard.press("x")
    people.keyboard.press("j")
    people.keyboard.press("j")
    people.keyboard.press("x")
    expect(people.get_by_text("2 selected")).to_be_visible()
    expect(people.get_by_role("checkbox", name="Select Listed Person 1")).to_be_checked()
    accessible(people)
    people.keyboard.press("Enter")
    expect(people).to_have_url(re.compile("/customers/9000003$"))


def test_selected_customers_can_be_taken_away_as_a_file(people):
    people.get_by_role("checkbox", name="Select all on this page").check()
    with people.expect_download() as download:
        people.get_by_role("button", name="Download CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert '"listed-2","\'=Sum(A1)","listed-2@example.com","purchase"' in lines[2]
    people.get_by_role("button", name="Copy addresses").click()
    copied = people.evaluate("navigator.clipboard.readText()")
    assert copied == "listed-1@example.com, listed-2@example.com, listed-3@example.com"
    people.get_by_role("button", name="Clear the selection").click()
    expect(people.get_by_role("searchbox")).to_be_visible()


def test_who_was_active_since_waits_above_the_rows(page, base_url, sender):
    sender.send().event()
    page.goto(f"{base_url}/customers")
    settle(page)
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    sent = sender.send()
    bar = page.get_by_role("button", name=re.compile("1 customer was active since"))
    expect(bar).to_be_visible()
    expect(row(page, sent.name)).to_have_count(0)
    bar.click()
    expect(row(page, sent.name)).to_be_visible()


@every_look
def test_without_customers_the_list_says_how_they_come(page, base_url):
    answer_with(page, API, listed([]))
    page.goto(f"{base_url}/customers")
    expect(page.get_by_text("No customers yet")).to_be_visible()
    expect(page.get_by_role("link", name="Send a first event")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    accessible(page)


def test_filters_that_match_nobody_can_be_cleared(page, base_url):
    answer_with(page, API, listed([]))
    page.goto(f"{base_url}/customers?q=nobody&stage=advocacy")
    expect(page.get_by_text("No customers match these filters")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Clear the filters").click()
    expect(page).to_have_url(f"{base_url}/customers")


def test_a_failed_load_keeps_the_filters_and_tries_again(page, base_url, messages):
    messages.allow_status(503)
    refuse(page, API)
    page.goto(f"{base_url}/customers?stage=purchase")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    expect(page.get_by_label("Any stage")).to_have_value("purchase")
    accessible(page)
    page.unroute(API)
    answer_with(page, API, listed([person(1)]))
    page.get_by_role("button", name="Try again").click()
    expect(row(page, "Listed Person 1")).to_be_visible()
    refuse(page, API)
    page.get_by_label("Any stage").select_option("advocacy")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    expect(row(page, "Listed Person 1")).to_have_count(0)


def test_a_link_that_asks_for_nonsense_is_told_and_left(page, base_url, messages):
    messages.allow_status(400)
    answer_with(page, re.compile(r"/api/customers.*stage=nowhere"), {
        "title": "Bad request", "details": ["stage: one of awareness, purchase"]}, status=400)
    page.goto(f"{base_url}/customers?stage=nowhere")
    expect(page.get_by_text("stage: one of awareness, purchase")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    expect(page).to_have_url(f"{base_url}/customers")


@pytest.mark.parametrize("look", [("dark", 390)], indirect=True)
def test_on_phones_rows_have_two_lines_and_order_is_a_choice(people):
    expect(people.get_by_role("columnheader", name="Value")).to_have_count(0)
    people.get_by_label("Sort by").select_option("value")
    expect(people).to_have_url(re.compile("sort=value"))
    accessible(people)
