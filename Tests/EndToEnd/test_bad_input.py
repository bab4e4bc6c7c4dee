"""What senders get wrong, through nginx: refused with its reasons, kept where it was signed, and
without any effect on what counts."""

import gzip
import json

import pytest

from support import LEFT_OUT, check_problem, exchange, payload

REQUIRED = ["customer_id", "event", "stage", "timestamp"]
LONGEST_NAME = "n" * 255
LONGEST_EMAIL = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.com"


def purchase(value) -> dict:
    return {"event": "purchase_made", "stage": "purchase", "metadata": {"value": value}}


@pytest.mark.parametrize("fields, faults", [
    pytest.param({name: LEFT_OUT}, [f"{name}: is missing"], id=f"without-{name}")
    for name in REQUIRED
] + [
    pytest.param({name: ""}, [f"{name}: is empty"], id=f"empty-{name}") for name in REQUIRED
] + [
    pytest.param({name: " \t"}, [f"{name}: is empty"], id=f"blank-{name}")
    for name in ["event", "stage", "timestamp"]
] + [
    pytest.param({name: None}, [f"{name}: is null"], id=f"null-{name}") for name in REQUIRED
] + [
    pytest.param({name: value}, [f"{name}: is {kind}"], id=f"{name}-is-{kind}")
    for name, value, kind in [
        ("customer_id", True, "true or false"), ("customer_id", 1.5, "a number"),
        ("customer_id", -1, "a number"), ("event", 7, "a number"),
        ("stage", ["awareness"], "a list"),
        ("timestamp", 1705312200, "a number"), ("metadata", "source", "text"),
        ("metadata", [], "a list"), ("customer_name", 5, "a number"),
        ("customer_email", {}, "an object"), ("event_id", {}, "an object"),
    ]
] + [
    pytest.param({"event": "bought"}, ["event: is “bought”, which is not known"], id="new-event"),
    pytest.param({"stage": "nirvana"}, ["stage: is “nirvana”, which is not known"], id="new-stage"),
    pytest.param({"stage": "Purchase"}, ["stage: is “Purchase”, which"], id="capital-stage"),
    pytest.param({"customer_id": "c" * 192}, ["customer_id: is too long"], id="long-customer"),
    pytest.param({"event_id": "e" * 192}, ["event_id: is too long"], id="long-event-id"),
    pytest.param({"customer_name": "ä" * 256}, ["customer_name: is too long"], id="long-name"),
    pytest.param({"customer_email": f"a{LONGEST_EMAIL}"}, ["customer_email: is"], id="long-email"),
    pytest.param(
        {"metadata": {"note": "x" * 65_536}}, ["metadata: is too long"], id="long-metadata"),
    pytest.param({"customer_id": "a\u0000b"}, ["customer_id: has control"], id="nul-customer"),
    pytest.param(purchase("a lot"), ["metadata.value: is “a lot”"], id="worded-value"),
    pytest.param(purchase(-1), ["metadata.value: is “-1”"], id="negative-value"),
    pytest.param(purchase(10**12), ["metadata.value: is “1000000000000”"], id="huge-value"),
    pytest.param(dict.fromkeys(REQUIRED, LEFT_OUT), [
        f"{name}: is missing" for name in REQUIRED], id="without-anything"),
    pytest.param({
        "customer_id": [], "event": "bought", "stage": "", "timestamp": "yesterday",
        "event_id": "e" * 192, "customer_name": 5, "customer_email": "nobody", "metadata": 1,
    }, [
        "customer_id: is a list", "event: is “bought”", "stage: is empty",
        "timestamp: is “yesterday”", "event_id: is too long", "customer_name: is a number",
        "customer_email: is “nobody”", "metadata: is a number",
    ], id="everything-at-once"),
])
def test_all_faults_of_the_fields_are_listed_at_once(hook, fields, faults):
    details = check_problem(hook.post(payload(**fields)), 400)
    assert len(details) == len(faults), details
    for detail, fault in zip(details, faults):
        assert detail.startswith(fault) and "; expected " in detail
    hook.check_refusals(["; ".join(details)])


def test_bad_timestamps_are_refused(hook):
    bad = [
        "yesterday", "2024-01-15", "2024-01-15T10:30:00", "15.01.2024 10:30", "1705312200",
        "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z",
        "2024-01-15T24:00:00Z", "2024-01-15T10:60:00Z", "2024-01-15T10:30:00+25:00",
        "2024-01-15T10:30:00.Z", "1969-12-31T23:59:59Z", "10000-01-01T00:00:00Z",
        "2024-01-15T10:30:00Z; DROP TABLE events", "٢٠٢٤-٠١-١٥T١٠:٣٠:٠٠Z",
    ]
    for text in bad:
        [detail] = check_problem(hook.post(payload(timestamp=text)), 400)
        assert detail.startswith(f"timestamp: is “{text[:40]}”")
    assert len(hook.deliveries("quarantined")) == len(bad)
    assert hook.events() == []


