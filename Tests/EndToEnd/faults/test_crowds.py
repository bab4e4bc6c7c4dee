"""Slow senders, idle connections and viewers who come and go: webhooks keep flowing, and memory
returns."""

import http.client
import socket
import threading
from urllib.parse import urlsplit

import pytest

from house import PATIENCE, House, growth
from ledger import Ledger, load
from support import wait_for

SLACK = 24 * 1024
"""KiB that a part may hold more than before: heaps do not shrink to the byte."""


@pytest.fixture
def steady(house: House):
    """Sees that the parts' memory returns to what it was."""
    before = {name: house.memory(name) for name in ("serve", "work")}
    yield
    for name, memory in before.items():
        wait_for(
            lambda: house.memory(name) < memory + SLACK, PATIENCE,
            f"{name} keeps its memory: {growth(memory, house.memory(name))}")
        print(f"{name}: {growth(memory, house.memory(name))}")


def address(house: House) -> tuple[str, int]:
    parts = urlsplit(house.url)
    return parts.hostname, parts.port


def test_slow_senders_and_idle_connections_hold_nobody_up(
    house: House, ledger: Ledger, steady,
):
    idle = [socket.create_connection(address(house)) for _ in range(1_000)]
    slow = [socket.create_connection(address(house)) for _ in range(200)]
    body = ledger.body(10**9)
    head = f"POST {ledger.hook.path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        for sender in slow:
            sender.sendall(head.encode() + body[:5])
        with load(ledger):
            for place in range(5, 25):
                ledger.await_progress(20)
                for sender in slow:
                    sender.sendall(body[place:place + 1])
        assert set(ledger.statuses) == {"200"}, ledger.statuses
    finally:
        for connection in idle + slow:
            connection.close()
    ledger.check(house)


def test_viewers_who_come_and_go_leave_nothing_behind(
    house: House, ledger: Ledger, steady, soak: bool,
):
    viewer = house.sign_in()
    cookies = {"Cookie": "; ".join(f"{each.name}={each.value}" for each in viewer.cookies)}
    faults: list[str] = []

    def look(times: int) -> None:
        for _ in range(times):
            connection = http.client.HTTPConnection(*address(house), timeout=PATIENCE)
            connection.request("GET", "/api/events/stream", headers=cookies)
            answer = connection.getresponse()
            greeting = [answer.readline() for _ in range(4)]
            if answer.status != 200 or not any(line[:6] == b"retry:" for line in greeting):
                faults.append(f"{answer.status} {greeting}")
            answer.close()
            connection.close()

    viewers = [
        threading.Thread(target=look, args=((10_000 if soak else 1_600) // 16,))
        for _ in range(16)]
    with load(ledger, rate=20):
        for each in viewers:
            each.start()
        for each in viewers:
            each.join()
        ledger.await_progress(50)
    assert not faults, faults[:5]
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    ledger.check(house)
