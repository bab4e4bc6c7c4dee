"""Bodies and headers that no sender in its right mind sends: the right refusal, no crash, and
no memory kept."""

import http.client
import json
import random
import socket
import threading
from urllib.parse import urlsplit

import pytest

from house import PATIENCE, House, growth
from ledger import Ledger, load
from support import Hook, wait_for

SENDERS = 8
SLACK = 32 * 1024
"""KiB that serving may hold more than when it was warm."""

VALUES = [
    "null", "true", "-0", "1e999", "1" * 400, '"\\ud800"', '"\\u0000"', '"' + "x" * 3000 + '"',
    "[]", "{}", "[" * 200, '{"a":' * 100, "NaN", "'x'", '"\x01"', "\ufeff1",
    '"2026-02-30T25:61:00Z"',
]


def mutation(body: bytes, chance: random.Random) -> bytes:
    """A valid event with one thing wrong: in its grammar, its bytes or its fields."""
    way = chance.randrange(6)
    if way == 0:
        return chance.randbytes(chance.randrange(2_000))
    if way == 1:
        return body[:chance.randrange(len(body))]
    if way == 2:
        place = chance.randrange(len(body))
        return body[:place] + chance.randbytes(chance.randrange(1, 9)) + body[place + 1:]
    event = json.loads(body)
    field = chance.choice(["customer_id", "event", "stage", "timestamp"])
    if way == 3:
        del event[field]
        return json.dumps(event).encode()
    text = json.dumps(event | {field: "@"})
    if way == 4:
        return text.replace('"@"', chance.choice(VALUES)).encode("utf-8", "surrogatepass")
    return text.replace('"@"', '"ok", "' + field + '": "again"').encode()


class Hostile(threading.Thread):
    """Posts mutations over a kept connection, two in three signed; notes what was answered."""

    def __init__(self, ledger: Ledger, seed: int, count: int):
        super().__init__(daemon=True)
        self.ledger, self.chance, self.count = ledger, random.Random(seed), count
        self.answers: dict[int, int] = {}
        self.kept = 0

    def run(self) -> None:
        hook = self.ledger.hook
        address = urlsplit(hook.admin.url).netloc
        connection = http.client.HTTPConnection(address, timeout=PATIENCE)
        for number in range(self.count):
            body = mutation(self.ledger.body(10**6 + number), self.chance)
            headers = {"Content-Type": "application/json"}
            if number % 3:
                headers |= hook.sign(body)
            connection.request("POST", hook.path, body, headers)
            answer = connection.getresponse()
            answer.read()
            self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        connection.close()


def test_malformed_bodies_are_refused_and_leave_nothing(
    house: House, ledger: Ledger, soak: bool,
):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    process = house.parts["serve"].pid

    def bombard(count: int) -> dict[int, int]:
        senders = [Hostile(ledger, seed + number, count // SENDERS) for number in range(SENDERS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        total: dict[int, int] = {}
        for sender in senders:
            for status, times in sender.answers.items():
                total[status] = total.get(status, 0) + times
        return total

    bombard(1_000)
    warm = house.memory("serve")
    count = 100_000 if soak else 3_000
    answers = bombard(count)
    print(answers, growth(warm, house.memory("serve")))
    # A mutation can be valid by chance; nothing else is a success, and nothing is our fault.
    assert answers.keys() <= {200, 400, 401}, answers
    assert answers.get(200, 0) < count / 20 and answers[400] and answers[401]
    assert sum(answers.values()) == count // SENDERS * SENDERS
    assert house.parts["serve"].poll() is None and house.parts["serve"].pid == process
    assert house.memory("serve") < warm + SLACK
    house.await_rest()
    dead = ledger.hook.deliveries("dead")
    assert not dead, dead
    house.verify()


def raw(house: House, head: bytes, body: bytes = b"") -> int:
    """The status that exactly these bytes are answered with."""
    parts = urlsplit(house.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE) as connection:
        connection.sendall(head)
        try:
            connection.sendall(body)
        except OSError:
            pass  # Refused before it was all sent.
        answer = connection.recv(65_536)
    return int(answer.split(b" ", 2)[1])


def lines(path: str, *fields: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: x", *fields, "", ""]).encode()


def test_header_floods_and_huge_bodies_get_their_refusal(house: House, ledger: Ledger):
    path = ledger.hook.path
    warm = house.memory("serve")
    many = [f"X-{number}: {'y' * 50}" for number in range(5_000)]
    huge = 10 << 20
    with load(ledger, senders=2):
        for _ in range(10):
            assert raw(house, lines(path, *many)) in (400, 431)
            assert raw(house, lines(path, f"X-One: {'y' * 100_000}")) in (400, 431)
            assert raw(house, lines(f"/{'p' * 50_000}", "Content-Length: 0")) == 414
            assert raw(house, lines(path, f"Content-Length: {huge}"), bytes(huge)) == 413
            assert raw(house, lines(path, "Content-Length: -1")) == 400
            assert raw(house, lines(path, "Content-Length: 1", "Content-Length: 2"), b"x") == 400
            chunked = lines(path, "Transfer-Encoding: chunked")
            assert raw(house, chunked, b"zz\r\n") == 400
        ledger.await_progress(50)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    assert house.memory("serve") < warm + SLACK, growth(warm, house.memory("serve"))
    ledger.check(house)


@pytest.mark.parametrize("size", [1 << 20, 4 << 20, (5 << 20) - 1])
def test_a_body_as_large_as_may_be_is_judged(house: House, size: int):
    hook = Hook(house.sign_in())
    body = b'{"customer_id":"' + b"x" * (size - 18) + b'"}'
    warm = house.memory("serve")
    for _ in range(5):
        answer = hook.post(body)
        assert answer.status == 400, answer
    wait_for(
        lambda: house.memory("serve") < warm + SLACK + 64 * 1024, PATIENCE,
        f"serve keeps its memory: {growth(warm, house.memory('serve'))}")