def test_bad_email_addresses_are_refused(hook):
    bad = [
        "john", "@example.com", "john@", "john@example", "john@@example.com", "a@b@example.com",
        "john doe@example.com", "john@exa mple.com", ".john@example.com", "jo..hn@example.com",
        "john@-example.com", "john@example..com", "<john@example.com>", f"{'a' * 65}@example.com",
        "john@example.com, jane@example.com", "john@example.com\nBcc: jane@example.com",
    ]
    for text in bad:
        [detail] = check_problem(hook.post(payload(customer_email=text)), 400)
        assert detail.startswith("customer_email: is “")
    assert len(hook.deliveries("quarantined")) == len(bad)
    assert hook.events() == []


@pytest.mark.parametrize("fields", [
    pytest.param({"customer_id": "c" * 191}, id="longest-customer"),
    pytest.param({"customer_id": 12345}, id="whole-number-as-customer"),
    pytest.param({"customer_id": "Zoë 🦊 عميل"}, id="any-script-as-customer"),
    pytest.param({"event_id": "🦊" * 191}, id="longest-event-id"),
    pytest.param({"customer_name": "🦊" * 255}, id="longest-name"),
    pytest.param({"customer_name": " "}, id="blank-name-is-none"),
    pytest.param({"customer_email": LONGEST_EMAIL}, id="longest-email"),
    pytest.param({"customer_email": None, "metadata": None}, id="null-is-left-out"),
    pytest.param({"metadata": {"note": "x" * (65_536 - 12)}}, id="longest-metadata"),
    pytest.param({"metadata": {"note": "\u0000 \u001b[31m"}}, id="controls-in-metadata"),
    pytest.param({"surprise": {"of": ["any", 1, None]}, "CUSTOMER_ID": 1}, id="unknown-fields"),
    pytest.param(purchase(0), id="worthless-purchase"),
    pytest.param(purchase("999999999999.9999"), id="dearest-purchase"),
])
def test_what_just_fits_is_taken(hook, fields):
    sent = hook.send(**fields)
    [event] = hook.events()
    assert event["customer"]["customer_id"] == str(sent["customer_id"])
    assert event["metadata"] == (sent.get("metadata") or {})


def text(**fields) -> bytes:
    return json.dumps(payload(**fields)).encode()


def with_more(more: bytes) -> bytes:
    return text()[:-1] + b", " + more + b"}"


@pytest.mark.parametrize("body, fault", [
    pytest.param(b"", "is empty", id="zero-bytes"),
    pytest.param(b" \r\n", "unexpected end", id="blanks"),
    pytest.param(text()[:-1], "unexpected end", id="cut-off"),
    pytest.param(b"\xef\xbb\xbf" + text(), "a byte order mark", id="byte-order-mark"),
    pytest.param(text() + text(), "bytes after the value", id="two-values"),
    pytest.param(b"[" + text() + b"]", "is a list", id="list"),
    pytest.param(b'"text"', "is text", id="bare-text"),
    pytest.param(b"null", "is null", id="bare-null"),
    pytest.param(with_more(b'"metadata": {"x": NaN}'), "expected a value", id="not-a-number"),
    pytest.param(with_more(b'"metadata": {"x": 01}'), "expected a comma", id="leading-zero"),
    pytest.param(with_more(b"'x': 1"), "expected a member's name", id="single-quotes"),
    pytest.param(with_more(b'"x": "\x00"'), "a control character", id="bare-control-character"),
    pytest.param(with_more(b'"x": "\xff"'), "invalid UTF-8", id="invalid-UTF-8"),
    pytest.param(with_more(b'"x": "\xc0\xaf"'), "invalid UTF-8", id="overlong-UTF-8"),
    pytest.param(with_more(b'"x": "\xed\xa0\x80"'), "invalid UTF-8", id="surrogate-in-UTF-8"),
    pytest.param(with_more(rb'"x": "\ud800"'), "lone surrogate", id="lone-high-surrogate"),
    pytest.param(with_more(rb'"x": "\udc00\ud800"'), "lone surrogate", id="lone-low-surrogate"),
    pytest.param(with_more(b'"stage": "purchase"'), "duplicate key “stage”", id="repeated-field"),
    pytest.param(with_more(rb'"st\u0061ge": 1'), "duplicate key “stage”", id="escaped-repetition"),
    pytest.param(
        with_more(b'"metadata": {"value": 1, "value": 2}'), "duplicate key “value”",
        id="repeated-field-deeper"),
    pytest.param(
        with_more(b'"x": ' + b"[" * 64 + b"]" * 64), "nested deeper than 64", id="one-too-deep"),
    pytest.param(b"[" * 1_000_000, "nested deeper than 64", id="a-million-deep"),
    pytest.param(gzip.compress(text()), "expected a value", id="compressed"),
])
def test_a_body_that_is_no_json_object_is_refused_with_the_place(hook, body, fault):
    [detail] = check_problem(hook.post(body), 400)
    assert detail.startswith("body: ") and fault in detail
    hook.check_refusals([detail])


