"""The live stream through nginx: at once, and to nobody else."""

import json

import pytest

from stream import PATH, listening, names
from support import Hook, check_problem, exchange, payload


def test_an_event_is_heard_within_a_second_of_its_answer_as_lists_have_it(hook, shop):
    with listening(shop, "?topics=event") as stream:
        assert stream.answer.headers["Content-Type"] == "text/event-stream"
        assert stream.answer.headers.get_all("Cache-Control") == ["no-store"]
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
    ("?topics=event", {"event"}),
    ("?topics=delivery", {"delivery"}),
])
def test_only_the_topics_that_were_asked_for_are_heard(hook, shop, query, topics):
    with listening(shop, query) as stream:
        for _ in range(2):
            hook.send()
            hook.events()
            assert hook.post(payload(stage="nirvana")).status == 400
        told = [topic for topic in ["event", "journey", "delivery"] * 2 if topic in topics]
        assert [stream.next()["event"] for _ in told] == told


def test_another_organisation_hears_nothing(hook, shop, neighbour):
    own = Hook(neighbour)
    with listening(neighbour) as stream, listening(shop, "?topics=event") as witness:
        theirs = hook.send()["customer_id"]
        assert hook.post(payload(stage="nirvana")).status == 400
        assert names(witness.next()) == [theirs]
        mine = own.send()["customer_id"]
        assert stream.customers(1) == [mine]


@pytest.mark.parametrize("headers", [
    [], [("Cookie", "waymark=unknown")], [("Authorization", "Bearer wm_unknown")],
])
def test_who_is_not_signed_in_hears_nothing(waymark, headers):
    check_problem(exchange(waymark.url, "GET", PATH, headers), 401)


def test_an_unknown_topic_is_refused(shop):
    [detail] = check_problem(shop.get(f"{PATH}?topics=event,gossip"), 400)
    assert detail == "topics: some of event, journey, delivery, organisation"


def test_only_get_opens_a_stream(waymark):
    answer = exchange(waymark.url, "POST", PATH)
    check_problem(answer, 405)
    assert answer.headers["Allow"] == "GET"
