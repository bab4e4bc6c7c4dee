"""Secrets that come and go while a sender is at work, and connections that do without."""

import json

import pytest

from support import Hook, check_problem, payload, sign_waymark, wait_for


def post(hook: Hook, secret: str) -> int:
    """The status of an event that is signed with this secret."""
    body = json.dumps(payload()).encode()
    return hook.post(body, sign_waymark(secret, body)).status


def renew(hook: Hook, hours: int) -> str:
    """A new secret, once it counts; the old one has so many hours left."""
    path = f"/api/connections/{hook.id}/secrets"
    made = hook.admin.post(path, {"expire_old_in_hours": hours})
    assert made.status == 201, made
    secret = made.json["secret"]
    wait_for(lambda: post(hook, secret) == 200, 2, "the new secret does not count")
    return secret


def test_both_secrets_count_during_a_rotation(hook):
    new = renew(hook, hours=1)
    assert post(hook, hook.secret) == post(hook, new) == 200
    newest, oldest = hook.connection["secrets"]
    assert (newest["hint"], newest["expires_at"]) == (f"••••{new[-4:]}", None)
    assert oldest["hint"] == f"••••{hook.secret[-4:]}" and oldest["expires_at"]


def test_a_secret_that_has_expired_is_refused(hook):
    new = renew(hook, hours=0)
    assert post(hook, hook.secret) == 401
    assert post(hook, new) == 200
    assert len(hook.connection["secrets"]) == 1


def test_a_revoked_secret_is_refused(hook):
    new = renew(hook, hours=24)
    old = hook.connection["secrets"][1]["id"]
    revoked = hook.admin.call("DELETE", f"/api/connections/{hook.id}/secrets/{old}")
    assert revoked.status == 200
    wait_for(lambda: post(hook, hook.secret) == 401, 2, "the revoked secret still counts")
    assert post(hook, new) == 200


def test_the_last_secret_cannot_be_revoked(hook):
    [last] = hook.connection["secrets"]
    path = f"/api/connections/{hook.id}/secrets/{last['id']}"
    check_problem(hook.admin.call("DELETE", path), 409)
    assert post(hook, hook.secret) == 200


@pytest.fixture
def open_hook(shop) -> Hook:
    """A connection that takes unsigned posts."""
    return Hook(shop, accepts_unsigned=True)


def test_unsigned_events_count_where_a_connection_takes_them(open_hook):
    assert open_hook.post(payload(), {}).status == 200
    assert len(open_hook.events()) == 1


def test_a_wrong_signature_is_refused_all_the_same(open_hook):
    open_hook.check_refused(b"{}", sign_waymark("wrong", b"{}"))
    open_hook.check_refusals([])


def test_unsigned_rubbish_is_not_kept(open_hook):
    check_problem(open_hook.post(b"{}", {}), 400)
    open_hook.check_refusals([])
