"""Seed 000's clients against Waymark: what they send, and what they read."""

import json
import os
import subprocess
import uuid
from pathlib import Path
from urllib.parse import quote

import pytest

from client import Client
from support import (
    JSON, Hook, check_problem, exchange, moment, payload, read_time, wait_for)

EXAMPLES = Path(__file__).parent / "seed_000"

PAYLOAD = b"""{
  "customer_id": "12345",
  "event": "stage_completed",
  "stage": "consideration",
  "timestamp": "2024-01-15T10:30:00Z",
  "metadata": {
    "source": "email_campaign",
    "value": 150.00
  },
  "customer_name": "John Doe",
  "customer_email": "john@example.com"
}"""
KINDS = [
    "stage_entered", "stage_completed", "purchase_made", "email_opened", "link_clicked",
    "form_submitted", "page_viewed", "cart_abandoned", "review_left", "referral_made",
]
STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"]


@pytest.fixture
def fresh(found) -> Hook:
    """The connection of an organisation in which nothing has happened yet."""
    return Hook(found("Seed shop"))


def read(hook: Hook, path: str) -> dict:
    answer = hook.admin.get(f"/api/customer-journey/{path}")
    assert answer.status == 200 and answer.json["success"] is True, answer
    return answer.json


def check_example(answer, events: list[dict]) -> None:
    """That the seed's example payload was answered, and is shown, as the seed has it."""
    assert answer.status == 200, answer
    assert answer.headers["Content-Type"] == JSON and answer.headers["X-Request-Id"]
    assert answer.json == {
        "success": True, "message": "Event processed successfully",
        "event_id": answer.json["event_id"], "customer_stage": "consideration",
        "timestamp": "2024-01-15T10:30:00Z",
    }
    assert uuid.UUID(answer.json["event_id"])
    [event] = [each for each in events if each["timestamp"] == "2024-01-15T10:30:00Z"]
    assert event == {"id": event["id"], **json.loads(PAYLOAD)}


def test_the_example_payload_without_any_key_reaches_the_default_connection(client):
    [default] = [
        each for each in client.get("/api/connections").json["connections"] if each["is_default"]]
    signed = client.post(
        "/api/webhooks/sign", {"connection_id": default["id"], "body": PAYLOAD.decode()})
    headers = list(signed.json["headers"].items())
    before = client.get("/api/customer-journey/health").json["events_count"]
    answer = exchange(client.url, "POST", "/api/webhook/customer-journey", headers, PAYLOAD)
    wait_for(
        lambda: client.get("/api/customer-journey/health").json["events_count"] > before, 1,
        "the event is not there within a second")
    customer = client.get("/api/customer-journey/customer/12345").json["customer"]
    check_example(answer, customer["events"])


def test_the_example_payload_finds_its_connection_by_a_key_in_a_header(fresh):
    for key in ({"X-Api-Key": fresh.key}, {"Authorization": f"Bearer {fresh.key}"}):
        answer = fresh.post(
            PAYLOAD, fresh.sign(PAYLOAD) | key, path="/api/webhook/customer-journey")
        assert len(fresh.events()) == 1
        check_example(answer, read(fresh, "data")["events"])


def test_the_integration_examples_run_as_they_are(hook):
    ran = subprocess.run(
        ["node", "--require", EXAMPLES / "client.js", EXAMPLES / "examples.js"],
        env=os.environ | {
            "WAYMARK_URL": hook.admin.url, "WAYMARK_KEY": hook.key,
            "WAYMARK_SECRET": hook.secret,
        }, capture_output=True, text=True, timeout=20, check=False)
    calls = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [call["status"] for call in calls] == [200, 200, 200], ran
    assert all(call["answer"]["customer_stage"] == call["sent"]["stage"] for call in calls)
    hook.events()
    shown = read(hook, "data?limit=10")["events"]
    for call in calls:
        [event] = [each for each in shown if each["event"] == call["sent"]["event"]]
        sent = call["sent"]
        assert read_time(event["timestamp"]) == read_time(sent["timestamp"])
        assert event | {"timestamp": sent["timestamp"]} == {
            "id": event["id"], "customer_name": None, "customer_email": None, **sent}
    john = read(hook, "customer/67890")["customer"]
    assert (john["currentStage"], john["totalValue"]) == ("purchase", 150)


def test_every_kind_of_event_is_taken_in_every_stage(hook):
    for kind in KINDS:
        for stage in STAGES:
            answer = hook.post(payload(event=kind, stage=stage))
            assert answer.status == 200 and answer.json["customer_stage"] == stage
    shown = {(event["event"], event["stage"]) for event in hook.events()}
    assert shown == {(kind, stage) for kind in KINDS for stage in STAGES}


def test_data_lists_customers_and_events_newest_first(fresh):
    first = fresh.send(customer_id="1", timestamp=moment(days=-3), customer_name="Ann")
    second = fresh.send(customer_id="2", timestamp=moment(days=-2), customer_email="bo@example.com")
    third = fresh.send(customer_id="1", timestamp=moment(days=-1), stage="purchase")
    fresh.events()
    data = read(fresh, "data")
    assert [event["timestamp"] for event in data["events"]] == [
        each["timestamp"] for each in (third, second, first)]
    assert [customer["id"] for customer in data["customers"]] == ["1", "2"]
    ann, bo = data["customers"]
    assert ann == {
        "id": "1", "name": "Ann", "email": None, "phone": None, "currentStage": "purchase",
        "totalValue": 0, "firstSeen": first["timestamp"], "lastActivity": third["timestamp"],
        "events": [event for event in data["events"] if event["customer_id"] == "1"],
    }
    assert (bo["name"], bo["email"], bo["currentStage"]) == (None, "bo@example.com", "awareness")
    assert read(fresh, "customer/1")["customer"] == ann


