"""How Waymark itself fares: the admin's page."""

import json
import re
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from checkout import ROOT
from keys import press
from looks import accessible, every_look, settle

NOW = datetime.now(timezone.utc)


def moment(**ago) -> str:
    return (NOW - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def status(**changes) -> dict:
    """What the server says on a good day, but for these changes."""
    return {
        "success": True, "version": "0.1.0", "as_of": moment(), "healthy": True, "findings": [],
        "inbox": {
            "waiting": 1234, "retrying": 2, "held": 0, "lag_seconds": 3, "applied": 99_000,
            "applied_per_second": 412.34,
            "history": [{"at": moment(minutes=30 - i), "waiting": 40 * i, "lag_seconds": i}
                        for i in range(31)],
        },
        "failures": {"retrying": 0, "dead": 0, "quarantined": 0},
        "processes": [
            {"id": "7", "role": "work", "host": "shop-1", "version": "0.1.0",
             "started_at": moment(hours=3), "seen_at": moment()},
            {"id": "6", "role": "serve", "host": "shop-1", "version": "0.1.0",
             "started_at": moment(hours=3), "seen_at": moment()},
        ],
        "spool": {"deliveries": 0, "bytes": 0, "oldest_at": None, "set_aside": 0},
        "database": {"version": "10.11.6-MariaDB", "bytes": 48_000_000},
        "backup": {"made_at": moment(hours=7), "path": "/var/backups/waymark/a.sql.zst",
                   "rows": 123_456, "bytes": 9_900_000},
    } | changes


BAD_DAY = [
    {"code": "work_absent", "weight": "bad", "figures": {"seen_at": moment(minutes=9)}},
    {"code": "inbox_behind", "weight": "bad",
     "figures": {"waiting": 81_000, "lag_seconds": 540}},
    {"code": "dead", "weight": "bad", "figures": {"n": 3}},
    {"code": "spool_waiting", "weight": "warn", "figures": {"n": 1}},
    {"code": "versions_differ", "weight": "warn", "figures": {"versions": "0.1.0, 0.2.0"}},
    {"code": "backup_old", "weight": "warn", "figures": {"made_at": moment(days=9)}},
]


@pytest.fixture
def say(page):
    """Lets the server say something else than it would."""
    def answer(body: dict) -> None:
        page.unroute("**/api/status")
        page.route("**/api/status", lambda route: route.fulfill(
            body=json.dumps(body), content_type="application/json"))
    return answer


@every_look
def test_a_good_day(page, base_url, say):
    say(status())
    page.goto(f"{base_url}/status")
    settle(page)
    expect(page.get_by_text("Healthy")).to_be_visible()
    expect(page.get_by_text("Everything is as it should be.")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Waiting deliveries .* now 1,200"))
           ).to_be_visible()
    expect(page.get_by_text("412.3")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Applies shop-1"))).to_be_visible()
    accessible(page)


@every_look
def test_a_bad_day_says_what_to_do_and_keys_lead_there(page, base_url, say):
    say(status(healthy=False, findings=BAD_DAY,
               failures={"retrying": 2, "dead": 3, "quarantined": 0},
               processes=[], backup=None))
    page.goto(f"{base_url}/status")
    settle(page)
    expect(page.get_by_text("Needs you", exact=True)).to_be_visible()
    found = page.get_by_role("region", name="What needs you").get_by_role("listitem")
    expect(found).to_have_count(len(BAD_DAY))
    expect(found.nth(0)).to_contain_text(
        re.compile(r"“waymark work” was last seen \d+ min ago"))
    expect(found.nth(0)).to_contain_text("systemctl start waymark-work")
    expect(found.nth(1)).to_contain_text("81,000 deliveries wait, the first one for 9 min")
    expect(page.get_by_text("None was seen in the last 30 seconds.")).to_be_visible()
    accessible(page)
    press(page, found.nth(2).get_by_role("link", name="Show the dead"))
    expect(page).to_have_url(f"{base_url}/webhooks/deliveries?state=dead")


def test_every_finding_has_its_sentence_and_remedy(page, base_url, say):
    """The codes of the server's own diagnosis, read from its source."""
    source = (ROOT / "Sources/Web/Sight/Finding.swift").read_text()
    codes = set(re.findall(r'counted\("(\w+)"', source))
    for told in re.findall(r"code: ([^\n]*)", source):
        codes |= set(re.findall(r'"(\w\w+)"', told))
    assert len(codes) == 11
    figures = {"n": 2, "since": moment(), "seen_at": moment(), "made_at": moment(),
               "waiting": 1, "lag_seconds": 2, "versions": "1"}
    say(status(findings=[{"code": code, "weight": "warn", "figures": figures}
                         for code in sorted(codes)]))
    page.goto(f"{base_url}/status")
    found = page.get_by_role("region", name="What needs you").get_by_role("listitem")
    expect(found).to_have_count(len(codes))
    for code, text in zip(sorted(codes), found.all_inner_texts()):
        title, *more = text.split("\n")
        assert more and title != code and "{" not in text, text


def test_the_real_server_is_seen(page, base_url, server, sender):
    sender.send().event()
    page.goto(f"{base_url}/status")
    settle(page)
    expect(page.get_by_role("row", name=re.compile("^Answers"))).to_be_visible(timeout=10_000)
    expect(page.get_by_role("row", name=re.compile("^Applies"))).to_be_visible(timeout=10_000)
    expect(page.get_by_text(re.compile("MariaDB 1"))).to_be_visible()


def test_a_failed_look_says_so_and_keeps_what_was_seen(page, base_url, say, messages):
    messages.allow_status(503)
    problem = '{"title": "Unavailable", "detail": "The database is away for a moment."}'
    page.route("**/api/status", lambda route: route.fulfill(
        status=503, body=problem, content_type="application/problem+json"))
    page.goto(f"{base_url}/status")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    accessible(page)
    say(status())
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Everything is as it should be.")).to_be_visible()


def test_a_server_that_has_just_started_says_so(page, base_url, say):
    say({"success": True, "version": "0.1.0", "as_of": None})
    page.goto(f"{base_url}/status")
    expect(page.get_by_text("Waymark has only just started.")).to_be_visible()
    accessible(page)


def test_keys_lead_there(page, base_url, say):
    say(status())
    page.goto(f"{base_url}/live")
    settle(page)
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(f"{base_url}/status")
    expect(page.get_by_role("link", name="Status")).to_have_attribute("aria-current", "page")


def test_who_manages_nothing_does_not_see_the_entry(page, base_url, server):
    session = server.call("GET", "/api/session")
    session["organisation"]["role"] = "viewer"
    page.route("**/api/session", lambda route: route.fulfill(
        body=json.dumps(session), content_type="application/json"))
    page.goto(f"{base_url}/live")
    settle(page)
    expect(page.get_by_role("link", name="Webhooks")).to_be_visible()
    expect(page.get_by_role("link", name="Status")).to_have_count(0)
