"""Connections, deliveries, one delivery, replay."""

import re
import subprocess
import uuid

from playwright.sync_api import expect

from answers import answer_with, refuse
from keys import press, reach
from looks import accessible, every_look, settle
from server import Sender


def card(page, name):
    return page.get_by_role("article", name=name)


@every_look
def test_the_connections_are_accessible(page, base_url, sender):
    sender.send()
    page.goto(f"{base_url}/webhooks?open={sender.id}")
    expect(card(page, sender.name)).to_be_visible()
    expect(card(page, sender.name).get_by_text("Ready curl")).to_be_visible()
    accessible(page)


def test_a_new_connection_is_made_by_keys_and_shows_its_secret_once(page, base_url):
    name = f"Made here {uuid.uuid4().hex[:6]}"
    page.goto(f"{base_url}/webhooks")
    press(page, page.get_by_role("button", name="New connection"))
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Give the connection a name.")).to_be_visible()
    page.keyboard.type(name)
    reach(page, page.get_by_label(re.compile("^Waymark")))
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label(re.compile("^GitHub"))).to_be_checked()
    accessible(page)
    press(page, page.get_by_role("button", name="Create the connection"))
    dialog = page.get_by_role("dialog", name="Copy the secret now")
    secret = dialog.get_by_role("group", name="Secret").inner_text()
    assert len(secret) >= 16
    accessible(page)
    press(page, dialog.get_by_role("button", name="Copy", exact=True).first)
    expect(dialog.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == secret
    press(page, dialog.get_by_role("button", name="I have copied it"))
    expect(card(page, name)).to_contain_text("GitHub")
    assert secret not in page.content()


def test_the_address_can_be_copied(page, base_url, sender):
    page.goto(f"{base_url}/webhooks?open={sender.id}")
    address = card(page, sender.name).get_by_role("group", name="Address")
    expect(address).to_contain_text(sender.key)
    card(page, sender.name).get_by_role("button", name="Copy").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == address.inner_text()


def menu(page, name, item):
    card(page, name).get_by_role("button", name=f"Actions for {name}").click()
    page.get_by_role("menuitem", name=item).click()


def test_pausing_keeps_posts_for_later_and_can_be_undone(page, base_url, server):
    own = Sender(server)
    page.goto(f"{base_url}/webhooks")
    menu(page, own.name, "Pause")
    expect(card(page, own.name)).to_contain_text("Paused")
    expect(page.get_by_text("Its posts are kept for later.")).to_be_visible()
    sent = own.send()
    page.get_by_role("button", name="Undo").click()
    expect(card(page, own.name)).not_to_contain_text("Paused")
    assert sent.event()


def test_a_connection_can_be_renamed(page, base_url, server):
    own = Sender(server)
    page.goto(f"{base_url}/webhooks")
    menu(page, own.name, "Rename")
    page.get_by_role("textbox", name="Name").fill(f"{own.name} renamed")
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(card(page, f"{own.name} renamed")).to_be_visible()


def test_rotating_keeps_the_old_secret_for_a_while(page, base_url, server):
    own = Sender(server)
    page.goto(f"{base_url}/webhooks?open={own.id}")
    card(page, own.name).get_by_role("button", name="Rotate the secret").click()
    expect(page.get_by_role("radio", name="24 hours")).to_be_checked()
    accessible(page)
    page.get_by_role("button", name="Make a new secret").click()
    shown = page.get_by_role("dialog", name="Copy the secret now")
    fresh = shown.get_by_role("group", name="Secret").inner_text()
    shown.get_by_role("button", name="I have copied it").click()
    expect(card(page, own.name)).to_contain_text("Old, still accepted")
    own.send()
    own.secret = fresh
    own.send()


def test_a_revoked_secret_comes_back_with_undo(page, base_url, server):
    own = Sender(server)
    server.call("POST", f"/api/connections/{own.id}/secrets", {"expire_old_in_hours": 24})
    page.goto(f"{base_url}/webhooks?open={own.id}")
    card(page, own.name).get_by_role("button", name="Revoke").click()
    expect(card(page, own.name)).not_to_contain_text("Old, still accepted")
    # The list is asked for every few seconds, and the server knows of nothing yet.
    with page.expect_response(lambda answer: answer.url.endswith("/api/connections")):
        pass
    page.wait_for_timeout(100)
    expect(card(page, own.name)).not_to_contain_text("Old, still accepted", timeout=1)
    page.get_by_role("button", name="Undo").click()
    expect(card(page, own.name)).to_contain_text("Old, still accepted")
    page.reload()
    expect(card(page, own.name)).to_contain_text("Old, still accepted")


def test_accepting_unsigned_posts_is_warned_of(page, base_url, server):
    own = Sender(server)
    page.goto(f"{base_url}/webhooks?open={own.id}")
    menu(page, own.name, "Accept unsigned posts")
    expect(card(page, own.name)).to_contain_text("Anyone who learns this address can post")
    accessible(page)
    card(page, own.name).get_by_role("button", name="Require signatures").click()
    expect(card(page, own.name)).not_to_contain_text("Anyone who learns this address")


def test_a_refused_post_shows_as_failing_with_a_remedy(page, base_url, server):
    own = Sender(server)
    for _ in range(3):
        status, _ = own.post({"customer_id": "x"}, secret="not the secret")
        assert status == 401
    page.goto(f"{base_url}/webhooks")
    expect(card(page, own.name)).to_contain_text("Failing")
    expect(card(page, own.name)).to_contain_text("rotate the secret")
    expect(page.get_by_role("navigation", name="Main")).to_contain_text("failing")


@every_look
def test_the_deliveries_are_accessible(page, base_url, sender):
    sender.send().event()
    page.goto(f"{base_url}/webhooks/deliveries?connection={sender.id}")
    settle(page)
    expect(page.get_by_role("row").nth(1)).to_contain_text("Stage entered")
    accessible(page)


def test_deliveries_are_filtered_in_the_url(page, base_url, sender):
    sender.send().event()
    page.goto(f"{base_url}/webhooks/deliveries")
    settle(page)
    page.get_by_label("Any connection").select_option(label=sender.name)
    expect(page).to_have_url(re.compile(f"connection={sender.id}"))
    page.get_by_role("link", name="Processed").click()
    expect(page).to_have_url(re.compile("state=processed"))
    for text in (sender.name, "Processed"):
        expect(page.locator("tbody tr").filter(has_not_text=text)).to_have_count(0)
        expect(page.locator("tbody tr").filter(has_text=text)).not_to_have_count(0)
    page.get_by_label("Any time").select_option("1h")
    expect(page).to_have_url(re.compile("since=1h"))
    page.reload()
    expect(page.get_by_label("Any time")).to_have_value("1h")


def test_deliveries_say_what_is_missing_and_are_walked_by_keys(page, base_url, sender, messages):
    messages.allow_status(503)
    sender.send().event()
    loads = re.compile(r"/api/webhooks/deliveries\?")
    answer_with(page, loads, {"deliveries": [], "counts": {}, "next_cursor": None})
    page.goto(f"{base_url}/webhooks/deliveries")
    expect(page.get_by_text("No deliveries yet")).to_be_visible()
    accessible(page)
    press(page, page.get_by_role("link", name="Dead", exact=True))
    expect(page.get_by_text("No deliveries match these filters")).to_be_visible()
    press(page, page.get_by_role("button", name="Clear the filters"))
    expect(page.get_by_text("No deliveries yet")).to_be_visible()
    page.unroute(loads)
    refuse(page, loads)
    press(page, page.get_by_role("link", name="Processed"))
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    expect(page).to_have_url(f"{base_url}/webhooks/deliveries?state=processed")
    page.unroute(loads)
    press(page, page.get_by_role("button", name="Try again"))
    first = page.locator("tbody a").first
    expect(first).to_have_attribute("href", re.compile(r"/webhooks/deliveries/\d+$"))
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Delivery "), level=1)).to_be_visible()


def test_where_nothing_failed_there_is_nothing_to_recover(page, base_url, server):
    own = Sender(server)
    own.send().event()
    page.goto(f"{base_url}/webhooks/deliveries?connection={own.id}")
    expect(page.locator("tbody a").first).to_be_visible()
    expect(page.locator(".page-head-side")).to_be_empty()


def test_a_newer_delivery_waits_behind_a_bar(page, base_url, sender):
    sender.send().event()
    page.goto(f"{base_url}/webhooks/deliveries?connection={sender.id}")
    settle(page)
    expect(page.locator(".live[data-status=live]")).to_be_visible()
    newest = page.locator(f'tbody a[href*="{sender.send().event()["delivery_id"]}"]')
    expect(newest).to_have_count(0)
    page.get_by_role("button", name=re.compile("Show .* newer")).click()
    expect(newest.first).to_be_visible()


@every_look
def test_a_delivery_shows_how_it_came_and_what_came_of_it(page, base_url, sender):
    sent = sender.send()
    delivery = sent.event()["delivery_id"]
    page.goto(f"{base_url}/webhooks/deliveries/{delivery}")
    expect(page.get_by_role("group", name="Body")).to_contain_text(sent.name)
    accessible(page)
    for tab, text in [
        ("Headers", "X-Webhook-Signature"), ("Checks", "Signature"),
        ("Attempts", "Attempt 1"), ("Result", "Stage entered"),
    ]:
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel")).to_contain_text(text, ignore_case=True)
        accessible(page)
    expect(page).to_have_url(re.compile("tab=result"))
    page.get_by_role("tabpanel").get_by_role("link", name=sent.name).click()
    expect(page.get_by_role("dialog", name="Customer")).to_contain_text(sent.name)


def test_a_delivery_that_failed_to_load_is_tried_again_and_walked_by_keys(
        page, base_url, sender, messages):
    messages.allow_status(503)
    delivery = sender.send().event()["delivery_id"]
    refuse(page, f"**/api/webhooks/deliveries/{delivery}")
    page.goto(f"{base_url}/webhooks/deliveries/{delivery}?tab=request")
    expect(page.get_by_text("The database is away for a moment.")).to_be_visible()
    accessible(page)
    page.unroute(f"**/api/webhooks/deliveries/{delivery}")
    press(page, page.get_by_role("button", name="Try again"))
    reach(page, page.get_by_role("tab", name="Request"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Headers")).to_be_focused()
    expect(page.get_by_role("tab", name="Headers")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Result")).to_be_focused()


def test_a_delivery_copies_as_curl(page, base_url, sender):
    sent = sender.send(customer_name="It's Quoted")
    delivery = sent.event()["delivery_id"]
    page.goto(f"{base_url}/webhooks/deliveries/{delivery}")
    page.get_by_role("button", name="Copy as curl").click()
    command = page.evaluate("navigator.clipboard.readText()")
    again = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=20)
    assert '"success"' in again.stdout, again


def test_an_unknown_delivery_says_so_and_leads_back(page, base_url, messages):
    messages.allow_status(404)
    page.goto(f"{base_url}/webhooks/deliveries/999999999999")
    expect(page.get_by_text("This delivery is not here")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="All deliveries").click()
    expect(page).to_have_url(f"{base_url}/webhooks/deliveries")


def test_a_dead_delivery_is_retried(page, base_url, server, dead_delivery):
    page.goto(f"{base_url}/webhooks/deliveries?state=dead")
    settle(page)
    page.goto(f"{base_url}/webhooks/deliveries/{dead_delivery}")
    expect(page.get_by_text("All tries failed.")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Retry now").click()
    expect(page.get_by_text("Queued for another try")).to_be_visible()
    expect(page.locator("main h1 + .chip")).not_to_contain_text("Dead")


def test_replaying_says_how_many_beforehand(page, base_url, dead_delivery):
    page.goto(f"{base_url}/webhooks/deliveries?state=dead")
    page.get_by_role("button", name="Replay failed").click()
    dialog = page.get_by_role("dialog", name="Replay failed deliveries")
    expect(dialog.get_by_role("button", name=re.compile(r"Replay [\d,]+ deliver"))).to_be_enabled()
    accessible(page)
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()


class HeldReplay:
    """A replay of very many that somebody has begun; each of its requests waits for `answer`."""

    def __init__(self, page, base_url):
        self.page, self.held, self.sent = page, [], []
        page.route("**/api/webhooks/recover", self.hold)
        page.goto(f"{base_url}/webhooks/deliveries?state=dead")
        page.get_by_role("button", name="Replay failed").click()
        self.dialog = page.get_by_role("dialog", name="Replay failed deliveries")
        self.dialog.get_by_role("button", name=re.compile(r"Replay [\d,]+ deliver")).click()

    def hold(self, route):
        self.sent.append(route.request.post_data_json)
        self.held.append(route)

    def answer(self, replayed: int, next_cursor: str | None) -> None:
        self._next().fulfill(status=202, json={
            "success": True, "replayed": replayed, "next_cursor": next_cursor})

    def refuse(self) -> None:
        self._next().fulfill(status=503, json={
            "title": "Unavailable", "detail": "The database is away for a moment."})

    def _next(self):
        while not self.held:
            self.page.wait_for_timeout(20)
        return self.held.pop()


def test_replaying_very_many_goes_on_until_all_are_queued(page, base_url, dead_delivery):
    replay = HeldReplay(page, base_url)
    replay.answer(190_000, "77")
    expect(replay.dialog.get_by_text("190,000 deliveries queued so far")).to_be_visible()
    accessible(page)
    replay.answer(5, None)
    expect(page.get_by_text("190,005 deliveries queued")).to_be_visible()
    expect(replay.dialog).to_be_hidden()
    assert [each.get("cursor") for each in replay.sent] == [None, "77"]
    assert {each["state"] for each in replay.sent} == {"dead"}


def test_replaying_very_many_says_how_far_it_came_where_it_ends_early(
        page, base_url, dead_delivery, messages):
    messages.allow_status(503)
    replay = HeldReplay(page, base_url)
    replay.answer(190_000, "77")
    replay.refuse()
    expect(replay.dialog.get_by_role("alert")).to_contain_text("The database is away")
    expect(replay.dialog.get_by_text("190,000 deliveries queued so far")).to_be_visible()
    accessible(page)


def test_replaying_very_many_ends_with_the_dialog(page, base_url, dead_delivery):
    replay = HeldReplay(page, base_url)
    replay.answer(190_000, "77")
    expect(replay.dialog.get_by_text("190,000 deliveries queued so far")).to_be_visible()
    replay.dialog.get_by_role("button", name="Cancel").click()
    expect(replay.dialog).to_be_hidden()
    replay.answer(200_000, "78")
    expect(page.get_by_text("390,000 deliveries queued")).to_be_visible()
    page.wait_for_timeout(300)
    assert len(replay.sent) == 2