def test_data_is_paged_by_limit_and_offset(fresh):
    for number in range(5):
        fresh.send(customer_id=str(number), timestamp=moment(days=-number))
    fresh.events()
    seen, offset = [], 0
    while offset is not None:
        page = read(fresh, f"data?limit=2&offset={offset}")
        assert [customer["id"] for customer in page["customers"]] == [
            event["customer_id"] for event in page["events"]]
        seen.append([event["customer_id"] for event in page["events"]])
        offset = page["next_offset"]
    assert seen == [["0", "1"], ["2", "3"], ["4"]]


def test_data_is_paged_by_cursor_until_both_lists_are_over(fresh):
    for number in range(3):
        fresh.send(customer_id=str(number), timestamp=moment(days=-2 * number))
        fresh.send(customer_id=str(number), timestamp=moment(days=-2 * number - 1))
    fresh.events()
    customers, events, query = [], [], "limit=2"
    while query:
        page = read(fresh, f"data?{query}")
        customers.append([customer["id"] for customer in page["customers"]])
        events.append([event["customer_id"] for event in page["events"]])
        query = page["next_cursor"] and f"limit=2&cursor={page['next_cursor']}"
    assert customers == [["0", "1"], ["2"], []]
    assert events == [["0", "0"], ["1", "1"], ["2", "2"]]


@pytest.mark.parametrize("query", [
    "limit=0", "limit=-1", "limit=201", "limit=many", "offset=-1", "offset=10001", "offset=x",
])
def test_a_page_that_cannot_be_is_refused(shop, query):
    [detail] = check_problem(shop.get(f"/api/customer-journey/data?{query}"), 400)
    assert detail.startswith(query.split("=")[0])


def test_paid_amounts_add_up_exactly(fresh):
    for value in (0.1, "0.2", 1e-1, 99.99):
        fresh.send(
            customer_id="1", event="purchase_made", stage="purchase", metadata={"value": value})
    fresh.send(
        customer_id="1", event="purchase_made", stage="purchase",
        metadata={"value": 7, "currency": "USD"})
    fresh.send(customer_id="1", event="review_left", stage="advocacy", metadata={"value": 1000})
    fresh.events()
    body = fresh.admin.get("/api/customer-journey/customer/1").body
    assert b'"totalValue":100.39,' in body
    [customer] = fresh.admin.get("/api/customers").json["customers"]
    assert customer["value"] == [
        {"currency": "EUR", "amount": "100.39"}, {"currency": "USD", "amount": "7.00"}]


@pytest.mark.parametrize("customer", ["12345", "Zoë 🦊", "a/b?c=d&e#f", "100%", "..", "+"])
def test_a_customer_is_found_by_the_id_of_its_sender_whatever_it_is(hook, customer):
    hook.send(customer_id=customer)
    hook.events()
    assert read(hook, f"customer/{quote(customer, safe='')}")["customer"]["id"] == customer


def test_a_customer_whom_nobody_named_is_not_there(shop):
    check_problem(shop.get("/api/customer-journey/customer/nobody"), 404)


@pytest.mark.parametrize("path", ["data", "customer/12345"])
def test_reading_takes_a_known_caller(waymark, path):
    check_problem(Client(waymark.url).get(f"/api/customer-journey/{path}"), 401)
    check_problem(
        Client(waymark.url).get(
            f"/api/customer-journey/{path}", Authorization="Bearer wm_unknown"), 401)


def test_health_counts_for_known_callers_only(fresh):
    stranger = Client(fresh.admin.url).get("/api/customer-journey/health")
    assert stranger.status == 200
    assert stranger.json == {
        "success": True, "status": "healthy", "timestamp": stranger.json["timestamp"]}
    health = read(fresh, "health")
    assert (health["events_count"], health["customers_count"]) == (0, 0)

    for customer in ("1", "2", "1"):
        fresh.send(customer_id=customer)
    fresh.events()
    made = fresh.admin.post("/api/tokens", {"name": "A program", "scopes": ["read"]})
    health = Client(fresh.admin.url).get(
        "/api/customer-journey/health", Authorization=f"Bearer {made.json['token']}").json
    assert health == {
        "success": True, "status": "healthy", "timestamp": health["timestamp"],
        "events_count": 3, "customers_count": 2,
    }


def test_an_event_is_in_every_read_within_a_second_of_its_answer(fresh):
    fresh.send(customer_id="1", stage="consideration")
    reads = [
        lambda: read(fresh, "data")["events"],
        lambda: fresh.admin.get("/api/customer-journey/customer/1").status == 200,
        lambda: read(fresh, "health")["events_count"] == 1,
        lambda: fresh.admin.get("/api/events").json["events"],
        lambda: fresh.admin.get("/api/customers?stage=consideration").json["customers"],
        lambda: fresh.admin.get("/api/journey?period=7d").json["stages"][1]["here"] == 1,
        lambda: fresh.admin.get("/api/journey?period=7d").json["stages"][1]["entered"] == 1,
        lambda: fresh.deliveries("processed"),
    ]
    wait_for(lambda: all(each() for each in reads), 1, "some read has not the event")
