"""What the first screen costs: ui.md's budget, measured on what the browser really fetched."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from looks import settle

MOST_CODE = 120_000
MOST_TYPE = 50_000
MOST_SHIFT = 0.05

SHIFTS = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value
  }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 400)
})"""


@pytest.mark.parametrize("path", ["/admin/customer-journey", "/live", "/webhooks"])
def test_the_first_screen_stays_small(page, base_url, sender, path):
    """Of a shop that has events; a new one is taught its first webhook on top of that."""
    sender.send().event()
    code, kinds = 0, 0
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(base_url + path)
    settle(page)
    for answer in answers:
        if "inter-more" in answer.url:
            continue  # only where a name has letters beyond Latin-1
        if answer.status != 200:
            continue  # the second look at a file that was preloaded
        where = answer.url.removeprefix(base_url)
        if re.search(r"\.(js|css)$", where):
            code += len(gzip.compress(answer.body(), 9))
        elif re.search(r"\.(woff2|svg)$", where) and "favicon" not in where:
            body = answer.body()
            kinds += len(body if where.endswith("woff2") else gzip.compress(body, 9))
    assert code <= MOST_CODE, f"{code} bytes of JavaScript and CSS"
    assert kinds <= MOST_TYPE, f"{kinds} bytes of font and icons"


@pytest.mark.parametrize("path", ["/admin/customer-journey", "/live", "/webhooks"])
def test_nothing_jumps_while_it_loads(page, base_url, sender, path):
    sender.send().event()
    page.goto(base_url + path)
    settle(page)
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate(SHIFTS) <= MOST_SHIFT
