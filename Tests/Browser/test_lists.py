"""Views of the list of customers, what is done to many of them, and exports."""

import csv
import json
import re
import time
import uuid

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from keys import press
from looks import accessible, every_look, settle
from test_customers import API, listed, person, row

JOB = {
    "id": "77", "kind": "tag", "state": "running", "tag": "vip", "format": None,
    "query": "stage=purchase", "undoes": None, "can_undo": False, "seen": 500, "changed": 400,
    "total": {"value": 12_000, "is": "exact"}, "reason": None,
    "by": {"kind": "person", "id": "11", "name": "Owner"}, "created_at": "2026-11-20T10:00:00Z",
    "started_at": "2026-11-20T10:00:01Z", "ended_at": None, "file": None,
}
EXPORT = JOB | {
    "id": "78", "kind": "export", "state": "done", "tag": None, "format": "csv", "seen": 12_000,
    "query": "stage=purchase&seen=30d&sort=value", "ended_at": "2026-11-20T10:00:02Z",
    "file": {"name": "customers-2026-11-20-78.csv", "bytes": 1_480_200,
             "expires_at": "2026-11-27T10:00:02Z", "url": "/api/jobs/78/file"},
}


def view_name() -> str:
    return f"View {uuid.uuid4().hex[:6]}"


def list_views(server) -> list[dict]:
    return server.call("GET", "/api/views")["views"]


def save_view(page: Page, name: str, button: str = "Save view") -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name=name)).to_have_attribute("aria-current", "true")


@every_look
def test_a_view_is_kept_changed_and_deleted_with_undo(page, base_url, server):
    name, other = view_name(), view_name()
    page.goto(f"{base_url}/customers?stage=purchase")
    save_view(page, name)
    expect(page).to_have_url(re.compile(r"stage=purchase&view=\d+$"))
    page.get_by_label("Active any time").select_option("30d")
    expect(page.get_by_role("link", name=name)).to_contain_text("edited")
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name=name)).not_to_contain_text("edited")
    page.get_by_label("Any stage").select_option("advocacy")
    save_view(page, other, "Save as")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_label("Any stage")).to_have_value("purchase")
    expect(page.get_by_label("Active any time")).to_have_value("30d")
    for each in (name, other):
        page.get_by_role("link", name=each).click()
        page.get_by_role("button", name=f"More about the view {each}").click()
        page.get_by_role("menuitem", name="Delete").click()
        expect(page.get_by_role("link", name=each)).to_have_count(0)
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_role("link", name=other)).to_be_visible()
    page.goto("about:blank")  # what was deleted is sent as the page goes
    end = time.monotonic() + 10
    while name in (views := {each["name"]: each for each in list_views(server)}):
        assert time.monotonic() < end, "the view is still there"
        time.sleep(0.1)
    kept = views[other]
    assert kept["query"] == "stage=advocacy&seen=30d"
    server.call("DELETE", f"/api/views/{kept['id']}")


def test_a_view_is_renamed_and_shared_and_its_name_is_its_own(page, base_url, server, messages):
    messages.allow_status(409)
    name, taken = view_name(), view_name()
    made = [server.call("POST", "/api/views", {"name": each, "query": "stage=retention"})["view"]
            for each in (name, taken)]
    page.goto(f"{base_url}/customers?stage=retention&view={made[0]['id']}")
    page.get_by_role("button", name=f"More about the view {name}").click()
    page.get_by_role("menuitem", name="Rename").click()
    page.get_by_label("Name", exact=True).fill(taken)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is a view of this name already.")).to_be_visible()
    accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=f"More about the view {name}").click()
    page.get_by_role("menuitem", name="Share with the team").click()
    expect(page.get_by_role("link", name=re.compile(f"{name}.*shared with the team"))
           ).to_be_visible()
    for each in made:
        server.call("DELETE", f"/api/views/{each['id']}")


def test_all_that_match_are_tagged_with_progress_and_cancelled(page, base_url):
    sent = []
    answer_with(page, API, listed([person(1), person(2)], next_cursor="two",
                                  count={"value": 12_000, "is": "exact"}))
    answer_with(page, re.compile(r"/api/jobs\?"), {"jobs": [], "next_cursor": None})
    answer_with(page, "**/api/customers/bulk", {"job": JOB | {"state": "waiting"}}, 202, seen=sent)
    answer_with(page, "**/api/jobs/77", {"job": JOB})
    answer_with(page, "**/api/jobs/77/cancel", {"job": JOB | {
        "state": "cancelled", "can_undo": True}})
    page.goto(f"{base_url}/customers?stage=purchase&sort=value")
    page.get_by_role("checkbox", name="Select all on this page").check()
    page.get_by_role("button", name="Select all 12,000 that match").click()
    expect(page.get_by_text("All 12,000 that match")).to_be_visible()
    page.get_by_role("button", name="Tag", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Tag").click()
    expect(page.get_by_text("Write a tag.")).to_be_visible()
    page.get_by_label("Tag", exact=True).fill(" vip ")
    accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tagging with “vip”: 500 of 12,000 customers")).to_be_visible()
    assert json.loads(sent[0].post_data) == {
        "action": "tag", "tag": "vip", "query": {"stage": "purchase", "sort": "value"}}
    expect(page.get_by_role("progressbar", name="Progress")).to_have_js_property("value", 500)
    accessible(page)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("was cancelled after 400 customers")).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("list", name="What is being done to many customers")).to_have_count(0)


