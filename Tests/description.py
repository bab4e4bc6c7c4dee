"""The API's description, static/openapi.json, held against what goes over the wire."""

import functools
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from client import Answer

FILE = Path(__file__).parents[1] / "static" / "openapi.json"
ROOTS = ("api", "hooks", "metrics")
"""What else there is are the page's files."""
TOLD = ("Allow", "Content-Disposition", "Link", "Retry-After", "Set-Cookie", "Waymark-Delivery",
        "WWW-Authenticate")
"""Headers that mean something to callers: an answer has none that is not described."""
NOWHERE = {400: "Malformed", 404: "NotFound", 414: "AddressTooLong"}
NO_METHOD = {405: "MethodNotAllowed", 501: "UnknownMethod"}
ANYWHERE = {400: "Malformed", 414: "AddressTooLong", 504: "TimedOut"}
"""Answers that belong to no operation, by the name of their description."""

formats = FormatChecker(formats=())


@formats.checks("date-time", raises=ValueError)
def is_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@formats.checks("date", raises=ValueError)
def is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


class Undescribed(AssertionError):
    """An answer that the description does not allow."""


class Description:
    """The document, with what it says of each answer."""

    def __init__(self, document: dict):
        self.document = document
        self.registry = Registry().with_resource(
            "urn:waymark", Resource(contents=document, specification=DRAFT202012))
        self.validator = functools.cache(self._validator)

    def _validator(self, *place: str) -> Draft202012Validator:
        pointer = "".join("/" + each.replace("~", "~0").replace("/", "~1") for each in place)
        return Draft202012Validator(
            {"$ref": f"urn:waymark#{pointer}"}, registry=self.registry, format_checker=formats)

    def faults(self, value: object, *place: str) -> list[str]:
        """What a value has against the schema at this place of the document."""
        errors = self.validator(*place).iter_errors(value)
        return [f"{error.json_path}: {error.message[:300]}" for error in errors]

    def at(self, place: tuple[str, ...]) -> dict:
        return functools.reduce(lambda node, name: node[name], place, self.document)

    def resolve(self, place: tuple[str, ...]) -> tuple[str, ...]:
        """Where that really stands what this place refers to."""
        reference = self.at(place).get("$ref")
        return self.resolve(tuple(reference.split("/")[1:])) if reference else place

    def follow(self, node: dict) -> dict:
        return self.at(self.resolve(tuple(node["$ref"].split("/")[1:]))) if "$ref" in node else node

    def pattern(self, path: str) -> str | None:
        """The described path that a request's path is meant for; literal parts go first."""
        parts = path.removesuffix("/").split("/")

        def fits(pattern: str) -> bool:
            names = pattern.split("/")
            return len(names) == len(parts) and all(
                part if name.startswith("{") else name == part
                for name, part in zip(names, parts, strict=True))

        return min(filter(fits, self.document["paths"]), key=lambda each: each.count("{"),
                   default=None)

    def check(self, method: str, target: str, answer: Answer) -> None:
        """That the description allows this answer to a request."""
        path = target.partition("?")[0]
        if path.split("/")[1] in ROOTS:
            faults = list(self._faults(method, path, answer))
            if faults:
                raise Undescribed("\n".join([f"{method} {target} → {answer}", *faults]))

    def _faults(self, method: str, path: str, answer: Answer) -> Iterator[str]:
        place = self._place(method, path, answer.status)
        if place is None:
            yield f"{answer.status} is not described"
            return
        place = self.resolve(place)
        response = self.at(place)
        yield from self._header_faults(response, answer)
        content = response.get("content", {})
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if kind not in content:
            yield f"Content-Type {kind!r} is not described"
        elif kind.endswith("json") and method != "HEAD":
            yield from self.faults(answer.json, *place, "content", kind, "schema")

    def _place(self, method: str, path: str, status: int) -> tuple[str, ...] | None:
        """Where an answer is described; None where it is not."""
        pattern = self.pattern(path)
        name = "get" if method == "HEAD" else method.lower()
        operation = self.document["paths"].get(pattern, {}).get(name)
        if operation and str(status) in operation["responses"]:
            return ("paths", pattern, name, "responses", str(status))
        shared = ANYWHERE if operation else NO_METHOD if pattern else NOWHERE
        return ("components", "responses", shared[status]) if status in shared else None

    def _header_faults(self, response: dict, answer: Answer) -> Iterator[str]:
        described = response.get("headers", {})
        for name, header in described.items():
            if self.follow(header).get("required") and name not in answer.headers:
                yield f"the header {name} is missing"
        if "X-Request-Id" not in answer.headers:
            yield "the header X-Request-Id is missing"
        for name in TOLD:
            if name in answer.headers and name not in described:
                yield f"the header {name} is not described"
