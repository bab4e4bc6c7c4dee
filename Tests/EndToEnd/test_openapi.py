"""The API's description: valid, served as it is, its examples true, and its guard awake."""

import json
from collections.abc import Iterator

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from client import Answer, Client
from description import FILE, Description, Undescribed

DOCUMENT = json.loads(FILE.read_text())
DESCRIPTION = Description(DOCUMENT)
OPERATIONS = [
    pytest.param(operation, id=f"{method.upper()} {path}")
    for path, methods in DOCUMENT["paths"].items() for method, operation in methods.items()
]
OPEN = {"JourneyEvent"}
"""What senders post may have more members, and is given back as it came."""


def test_it_is_valid_openapi():
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_it_is_served_to_anybody_as_it_is(waymark):
    answer = Client(waymark.url).get("/api/openapi.json")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Security-Policy"]
    assert answer.body == FILE.read_bytes()


def examples(node, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every example, with the place of its schema."""
    if isinstance(node, list):
        for index, each in enumerate(node):
            yield from examples(each, (*place, str(index)))
    if not isinstance(node, dict):
        return
    if "schema" in node:
        given = [DESCRIPTION.follow(each)["value"] for each in node.get("examples", {}).values()]
        yield from (((*place, "schema"), each)
                    for each in given + ([node["example"]] if "example" in node else []))
    elif isinstance(node.get("examples"), list):
        yield from ((place, each) for each in node["examples"])
    for name, each in node.items():
        if name not in ("example", "examples"):
            yield from examples(each, (*place, name))


@pytest.mark.parametrize("place, example", [
    pytest.param(place, example, id="/".join(place)) for place, example in examples(DOCUMENT)
])
def test_an_example_is_what_its_schema_says(place, example):
    assert DESCRIPTION.faults(example, *place) == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_is_told_in_words_and_shown_by_example(operation):
    assert operation["summary"] and operation["operationId"]
    known = [tag["name"] for tag in DOCUMENT["tags"]]
    assert operation["tags"] and set(operation["tags"]) <= set(known)
    good = [each for status, each in operation["responses"].items() if status < "300"]
    assert len(good) == 1
    for part in [*good, operation.get("requestBody", {})]:
        for content in part.get("content", {}).values():
            assert "example" in content or "examples" in content


def open_objects(schema: dict, name: str = "", whole: bool = True) -> Iterator[str]:
    """Objects in a schema of an answer that would let an unknown member pass."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in OPEN:
            yield from open_objects(DESCRIPTION.follow(schema), name, whole)
        return
    closed = "additionalProperties" in schema or "unevaluatedProperties" in schema
    if whole and "properties" in schema and not closed:
        yield f"{name}: {sorted(schema['properties'])}"
    for each in schema.get("allOf", []):
        yield from open_objects(each, name, whole=False)
    items = [schema["items"]] if "items" in schema else []
    for each in [*schema.get("properties", {}).values(), *schema.get("anyOf", []), *items]:
        yield from open_objects(each, name)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_answer_has_no_member_that_is_not_described(operation):
    for response in operation["responses"].values():
        for kind, content in DESCRIPTION.follow(response).get("content", {}).items():
            if kind.endswith("json") and operation["operationId"] != "getDescription":
                assert list(open_objects(content["schema"])) == []


RIGHT = {"success": True, "reset_by_mail": False}
HEALTHY = {"success": True, "status": "healthy", "timestamp": "2026-01-15T10:30:00Z"}
PROBLEM = {"success": False, "type": "about:blank"}


def answer(status: int, value: dict, kind: str = "application/json", **headers: str) -> Answer:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(
        status, {"Content-Type": kind, "X-Request-Id": "1", **named}, json.dumps(value).encode())


def problem(status: int, title: str, **headers: str) -> Answer:
    value = {**PROBLEM, "error": title, "title": title, "status": status}
    return answer(status, value, "application/problem+json", **headers)


@pytest.mark.parametrize("method, path, given", [
    ("GET", "/api/sign-in", answer(200, RIGHT)),
    ("HEAD", "/api/sign-in/", answer(200, RIGHT)),
    ("GET", "/api/customer-journey/health?x=1", answer(200, HEALTHY)),
    ("GET", "/api/sign-in", problem(503, "Service Unavailable", Retry_After="5")),
    ("GET", "/api/sign-in", problem(504, "Gateway Timeout", Retry_After="5")),
    ("PUT", "/api/sign-in", problem(405, "Method Not Allowed", Allow="GET, HEAD")),
    ("GET", "/api/nothing", problem(404, "Not Found")),
    ("GET", "/login", Answer(200, {"Content-Type": "text/html"}, b"<!doctype html>")),
])
def test_what_is_described_may_be_answered(method, path, given):
    DESCRIPTION.check(method, path, given)


@pytest.mark.parametrize("method, path, given, fault", [
    ("GET", "/api/sign-in", answer(200, {**RIGHT, "more": 1}), "'more' was unexpected"),
    ("GET", "/api/sign-in", answer(200, {"success": True}), "'reset_by_mail' is a required"),
    ("GET", "/api/sign-in", answer(200, {**RIGHT, "reset_by_mail": 0}), "not of type 'boolean'"),
    ("GET", "/api/sign-in", answer(202, RIGHT), "202 is not described"),
    ("GET", "/api/sign-in", answer(500, PROBLEM), "500 is not described"),
    ("GET", "/api/sign-in", answer(200, RIGHT, "text/html"), "Content-Type 'text/html'"),
    ("GET", "/api/sign-in", answer(200, RIGHT, Set_Cookie="a=b"), "Set-Cookie is not described"),
    ("GET", "/api/sign-in", problem(503, "Service Unavailable"), "Retry-After is missing"),
    ("GET", "/api/sign-in", Answer(200, {"Content-Type": "application/json"}, b"{}"),
     "X-Request-Id is missing"),
    ("PUT", "/api/sign-in", problem(404, "Not Found"), "404 is not described"),
    ("GET", "/api/nothing", answer(200, RIGHT), "200 is not described"),
    ("GET", "/api/customer-journey/health", answer(200, {**HEALTHY, "timestamp": "2026-13-01Z"}),
     "is not a 'date-time'"),
])
def test_what_is_not_described_is_caught(method, path, given, fault):
    with pytest.raises(Undescribed, match=fault):
        DESCRIPTION.check(method, path, given)
