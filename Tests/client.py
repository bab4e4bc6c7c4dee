"""A caller of the API: as little as the tests need, so that nothing hides what goes over the
wire."""

import http.client
import http.cookiejar
import json
import urllib.error
import urllib.request
from collections.abc import Callable


class Answer:
    def __init__(self, status: int, headers, body: bytes):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self) -> str:
        return f"{self.status} {self.body[:500]!r}"


witnesses: list[Callable[[str, str, Answer], None]] = []
"""Who is shown every answer, with its request's method and path; they raise where it is wrong."""


def witnessed(method: str, path: str, answer: Answer) -> Answer:
    for witness in witnesses:
        witness(method, path, answer)
    return answer


class Client:
    """Keeps cookies like a browser and sends the CSRF token of its session."""

    def __init__(self, url: str):
        self.url = url
        self.csrf = None
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies))

    def call(self, method: str, path: str, body=None, headers: dict | None = None) -> Answer:
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if self.csrf and method not in ("GET", "HEAD"):
            headers.setdefault("X-CSRF-Token", self.csrf)
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        return witnessed(method, path, self._send(request))

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=15) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, refusal.headers, refusal.read())

    def get(self, path: str, **headers) -> Answer:
        return self.call("GET", path, headers=headers)

    def post(self, path: str, body, **headers) -> Answer:
        return self.call("POST", path, body, headers)

    def sign_in(self, email: str, password: str) -> Answer:
        answer = self.post("/api/login", {"email": email, "password": password})
        if answer.status == 200:
            self.csrf = answer.json["csrf"]
        return answer
