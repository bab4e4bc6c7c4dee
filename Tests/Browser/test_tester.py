"""The tester sends through the real intake and shows what becomes of it."""

import json
import re
import uuid

from playwright.sync_api import expect

from answers import answer_with, refuse
from keys import reach
from looks import accessible, every_look, settle


def result(page):
    return page.get_by_role("region", name="Answer")


def compose(page, **fields):
    area = page.get_by_label("Payload")
    expect(area).to_have_value(re.compile("customer_id"))
    payload = json.loads(area.input_value()) | fields
    area.fill(json.dumps(payload))
    return payload


@every_look
def test_a_sample_is_sent_and_its_event_arrives_live(page, base_url, sender):
    page.goto(f"{base_url}/webhooks/test?connection={sender.id}")
    settle(page)
    page.get_by_label("Event", exact=True).select_option("purchase_made")
    expect(page.get_by_label("Payload")).to_have_value(re.compile("purchase_made"))
    mark = uuid.uuid4().hex[:8]
    compose(page, customer_id=f"tester-{mark}", customer_name=f"Tester {mark}",
            customer_email=f"tester-{mark}@example.com")
    expect(page.get_by_text("Valid JSON")).to_be_visible()
    expect(page.get_by_text("X-Webhook-Signature")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(result(page)).to_contain_text("Status 200")
    expect(result(page)).to_contain_text(re.compile(r"\d+ ms"))
    expect(result(page)).to_contain_text("The event arrived live after")
    accessible(page)
    result(page).get_by_role("link", name="Open the customer").click()
    expect(page.get_by_role("dialog", name="Customer")).to_contain_text(f"Tester {mark}")


def test_a_broken_signature_is_refused(page, base_url, sender, messages):
    messages.allow_status(401)
    page.goto(f"{base_url}/webhooks/test?connection={sender.id}")
    settle(page)
    compose(page)
    page.get_by_label("Break the signature").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(result(page)).to_contain_text("Status 401")
    expect(result(page)).to_contain_text("Refused")
    accessible(page)


def test_faults_are_listed_by_the_server_all_at_once(page, base_url, sender, messages):
    messages.allow_status(400)
    page.goto(f"{base_url}/webhooks/test?connection={sender.id}")
    settle(page)
    compose(page, event="danced", stage="loyalty")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(result(page)).to_contain_text("Status 400")
    expect(result(page)).to_contain_text("event")
    expect(result(page)).to_contain_text("stage")


def test_json_is_checked_as_one_types(page, base_url, sender):
    page.goto(f"{base_url}/webhooks/test?connection={sender.id}")
    settle(page)
    area = page.get_by_label("Payload")
    area.fill('{\n  "customer_id": "1",\n}')
    expect(page.get_by_text(re.compile(r"Line 3, column 1"))).to_be_visible()
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Send anyway")).to_be_visible()
    accessible(page)
    area.fill('{"customer_id":"1"}')
    page.get_by_role("button", name="Format").click()
    expect(area).to_have_value('{\n  "customer_id": "1"\n}')


def test_the_keyboard_sends(page, base_url, sender):
    page.goto(f"{base_url}/webhooks/test?connection={sender.id}")
    settle(page)
    area = page.get_by_label("Payload")
    expect(area).to_have_value(re.compile("customer_id"))
    reach(page, area)
    page.keyboard.press("Control+Enter")
    expect(result(page)).to_contain_text("Status 200")


def test_what_it_needs_and_lacks_is_said(page, base_url, messages):
    messages.allow_status(503)
    refuse(page, "**/api/webhooks/samples")
    answer_with(page, "**/api/connections", {"connections": []})
    page.goto(f"{base_url}/webhooks/test")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    page.unroute("**/api/webhooks/samples")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("No connection yet")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="To the connections").click()
    expect(page).to_have_url(f"{base_url}/webhooks")
    expect(page.get_by_text("No connection yet")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="New connection").click()
    expect(page.get_by_role("dialog", name="New connection")).to_be_visible()
