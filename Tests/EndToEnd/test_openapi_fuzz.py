"""The API under requests that its description allows, and under such as it almost allows: never a
5xx, never an answer that is not described. The same requests each time."""

import json
import re

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.configuration import set_hypothesis_home_dir
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance, response_headers_conformance, response_schema_conformance,
    status_code_conformance,
)

from client import Answer
from description import FILE, Description
from support import Hook

set_hypothesis_home_dir(FILE.parents[1] / "var" / "test" / "hypothesis")

DOCUMENT = json.loads(FILE.read_text())
DESCRIPTION = Description(DOCUMENT)
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]
LEFT_OUT = {
    "streamEvents": "its answer has no end",
    "signOut": "the requests after it would come from nobody",
    "postEvent": "the refusals would show in the health of the connection that tests share",
    **dict.fromkeys(
        ["signIn", "changePassword", "changeEmail", "prepareSecondFactor", "confirmSecondFactor",
         "renewRecoveryCodes", "endSecondFactor", "acceptInvitation"],
        "wrong guesses would shut out this address, from which other tests sign in"),
}
EXAMPLES = 10
"""So many requests to each operation by each caller: all of it takes about a minute."""


def read_schema():
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.generation.update(allow_x00=False, with_security_parameters=False)
    return schema


OPERATIONS = [
    operation for operation in (result.ok() for result in read_schema().get_all_operations())
    if operation.definition.raw["operationId"] not in LEFT_OUT
]


@pytest.fixture(scope="module")
def fuzzed(found):
    """The owner of an organisation that nobody else looks at."""
    return found("Fuzzed shop")


@pytest.fixture(scope="module")
def callers(fuzzed) -> dict[str, dict[str, str]]:
    """What each kind of caller sends with every request."""
    made = fuzzed.post("/api/tokens", {"name": "Fuzz", "scopes": ["read", "write", "export"]})
    cookies = "; ".join(f"{each.name}={each.value}" for each in fuzzed.cookies)
    return {
        "owner": {"Cookie": cookies, "X-CSRF-Token": fuzzed.csrf},
        "token": {"Authorization": f"Bearer {made.json['token']}"},
        "nobody": {},
    }


@pytest.fixture(scope="module")
def there(fuzzed) -> dict[str, dict[str, str]]:
    """By the beginning of a path: the parameters that name something in it."""
    hook = Hook(fuzzed, accepts_unsigned=True)
    hook.send(customer_id="fuzz-1")
    [event] = hook.events()
    [member] = fuzzed.get("/api/members").json["members"]
    [secret] = hook.connection["secrets"]
    customer = event["customer"]["id"]
    note = fuzzed.post(f"/api/customers/{customer}/notes", {"text": "First"}).json["note"]["id"]
    return {
        "/api/connections/{id}/secrets/{secret}": {"id": hook.id, "secret": secret["id"]},
        "/api/connections/{id}": {"id": hook.id},
        "/api/customers/{id}/notes/{note}": {"id": customer, "note": note},
        "/api/customers/{id}/tags/{tag}": {"id": customer, "tag": "VIP"},
        "/api/customers/{id}": {"id": customer},
        "/api/customer-journey/customer/{id}": {"id": "fuzz-1"},
        "/api/webhooks/deliveries/{id}": {"id": event["delivery_id"]},
        "/api/members/{id}": {"id": member["id"]},
        "/api/webhook/customer-journey/{key}": {"key": hook.key},
        "/hooks/{key}": {"key": hook.key},
    }


def requests_to(operation, there: dict[str, dict[str, str]]):
    """A strategy: right and wrong ones, to what is there where that is known, and to anything."""
    named = [values for start, values in there.items() if operation.path.startswith(start)]
    strategy = operation.as_strategy(GenerationMode.POSITIVE)
    if named:
        strategy |= operation.as_strategy(GenerationMode.POSITIVE, path_parameters=named[0])
    definition = operation.definition.raw
    if "requestBody" in definition or any(
            each.location == "query" for each in operation.iter_parameters()):
        strategy |= operation.as_strategy(
            GenerationMode.NEGATIVE, path_parameters=named[0] if named else None)
    return strategy


def is_for_nginx(url: str) -> bool:
    """Whether nginx takes the address for another one, or for too long."""
    return len(url) > 4_000 or bool(re.search(r"/(\.|%2e){1,2}(/|\?|$)", url, re.IGNORECASE))


@pytest.mark.parametrize("caller", ["owner", "token", "nobody"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_request_meets_a_defect(waymark, callers, there, operation, caller):
    @settings(
        max_examples=EXAMPLES if caller == "owner" else EXAMPLES // 3, deadline=None,
        derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck))
    @given(case=requests_to(operation, there))
    def ask(case):
        request = case.as_transport_kwargs(base_url=waymark.url, headers=callers[caller])
        assume(not is_for_nginx(requests.Request(**{
            name: request[name] for name in ("method", "url", "params")}).prepare().url))
        response = requests.request(**request, timeout=15, allow_redirects=False)
        path = "/" + response.request.path_url.lstrip("/")
        DESCRIPTION.check(
            case.method, path, Answer(response.status_code, response.headers, response.content))
        case.validate_response(response, checks=CHECKS)

    ask()
