"""Fixtures of the browser tests.

They run against the instance that all tests share, which `make run` has started; or against the
one that WAYMARK_URL, WAYMARK_EMAIL and WAYMARK_PASSWORD name, while a screen is being written.
Every test fails on any console message, page error or report of the Content-Security-Policy,
unless it says beforehand which one it provokes.
"""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from server import Sender, Server

LOOKS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.fixture(scope="session")
def base_url(request) -> str:
    return os.environ.get("WAYMARK_URL") or request.getfixturevalue("waymark").url


@pytest.fixture(scope="session")
def owner(request) -> tuple[str, str]:
    if "WAYMARK_URL" in os.environ:
        return os.environ["WAYMARK_EMAIL"], os.environ["WAYMARK_PASSWORD"]
    waymark = request.getfixturevalue("waymark")
    return waymark.printed("E-mail"), waymark.printed("Password")


@pytest.fixture(scope="session")
def server(base_url, owner) -> Server:
    return Server(base_url, *owner)


@pytest.fixture(scope="session")
def sender(server) -> Sender:
    return Sender(server)


class Messages:
    """Everything that the console, the page and the CSP said."""

    def __init__(self):
        self.heard: list[str] = []
        self.allowed: list[re.Pattern] = []

    def allow(self, pattern: str) -> None:
        self.allowed.append(re.compile(pattern))

    def allow_status(self, *statuses: int) -> None:
        """Chromium itself writes a line for each failed request."""
        for status in statuses:
            self.allow(rf"Failed to load resource: .*status of {status} ")

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.heard.append(f"page error: {error}"))

    def unexpected(self) -> list[str]:
        return [each for each in self.heard if not any(p.search(each) for p in self.allowed)]


@pytest.fixture
def messages():
    heard = Messages()
    yield heard
    assert heard.unexpected() == []


@pytest.fixture(params=[LOOKS[0]], ids=["light-1280"])
def look(request) -> tuple[str, int]:
    return request.param


def every_look(function):
    """Runs a test light and dark, wide and narrow."""
    ids = [f"{theme}-{width}" for theme, width in LOOKS]
    return pytest.mark.parametrize("look", LOOKS, ids=ids, indirect=True)(function)


@pytest.fixture
def browser_context_args(browser_context_args, look):
    theme, width = look
    narrow = width < 600
    return {
        **browser_context_args, "color_scheme": theme, "locale": "en-GB",
        "viewport": {"width": width, "height": 844 if narrow else 800},
        "is_mobile": narrow, "has_touch": narrow,
        "permissions": ["clipboard-read", "clipboard-write"],
    }


@pytest.fixture
def context(context: BrowserContext, messages):
    context.on("page", messages.listen)
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def stranger(context, messages) -> Page:
    """A page of somebody who never signed in."""
    return context.new_page()


@pytest.fixture
def page(context, server, messages) -> Page:
    """A page of the owner, signed in."""
    context.add_cookies(server.browser_cookies())
    # As if this browser had signed in before; about:blank has no storage.
    known = "localStorage.setItem('waymark.known', '1')"
    context.add_init_script(f"if (location.protocol !== 'about:') {known}")
    return context.new_page()


@pytest.fixture
def narrow(look) -> bool:
    return look[1] < 900


def settle(page: Page) -> None:
    """Waits until the frame stands and nothing loads."""
    page.locator("main h1").first.wait_for()
    page.locator("main [aria-busy=true]").first.wait_for(state="detached")


def accessible(page: Page) -> None:
    """axe finds nothing, and nothing lies beside the screen."""
    page.wait_for_timeout(350)  # transitions: half-faded text has no contrast
    found = Axe().run(page, options={"runOnly": AXE_RULES}).response["violations"]
    assert [f"{each['id']}: {[n['target'] for n in each['nodes']]}" for each in found] == []
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
