"""The palette: everything by its name, from the keyboard."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from looks import accessible, every_look, settle


def open_palette(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/live")
    settle(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Screen, customer or action")).to_be_focused()


def options(page: Page, **named):
    """Those of the palette; lists of the page below have some, too."""
    return page.get_by_role("dialog").get_by_role("option", **named)


def option(page: Page, name):
    return options(page, name=name)


@every_look
def test_it_lists_places_and_actions(page, base_url, look):
    page.goto(f"{base_url}/live")
    settle(page)
    if look[1] < 600:
        page.get_by_role("button", name="Search or jump to").click()
    else:
        page.keyboard.press("Control+k")
    expect(option(page, "Customers")).to_be_visible()
    expect(option(page, "Sign out")).to_be_attached()
    accessible(page)


def test_arrows_and_enter_go_to_a_place(page, base_url):
    open_palette(page, base_url)
    page.keyboard.type("deliv")
    expect(option(page, "Deliveries")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}/webhooks/deliveries")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_arrows_walk_round(page, base_url):
    open_palette(page, base_url)
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")


def test_it_finds_customers(page, base_url, sender):
    mark = uuid.uuid4().hex[:8]
    sent = sender.send(customer_name=f"Palette{mark} Person")
    sent.event()
    open_palette(page, base_url)
    page.keyboard.type(f"palette{mark}")
    expect(option(page, re.compile(sent.name))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=sent.name, level=1)).to_be_visible()


def test_what_is_not_there_is_said(page, base_url):
    open_palette(page, base_url)
    page.keyboard.type("qqqqqq")
    expect(page.get_by_text("Nothing of that name.")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{base_url}/live")


def test_it_does_things(page, base_url):
    open_palette(page, base_url)
    page.keyboard.type("dark")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.keyboard.press("Control+k")
    page.keyboard.type("keyb")
    page.keyboard.press("Enter")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Ctrl")
    expect(keys).to_contain_text("Go to Customers")


def test_it_opens_while_typing_elsewhere(page, base_url):
    page.goto(f"{base_url}/customers")
    settle(page)
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search or jump to")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("keys, place", [("go", "/"), ("gc", "/customers"), ("gj", None)])
def test_chords_lead_to_the_new_places(page, base_url, keys, place):
    page.goto(f"{base_url}/live")
    settle(page)
    for key in keys:
        page.keyboard.press(key)
    expect(page).to_have_url(base_url + (place or "/admin/customer-journey"))
