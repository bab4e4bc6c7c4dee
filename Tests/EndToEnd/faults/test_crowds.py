"""Slow senders, idle connections and viewers who come and go: webhooks keep flowing, and memory
returns."""

import http.client
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
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
        await_memory(house, name, memory)


def await_memory(house: House, name: str, before: int) -> None:
    wait_for(
        lambda: house.memory(name) < before + SLACK, PATIENCE,
        f"{name} keeps its memory: {growth(before, house.memory(name))}")
    print(f"{name}: {growth(before, house.memory(name))}")


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


def cookies(house: House) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{each.name}={each.value}" for each in house.sign_in().cookies)}


class Viewer:
    """A browser that listens to the live stream, until it closes."""

    def __init__(self, house: House, headers: dict[str, str]):
        self.connection = http.client.HTTPConnection(*address(house), timeout=PATIENCE)
        self.connection.request("GET", "/api/events/stream", headers=headers)
        self.answer = self.connection.getresponse()
        self.greeting = [self.answer.readline() for _ in range(4)]

    @property
    def is_greeted(self) -> bool:
        return self.answer.status == 200 and any(
            line[:6] == b"retry:" for line in self.greeting)

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


def test_viewers_who_come_and_go_leave_nothing_behind(
    house: House, ledger: Ledger, steady, soak: bool,
):
    headers = cookies(house)
    faults: list[str] = []

    def look(times: int) -> None:
        for _ in range(times):
            viewer = Viewer(house, headers)
            if not viewer.is_greeted:
                faults.append(f"{viewer.answer.status} {viewer.greeting}")
            viewer.close()

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


def test_the_last_of_a_crowd_does_not_keep_the_memory_of_all(house: House):
    before = house.memory("serve")
    headers = cookies(house)
    with ThreadPoolExecutor(max_workers=32) as threads:
        crowd = list(threads.map(lambda _: Viewer(house, headers), range(1_800)))
    # What the last one holds lies above what the others hold.
    crowd.append(Viewer(house, headers))
    try:
        assert all(viewer.is_greeted for viewer in crowd)
        most = house.memory("serve")
        assert most > before + SLACK, f"no crowd: {growth(before, most)}"
        while len(crowd) > 1:
            crowd.pop(0).close()
        await_memory(house, "serve", before)
    finally:
        for viewer in crowd:
            viewer.close()
