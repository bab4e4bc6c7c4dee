"""Deadlocks, locks that are held for long and connections that are cut: no caller notices."""

import random
import subprocess
import threading

from house import House, pause
from ledger import Ledger, load


class Rival:
    """Somebody else's transactions on the same rows, in another order than Waymark's."""

    def __init__(self, house: House):
        self.house, self.stop = house, threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def _run(self) -> None:
        while not self.stop.is_set():
            order = random.choice(["ASC", "DESC"])
            # What it loses against Waymark is its own affair.
            subprocess.run(
                ["mariadb", "--no-defaults", f"--socket={self.house.folder}/mariadb.sock", "-f",
                 "waymark"], capture_output=True, text=True, input=f"""
                START TRANSACTION;
                SELECT id FROM customers ORDER BY id {order} LIMIT 30 FOR UPDATE;
                SELECT SLEEP(0.05);
                SELECT shard FROM journey_places ORDER BY 1 {order} LIMIT 9 FOR UPDATE;
                SELECT accepted FROM connection_hours ORDER BY hour DESC LIMIT 3 FOR UPDATE;
                SELECT SLEEP(0.05);
                COMMIT;""")


def test_cut_connections_and_deadlocks_are_nobodys_business(
    house: House, ledger: Ledger, soak: bool,
):
    reader = house.sign_in()
    answers = []
    with load(ledger), Rival(house):
        for _ in range(100 if soak else 20):
            sessions = house.query("""
                SELECT id FROM information_schema.processlist WHERE user LIKE 'waymark%'""")
            for [session] in random.sample(sessions, min(len(sessions), 4)):
                # One that ended by itself meanwhile cannot be killed.
                house.answers(f"KILL CONNECTION {session}; SELECT 1")
            answers += [reader.get(path).status for path in (
                "/api/journey?period=30d", "/api/events?limit=50", "/api/connections")]
            pause(0.2)
        ledger.await_progress(200)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    assert set(answers) == {200}, answers
    ledger.check(house)
    tried = house.query(f"""
        SELECT a.error FROM attempts a JOIN deliveries d ON d.id = a.delivery_id
        WHERE d.connection_id = {ledger.hook.id} LIMIT 3""")
    assert not tried, f"attempts are on record for what was no delivery's fault: {tried}"
