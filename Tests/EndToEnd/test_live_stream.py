"""The live stream through nginx: at once, whole, and to nobody else."""

import http.client
import json
import queue
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from client import Client
from support import Hook, check_problem, exchange, payload

PATH = "/api/events/stream"


class Stream:
    """An open stream. A thread of its own listens, so that nothing waits for a test to look."""

    def __init__(self, caller: Client, query: str = "", after: str | None = None):
        self.connection = http.client.HTTPConnection(urlsplit(caller.url).netloc, timeout=20)
        headers = {"Cookie": "; ".join(f"{each.name}={each.value}" for each in caller.cookies)}
        if after is not None:
            headers["Last-Event-ID"] = after
        self.connection.request("GET", PATH + query, headers=headers)
        self.socket = self.connection.sock
        self.answer = self.connection.getresponse()
        self.heard: queue.Queue[dict] = queue.Queue()
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.listener.join(timeout=5)
        self.answer.close()
        self.connection.close()

    def _listen(self) -> None:
        message: dict[str, str] = {}
        try:
            for line in self.answer:
                name, _, value = line.decode().rstrip("\n").partition(":")
                if line == b"\n":
                    if message:
                        self.heard.put(message)
                    message = {}
                elif name:
                    message[name] = value.removeprefix(" ")
        except (OSError, http.client.HTTPException):
            pass  # The test is over and has cut the line.

    def next(self, seconds: float = 1) -> dict:
        """The next message, which has to come in that time."""
        try:
            return self.heard.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"nothing was heard for {seconds} s") from None

    def customers(self, count: int, seconds: float = 5) -> list[str]:
        """The senders' ids of the customers of the next events, so many of them."""
        heard: list[str] = []
        while len(heard) < count:
            heard += names(self.next(seconds))
        return heard


@contextmanager
def listening(caller: Client, query: str = "", after: str | None = None):
    """A stream whose seat is taken: all that happens from here on is heard."""
    stream = Stream(caller, query, after)
    try:
        assert "retry" in stream.next(seconds=5)
        yield stream
    finally:
        stream.close()


def names(message: dict) -> list[str]:
    return [
        event["customer"]["customer_id"] for event in json.loads(message["data"])["events"]]


def test_an_event_is_heard_within_a_second_of_its_answer_as_lists_have_it(hook, shop):
    with listening(shop, "?topics=event") as stream:
        assert stream.answer.headers["Content-Type"] == "text/event-stream"
        assert stream.answer.headers["Cache-Control"] == "no-store"
        assert stream.answer.headers["X-Request-Id"]
        hook.send(metadata={"source": "newsletter", "name": "Zoë\n🦊"})
        message = stream.next(seconds=1)
        assert message["event"] == "event" and message["id"]
        assert json.loads(message["data"])["events"] == hook.events()


def test_a_move_is_heard_with_where_it_came_from(hook, shop):
    with listening(shop, "?topics=journey") as stream:
        customer = hook.send(stage="awareness")["customer_id"]
        first = stream.next()
        hook.send(customer_id=customer, stage="purchase")
        second = stream.next()
        [known] = hook.customers()
        assert [json.loads(message["data"]) for message in (first, second)] == [
            {"moves": [{"from": None, "to": "awareness", "customer_id": known}]},
            {"moves": [{"from": "awareness", "to": "purchase", "customer_id": known}]},
        ]


def test_a_delivery_that_goes_to_quarantine_is_heard(hook, shop):
    with listening(shop, "?topics=delivery") as stream:
        assert hook.post(payload(stage="nirvana")).status == 400
        message = stream.next()
        [kept] = hook.deliveries("quarantined")
        assert message["event"] == "delivery"
        assert json.loads(message["data"]) == {"deliveries": [{
            "id": kept["id"], "connection_id": hook.id, "state": "quarantined",
            "received_at": kept["received_at"], "reason": kept["reason"],
        }]}


@pytest.mark.parametrize("query, topics", [
    ("", {"event", "journey", "delivery"}),
    ("?topics=", {"event", "journey", "delivery"}),
    ("?topics=event,journey", {"event", "journey"}),
    ("?topics=delivery", {"delivery"}),
])
def test_only_the_topics_that_were_asked_for_are_heard(hook, shop, query, topics):
    with listening(shop, query) as stream:
        hook.send()
        hook.events()
        assert hook.post(payload(stage="nirvana")).status == 400
        hook.send()
        heard = [stream.next()["event"] for _ in range(
            2 * ("event" in topics) + 2 * ("journey" in topics) + ("delivery" in topics))]
        assert set(heard) == topics
        assert stream.heard.empty()


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
    assert all(post.done() for post in posts)
    assert sorted(heard, key=int) == sent


def test_a_listener_from_before_our_memory_is_told_to_read_anew(hook, shop):
    """An id that is older than what is kept, or from another server, stands for a gap."""
    hook.send()
    hook.events()
    with listening(shop, after="0") as stream:
        assert stream.next()["event"] in {"gap", "event", "delivery"}


def test_another_organisation_hears_nothing(hook, shop, neighbour):
    own = Hook(neighbour)
    with listening(neighbour) as stream, listening(shop, "?topics=event") as witness:
        theirs = hook.send()["customer_id"]
        assert hook.post(payload(stage="nirvana")).status == 400
        assert names(witness.next()) == [theirs]
        mine = own.send()["customer_id"]
        assert stream.customers(1) == [mine]


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


@pytest.mark.parametrize("headers", [
    [], [("Cookie", "waymark=unknown")], [("Authorization", "Bearer wm_unknown")],
])
def test_who_is_not_signed_in_hears_nothing(waymark, headers):
    check_problem(exchange(waymark.url, "GET", PATH, headers), 401)


def test_an_unknown_topic_is_refused(shop):
    [detail] = check_problem(shop.get(f"{PATH}?topics=event,gossip"), 400)
    assert detail == "topics: some of event, journey, delivery"


def test_only_get_opens_a_stream(waymark):
    answer = exchange(waymark.url, "POST", PATH)
    check_problem(answer, 405)
    assert answer.headers["Allow"] == "GET"
