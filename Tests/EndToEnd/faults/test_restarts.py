"""Restarts and an upgrade under load: no request fails."""

import threading

from house import PATIENCE, House, pause
from ledger import Ledger, load
from support import wait_for


def test_restarts_and_an_upgrade_fail_no_request(house: House, ledger: Ledger, soak: bool):
    reader = house.sign_in()
    answers, finished = [], threading.Event()

    def read() -> None:
        while not finished.wait(0.02):
            answers.append(reader.get("/api/connections").status)

    reading = threading.Thread(target=read)
    with load(ledger):
        reading.start()
        for _ in range(10 if soak else 3):
            ledger.await_progress(50)
            house.restart("serve", "work")
        # An upgrade: the new one answers beside the old one before that is asked to end.
        for _ in range(10 if soak else 3):
            ledger.await_progress(50)
            old = house.parts.pop("serve")
            house.start("serve")
            pause(0.5)
            old.terminate()
            assert old.wait(timeout=30) == 0
        ledger.await_progress(50)
        wait_for(lambda: len(answers) > 10, PATIENCE, "reads are not answered")
        finished.set()
        reading.join()
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    assert set(answers) == {200}, sorted(set(answers))
    ledger.check(house)
