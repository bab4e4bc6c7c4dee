"""What people keep on a customer: contact, tags, notes, and who is one person."""

import re

import pytest
from playwright.sync_api import Page, expect

from answers import answer_with, refuse
from keys import press, put, reach
from looks import accessible, every_look
from test_customer_page import again, open_page


@pytest.fixture
def customer(sender):
    """Somebody who was seen once, with the id and path of their record."""
    sent = sender.send()
    sent.id = sent.event()["customer"]["id"]
    sent.path = f"/api/customers/{sent.id}"
    return sent


def card(page: Page, name: str):
    return page.get_by_role("region", name=name, exact=True)


def record(customer) -> dict:
    return customer.server.call("GET", customer.path)["customer"]


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Note").fill(text)


@every_look
def test_contact_tags_and_notes_are_kept_by_keys(page, base_url, customer):
    customer.server.call("PUT", f"{customer.path}/tags/newsletter")
    open_page(page, base_url, customer)
    contact, tags = card(page, "Contact"), card(page, "Tags")
    press(page, contact.get_by_role("button", name="Edit phone"))
    expect(contact.get_by_label("Phone")).to_be_focused()
    page.keyboard.type("+233 20 000 2557")
    page.keyboard.press("Enter")
    expect(contact.get_by_role("link", name="+233200002557")).to_be_visible()
    expect(contact).to_contain_text("Typed by")

    press(page, tags.get_by_role("button", name="Add tag"))
    field = tags.get_by_role("combobox", name="New tag")
    expect(field).to_be_focused()
    page.keyboard.type("NEWS")
    expect(tags.get_by_role("option")).to_have_count(0)
    put(page, field, "Early adopter")
    page.keyboard.press("Enter")
    expect(tags.get_by_role("listitem").filter(has_text="Early adopter")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tags.get_by_role("button", name="Add tag")).to_be_focused()
    accessible(page)

    reach(page, page.get_by_role("tab", name="Activity"))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"\?tab=notes$"))
    expect(page.get_by_text("No notes yet")).to_be_visible()
    press(page, page.get_by_role("button", name="Add a note"))
    put(page, page.get_by_role("textbox", name="Note"), "Call after 5 pm <b>")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    accessible(page)
    press(page, page.get_by_role("button", name="Done"))
    notes = page.get_by_role("tabpanel")
    expect(notes.get_by_text("Call after 5 pm <b>")).to_be_visible()
    expect(page.get_by_role("tab", name="Notes 1")).to_be_visible()
    accessible(page)
    found = record(customer)
    assert [each["tag"] for each in found["tags"]] == ["Early adopter", "newsletter"]
    assert found["notes_count"] == 1


def test_suggestions_are_walked_with_arrows_and_a_tag_comes_back_by_undo(
        page, base_url, sender, customer):
    other = sender.send().event()["customer"]["id"]
    mark = customer.payload["customer_id"][-8:]
    customer.server.call("PUT", f"/api/customers/{other}/tags/Top%20{mark}")
    open_page(page, base_url, customer)
    tags = card(page, "Tags")
    expect(tags).to_contain_text("No tags yet")
    tags.get_by_role("button", name="Add tag").press("Enter")
    field = tags.get_by_role("combobox", name="New tag")
    field.press_sequentially(f"top {mark}")
    expect(tags.get_by_role("option", name=f"Top {mark}")).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(tags.get_by_role("listitem").filter(has_text=f"Top {mark}")).to_be_visible()
    tags.get_by_role("button", name=f"Remove the tag Top {mark}").click()
    expect(tags.get_by_role("listitem")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(tags.get_by_role("listitem")).to_have_count(1)


def test_what_is_refused_goes_back_and_says_why(page, base_url, customer, messages):
    messages.allow_status(503, 409, 422)
    open_page(page, base_url, customer)
    refuse(page, f"**{customer.path}/tags/*")
    tags, contact = card(page, "Tags"), card(page, "Contact")
    tags.get_by_role("button", name="Add tag").click()
    field = tags.get_by_role("combobox", name="New tag")
    field.fill("VIP")
    field.press("Enter")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    expect(tags.get_by_role("listitem")).to_have_count(0)

    contact.get_by_role("button", name="Edit email").click()
    field = contact.get_by_label("Email")
    field.fill("nobody")
    field.press("Enter")
    expect(contact.get_by_text("an e-mail address")).to_be_visible()
    expect(field).to_be_focused()
    accessible(page)
    field.press("Escape")
    expect(contact.get_by_role("button", name="Edit email")).to_be_focused()


def test_an_address_of_another_customer_leads_to_them(page, base_url, sender, customer, messages):
    messages.allow_status(409)
    other = sender.send()
    theirs = other.event()["customer"]["id"]
    open_page(page, base_url, customer)
    contact = card(page, "Contact")
    contact.get_by_role("button", name="Edit email").click()
    contact.get_by_label("Email").fill(other.payload["customer_email"])
    contact.get_by_role("button", name="Save").click()
    expect(contact.get_by_text("This address is another customer’s.")).to_be_visible()
    contact.get_by_role("link", name="Open them").click()
    expect(page).to_have_url(f"{base_url}/customers/{theirs}")


def test_a_typed_name_outlives_the_next_webhook_until_it_is_taken_back(
        page, base_url, sender, customer):
    open_page(page, base_url, customer)
    contact = card(page, "Contact")
    contact.get_by_role("button", name="Edit name").click()
    contact.get_by_label("Name").fill("Ama Mensah")
    contact.get_by_label("Name").press("Enter")
    expect(page.get_by_role("heading", name="Ama Mensah", level=1)).to_be_visible()
    again(sender, customer, event="page_viewed").event()
    assert record(customer)["name"] == "Ama Mensah"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name=customer.name, level=1)).to_be_visible()


