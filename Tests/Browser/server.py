"""The server under test, as its clients see it: the API with a session, and signed webhooks."""

import hashlib
import hmac
import http.cookiejar
import json
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone


def now_text() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Server:
    """Speaks to the API as the owner; failures raise with the server's own words."""

    def __init__(self, url: str, email: str, password: str):
        self.url = url.rstrip("/")
        self.cookies = http.cookiejar.CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(handler)
        self.csrf = ""
        self.session = self.call("POST", "/api/login", {"email": email, "password": password})
        self.csrf = self.session["csrf"]

    def call(self, method: str, path: str, body: dict | None = None) -> dict:
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Accept", "application/json")
        if method != "GET":
            request.add_header("Content-Type", "application/json")
            request.add_header("X-CSRF-Token", self.csrf)
            request.add_header("Origin", self.url)
            request.data = json.dumps(body or {}).encode()
        try:
            with self.opener.open(request, timeout=15) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as failure:
            words = failure.read().decode(errors="replace")
            raise AssertionError(f"{method} {path}: {failure.code} {words}") from failure

    def browser_cookies(self) -> list[dict]:
        """The session's cookies for a browser context."""
        return [
            {"name": each.name, "value": each.value, "url": self.url}
            for each in self.cookies
        ]


class Sender:
    """A connection made for this run, and a sender that signs for it."""

    def __init__(self, server: Server):
        self.server = server
        self.name = f"Browser tests {uuid.uuid4().hex[:6]}"
        made = server.call("POST", "/api/connections", {
            "name": self.name, "scheme": "waymark", "accepts_unsigned": False,
        })
        self.id = made["connection"]["id"]
        self.key = made["connection"]["key"]
        self.secret = made["secret"]

    def post(self, payload: dict, secret: str | None = None) -> tuple[int, dict]:
        body = json.dumps(payload).encode()
        digest = hmac.new((secret or self.secret).encode(), body, hashlib.sha256).hexdigest()
        url = f"{self.server.url}/api/webhook/customer-journey/{self.key}"
        request = urllib.request.Request(url, data=body, method="POST", headers={
            "Content-Type": "application/json", "X-Webhook-Signature": f"sha256={digest}",
        })
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as failure:
            return failure.code, json.loads(failure.read() or b"{}")

    def send(self, **fields) -> "Sent":
        """Posts one valid event of a new customer, or of the one named in the fields."""
        mark = uuid.uuid4().hex[:8]
        payload = {
            "customer_id": f"browser-{mark}", "event": "stage_entered", "stage": "awareness",
            "timestamp": now_text(), "customer_name": f"Visitor {mark}",
            "customer_email": f"visitor-{mark}@example.com",
            "metadata": {"source": "browser_tests", "mark": mark},
        } | fields
        status, answer = self.post(payload)
        assert status == 200, answer
        return Sent(self.server, payload, answer)


class Sent:
    """What was posted, and how it shows in the API."""

    def __init__(self, server: Server, payload: dict, answer: dict):
        self.server, self.payload, self.answer = server, payload, answer
        self.name = payload["customer_name"]

    def event(self, within: float = 10) -> dict:
        """The event as the API lists it, once it does."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            for event in self.server.call("GET", "/api/events?limit=50")["events"]:
                same = event["customer"]["customer_id"] == self.payload["customer_id"]
                if same and event["event"] == self.payload["event"]:
                    return event
            time.sleep(0.1)
        raise AssertionError(f"{self.payload['customer_id']} did not appear in {within} s")
