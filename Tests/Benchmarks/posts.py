"""Signed journey events, as a shop would send them, in a file that wrk reads."""

import hashlib
import hmac
import time
from pathlib import Path

CUSTOMERS = 20_000
STAGES = ["awareness", "awareness", "awareness", "consideration", "consideration", "purchase"]
KEPT_SECONDS = 2_000_000


def event(number: int, run: str, now: int) -> bytes:
    """One event of a few hundred bytes; each number is another event of the run."""
    stage = STAGES[number % len(STAGES)]
    kind = "purchase_made" if stage == "purchase" else "stage_entered"
    customer = number * 7_919 % CUSTOMERS
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - number % KEPT_SECONDS))
    return (
        f'{{"event_id": "{run}-{number}", "customer_id": "c{customer}", "event": "{kind}", '
        f'"stage": "{stage}", "timestamp": "{moment}", '
        f'"metadata": {{"source": "campaign {customer % 8}", "value": 19.90}}, '
        f'"customer_name": "Customer {customer}", "customer_email": "c{customer}@example.com"}}'
    ).encode()


def signature(secret: bytes, body: bytes) -> str:
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


def send(client, path: str, secret: bytes, body: bytes):
    """One signed post by the way that all senders take."""
    answer = client.call("POST", path, body, {
        "Content-Type": "application/json",
        "X-Webhook-Signature": f"sha256={signature(secret, body)}"})
    assert answer.status == 200, answer
    return answer


def write(path: Path, run: str, secret: bytes, count: int) -> Path:
    """A line for each post: its signature, a blank, its body."""
    now = int(time.time())
    with path.open("wb") as file:
        for number in range(count):
            body = event(number, run, now)
            file.write(signature(secret, body).encode() + b" " + body + b"\n")
    return path
