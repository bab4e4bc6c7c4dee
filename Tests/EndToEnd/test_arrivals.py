"""Events that come again, too late, too early, in the wrong order, or all at once."""

import json
import threading
import uuid

import pytest

from support import moment, payload, read_time


def post_together(posts) -> list:
    """The answers of all posts, which start at the same moment."""
    start = threading.Barrier(len(posts))
    answers = [None] * len(posts)

    def run(index, post):
        start.wait(timeout=5)
        answers[index] = post()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=15)
    return answers


def test_a_replay_gets_the_same_answer_and_counts_once(hook):
    body = json.dumps(payload()).encode()
    answers = [hook.post(body) for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert answers[0].body == answers[1].body == answers[2].body
    [event] = hook.events()
    deliveries = hook.deliveries("processed")
    assert len(deliveries) == 3
    repeated = [
        hook.admin.get(f"/api/webhooks/deliveries/{each['id']}").json["delivery"]["result"]
        for each in deliveries
    ]
    assert sorted(str(result["repeated_of"]) for result in repeated) == sorted(
        [event["delivery_id"], event["delivery_id"], "None"])


def test_one_event_id_is_one_event_however_its_body_is_written(hook):
    name = uuid.uuid4().hex
    sent = payload(event_id=name)
    first = hook.post(json.dumps(sent).encode())
    again = hook.post(json.dumps(sent, indent=4, sort_keys=True).encode())
    assert first.json == again.json
    assert first.json["event_id"] == name
    assert len(hook.events()) == 1


def test_the_same_event_on_two_connections_is_two_events(hook, shop):
    other = type(hook)(shop)
    body = json.dumps(payload(event_id="1001")).encode()
    assert hook.post(body).status == other.post(body).status == 200
    assert len(hook.events()) == len(other.events()) == 1


@pytest.mark.parametrize("ahead", [{"minutes": 6}, {"hours": 1}, {"days": 3650}])
def test_an_event_from_the_future_counts_from_its_arrival_and_is_marked(hook, ahead):
    hook.send(timestamp=moment(**ahead))
    [event] = hook.events()
    assert event["clamped"] is True
    assert event["at"] == event["received_at"]
    assert read_time(event["at"]) < read_time(moment(seconds=1))


@pytest.mark.parametrize("time", [
    "soon", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", "2024-02-29T23:59:59.999999Z",
])
def test_any_other_time_counts_as_the_sender_gave_it(hook, time):
    time = moment(minutes=4) if time == "soon" else time
    hook.send(timestamp=time)
    [event] = hook.events()
    assert event["clamped"] is False
    assert read_time(event["at"]) == read_time(time)


ROAD = [
    ("awareness", "1970-01-01T00:00:00Z"), ("consideration", "2024-01-15T10:30:00Z"),
    ("purchase", "2024-02-01T00:00:00Z"),
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1, 0, 2)])
def test_a_journey_is_the_same_in_whatever_order_it_arrives(hook, order):
    customer = uuid.uuid4().hex
    for place in order:
        stage, time = ROAD[place]
        hook.send(customer_id=customer, event_id=stage, stage=stage, timestamp=time)
    assert [event["stage"] for event in hook.events()] == [
        "purchase", "consideration", "awareness"]
    [known] = hook.customers()
    shown = hook.admin.get(f"/api/customers/{known}")
    assert shown.status == 200, shown
    shown = shown.json["customer"]
    assert shown["stage"] == shown["furthest_stage"] == "purchase"
    assert (shown["first_seen"], shown["last_seen"]) == (ROAD[0][1], ROAD[2][1])
    assert [(entry["stage"], entry["first_entered"]) for entry in shown["stages"]] == ROAD


@pytest.mark.parametrize("name", ["customer_id", "customer_email"])
def test_two_at_once_for_one_new_customer_make_one_customer_with_both_events(hook, name):
    for _ in range(5):
        shared = {name: f"{uuid.uuid4().hex}@example.com"}
        before = hook.customers()
        sent = [payload(stage=stage, **shared) for stage in ("awareness", "purchase")]
        answers = post_together([lambda each=each: hook.post(each) for each in sent])
        assert [answer.status for answer in answers] == [200, 200]
        [customer] = hook.customers() - before
        own = hook.admin.get(f"/api/events?customer={customer}").json["events"]
        assert sorted(event["stage"] for event in own) == ["awareness", "purchase"]


def test_the_same_event_twice_at_once_counts_once(hook):
    body = json.dumps(payload()).encode()
    answers = post_together([lambda: hook.post(body)] * 8)
    assert {(answer.status, answer.body) for answer in answers} == {(200, answers[0].body)}
    assert len(hook.events()) == 1
