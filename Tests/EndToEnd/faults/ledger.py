"""Senders that keep a ledger of what was answered 200, and its comparison with the tables."""

import http.client
import itertools
import json
import random
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from house import PATIENCE, House
from support import Hook, moment, wait_for

STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"]
EVENTS = ["page_viewed", "stage_entered", "stage_completed", "purchase_made", "review_left"]


class Ledger:
    """What senders sent to one connection, and which of it was acknowledged."""

    def __init__(self, hook: Hook, customers: int = 200):
        self.hook, self.customers = hook, customers
        self.numbers = itertools.count()
        self.lock = threading.Lock()
        self.sent: set[int] = set()
        self.acknowledged: dict[int, list[str]] = {}
        self.statuses: dict[str, int] = {}

    def body(self, number: int) -> bytes:
        """A valid event; two in three have an id, the others are known by their bytes."""
        random_of = random.Random(number)
        stage = random_of.choice(STAGES)
        event = {
            "customer_id": f"c{random_of.randrange(self.customers)}",
            "event": random_of.choice(EVENTS), "stage": stage,
            "timestamp": moment(seconds=-random_of.randrange(3_000_000)),
            "metadata": {"number": number, "value": number % 100, "currency": "EUR"},
        }
        if number % 3:
            event["event_id"] = f"event {number}"
        return json.dumps(event).encode()

    def note(self, number: int, answer: str, delivery: str | None) -> None:
        with self.lock:
            self.statuses[answer] = self.statuses.get(answer, 0) + 1
            if answer == "200":
                self.acknowledged.setdefault(number, []).append(delivery)

    @property
    def count(self) -> int:
        """How many answers of 200 there were."""
        return self.statuses.get("200", 0)

    def await_progress(self, count: int = 50) -> float:
        """Until so many more are acknowledged; the seconds that it took to the first."""
        start, before = time.monotonic(), self.count
        wait_for(lambda: self.count > before, PATIENCE, f"no webhook is taken: {self.statuses}")
        first = time.monotonic() - start
        wait_for(lambda: self.count >= before + count, PATIENCE, f"few webhooks: {self.statuses}")
        return first

    def check(self, house: House) -> None:
        """Each acknowledged event is applied once, each other one at most once; every
        acknowledged delivery is in the list; the figures follow from the events."""
        house.await_rest()
        applied = {int(number): int(times) for number, times in house.query(f"""
            SELECT JSON_VALUE(metadata, '$.number'), COUNT(*) FROM events
            WHERE connection_id = {self.hook.id} AND JSON_VALUE(metadata, '$.number') IS NOT NULL
            GROUP BY 1""")}
        missing = sorted(self.acknowledged.keys() - applied.keys())
        assert not missing, f"{len(missing)} acknowledged but not applied: {missing[:5]}"
        doubled = [number for number, times in applied.items() if times > 1]
        assert not doubled, f"{len(doubled)} applied more than once: {doubled[:5]}"
        assert applied.keys() <= self.sent
        stored = {row[0] for row in house.query(
            f"SELECT id FROM deliveries WHERE connection_id = {self.hook.id}")}
        told = {delivery for each in self.acknowledged.values() for delivery in each}
        assert told <= stored, f"{len(told - stored)} acknowledged deliveries are not kept"
        failed = house.query(f"""
            SELECT f.reason FROM failures f JOIN deliveries d
                ON d.organisation_id = f.organisation_id AND d.id = f.delivery_id
            WHERE d.connection_id = {self.hook.id} LIMIT 3""")
        assert not failed, f"deliveries failed: {failed}"
        house.verify()


class Sender(threading.Thread):
    """Posts over one kept connection. What is not acknowledged is sent again, as platforms do that
    repeat; now and then something old is sent again for no reason, as they do as well."""

    def __init__(self, ledger: Ledger, stop: threading.Event, rate: float):
        super().__init__(daemon=True)
        self.ledger, self.stop, self.pause = ledger, stop, 1 / rate
        self.address = urlsplit(ledger.hook.admin.url).netloc
        self.connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        while not self.stop.is_set():
            started = time.monotonic()
            number = next(self.ledger.numbers)
            body = self.ledger.body(number)
            with self.ledger.lock:
                self.ledger.sent.add(number)
            while not self.post(number, body) and not self.stop.wait(0.05):
                pass
            if number % 10 == 0:
                self.post(number, body)
            self.stop.wait(max(0, self.pause - (time.monotonic() - started)))
        self.hang_up()

    def post(self, number: int, body: bytes) -> bool:
        headers = {"Content-Type": "application/json"} | self.ledger.hook.sign(body)
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.address, timeout=30)
            self.connection.request("POST", self.ledger.hook.path, body, headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as failure:
            self.hang_up()
            self.ledger.note(number, type(failure).__name__, None)
            return False
        if answer.status in (429, 503):
            assert answer.headers["Retry-After"], "a refusal that does not say until when"
        self.ledger.note(number, str(answer.status), answer.headers["Waymark-Delivery"])
        return answer.status == 200

    def hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


@contextmanager
def load(ledger: Ledger, senders: int = 8, rate: float = 60):
    """Keeps posting while the body runs: so many senders, each with so many posts a second at
    most."""
    stop = threading.Event()
    running = [Sender(ledger, stop, rate) for _ in range(senders)]
    for each in running:
        each.start()
    try:
        yield ledger
    finally:
        stop.set()
        for each in running:
            each.join(timeout=PATIENCE)
            assert not each.is_alive(), "a sender still waits for its answer"
