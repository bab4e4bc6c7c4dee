"""Whole requests that senders get wrong, through nginx: bodies, types, sizes, keys, methods."""

import gzip
import json

import pytest

from support import check_problem, exchange, payload


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
    assert hook.post(b" " * (5 * 2**20 - len(body)) + body).status == 200
    assert len(hook.events()) == 1


def test_the_api_takes_no_large_bodies_at_all(shop):
    answer = shop.post("/api/connections", {"name": "x" * 2**20, "scheme": "waymark"})
    check_problem(answer, 413)


@pytest.mark.parametrize("path, headers", [
    ("/api/webhook/customer-journey/unknown", []),
    ("/api/webhook/customer-journey", [("X-Api-Key", "unknown")]),
    ("/api/webhook/customer-journey", [("Authorization", "Bearer unknown")]),
])
def test_an_unknown_key_is_refused_with_401(hook, path, headers):
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
