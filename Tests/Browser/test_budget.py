"""What the first screen costs: ui.md's budget, measured on what the browser really fetched."""

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

from brand_new import make_brand_new
from looks import settle

MOST_CODE = 120_000
MOST_TYPE = 50_000
MOST_SHIFT = 0.05
FIRST_SCREENS = ["/", "/admin/customer-journey", "/customers", "/live", "/webhooks"]

SHIFTS = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value
  }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 400)
})"""


def weigh(answers: list, base_url: str) -> tuple[int, int]:
    """Bytes of JavaScript and CSS, and of font and icons, as nginx would send them packed."""
    code, kinds = 0, 0
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
    return code, kinds


def expect_small(page: Page, base_url: str, path: str, shown: str) -> None:
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(base_url + path)
    expect(page.locator(shown).first).to_be_visible()
    settle(page)
    code, kinds = weigh(answers, base_url)
    assert code <= MOST_CODE, f"{code} bytes of JavaScript and CSS"
    assert kinds <= MOST_TYPE, f"{kinds} bytes of font and icons"


@pytest.mark.parametrize("path", FIRST_SCREENS)
def test_the_first_screen_stays_small(page, base_url, sender, path):
    sender.send().event()
    expect_small(page, base_url, path, "main .card")


@pytest.mark.parametrize("path", ["/", "/admin/customer-journey", "/live"])
def test_the_first_screen_of_a_brand_new_install_stays_small(page, base_url, server, path):
    """It loads what a shop with events needs and teaches the first webhook on top of that."""
    make_brand_new(page)
    expect_small(page, base_url, path, ".first")


@pytest.mark.parametrize("path", FIRST_SCREENS)
def test_nothing_jumps_while_it_loads(page, base_url, sender, path):
    sender.send().event()
    page.goto(base_url + path)
    settle(page)
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate(SHIFTS) <= MOST_SHIFT
