"""The customer drawer."""

from playwright.sync_api import expect

from looks import accessible, every_look, settle


@every_look
def test_a_customer_shows_stages_identities_and_events(page, base_url, sender):
    sent = sender.send(event="purchase_made", stage="purchase", metadata={
        "source": "browser_tests", "value": 20.5, "currency": "USD"})
    customer = sent.event()["customer"]["id"]
    page.goto(f"{base_url}/live?customer={customer}")
    drawer = page.get_by_role("dialog", name="Customer")
    expect(drawer.get_by_role("heading", name=sent.name)).to_be_visible()
    here = drawer.get_by_role("list", name="Stages").locator("[aria-current=step]")
    expect(here).to_contain_text("Purchase")
    expect(drawer).to_contain_text("20.50")
    expect(drawer).to_contain_text(sent.payload["customer_email"])
    expect(drawer).to_contain_text("Made a purchase")
    accessible(page)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(f"{base_url}/live")


def test_an_open_customer_follows_live(page, base_url, sender):
    sent = sender.send()
    customer = sent.event()["customer"]["id"]
    page.goto(f"{base_url}/live?customer={customer}")
    drawer = page.get_by_role("dialog", name="Customer")
    expect(drawer).to_contain_text("Entered Awareness")
    expect(page.locator(".live[data-status=live]")).to_be_attached()
    sender.send(customer_id=sent.payload["customer_id"], customer_name=sent.name,
                customer_email=sent.payload["customer_email"], event="review_left",
                stage="advocacy")
    expect(drawer).to_contain_text("Left a review")
    here = drawer.get_by_role("list", name="Stages").locator("[aria-current=step]")
    expect(here).to_contain_text("Advocacy")


def test_an_unknown_customer_says_so(page, base_url, messages):
    messages.allow_status(404)
    page.goto(f"{base_url}/webhooks?customer=999999999999")
    expect(page.get_by_text("This customer is not here")).to_be_visible()


def test_focus_returns_to_where_the_drawer_was_opened(page, base_url, sender):
    sent = sender.send()
    sent.event()
    page.goto(f"{base_url}/live")
    settle(page)
    link = page.get_by_role("link", name=sent.name)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Customer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
