"""A customer's own page."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from looks import accessible, every_look


def events_of(page: Page):
    return page.get_by_role("region", name="Activity").get_by_role("listitem")


def again(sender, sent, **fields):
    """One more event of the same customer."""
    return sender.send(customer_id=sent.payload["customer_id"], customer_name=sent.name,
                       customer_email=sent.payload["customer_email"], **fields)


@pytest.fixture
def buyer(sender):
    """Somebody who looked, bought and reviewed."""
    sent = sender.send(event="page_viewed")
    again(sender, sent, event="purchase_made", stage="purchase", metadata={
        "source": "browser_tests", "value": 20.5, "currency": "USD"})
    again(sender, sent, event="review_left", stage="advocacy").event()
    return sent


def open_page(page: Page, base_url: str, sent, query: str = "") -> None:
    page.goto(f"{base_url}/customers/{sent.event()['customer']['id']}{query}")
    expect(page.get_by_role("heading", name=sent.name, level=1)).to_be_visible()


@every_look
def test_the_page_shows_stages_figures_identities_and_activity(page, base_url, buyer):
    open_page(page, base_url, buyer)
    expect(page).to_have_title(re.compile(buyer.name))
    here = page.get_by_role("list", name="Stages").locator("[aria-current=step]")
    expect(here).to_contain_text("Advocacy")
    expect(page.get_by_role("region", name="In figures")).to_contain_text("$20.50")
    identities = page.get_by_role("region", name="Identities")
    expect(identities).to_contain_text(buyer.payload["customer_email"])
    expect(events_of(page)).to_have_count(3)
    expect(events_of(page).first).to_contain_text("Left a review")
    accessible(page)


def test_an_event_leads_to_the_delivery_that_brought_it(page, base_url, buyer):
    open_page(page, base_url, buyer)
    page.get_by_role("link", name="Made a purchase").click()
    expect(page).to_have_url(re.compile(r"/webhooks/deliveries/\w+"))


def test_the_activity_is_filtered_in_the_url(page, base_url, buyer):
    open_page(page, base_url, buyer)
    page.get_by_label("Any event").select_option("purchase_made")
    expect(page).to_have_url(re.compile(r"\?event=purchase_made$"))
    expect(events_of(page)).to_have_count(1)
    page.get_by_label("Any stage").select_option("retention")
    expect(page.get_by_text("No events match these filters")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Clear the filters").click()
    expect(events_of(page)).to_have_count(3)


def test_older_activity_is_loaded_below(page, base_url, sender):
    sent = sender.send()
    for _ in range(44):
        again(sender, sent, event="page_viewed")
    open_page(page, base_url, sent)
    expect(events_of(page)).to_have_count(40)
    page.get_by_role("button", name="Load older activity").click()
    expect(events_of(page)).to_have_count(45)
    expect(page.get_by_role("button", name="Load older activity")).to_have_count(0)


def test_the_page_follows_live(page, base_url, sender):
    sent = sender.send()
    open_page(page, base_url, sent)
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    again(sender, sent, event="purchase_made", stage="purchase", metadata={
        "source": "browser_tests", "value": 7, "currency": "USD"})
    expect(events_of(page).first).to_contain_text("Made a purchase")
    expect(page.get_by_role("region", name="In figures")).to_contain_text("$7.00")


def test_the_way_back_keeps_the_list_as_it_was(page, base_url, buyer):
    page.goto(f"{base_url}/customers?stage=advocacy")
    page.get_by_role("row").filter(has_text=buyer.name).get_by_role("link").click()
    expect(page.get_by_role("heading", name=buyer.name, level=1)).to_be_visible()
    page.get_by_role("link", name="Customers").last.click()
    expect(page).to_have_url(f"{base_url}/customers?stage=advocacy")


def test_a_merge_can_be_undone_from_here(page, base_url, sender):
    mark = uuid.uuid4().hex[:8]
    mail = f"twin-{mark}@example.com"
    sender.send(customer_id=f"twin-a-{mark}", customer_email=mail, customer_name=f"Twin {mark}")
    merged = sender.send(customer_id=f"twin-b-{mark}", customer_email=mail,
                         customer_name=f"Twin {mark}")
    customer = merged.event()["customer"]["id"]
    found = merged.server.call("GET", f"/api/customers/{customer}")["customer"]
    found["merges"] = [{"id": "77", "merged_id": "78", "merged_name": "Other Twin", "reason": "x",
                        "at": "2026-11-01T10:00:00Z", "undone_at": None}]
    page.route(f"**/api/customers/{customer}", lambda route: route.fulfill(
        json={"success": True, "customer": found}))
    undone = []
    answer_with(page, "**/api/merges/77/undo", {}, status=202, seen=undone)
    open_page(page, base_url, merged)
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("“Other Twin” is a customer of its own again.")).to_be_visible()
    assert [each.method for each in undone] == ["POST"]


def test_of_very_many_identities_some_are_shown_at_once(page, base_url, buyer):
    customer = buyer.event()["customer"]["id"]
    found = buyer.server.call("GET", f"/api/customers/{customer}")["customer"]
    found["identities"] += [
        {"kind": "external", "value": f"guest-{number}", "connection_id": None}
        for number in range(150)]
    answer_with(page, f"**/api/customers/{customer}", {"customer": found})
    open_page(page, base_url, buyer)
    identities = page.get_by_role("region", name="Identities")
    expect(identities.get_by_role("definition")).to_have_count(20)
    more = identities.get_by_role("button", name="Show more")
    expect(more).to_have_text(f"Show more ({len(found['identities']) - 20} left)")
    more.focus()
    page.keyboard.press("Enter")
    expect(identities.get_by_role("definition")).to_have_count(120)
    more.click()
    expect(identities).to_contain_text("guest-149")
    expect(more).to_have_count(0)
    accessible(page)


def test_an_unknown_customer_says_so_and_leads_back(page, base_url, messages):
    messages.allow_status(404)
    page.goto(f"{base_url}/customers/999999999999")
    expect(page.get_by_role("heading", name="This customer is not here")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="All customers").click()
    expect(page).to_have_url(f"{base_url}/customers")


def test_what_failed_to_load_is_tried_again_and_what_is_empty_says_so(
        page, base_url, buyer, messages):
    messages.allow_status(503)
    customer = buyer.event()["customer"]["id"]
    loads = [f"**/api/customers/{customer}", "**/api/events?*", "**/notes?*"]
    for each in loads:
        refuse(page, each)
    page.goto(f"{base_url}/customers/{customer}")
    failed = page.get_by_text("The database is away for a moment.")
    again = page.get_by_role("button", name="Try again")
    expect(failed).to_be_visible()
    accessible(page)
    page.unroute(loads[0])
    again.click()
    expect(page.get_by_role("heading", name=buyer.name, level=1)).to_be_visible()
    activity = page.get_by_role("region", name="Activity")
    expect(activity.get_by_text("The database is away for a moment.")).to_be_visible()
    page.unroute(loads[1])
    answer_with(page, loads[1], {"events": [], "next_cursor": None})
    again.click()
    expect(activity.get_by_text("No events yet")).to_be_visible()
    page.get_by_role("tab", name="Notes").click()
    expect(failed).to_be_visible()
    page.unroute(loads[2])
    again.click()
    expect(page.get_by_text("No notes yet")).to_be_visible()


def test_the_drawer_leads_to_the_page(page, base_url, buyer):
    customer = buyer.event()["customer"]["id"]
    page.goto(f"{base_url}/live?customer={customer}")
    page.get_by_role("link", name="Open the whole page").click()
    expect(page).to_have_url(f"{base_url}/customers/{customer}")
    expect(page.get_by_role("heading", name=buyer.name, level=1)).to_be_visible()
