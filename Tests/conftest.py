"""One running Waymark for all tests that only look at it or add to it: from a copy of this checkout
at another path, started by `make run` and stopped by Ctrl-C."""

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from checkout import COPY, Run, copy_checkout  # noqa: E402
from client import Answer, Client, witnesses  # noqa: E402
from description import FILE, Description  # noqa: E402


# Every answer that a test gets has to be one that the API's description allows.
witnesses.append(Description(json.loads(FILE.read_text())).check)


@witnesses.append
def no_header_comes_twice(method: str, path: str, answer: Answer) -> None:
    """Neither nginx nor Waymark repeats what the other has said already."""
    names = [name.lower() for name in answer.headers if name.lower() != "set-cookie"]
    assert sorted(names) == sorted(set(names)), (method, path, names)


def pytest_addoption(parser) -> None:
    parser.addoption(
        "--soak", action="store_true", help="the tests of faults at their full length")
    parser.addoption(
        "--clean-root", action="store_true", help="the package on a Debian made from nothing")


def pytest_sessionstart(session) -> None:
    """Once, before there are workers (pytest -n), who then share the copy and its build. Nothing is
    built for tests of a server that somebody else started."""
    if not hasattr(session.config, "workerinput") and "WAYMARK_URL" not in os.environ:
        copy_checkout()


@pytest.fixture(scope="session")
def copy() -> Path:
    """The copy of the checkout; its build is shared, its data folders are not."""
    return COPY


@pytest.fixture(scope="session")
def waymark(request, copy: Path):
    """The instance that all tests of this worker share."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    run = Run(copy, copy / "var" / worker)
    try:
        yield run.wait_until_ready()
        assert run.press_control_c() == 0 or "stopped" in run.output, run.output
    finally:
        run.press_control_c()


@pytest.fixture(scope="session")
def owner(waymark: Run) -> dict:
    """E-mail and password as `make run` printed them."""
    return {"email": waymark.printed("E-mail"), "password": waymark.printed("Password")}


@pytest.fixture
def client(waymark: Run, owner: dict) -> Client:
    """A signed-in caller of the API."""
    client = Client(waymark.url)
    answer = client.sign_in(owner["email"], owner["password"])
    assert answer.status == 200, answer
    return client


@pytest.fixture(scope="session")
def base_url(waymark: Run) -> str:
    """Where pytest-playwright's pages open relative addresses."""
    return waymark.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium-headless-shell"}
