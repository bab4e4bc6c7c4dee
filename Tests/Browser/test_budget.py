"""What screens cost: ui.md's budget, measured on what the browser really fetched."""

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

from brand_new import make_brand_new
from looks import settle

MOST_CODE = 120_000
MOST_TYPE = 50_000
MOST_REQUESTS = 35
MOST_LATER = 12_000
MOST_SHIFT = 0.05
FIRST_SCREENS = ["/", "/admin/customer-journey", "/customers", "/live", "/webhooks"]
LATER_SCREENS = [
    "/admin/customer-journey", "/customers", "/live", "/webhooks", "/webhooks/deliveries",
    "/webhooks/test", "/status", "/admin/developers", "/settings/profile", "/settings/team",
    "/settings/organisation", "/settings/tokens", "/settings/audit",
]

SHIFTS = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value
  }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 400)
})"""

# As a link of the page does it.
GO = """(path) => {
  history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
}"""


def weigh(answers: list) -> tuple[int, int]:
    """Bytes of JavaScript and CSS, and of font and icons, as nginx would send them packed."""
    code, kinds = 0, 0
    for answer in answers:
        if "inter-more" in answer.url:
            continue  # only where a name has letters beyond Latin-1
        if answer.status != 200:
            continue  # the second look at a file that was preloaded
        if re.search(r"\.(js|css)$", answer.url):
            code += len(gzip.compress(answer.body(), 9))
        elif re.search(r"\.(woff2|svg)$", answer.url) and "favicon" not in answer.url:
            body = answer.body()
            kinds += len(body if answer.url.endswith("woff2") else gzip.compress(body, 9))
    return code, kinds


def expect_small(page: Page, base_url: str, path: str, shown: str) -> None:
    answers, requests = [], []
    page.on("response", lambda answer: answers.append(answer))
    page.on("request", lambda request: requests.append(request.url.removeprefix(base_url)))
    page.goto(base_url + path)
    expect(page.locator(shown).first).to_be_visible()
    settle(page)
    code, kinds = weigh(answers)
    assert code <= MOST_CODE, f"{code} bytes of JavaScript and CSS"
    assert kinds <= MOST_TYPE, f"{kinds} bytes of font and icons"
    assert len(requests) <= MOST_REQUESTS, requests


@pytest.mark.parametrize("path", FIRST_SCREENS)
def test_the_first_screen_stays_small_and_nothing_jumps(page, base_url, sender, path):
    sender.send().event()
    expect_small(page, base_url, path, "main .card")
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate(SHIFTS) <= MOST_SHIFT


@pytest.mark.parametrize("path", ["/", "/admin/customer-journey", "/live"])
def test_the_first_screen_of_a_brand_new_install_stays_small(page, base_url, server, path):
    """It loads what a shop with events needs and teaches the first webhook on top of that."""
    make_brand_new(page)
    expect_small(page, base_url, path, ".first")


def test_later_screens_bring_little(page, base_url, sender):
    sender.send().event()
    page.goto(base_url)
    settle(page)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    for path in LATER_SCREENS:
        answers.clear()
        heading = page.locator("main h1").element_handle()
        page.evaluate(GO, path)
        heading.wait_for_element_state("hidden")
        settle(page)
        code, _ = weigh(answers)
        assert code <= MOST_LATER, f"{path} brings {code} bytes of JavaScript"
