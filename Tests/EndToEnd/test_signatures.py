"""Who may post: every scheme through nginx, and all that is no signature."""

import base64
import json
import time

import pytest

from support import (
    JSON, SIGNERS, Hook, check_problem, exchange, mac, payload, sign_standard, sign_stripe)


@pytest.fixture(params=SIGNERS)
def any_hook(request, shop) -> Hook:
    """A connection of each scheme."""
    return Hook(shop, request.param)


def test_a_signed_event_is_taken_by_every_scheme(any_hook):
    sent = any_hook.send()
    [event] = any_hook.events()
    assert event["customer"]["customer_id"] == sent["customer_id"]
    [secret] = any_hook.connection["secrets"]
    assert secret["hint"] == f"••••{any_hook.secret[-4:]}"
    assert any_hook.connection["health"]["state"] == "healthy"


def test_a_missing_signature_is_refused_by_every_scheme(any_hook):
    any_hook.check_refused(b"{}", {})
    refusal = any_hook.wait_for_refusal("missing_signature")
    assert "is missing" in refusal["detail"]
    any_hook.check_refusals([])


def test_another_secret_is_refused_by_every_scheme(any_hook, shop):
    body = json.dumps(payload()).encode()
    any_hook.check_refused(body, any_hook.sign(body, Hook(shop, any_hook.scheme).secret))
    any_hook.wait_for_refusal("wrong_signature")
    any_hook.check_refusals([])


@pytest.mark.parametrize("signature", [
    "", "sha256=", "sha256", "sha512={code}", "SHA256={code}", "{code}", "sha256={code}00",
    "sha256={short}", "sha256={code},sha256={code}", "v1,{code}", "sha256=" + "0" * 64, "é", "null",
])
def test_a_signature_of_another_form_is_refused(hook, signature):
    body = json.dumps(payload()).encode()
    code = mac(hook.secret, body).hex()
    header = signature.format(code=code, short=code[:-2]).encode().decode("latin-1")
    hook.check_refused(body, {"X-Webhook-Signature": header})
    hook.check_refusals([])


def test_hexadecimal_digits_count_in_capitals_too(hook):
    body = json.dumps(payload()).encode()
    capitals = f"sha256={mac(hook.secret, body).hex().upper()}"
    assert hook.post(body, {"X-Webhook-Signature": capitals}).status == 200


@pytest.mark.parametrize("first, second", [("good", "good"), ("good", "bad"), ("bad", "good")])
def test_two_signature_headers_are_refused_with_400(hook, first, second):
    """Whoever reads the one sees another request than who reads the other."""
    body = json.dumps(payload()).encode()
    [(name, good)] = hook.sign(body).items()
    values = {"good": good, "bad": "sha256=" + "0" * 64}
    headers = [(name, values[first]), (name.lower(), values[second]), ("Content-Type", JSON)]
    answer = exchange(hook.admin.url, "POST", hook.path, headers, body)
    assert check_problem(answer, 400) == ["signature: the header came more than once"]
    hook.wait_for_refusal("ambiguous_signature")
    hook.check_refusals([])


@pytest.mark.parametrize("repeated", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_signed_header_that_comes_twice_is_refused_with_400(shop, repeated):
    hook = Hook(shop, "standard")
    body = json.dumps(payload()).encode()
    headers = [*hook.sign(body).items(), ("Content-Type", JSON)]
    headers.append((repeated, dict(headers)[repeated]))
    check_problem(exchange(shop.url, "POST", hook.path, headers, body), 400)
    hook.check_refusals([])


@pytest.mark.parametrize("scheme, sign", [("standard", sign_standard), ("stripe", sign_stripe)])
@pytest.mark.parametrize("age, is_taken", [(290, True), (-290, True), (310, False), (-310, False)])
def test_a_signature_counts_five_minutes_around_its_time(shop, scheme, sign, age, is_taken):
    hook = Hook(shop, scheme)
    body = json.dumps(payload()).encode()
    signature = sign(hook.secret, body, at=int(time.time()) - age)
    if is_taken:
        assert hook.post(body, signature).status == 200
        assert len(hook.events()) == 1
    else:
        hook.check_refused(body, signature)
        refusal = hook.wait_for_refusal("outside_tolerance")
        assert ("ahead" in refusal["detail"]) == (age < 0)


@pytest.mark.parametrize("write", [
    "v1,{other} v1,{code}", "v1a,{other} v1,{code}", "v1,{code} v2", "v9 v1,{code}",
])
def test_one_of_several_standard_signatures_is_enough(shop, write):
    hook = Hook(shop, "standard")
    body = json.dumps(payload()).encode()
    signed = hook.sign(body)
    other = base64.b64encode(bytes(32)).decode()
    header = write.format(code=signed["webhook-signature"][3:], other=other)
    assert hook.post(body, signed | {"webhook-signature": header}).status == 200


def test_the_names_before_standard_webhooks_count_as_well(shop):
    hook = Hook(shop, "standard")
    body = json.dumps(payload()).encode()
    old = {name.replace("webhook-", "svix-"): value for name, value in hook.sign(body).items()}
    assert hook.post(body, old).status == 200


@pytest.mark.parametrize("write", ["t={t},v1={other},v1={code}", "t={t}, v0={other}, v1={code}"])
def test_one_of_several_stripe_signatures_is_enough(shop, write):
    hook = Hook(shop, "stripe")
    body = json.dumps(payload()).encode()
    stamp, code = hook.sign(body)["Stripe-Signature"].split(",")
    header = write.format(t=stamp[2:], code=code[3:], other="0" * 64)
    assert hook.post(body, {"Stripe-Signature": header}).status == 200


def test_attempts_of_one_standard_message_are_one_event(shop):
    """Each attempt is signed anew; the message's name stays."""
    hook = Hook(shop, "standard")
    body = json.dumps(payload()).encode()
    for age in (120, 60, 0):
        signature = sign_standard(hook.secret, body, "msg_1", at=int(time.time()) - age)
        assert hook.post(body, signature).status == 200
    assert len(hook.events()) == 1
