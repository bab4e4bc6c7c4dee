"""Who may post: every scheme through nginx, with the published vectors, and secrets that come and
go."""

import base64
import json
import time

import pytest

from support import (
    JSON, SIGNERS, Hook, check_problem, exchange, mac, payload, sign_standard, sign_stripe,
    sign_waymark, wait_for,
)

STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
STANDARD_BODY = b'{"test": 2432232314}'
STANDARD_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
STANDARD_HISTORIC = {
    "webhook-id": STANDARD_ID, "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
GITHUB_SECRET = "It's a Secret to Everybody"
GITHUB_BODY = b"Hello, World!"
GITHUB_SIGNED = {
    "X-Hub-Signature-256":
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
}


def changed(text: bytes) -> list[bytes]:
    """The text with each of its bytes changed once, by the least bit."""
    return [text[:at] + bytes([text[at] ^ 1]) + text[at + 1:] for at in range(len(text))]


def with_changed_values(headers: dict) -> list[dict]:
    return [
        headers | {name: other.decode()}
        for name, value in headers.items() for other in changed(value.encode())
    ]


def check_refused(hook: Hook, body: bytes, signature: dict) -> None:
    answer = hook.post(body, signature)
    check_problem(answer, 401)
    assert answer.json["detail"] == "The signature is missing or wrong."


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
    check_refused(any_hook, b"{}", {})
    refusal = any_hook.wait_for_refusal("missing_signature")
    assert "is missing" in refusal["detail"]
    any_hook.check_refusals([])


def test_another_secret_is_refused_by_every_scheme(any_hook, shop):
    body = json.dumps(payload()).encode()
    check_refused(any_hook, body, any_hook.sign(body, Hook(shop, any_hook.scheme).secret))
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
    check_refused(hook, body, {"X-Webhook-Signature": header})
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


def test_the_github_vector_is_genuine_and_none_of_its_neighbours_is(shop):
    hook = Hook(shop, "github", secret=GITHUB_SECRET)
    [detail] = check_problem(hook.post(GITHUB_BODY, GITHUB_SIGNED), 400)
    assert detail == "body: expected a value at byte 0"
    for body in changed(GITHUB_BODY):
        check_refused(hook, body, GITHUB_SIGNED)
    for signature in with_changed_values(GITHUB_SIGNED):
        check_refused(hook, GITHUB_BODY, signature)
    hook.check_refusals([detail])


def test_the_standard_webhooks_vector_is_refused_for_its_age_only(shop):
    hook = Hook(shop, "standard", secret=STANDARD_SECRET)
    check_refused(hook, STANDARD_BODY, STANDARD_HISTORIC)
    refusal = hook.wait_for_refusal("outside_tolerance")
    assert "seconds ago" in refusal["detail"]
    assert sign_standard(STANDARD_SECRET, STANDARD_BODY, STANDARD_ID, 1614265330) == (
        STANDARD_HISTORIC)
    check_refused(hook, STANDARD_BODY + b" ", STANDARD_HISTORIC)
    hook.wait_for_refusal("wrong_signature")
    hook.check_refusals([])


def test_the_standard_webhooks_vector_is_genuine_today_and_none_of_its_neighbours_is(shop):
    hook = Hook(shop, "standard", secret=STANDARD_SECRET)
    today = sign_standard(STANDARD_SECRET, STANDARD_BODY, STANDARD_ID)
    details = check_problem(hook.post(STANDARD_BODY, today), 400)
    assert [detail.split(":")[0] for detail in details] == [
        "customer_id", "event", "stage", "timestamp"]
    for body in changed(STANDARD_BODY):
        check_refused(hook, body, today)
    for signature in with_changed_values(today):
        check_refused(hook, STANDARD_BODY, signature)
    hook.check_refusals(["; ".join(details)])


def test_base64_that_decodes_to_the_same_code_is_not_the_same_signature(shop):
    hook = Hook(shop, "standard", secret=STANDARD_SECRET)
    body = json.dumps(payload()).encode()
    signed = hook.sign(body)
    code = signed["webhook-signature"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = letters[letters.index(code[-2]) + 1]
    assert base64.b64decode(f"{code[3:-2]}{loose}=") == base64.b64decode(code[3:])
    check_refused(hook, body, signed | {"webhook-signature": f"{code[:-2]}{loose}="})


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
        check_refused(hook, body, signature)
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


class TestSecrets:
    """Secrets change while a sender is at work. A change counts within two seconds."""

    def post(self, hook: Hook, secret: str) -> int:
        body = json.dumps(payload()).encode()
        return hook.post(body, sign_waymark(secret, body)).status

    def renew(self, hook: Hook, hours: int) -> str:
        path = f"/api/connections/{hook.id}/secrets"
        made = hook.admin.post(path, {"expire_old_in_hours": hours})
        assert made.status == 201, made
        wait_for(lambda: self.post(hook, made.json["secret"]) == 200, 2, "not known")
        return made.json["secret"]

    def test_both_secrets_count_during_a_rotation(self, hook):
        new = self.renew(hook, hours=1)
        assert self.post(hook, hook.secret) == self.post(hook, new) == 200
        newest, oldest = hook.connection["secrets"]
        assert (newest["hint"], newest["expires_at"]) == (f"••••{new[-4:]}", None)
        assert oldest["hint"] == f"••••{hook.secret[-4:]}" and oldest["expires_at"]

    def test_a_secret_that_has_expired_is_refused(self, hook):
        new = self.renew(hook, hours=0)
        assert self.post(hook, hook.secret) == 401
        assert self.post(hook, new) == 200
        assert len(hook.connection["secrets"]) == 1

    def test_a_revoked_secret_is_refused(self, hook):
        new = self.renew(hook, hours=24)
        old = hook.connection["secrets"][1]["id"]
        revoked = hook.admin.call("DELETE", f"/api/connections/{hook.id}/secrets/{old}")
        assert revoked.status == 200
        wait_for(lambda: self.post(hook, hook.secret) == 401, 2, "still taken")
        assert self.post(hook, new) == 200

    def test_the_last_secret_cannot_be_revoked(self, hook):
        [last] = hook.connection["secrets"]
        path = f"/api/connections/{hook.id}/secrets/{last['id']}"
        check_problem(hook.admin.call("DELETE", path), 409)
        assert self.post(hook, hook.secret) == 200


class TestUnsignedPosts:
    """A connection may be set to take unsigned posts."""

    @pytest.fixture
    def open_hook(self, shop) -> Hook:
        return Hook(shop, accepts_unsigned=True)

    def test_unsigned_events_count(self, open_hook):
        assert open_hook.post(payload(), {}).status == 200
        assert len(open_hook.events()) == 1

    def test_a_wrong_signature_is_refused_all_the_same(self, open_hook):
        check_refused(open_hook, b"{}", sign_waymark("wrong", b"{}"))
        open_hook.check_refusals([])

    def test_unsigned_rubbish_is_not_kept(self, open_hook):
        check_problem(open_hook.post(b"{}", {}), 400)
        open_hook.check_refusals([])