def test_two_texts_of_one_note_are_both_kept(page, base_url, customer, messages):
    messages.allow_status(409)
    note = customer.server.call("POST", f"{customer.path}/notes", {"text": "First"})["note"]
    open_page(page, base_url, customer, "?tab=notes")
    page.get_by_role("button", name="Edit", exact=True).click()
    path = f"{customer.path}/notes/{note['id']}"
    page.evaluate("""([path, csrf]) => fetch(path, {
        method: 'PUT', body: JSON.stringify({text: 'Hers'}),
        headers: {'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'If-Match': '"1"'},
    }).then((answer) => answer.status)""", [path, customer.server.csrf])
    write(page, "Mine")
    expect(page.get_by_text("has changed this note while you wrote")).to_be_visible()
    expect(page.get_by_role("blockquote")).to_have_text("Hers")
    accessible(page)
    page.get_by_role("button", name="Keep both").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Done").click()
    assert customer.server.call("GET", path)["note"]["text"] == "Hers\n\nMine"


def test_a_note_outlives_a_lost_connection_and_a_reload(page, base_url, customer, messages):
    messages.allow("Failed to load resource: net::")
    open_page(page, base_url, customer, "?tab=notes")
    page.route("**/notes", lambda route: route.abort() if route.request.method == "POST"
               else route.continue_())
    page.get_by_role("button", name="Add a note").click()
    write(page, "Typed on a train")
    expect(page.get_by_text("Not saved yet: no connection.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name="Note")).to_have_value("Typed on a train")
    page.unroute("**/notes")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("tabpanel").get_by_text("Typed on a train")).to_have_count(1)


def test_a_note_has_its_history_and_comes_back_when_removed(page, base_url, customer):
    versions = [
        {"version": 2, "text": "Second", "at": "2026-11-02T10:00:00Z",
         "by": {"id": "1", "name": "Esi"}},
        {"version": 1, "text": "First", "at": "2026-11-01T10:00:00Z",
         "by": {"id": "1", "name": "Esi"}}]
    customer.server.call("POST", f"{customer.path}/notes", {"text": "Second"})
    answer_with(page, "**/versions", {"versions": versions, "next_cursor": None})
    open_page(page, base_url, customer, "?tab=notes")
    page.get_by_role("button", name="History").click()
    drawer = page.get_by_role("dialog", name="What this note said")
    expect(drawer.get_by_role("listitem")).to_have_count(2)
    accessible(page)
    drawer.get_by_role("button", name="Bring this text back").click()
    panel = page.get_by_role("tabpanel")
    expect(panel.get_by_text("First", exact=True)).to_be_visible()
    panel.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No notes yet")).to_be_visible()
    with page.expect_response("**/restore"):
        page.get_by_role("button", name="Undo").click()
    expect(panel.get_by_text("First", exact=True)).to_be_visible()
    assert record(customer)["notes_count"] == 1


def test_two_customers_are_merged_by_hand_and_taken_apart_again(page, base_url, sender, customer):
    other = sender.send()
    other.event()
    open_page(page, base_url, customer)
    page.get_by_role("button", name="Same person as").click()
    dialog = page.get_by_role("dialog", name="Who is the same person?")
    dialog.get_by_role("searchbox").fill("nobody at all")
    expect(dialog.get_by_text("Nobody else is found by that.")).to_be_visible()
    dialog.get_by_role("searchbox").fill(other.payload["customer_email"])
    dialog.get_by_role("radio", name=other.name).check()
    accessible(page)
    dialog.get_by_role("button", name="Merge").click()
    merges = card(page, "Merged customers")
    expect(merges.get_by_role("listitem")).to_have_count(1)
    merges.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("is a customer of its own again.")).to_be_visible()


def test_who_may_only_read_is_offered_nothing_to_write(page, base_url, customer):
    session = {**customer.server.call("GET", "/api/session")}
    session["organisation"] = {**session["organisation"], "role": "viewer"}
    answer_with(page, "**/api/session", session)
    customer.server.call("PUT", f"{customer.path}/tags/VIP")
    customer.server.call("POST", f"{customer.path}/notes", {"text": "Only read"})
    open_page(page, base_url, customer, "?tab=notes")
    expect(page.get_by_text("Only read")).to_be_visible()
    for name in ["Add a note", "Add tag", "Edit name", "Same person as", "Remove"]:
        expect(page.get_by_role("button", name=name)).to_have_count(0)
