"""What the end-to-end tests share: senders that sign by themselves, and what answers look like."""

import base64
import hashlib
import hmac
import http.client
import json
import time
import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from client import Answer, Client, witnessed

JSON = "application/json"
RENAMED = {
    "Request Entity Too Large": "Content Too Large",
    "Unprocessable Entity": "Unprocessable Content",
}
"""Titles that RFC 9110 has changed since this Python."""
LEFT_OUT = object()
"""As a field's value: the payload goes without that field."""


def wait_for(condition, seconds: float, what: str):
    """What the condition gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, what
        time.sleep(0.02)
    return found


def moment(**distance) -> str:
    """The time so far from now, such as `hours=-1`; of an odd microsecond, so that Waymark writes
    it with as many digits."""
    time = datetime.now(UTC) + timedelta(**distance)
    return time.replace(microsecond=time.microsecond | 1).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def payload(**fields) -> dict:
    """A valid event of a new customer, but for these fields."""
    whole = {
        "customer_id": uuid.uuid4().hex, "event": "page_viewed", "stage": "awareness",
        "timestamp": moment(), **fields,
    }
    return {name: value for name, value in whole.items() if value is not LEFT_OUT}


def exchange(
    url: str, method: str, path: str, headers: list[tuple[str, str]] = (), body: bytes = b"",
) -> Answer:
    """One request of exactly these header lines, also where one of them comes twice."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=15)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return witnessed(
            method, path, Answer(answer.status, answer.headers, answer.read()))
    finally:
        connection.close()


def check_problem(answer: Answer, status: int) -> list[str]:
    """That a refusal looks as contracts promise; gives its details."""
    assert answer.status == status, answer
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Request-Id"]
    problem = answer.json
    assert problem["success"] is False
    assert problem["status"] == status
    title = http.client.responses[status]
    assert problem["error"] == problem["title"] == RENAMED.get(title, title)
    assert problem["type"] == "about:blank"
    details = problem.get("details", [])
    assert all(": " in detail for detail in details), details
    return details


def mac(secret: str | bytes, content: bytes) -> bytes:
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, content, hashlib.sha256).digest()


def sign_waymark(secret: str, body: bytes, header: str = "X-Webhook-Signature") -> dict:
    return {header: f"sha256={mac(secret, body).hex()}"}


def sign_github(secret: str, body: bytes) -> dict:
    return sign_waymark(secret, body, "X-Hub-Signature-256")


def sign_standard(
    secret: str, body: bytes, message: str | None = None, at: int | None = None,
) -> dict:
    message = message or f"msg_{uuid.uuid4().hex}"
    time_text = str(int(time.time()) if at is None else at)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    code = mac(key, f"{message}.{time_text}.".encode() + body)
    return {
        "webhook-id": message, "webhook-timestamp": time_text,
        "webhook-signature": f"v1,{base64.b64encode(code).decode()}",
    }


def sign_stripe(secret: str, body: bytes, at: int | None = None) -> dict:
    time_text = str(int(time.time()) if at is None else at)
    code = mac(secret, f"{time_text}.".encode() + body)
    return {"Stripe-Signature": f"t={time_text},v1={code.hex()}"}


def sign_bearer(secret: str, body: bytes) -> dict:
    return {"Authorization": f"Bearer {secret}"}


SIGNERS = {
    "waymark": sign_waymark, "standard": sign_standard, "stripe": sign_stripe,
    "github": sign_github, "bearer": sign_bearer,
}


class Hook:
    """A connection that an admin has made, and the sender that posts to it."""

    def __init__(self, admin: Client, scheme: str = "waymark", **fields):
        self.admin, self.scheme = admin, scheme
        made = admin.post("/api/connections", {"name": scheme, "scheme": scheme, **fields})
        assert made.status == 201, made
        self.secret = made.json["secret"]
        self.id, self.key = made.json["connection"]["id"], made.json["connection"]["key"]
        self.path = f"/api/webhook/customer-journey/{self.key}"

    @property
    def connection(self) -> dict:
        return self.admin.get(f"/api/connections/{self.id}").json["connection"]

    def sign(self, body: bytes, secret: str | None = None) -> dict:
        return SIGNERS[self.scheme](secret or self.secret, body)

    def post(
        self, body: bytes | dict, signature: dict | None = None, content_type: str | None = JSON,
        path: str | None = None,
    ) -> Answer:
        """Posts the body as it is, signed unless another signature (or none, `{}`) is given."""
        if isinstance(body, dict):
            body = json.dumps(body).encode()
        headers = dict(self.sign(body) if signature is None else signature)
        if content_type is not None:
            headers["Content-Type"] = content_type
        return exchange(self.admin.url, "POST", path or self.path, list(headers.items()), body)

    def send(self, **fields) -> dict:
        """Posts a valid event, sees it taken, and gives its payload."""
        sent = payload(**fields)
        answer = self.post(sent)
        assert answer.status == 200 and answer.json["success"] is True, answer
        return sent

    def deliveries(self, state: str) -> list[dict]:
        query = f"connection={self.id}&state={state}&limit=200"
        return self.admin.get(f"/api/webhooks/deliveries?{query}").json["deliveries"]

    def events(self) -> list[dict]:
        """All events of this connection, once nothing of it waits any more."""
        wait_for(
            lambda: not self.deliveries("pending"), 5, "deliveries stay pending")
        assert not self.deliveries("retrying") and not self.deliveries("dead")
        return self.admin.get(f"/api/events?connection={self.id}&limit=200").json["events"]

    def customers(self) -> set[str]:
        """Waymark's own ids of the customers whom this connection's events belong to."""
        return {event["customer"]["id"] for event in self.events()}

    def check_refused(self, body: bytes, signature: dict) -> None:
        """That a signature does not let its body in, and tells nobody why."""
        answer = self.post(body, signature)
        check_problem(answer, 401)
        assert answer.json["detail"] == "The signature is missing or wrong."

    def check_refusals(self, reasons: list[str]) -> None:
        """That these deliveries, the newest first, are kept in quarantine for these reasons, and
        that a valid event is still taken and is the only one that counts."""
        sent = self.send()
        assert [each["customer"]["customer_id"] for each in self.events()] == [sent["customer_id"]]
        kept = self.deliveries("quarantined")
        assert [each["reason"] for each in kept] == reasons

    def wait_for_refusal(self, reason: str) -> dict:
        """What the admin is told of the latest refusal, once it is of this kind."""
        def told():
            refusal = self.connection["health"]["last_refusal"]
            return refusal if refusal and refusal["reason"] == reason else None
        return wait_for(told, 3, f"the connection does not tell of {reason}")
