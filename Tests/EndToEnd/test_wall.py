"""The wall between organisations: what one of them has is, for any other, not there."""

import pytest

from client import Client
from support import Hook, check_problem, payload


@pytest.fixture(scope="module")
def belongings(shop: Client) -> dict[str, str]:
    """The ids of one thing of each kind that the shop has."""
    hook = Hook(shop)
    hook.send(customer_id="wall-1")
    hook.send(customer_id="wall-2", customer_email="wall@example.com")
    assert len(hook.customers()) == 2
    hook.send(customer_id="wall-1", customer_email="wall@example.com")
    assert len(hook.customers()) == 1
    assert hook.post(payload(stage="nirvana")).status == 400
    event = hook.events()[0]
    customer = shop.get(f"/api/customers/{event['customer']['id']}").json["customer"]
    token = shop.post("/api/tokens", {"name": "A program", "scopes": ["read"]})
    return {
        "connection": hook.id, "secret": hook.connection["secrets"][0]["id"],
        "customer": customer["id"], "named": "wall-1", "merge": customer["merges"][0]["id"],
        "delivery": event["delivery_id"], "failed": hook.deliveries("quarantined")[0]["id"],
        "token": token.json["record"]["id"],
    }


@pytest.fixture(scope="module")
def stranger(found) -> Client:
    """The owner of an organisation that has nothing yet."""
    return found("Empty shop")


@pytest.mark.parametrize("method, path, body", [
    ("GET", "/api/customer-journey/customer/{named}", None),
    ("GET", "/api/customers/{customer}", None),
    ("POST", "/api/merges/{merge}/undo", {}),
    ("GET", "/api/connections/{connection}", None),
    ("GET", "/api/events?connection={connection}", None),
    ("GET", "/api/events?customer={customer}", None),
    ("PATCH", "/api/connections/{connection}", {"name": "Mine now", "paused": True}),
    ("POST", "/api/connections/{connection}/secrets", {"expire_old_in_hours": 0}),
    ("DELETE", "/api/connections/{connection}/secrets/{secret}", None),
    ("GET", "/api/webhooks/deliveries?connection={connection}", None),
    ("GET", "/api/webhooks/deliveries/{delivery}", None),
    ("POST", "/api/webhooks/deliveries/{delivery}/retry", {}),
    ("POST", "/api/webhooks/deliveries/{failed}/retry", {}),
    ("POST", "/api/webhooks/deliveries/{failed}/handled", {}),
    ("POST", "/api/webhooks/recover", {"state": "quarantined", "connection_id": "{connection}"}),
    ("POST", "/api/webhooks/sign", {"connection_id": "{connection}", "body": "{{}}"}),
    ("DELETE", "/api/tokens/{token}", None),
])
def test_another_organisations_ids_answer_404(belongings, neighbour, method, path, body):
    filled = body and {
        name: value.format(**belongings) if isinstance(value, str) else value
        for name, value in body.items()
    }
    check_problem(neighbour.call(method, path.format(**belongings), filled), 404)


@pytest.mark.parametrize("path, members", [
    ("/api/customer-journey/data", ["customers", "events"]),
    ("/api/customers", ["customers"]),
    ("/api/customers?q=wall", ["customers"]),
    ("/api/events", ["events"]),
    ("/api/connections", ["connections"]),
    ("/api/webhooks/deliveries", ["deliveries"]),
    ("/api/tokens", ["tokens"]),
])
def test_another_organisations_things_are_in_no_list(belongings, shop, stranger, path, members):
    own, others = shop.get(path).json, stranger.get(path).json
    assert all(own[member] for member in members)
    assert not any(others[member] for member in members)


def test_nothing_was_changed_from_beyond_the_wall(belongings, neighbour, shop):
    recovered = neighbour.post("/api/webhooks/recover", {"state": "quarantined"})
    assert recovered.json["replayed"] == 0
    connection = shop.get(f"/api/connections/{belongings['connection']}").json["connection"]
    assert connection["name"] == "waymark" and not connection["paused"]
    assert [secret["expires_at"] for secret in connection["secrets"]] == [None]
    failed = shop.get(f"/api/webhooks/deliveries/{belongings['failed']}").json["delivery"]
    assert failed["state"] == "quarantined" and failed["handled_at"] is None
    customer = shop.get(f"/api/customers/{belongings['customer']}").json["customer"]
    assert customer["merges"][0]["undone_at"] is None
    tokens = {token["id"] for token in shop.get("/api/tokens").json["tokens"]}
    assert belongings["token"] in tokens
