"""The Overview's figures as they ran, day by day."""

import re
import time
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import Locator, Page, expect

from answers import answer_with, refuse
from keys import reach
from looks import LOOKS, settle

REPORT = "**/api/journey/course?*"


@pytest.fixture(scope="module")
def steps(server, sender) -> list[dict]:
    """The last thirty days, with somebody new on the second last."""
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    earlier = sender.send(timestamp=yesterday.strftime("%Y-%m-%dT%H:%M:%SZ"))
    sender.send().event()
    # By name: behind the events of other tests of today it may stand on a later page.
    end = time.monotonic() + 10
    named = f"/api/customers?q={earlier.payload['metadata']['mark']}"
    while not server.call("GET", named)["customers"]:
        assert time.monotonic() < end, "the event of yesterday did not appear"
        time.sleep(0.1)
    return server.call("GET", "/api/journey/course?period=30d")["steps"]


@pytest.fixture
def course(page, base_url, steps) -> Locator:
    page.goto(f"{base_url}/")
    settle(page)
    shown = page.get_by_role("region", name="New customers")
    shown.scroll_into_view_if_needed()
    return shown


def chart(course: Locator) -> Locator:
    return course.get_by_role("link", name=re.compile("^New customers by day"))


def tip(course: Locator) -> Locator:
    return course.locator(".line-tip")


def expect_opened(page: Page, step: dict) -> None:
    days = f"first_seen_from={step['from']}&first_seen_to={step['to']}"
    expect(page).to_have_url(re.compile(rf"/customers\?{days}&sort=first_seen$"))


def test_keys_read_a_day_and_open_its_customers(page, course, steps):
    link = chart(course)
    reach(page, link)
    expect(tip(course)).to_contain_text("so far")
    page.keyboard.press("Home")
    expect(course.locator("[aria-live]")).to_contain_text(f"{steps[0]['new']} new customer")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(tip(course)).not_to_contain_text("so far")
    said = rf": {steps[-2]['new']} new customers?; {steps[-2]['previous']['new']} before"
    expect(course.locator("[aria-live]")).to_contain_text(re.compile(said))
    expect(link).to_have_accessible_description(re.compile(said))
    page.keyboard.press("Enter")
    expect_opened(page, steps[-2])
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()


def test_a_pointer_reads_a_day_and_opens_its_customers(page, course, steps):
    link = chart(course)
    box = link.bounding_box()
    link.hover(position={"x": 1, "y": 40})
    expect(tip(course)).to_contain_text(str(steps[0]["new"]))
    link.hover(position={"x": box["width"] * 28 / 29, "y": 40})
    expect(tip(course)).to_contain_text(str(steps[28]["new"]))
    page.mouse.move(0, 0)
    expect(tip(course)).to_have_count(0)
    link.click(position={"x": box["width"] * 28 / 29, "y": 40})
    expect_opened(page, steps[28])


@pytest.mark.parametrize("look", [LOOKS[1]], ids=["dark-390"], indirect=True)
def test_a_finger_reads_first_and_opens_with_the_next_touch(page, course, steps):
    link = chart(course)
    at = {"x": link.bounding_box()["width"] * 28 / 29, "y": 60}
    link.tap(position=at)
    expect(tip(course)).to_contain_text(str(steps[28]["new"]))
    expect(page).to_have_url(re.compile(r"/$"))
    link.tap(position=at)
    expect_opened(page, steps[28])


def test_the_table_says_the_same_and_cards_show_it_in_strokes(page, course, steps):
    rows = course.get_by_role("row")
    expect(rows).to_have_count(len(steps) + 1)
    cells = rows.last.get_by_role("cell")
    assert cells.first.text_content() == f"{steps[-1]['new']:,}"
    expect(page.locator(".kpi .spark")).to_have_count(4)
    expect(page.locator(".kpi .spark").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".kpi .spark").first).to_be_hidden()


def test_what_happens_now_is_in_the_chart_without_a_reload(page, course, sender):
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    figure = course.locator(".course-sum .figure")
    before = int(figure.text_content().replace(",", ""))
    sender.send()
    expect(figure).to_have_text(f"{before + 1:,}", timeout=10_000)


def test_a_year_is_shown_by_months_and_a_period_may_stand_alone(page, base_url, course):
    page.goto(f"{base_url}/?period=12m&compare=off")
    settle(page)
    link = course.get_by_role("link", name=re.compile("^New customers by month"))
    link.focus()
    expect(tip(course)).to_contain_text(re.compile(r"\d+ \w+ – \d+ \w+ \d{4}, so far"))
    expect(course.locator(".line-legend li")).to_have_count(1)


def test_days_without_anybody_say_so(page, base_url, server, steps):
    empty = server.call("GET", "/api/journey/course?period=30d&compare=off")
    for step in empty["steps"]:
        step["new"] = 0
    answer_with(page, REPORT, empty)
    page.goto(f"{base_url}/")
    settle(page)
    expect(page.get_by_text("No new customers in these days")).to_be_visible()


def test_a_failed_chart_leaves_the_rest_and_tries_again(page, base_url, steps, messages):
    messages.allow_status(503)
    refuse(page, REPORT)
    refuse(page, "**/api/events/stream*")  # what it tells would have all asked for again
    page.goto(f"{base_url}/")
    settle(page)
    expect(page.locator(".kpi-figure")).to_have_count(8)
    page.unroute(REPORT)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".line-chart")).to_be_visible()
