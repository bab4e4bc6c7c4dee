"""The frame: places, titles, focus, keys, colours, small screens."""

import re

import pytest
from playwright.sync_api import expect

from looks import accessible, every_look, settle

WIDTHS = [320, 390, 600, 768, 900, 1024, 1280, 1600, 1920]


def open_menu(page, narrow):
    if narrow:
        page.get_by_role("button", name="Menu").click()


def test_a_new_place_sets_the_title_and_moves_focus(page, base_url):
    page.goto(f"{base_url}/live")
    settle(page)
    expect(page).to_have_title("Live events · Waymark")
    page.get_by_role("link", name="Webhooks").click()
    expect(page).to_have_title("Webhooks · Waymark")
    expect(page.locator("#main")).to_be_focused()
    page.go_back()
    expect(page).to_have_title("Live events · Waymark")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page, base_url):
    page.goto(f"{base_url}/live")
    settle(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_chords_lead_to_places_and_the_list_names_them(page, base_url):
    page.goto(f"{base_url}/live")
    settle(page)
    page.keyboard.press("g")
    page.keyboard.press("w")
    expect(page).to_have_url(f"{base_url}/webhooks")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Go to Live events")
    accessible(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_single_letters_can_be_switched_off(page, base_url):
    page.goto(f"{base_url}/live")
    settle(page)
    page.keyboard.press("?")
    page.get_by_label("Single-letter shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_timeout(300)
    expect(page).to_have_url(f"{base_url}/live")


def test_letters_are_silent_while_typing(page, base_url):
    page.goto(f"{base_url}/webhooks/test")
    settle(page)
    field = page.get_by_label("Payload")
    field.fill("")
    field.press_sequentially("gw?")
    expect(field).to_have_value("gw?")
    expect(page).to_have_url(re.compile("/webhooks/test"))


def test_the_chosen_colours_last(page, base_url):
    page.goto(f"{base_url}/live")
    settle(page)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("radio", name="Dark").click()
    dark = page.evaluate(background)
    assert dark != light
    page.reload()
    settle(page)
    assert page.evaluate(background) == dark
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_role("radio", name="As the system").click()
    assert page.evaluate(background) == light


@pytest.mark.parametrize("look", [("light", 390)], indirect=True)
def test_on_small_screens_the_sidebar_is_a_drawer_that_keeps_focus(page, base_url):
    page.goto(f"{base_url}/live")
    settle(page)
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    drawer = page.get_by_role("dialog", name="Menu")
    expect(drawer).to_be_visible()
    accessible(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body"
                             " || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()
    page.get_by_role("button", name="Menu").click()
    drawer.get_by_role("link", name="Webhooks").click()
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("heading", name="Webhooks", level=1)).to_be_visible()


@every_look
def test_an_unknown_address_says_so(page, base_url):
    page.goto(f"{base_url}/nowhere")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("path", [
    "/", "/customers", "/live", "/webhooks", "/webhooks/deliveries", "/webhooks/test",
    "/admin/customer-journey", "/settings/profile", "/settings/team", "/settings/organisation",
    "/settings/tokens", "/settings/audit",
])
def test_nothing_scrolls_sideways_at_any_width(page, base_url, sender, path):
    sender.send(customer_name="W" * 200)
    page.goto(base_url + path)
    settle(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(60)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide at {width}"


@pytest.mark.parametrize("path", ["/", "/customers", "/live", "/webhooks", "/webhooks/deliveries"])
def test_paper_shows_the_content_alone(page, base_url, sender, path):
    sender.send()
    page.goto(base_url + path)
    settle(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_reduced_motion_moves_nothing(page, base_url, sender):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/live")
    settle(page)
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    sent = sender.send()
    expect(page.get_by_text(sent.name)).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
