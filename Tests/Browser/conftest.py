"""Fixtures of the browser tests.

They run against the instance that all tests share, or, while a screen is being written, against
the one that WAYMARK_URL, WAYMARK_EMAIL and WAYMARK_PASSWORD name. Every test fails on any console
message, page error or report of the Content-Security-Policy, unless it says beforehand which one
it provokes.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from looks import LOOKS
from server import Sender, Server


@pytest.fixture(scope="session")
def base_url(request) -> str:
    named = os.environ.get("WAYMARK_URL")
    return named.rstrip("/") if named else request.getfixturevalue("waymark").url


@pytest.fixture(scope="session")
def login(request) -> tuple[str, str]:
    """E-mail and password of the owner."""
    if "WAYMARK_URL" in os.environ:
        return os.environ["WAYMARK_EMAIL"], os.environ["WAYMARK_PASSWORD"]
    owner = request.getfixturevalue("owner")
    return owner["email"], owner["password"]


@pytest.fixture(scope="session")
def server(base_url, login) -> Server:
    return Server(base_url, *login)


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
def stranger(context) -> Page:
    """A page of somebody who never signed in."""
    return context.new_page()


@pytest.fixture
def page(context, server) -> Page:
    """A page of the owner, signed in."""
    context.add_cookies(server.browser_cookies())
    # As if this browser had signed in before; about:blank has no storage.
    known = "localStorage.setItem('waymark.known', '1')"
    context.add_init_script(f"if (location.protocol !== 'about:') {known}")
    return context.new_page()


def statement(var: Path, sql: str) -> None:
    """Runs SQL on the private database of `make run`."""
    settings = dict(line.split("=", 1) for line in (var / "waymark.conf").read_text().splitlines()
                    if "=" in line)
    subprocess.run(
        ["mariadb", "--no-defaults", f"--socket={settings['WAYMARK_DATABASE_SOCKET']}", "waymark"],
        input=sql, text=True, check=True, timeout=30)


@pytest.fixture
def dead_delivery(request, server, sender) -> str:
    """A delivery that died. No sender can cause one from outside: what is refused is never stored,
    and what is stored dies only of our own faults. So one that was applied is said to have died;
    retrying it is real and finds that everything is applied already."""
    variable = os.environ.get("WAYMARK_VAR_OF_SERVER")
    if "WAYMARK_URL" in os.environ and not variable:
        pytest.skip("WAYMARK_VAR_OF_SERVER does not name the data folder of the server")
    var = Path(variable) if variable else request.getfixturevalue("waymark").var
    delivery = sender.send().event()["delivery_id"]
    organisation = server.session["organisation"]["id"]
    statement(var, f"""
        INSERT INTO attempts SELECT {int(organisation)}, {int(delivery)}, seq, NOW(6),
            'The database closed the connection' FROM seq_1_to_8;
        INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            VALUES ({int(organisation)}, {int(delivery)}, 'dead',
                'The database closed the connection', 8, NOW(6))""")
    return delivery
