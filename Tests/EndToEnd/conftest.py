"""Organisations of the end-to-end tests' own, founded with the commands that an operator has."""

import os
import re
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import Run
from client import Client
from support import Hook


@pytest.fixture(scope="session")
def found(waymark: Run) -> Callable[[str], Client]:
    """Founds an organisation and signs its owner in."""
    def found(name: str) -> Client:
        founded = waymark.waymark("organisation", "add", "--name", name)
        number = re.search(r"Organisation (\d+) is founded", founded.stdout)
        assert number, founded
        email = f"owner-{uuid.uuid4().hex}@example.com"
        added = waymark.waymark(
            "user", "add", email, "--role", "owner", "--organisation", number.group(1))
        password = re.search(r"with the password (\S+)", added.stdout)
        assert password, added
        client = Client(waymark.url)
        assert client.sign_in(email, password.group(1)).status == 200
        return client

    return found


@pytest.fixture(scope="session")
def shop(found) -> Client:
    """The owner of an organisation that only these tests write to."""
    return found("Corner shop")


@pytest.fixture(scope="session")
def neighbour(found) -> Client:
    """The owner of another organisation, who must not see anything of the shop."""
    return found("Shop next door")


@pytest.fixture
def hook(shop: Client) -> Hook:
    """A new connection of the shop in seed 000's scheme, with its sender."""
    return Hook(shop)


@pytest.fixture(scope="session")
def package(waymark, copy) -> Path:
    """Built from the copy that the shared instance has built already."""
    subprocess.run(
        ["make", "deb"], cwd=copy, check=True, timeout=900,
        env={**os.environ, "WAYMARK_VAR": str(waymark.var)})
    return next(waymark.var.glob("waymark_*.deb"))
