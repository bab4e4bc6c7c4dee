"""`waymark user` and `waymark organisation`, as an operator types them."""

import re
import uuid

import pytest

from client import Client


@pytest.fixture
def place(waymark) -> str:
    """The number of an organisation of the test's own."""
    founded = waymark.waymark("organisation", "add", "--name", f"Shop {uuid.uuid4().hex}")
    return re.search(r"Organisation (\d+) is founded", founded.stdout).group(1)


@pytest.fixture
def add(waymark, place):
    """Adds somebody and tells their address."""
    def add(role: str, organisation: str | None = None, email: str | None = None) -> str:
        email = email or f"{role}-{uuid.uuid4().hex}@example.com"
        added = waymark.waymark(
            "user", "add", email, "--role", role, "--organisation", organisation or place)
        assert added.returncode == 0, added
        return email
    return add


def lines(waymark, *arguments: str) -> dict[str, str]:
    """What `user list` says, by address."""
    listed = waymark.waymark("user", "list", *arguments)
    assert listed.returncode == 0, listed
    return {line.split("  ")[0]: line for line in listed.stdout.splitlines()}


def refusal(waymark, *arguments: str) -> str:
    refused = waymark.waymark(*arguments)
    assert refused.returncode != 0, refused
    return refused.stderr


def test_people_are_listed_with_role_and_place(waymark, add, place):
    owner, viewer = add("owner"), add("viewer")
    listed = lines(waymark, "--organisation", place)
    assert set(listed) == {owner, viewer}
    assert f"viewer  organisation {place}  never seen" in listed[viewer]
    assert set(listed) < set(lines(waymark))


def test_a_role_is_changed_but_the_last_owner_stays(waymark, add, place):
    owner, viewer = add("owner"), add("viewer")
    assert "last owner" in refusal(waymark, "user", "role", owner, "viewer")
    assert "last owner" in refusal(waymark, "user", "remove", owner)
    assert waymark.waymark("user", "role", viewer, "owner").returncode == 0
    assert waymark.waymark("user", "role", owner, "viewer").returncode == 0
    assert "owner" in lines(waymark, "--organisation", place)[viewer]


def test_somebody_is_removed(waymark, add, place):
    add("owner")
    viewer = add("viewer")
    assert waymark.waymark("user", "remove", viewer).returncode == 0
    assert viewer not in lines(waymark, "--organisation", place)
    assert "no organisation" in lines(waymark)[viewer]
    assert "no member" in refusal(waymark, "user", "remove", viewer)


def test_an_address_is_changed_and_the_password_stays(waymark, add, place):
    owner, viewer = add("owner"), add("viewer")
    made = waymark.waymark("user", "password", viewer)
    password = re.search(r"is (\S+)$", made.stdout.strip()).group(1)
    signed_in = Client(waymark.url)
    assert signed_in.sign_in(viewer, password).status == 200
    new = f"new-{uuid.uuid4().hex}@example.com"
    assert "signs in here already" in refusal(waymark, "user", "email", viewer, owner)
    assert waymark.waymark("user", "email", viewer, new.upper()).returncode == 0
    assert set(lines(waymark, "--organisation", place)) == {owner, new}
    assert signed_in.get("/api/session").status == 401
    assert Client(waymark.url).sign_in(viewer, password).status == 401
    assert Client(waymark.url).sign_in(new, password).status == 200


def test_who_belongs_to_several_places_is_asked_which(waymark, add, place):
    viewer = add("viewer")
    founded = waymark.waymark("organisation", "add", "--name", "Second")
    second = re.search(r"Organisation (\d+)", founded.stdout).group(1)
    add("viewer", organisation=second, email=viewer)
    told = refusal(waymark, "user", "role", viewer, "analyst")
    assert "several organisations" in told and "--organisation" in told
    changed = waymark.waymark("user", "role", viewer, "analyst", "--organisation", second)
    assert changed.returncode == 0
    assert "viewer" in lines(waymark, "--organisation", place)[viewer]
    assert "analyst" in lines(waymark, "--organisation", second)[viewer]


def test_an_organisation_gets_another_name(waymark, place):
    name = f"Kente & Co {uuid.uuid4().hex}"
    assert waymark.waymark("organisation", "rename", place, name).returncode == 0
    listed = waymark.waymark("organisation", "list").stdout
    assert f"{place}  {name}  (" in listed
    assert "empty or too long" in refusal(waymark, "organisation", "rename", place, " ")


@pytest.mark.parametrize(("arguments", "hint"), [
    (("user", "role", "nobody@example.com", "admin"), "waymark user list"),
    (("user", "password", "no address"), "not an e-mail address"),
    (("user", "role", "a@example.com", "king"), "owner, admin, analyst"),
    (("user", "add", "a@example.com", "--organisation", "999999"), "waymark organisation list"),
    (("organisation", "rename", "999999", "x"), "waymark organisation list"),
])
def test_a_mistake_is_told_with_what_to_do(waymark, arguments, hint):
    assert hint in refusal(waymark, *arguments)


@pytest.mark.parametrize("command", [
    "list", "add", "email", "password", "role", "remove", "totp-off",
])
def test_every_command_explains_itself(waymark, command):
    told = waymark.waymark("user", command, "--help")
    assert told.returncode == 0
    assert "OVERVIEW:" in told.stdout and f"USAGE: waymark user {command}" in told.stdout
