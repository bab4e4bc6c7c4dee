"""The published vectors of the schemes, through nginx: genuine, and nothing beside them is."""

import base64
import json

from support import Hook, check_problem, payload, sign_standard

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


def test_the_github_vector_is_genuine_and_none_of_its_neighbours_is(shop):
    hook = Hook(shop, "github", secret=GITHUB_SECRET)
    [detail] = check_problem(hook.post(GITHUB_BODY, GITHUB_SIGNED), 400)
    assert detail == "body: expected a value at byte 0"
    for body in changed(GITHUB_BODY):
        hook.check_refused(body, GITHUB_SIGNED)
    for signature in with_changed_values(GITHUB_SIGNED):
        hook.check_refused(GITHUB_BODY, signature)
    hook.check_refusals([detail])


def test_the_standard_webhooks_vector_is_refused_for_its_age_only(shop):
    hook = Hook(shop, "standard", secret=STANDARD_SECRET)
    hook.check_refused(STANDARD_BODY, STANDARD_HISTORIC)
    refusal = hook.wait_for_refusal("outside_tolerance")
    assert "seconds ago" in refusal["detail"]
    assert sign_standard(STANDARD_SECRET, STANDARD_BODY, STANDARD_ID, 1614265330) == (
        STANDARD_HISTORIC)
    hook.check_refused(STANDARD_BODY + b" ", STANDARD_HISTORIC)
    hook.wait_for_refusal("wrong_signature")
    hook.check_refusals([])


def test_the_standard_webhooks_vector_is_genuine_today_and_none_of_its_neighbours_is(shop):
    hook = Hook(shop, "standard", secret=STANDARD_SECRET)
    today = sign_standard(STANDARD_SECRET, STANDARD_BODY, STANDARD_ID)
    details = check_problem(hook.post(STANDARD_BODY, today), 400)
    assert [detail.split(":")[0] for detail in details] == [
        "customer_id", "event", "stage", "timestamp"]
    for body in changed(STANDARD_BODY):
        hook.check_refused(body, today)
    for signature in with_changed_values(today):
        hook.check_refused(STANDARD_BODY, signature)
    hook.check_refusals(["; ".join(details)])


def test_base64_that_decodes_to_the_same_code_is_not_the_same_signature(shop):
    hook = Hook(shop, "standard", secret=STANDARD_SECRET)
    body = json.dumps(payload()).encode()
    signed = hook.sign(body)
    code = signed["webhook-signature"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = letters[letters.index(code[-2]) + 1]
    assert base64.b64decode(f"{code[3:-2]}{loose}=") == base64.b64decode(code[3:])
    hook.check_refused(body, signed | {"webhook-signature": f"{code[:-2]}{loose}="})
