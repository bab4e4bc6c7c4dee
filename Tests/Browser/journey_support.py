"""Customers on their way, sent as signed webhooks through the real intake."""

import datetime
import json
import uuid

STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"]


def ago(**span) -> str:
    """An instant that long ago, as senders write it."""
    instant = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**span)
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def send(client, **event) -> dict:
    """Posts one event to the default connection, signed; its answer."""
    connections = client.get("/api/connections").json["connections"]
    connection = next(each for each in connections if each["is_default"])
    body = json.dumps({"event_id": uuid.uuid4().hex, **event})
    signed = client.post("/api/webhooks/sign", {"connection_id": connection["id"], "body": body}).json
    answer = client.call("POST", signed["url"], body.encode(), signed["headers"])
    assert answer.status == 200, answer
    return answer.json


def walk(client, name: str, to: str, source: str = "newsletter") -> str:
    """A new customer who entered each stage up to `to`, an hour apart; their customer_id."""
    customer = f"{name.lower().replace(' ', '-')}-{uuid.uuid4().hex[:8]}"
    stages = STAGES[: STAGES.index(to) + 1]
    for at, stage in enumerate(stages):
        paid = {"value": 25, "currency": "USD"} if stage == "purchase" else {}
        send(
            client, customer_id=customer, event="purchase_made" if paid else "stage_entered",
            stage=stage, timestamp=ago(hours=len(stages) - at), metadata={"source": source, **paid},
            customer_name=name)
    return customer