def test_64_levels_are_not_too_deep(hook):
    deepest = "[" * 62 + "]" * 62
    assert hook.post(with_more(b'"metadata": {"x": %s}' % deepest.encode())).status == 200
    [event] = hook.events()
    assert event["metadata"] == {"x": json.loads(deepest)}


@pytest.mark.parametrize("content_type, quoted", [
    (None, "is missing"),
    ("text/plain", "is “text/plain”"),
    ("application/x-www-form-urlencoded", "is “application/x-www-form-urlencoded”"),
    ("multipart/form-data; boundary=x", "is “multipart/form-data”"),
    ("application/jsonp", "is “application/jsonp”"),
    ("text/json", "is “text/json”"),
])
def test_what_does_not_claim_to_be_json_is_refused_with_415(hook, content_type, quoted):
    answer = hook.post(payload(), content_type=content_type)
    check_problem(answer, 415)
    assert answer.json["detail"] == f"Content-Type: {quoted}; expected application/json"
    hook.check_refusals([answer.json["detail"]])


@pytest.mark.parametrize("content_type", [
    "application/json; charset=utf-8", "APPLICATION/JSON", "application/cloudevents+json",
])
def test_json_by_any_name_is_taken(hook, content_type):
    assert hook.post(payload(), content_type=content_type).status == 200
    assert len(hook.events()) == 1


@pytest.mark.parametrize("size", [5 * 2**20 + 1, 10 * 2**20])
def test_a_body_beyond_five_mebibytes_is_refused_with_413(hook, size):
    check_problem(hook.post(b" " * size), 413)
    hook.check_refusals([])


def test_a_body_of_five_mebibytes_is_read_to_its_end(hook):
    body = text()
    [detail] = check_problem(hook.post(b" " * (5 * 2**20 - len(body)) + body + b"x"), 413) or [None]
    assert detail is None
    assert hook.post(b" " * (5 * 2**20 - len(body)) + body).status == 200
    assert len(hook.events()) == 1


def test_the_api_takes_no_large_bodies_at_all(shop):
    answer = shop.post("/api/connections", {"name": "x" * 2**20, "scheme": "waymark"})
    check_problem(answer, 413)


@pytest.mark.parametrize("key, path, headers", [
    ("in the URL", "/api/webhook/customer-journey/unknown", []),
    ("in X-Api-Key", "/api/webhook/customer-journey", [("X-Api-Key", "unknown")]),
    ("as a bearer token", "/api/webhook/customer-journey", [("Authorization", "Bearer unknown")]),
])
def test_an_unknown_key_is_refused_with_401(hook, key, path, headers):
    body = text()
    signed = [*headers, *hook.sign(body).items(), ("Content-Type", "application/json")]
    check_problem(exchange(hook.admin.url, "POST", path, signed, body), 401)
    hook.check_refusals([])


def test_a_key_in_other_letters_is_another_key(hook):
    check_problem(hook.post(payload(), path=hook.path.replace(hook.key, hook.key.swapcase())), 401)
    hook.check_refusals([])


def test_an_unknown_hook_is_not_there(hook):
    check_problem(hook.post(payload(), path="/hooks/unknown"), 404)


def test_a_hook_keeps_what_it_does_not_understand_and_answers_200(hook):
    """Platforms switch a webhook off whose deliveries are answered otherwise."""
    answer = hook.post(b"not json", path=f"/hooks/{hook.key}")
    assert answer.status == 200 and answer.json["success"] is True
    hook.check_refusals(["body: expected a value at byte 0"])


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_405(hook, method):
    answer = exchange(hook.admin.url, method, hook.path)
    check_problem(answer, 405)
    assert answer.headers["Allow"] == "POST"
