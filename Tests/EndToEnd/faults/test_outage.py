"""MariaDB is away, or hangs, under load: senders notice nothing, readers are told to come later,
and what waits on disk is brought in by itself, in order."""

import json
import os
import signal

import pytest

from client import Client
from house import PATIENCE, House, pause
from ledger import Ledger, load
from support import wait_for


def check_away(caller: Client, path: str) -> None:
    answer = caller.get(path)
    assert answer.status == 503 and int(answer.headers["Retry-After"]) > 0, answer
    assert answer.headers["Content-Type"].startswith("application/"), answer.headers


def check_order(house: House, ledger: Ledger) -> None:
    """Each customer's deliveries were applied in the order in which they came in, but for those
    that came at the same time by different senders."""
    rows = house.query(f"""
        SELECT customer_id, UNIX_TIMESTAMP(received_at) FROM events
        WHERE connection_id = {ledger.hook.id} ORDER BY customer_id, id""")
    for earlier, later in zip(rows, rows[1:]):
        assert earlier[0] != later[0] or float(earlier[1]) < float(later[1]) + 3, (earlier, later)


def test_webhooks_are_taken_while_the_database_is_stopped(
    house: House, ledger: Ledger, soak: bool,
):
    reader = house.sign_in()
    with load(ledger):
        ledger.await_progress(200)
        house.stop("mariadb")
        ledger.await_progress(200)
        assert house.spooled()
        check_away(reader, "/api/journey?period=30d")
        check_away(reader, "/api/events")
        check_away(Client(house.url), "/api/customer-journey/health")
        pause(60 if soak else 4)
        ledger.await_progress(200)
        house.start("mariadb")
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
        assert reader.get("/api/journey?period=30d").status == 200
        ledger.await_progress(200)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    ledger.check(house)
    check_order(house, ledger)


def test_webhooks_are_taken_while_the_database_hangs(house: House, ledger: Ledger):
    database = house.parts["mariadb"].pid
    with load(ledger):
        ledger.await_progress(200)
        os.kill(database, signal.SIGSTOP)
        try:
            ledger.await_progress(400)
            assert house.spooled()
        finally:
            os.kill(database, signal.SIGCONT)
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
        ledger.await_progress(200)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    ledger.check(house)


def test_what_waits_on_disk_outlives_the_process(house: House, ledger: Ledger):
    known = house.spool / "connections.json"
    wait_for(
        lambda: ledger.hook.key in known.read_text(), PATIENCE, "the connection is not noted")
    with load(ledger):
        ledger.await_progress(100)
        house.kill("mariadb")
        ledger.await_progress(200)
        house.kill("serve")
        left = house.spooled()
        assert left
        house.start("serve")
        ledger.await_progress(200)
        house.start("mariadb")
        wait_for(lambda: not house.spooled(), PATIENCE, "nobody takes over what was left")
        ledger.await_progress(50)
    ledger.check(house)


@pytest.mark.parametrize("body", [b"{}", b"no JSON"])
def test_what_is_refused_in_peace_is_refused_while_the_database_is_away(
    house: House, ledger: Ledger, body: bytes,
):
    hook = ledger.hook
    assert hook.post(ledger.body(0)).status == 200
    house.stop("mariadb")
    try:
        assert hook.post(body).status == 400
        assert hook.post(ledger.body(1), signature={}).status == 401
        hook.check_refused(ledger.body(1), hook.sign(ledger.body(1), "a wrong secret"))
        key = {"customer_id": "1", "event": "page_viewed", "stage": "awareness"}
        unknown = hook.post(json.dumps(key).encode(), path="/hooks/" + "x" * 32)
        assert unknown.status == 503 and unknown.headers["Retry-After"], unknown
    finally:
        house.start("mariadb")
        house.await_health()