@pytest.mark.parametrize("look", [("dark", 390)], indirect=True)
def test_chosen_customers_are_tagged_for_real_and_it_is_undone(page, base_url, sender, server):
    mark = uuid.uuid4().hex[:8]
    for n in range(2):
        sender.send(customer_name=f"Tagged{mark} {n}").event()
    page.goto(f"{base_url}/customers?q=tagged{mark}")
    settle(page)
    for n in range(2):
        page.get_by_role("checkbox", name=f"Select Tagged{mark} {n}").check()
    page.get_by_role("button", name="Tag", exact=True).click()
    page.get_by_label("Tag", exact=True).fill(f"tag {mark}")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Tagged with “tag {mark}”: 2 customers")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"Took “tag {mark}” away: 2 customers")).to_be_visible()


@every_look
def test_what_the_filter_shows_is_exported_by_keys_and_kept_for_a_while(page, base_url, sender):
    mark = uuid.uuid4().hex[:8]
    for n in range(2):
        sender.send(customer_name=f"=Exported{mark} {n}").event()
    page.goto(f"{base_url}/customers?q=%3Dexported{mark}&sort=name")
    settle(page)
    press(page, page.get_by_role("button", name="Export"))
    expect(page.get_by_role("menuitem", name="CSV, for spreadsheets")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The export is ready: 2 customers")).to_be_visible()
    with page.expect_download() as download:
        press(page, page.get_by_role("link", name="Download"))
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        names = [each["name"] for each in csv.DictReader(file)]
    assert names == [f"'=Exported{mark} {n}" for n in range(2)]
    page.goto(f"{base_url}/exports")
    kept = row(page, f"Found by “=exported{mark}”")
    expect(kept).to_contain_text(re.compile(r"\d+ bytes"))
    settle(page)
    accessible(page)
    with page.expect_download():
        press(page, kept.get_by_role("link", name=re.compile("^Download")))


def test_exports_say_what_they_are_of_and_what_became_of_them(page, base_url):
    gone = EXPORT | {"id": "79", "query": "", "file": EXPORT["file"] | {"url": None}}
    failed = EXPORT | {"id": "80", "query": None, "state": "failed", "file": None,
                       "reason": "The file could not be written: no space left."}
    answer_with(page, re.compile(r"/api/jobs\?"), {
        "jobs": [EXPORT, gone, failed], "next_cursor": None})
    page.goto(f"{base_url}/exports")
    expect(row(page, "Stage is Purchase · Active in the last 30 days")).to_contain_text("1.5 MB")
    expect(row(page, "all of them")).to_contain_text("No longer kept")
    expect(row(page, "chosen one by one")).to_contain_text("no space left")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Stage is Purchase")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/customers\?stage=purchase&seen=30d&sort=value$"))


def test_without_exports_the_page_says_how_they_are_made(page, base_url):
    answer_with(page, re.compile(r"/api/jobs\?"), {"jobs": [], "next_cursor": None})
    page.goto(f"{base_url}/exports")
    expect(page.get_by_text("No exports yet")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="To the customers").click()
    expect(page).to_have_url(f"{base_url}/customers")


def test_exports_that_failed_are_asked_for_again_by_key(page, base_url, messages):
    messages.allow_status(503)
    refuse(page, re.compile(r"/api/jobs\?"))
    page.goto(f"{base_url}/exports")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    page.unroute(re.compile(r"/api/jobs\?"))
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.get_by_text("The database is away for a moment.")).to_have_count(0)
    expect(page.locator("main section:focus, main:focus")).to_have_count(1)


def test_a_viewer_keeps_views_and_changes_nothing(page, base_url, server):
    session = server.call("GET", "/api/session")
    session["organisation"]["role"] = "viewer"
    page.route("**/api/session", lambda route: route.fulfill(json=session))
    answer_with(page, API, listed([person(1)], next_cursor="two"))
    page.goto(f"{base_url}/customers?stage=purchase")
    expect(page.get_by_role("button", name="Save view")).to_be_visible()
    page.get_by_role("checkbox", name="Select all on this page").check()
    expect(page.get_by_role("button", name="Copy addresses")).to_be_visible()
    for name in ("Tag", "Export", re.compile("that match")):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
