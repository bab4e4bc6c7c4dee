"""Ten minutes of load: what serving and working hold stays within its bound. For `make soak`."""

import threading
import time

import pytest

from house import House
from ledger import Ledger, load

MINUTES = 10
BOUND = 150 * 1024
"""KiB that serve and work may hold together."""


def bar(memory: int) -> str:
    return "█" * (memory * 50 // BOUND)


def test_memory_stays_within_its_bound(house: House, ledger: Ledger, soak: bool):
    if not soak:
        pytest.skip("takes ten minutes: make soak")
    house.restart("serve", "work")
    house.await_health()
    curve: list[int] = []
    reader, finished = house.sign_in(), threading.Event()

    def read() -> None:
        while not finished.wait(0.2):
            for path in ("/api/journey?period=90d", "/api/events?limit=200", "/api/customers"):
                assert reader.get(path).status == 200

    reading = threading.Thread(target=read)
    with load(ledger, senders=16, rate=100):
        reading.start()
        start = time.monotonic()
        while (elapsed := time.monotonic() - start) < MINUTES * 60:
            serve, work = house.memory("serve"), house.memory("work")
            curve.append(serve + work)
            print(f"{elapsed:4.0f} s  serve {serve / 1024:5.1f}  work {work / 1024:5.1f} MiB "
                  f"{bar(curve[-1])}  {ledger.count} acknowledged", flush=True)
            time.sleep(15)
        finished.set()
        reading.join()
    print(f"most: {max(curve) / 1024:.1f} MiB (may hold {BOUND / 1024:.0f})")
    ledger.check(house)
    assert max(curve) <= BOUND
