"""Listeners whose line was cut: `Last-Event-ID` brings what they missed, once."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from checkout import Run
from stream import listening, names
from support import Hook


class DatabaseShell:
    """Statements straight to the database of the running instance, past all of Waymark."""

    def __init__(self, waymark: Run):
        settings = dict(
            line.split("=", 1) for line in (waymark.var / "waymark.conf").read_text().splitlines()
            if "=" in line)
        self.process = subprocess.Popen(
            ["mariadb", "--no-defaults", "--batch", "--skip-column-names", "--unbuffered",
             f"--socket={settings['WAYMARK_DATABASE_SOCKET']}", "waymark"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, statement: str) -> None:
        """Returns once the statement has had its effect."""
        self.process.stdin.write(f"{statement};\nSELECT 'done';\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@pytest.fixture
def database(waymark: Run):
    shell = DatabaseShell(waymark)
    with shell.process:
        yield shell


def test_what_happened_in_between_is_heard_after_coming_back(hook, shop):
    with listening(shop, "?topics=event") as stream:
        hook.send(customer_id="before")
        message = stream.next()
        assert names(message) == ["before"]
    for name in ("first", "second"):
        hook.send(customer_id=name)
        hook.events()
    with listening(shop, "?topics=event", after=message["id"]) as stream:
        hook.send(customer_id="after")
        assert stream.customers(3) == ["first", "second", "after"]
        assert stream.heard.empty()


def test_nothing_is_lost_or_doubled_while_the_line_is_cut_again_and_again(hook, shop):
    sent = [f"{number}" for number in range(60)]
    heard: list[str] = []
    after = None
    with listening(shop, "?topics=event") as stream, ThreadPoolExecutor(4) as senders:
        posts = [senders.submit(hook.send, customer_id=name) for name in sent]
        message = stream.next(seconds=5)
        heard, after = names(message), message["id"]
    while len(heard) < len(sent):
        with listening(shop, "?topics=event", after=after) as stream:
            for _ in range(3):
                if len(heard) < len(sent):
                    message = stream.next(seconds=5)
                    heard += names(message)
                    after = message["id"]
    assert all(post.result() for post in posts)
    assert sorted(heard, key=int) == sent


def test_another_organisations_past_is_not_heard_either(hook, neighbour):
    own = Hook(neighbour)
    with listening(neighbour, "?topics=event") as stream:
        own.send()
        after = stream.next()["id"]
    hook.send()
    hook.events()
    with listening(neighbour, "?topics=event", after=after) as stream:
        mine = own.send()["customer_id"]
        assert stream.customers(1) == [mine]


def test_a_row_that_commits_late_is_heard_late_and_the_rest_in_time(hook, shop, database):
    """Ids are given when rows are written, and seen when their transactions end."""
    own = shop.get("/api/session").json["organisation"]["id"]
    database.run("START TRANSACTION")
    database.run(
        "INSERT INTO feed (organisation_id, topic, payload, created_at) "
        f"VALUES ({own}, 'journey', '[\"late\"]', UTC_TIMESTAMP(6))")
    with listening(shop, "?topics=event,journey") as stream:
        hook.send(customer_id="first")
        assert names(stream.next()) == ["first"]
        after = stream.next()["id"]
    hook.send(customer_id="second")
    hook.events()
    with listening(shop, "?topics=event,journey", after) as stream:
        assert names(stream.next()) == ["second"]
        assert stream.next()["event"] == "journey"
        database.run("COMMIT")
        assert json.loads(stream.next()["data"]) == {"moves": ["late"]}
        hook.send(customer_id="third")
        assert names(stream.next()) == ["third"]


def test_who_was_away_for_too_long_is_told_to_read_anew(hook, shop, database):
    with listening(shop, "?topics=event") as stream:
        hook.send(customer_id="before")
        after = stream.next()["id"]
    for _ in range(2):
        hook.send()
        hook.events()
    database.run("SET @newest = (SELECT MAX(id) FROM feed)")
    database.run("DELETE FROM feed WHERE id < @newest")
    with listening(shop, "?topics=event", after) as stream:
        assert stream.next()["event"] == "gap"
        hook.send(customer_id="after")
        assert names(stream.next()) == ["after"]
