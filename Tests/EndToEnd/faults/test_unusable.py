"""MariaDB answers and is of no use, under load: senders notice nothing, nothing is set aside."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from house import PATIENCE, House, pause
from ledger import Ledger, load
from monitoring import numbers
from support import Hook, payload, wait_for

ACCOUNTS = ["waymark_work", "waymark_gate", "waymark_api"]


def alter_accounts(house: House, change: str) -> None:
    for account in ACCOUNTS:
        house.query(f"ALTER USER '{account}'@'localhost' {change}")


@contextmanager
def locked_accounts(house: House):
    """As after a password that was changed on one side only."""
    alter_accounts(house, "ACCOUNT LOCK")
    for [session] in house.query("""
            SELECT id FROM information_schema.processlist WHERE user LIKE 'waymark%'"""):
        house.answers(f"KILL CONNECTION {session}; SELECT 1")
    try:
        yield
    finally:
        alter_accounts(house, "ACCOUNT UNLOCK")


@contextmanager
def between(house: House, breaking: str, mending: str):
    house.query(breaking)
    try:
        yield
    finally:
        house.query(mending)


def read_only(house: House):
    """As after a failover to a replica."""
    return between(house, "SET GLOBAL read_only = 1", "SET GLOBAL read_only = 0")


def missing_table(house: House):
    return between(
        house, "RENAME TABLE deliveries TO deliveries_elsewhere",
        "RENAME TABLE deliveries_elsewhere TO deliveries")


def missing_right(house: House):
    return between(
        house, "REVOKE INSERT ON jobs FROM waymark_gate@localhost",
        "GRANT INSERT ON jobs TO waymark_gate@localhost")


@contextmanager
def held(house: House, statement: str):
    """A session that holds what a statement locked."""
    session = subprocess.Popen(
        ["mariadb", "--no-defaults", f"--socket={house.folder}/mariadb.sock", "-N", "-B", "-n",
         "waymark"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        print(f"{statement}; SELECT 'held';", file=session.stdin, flush=True)
        assert session.stdout.readline() == "held\n"
        yield
    finally:
        session.communicate(timeout=PATIENCE)


def dumped_table(house: House):
    """As by a dump that was asked for without a single transaction."""
    return held(house, "LOCK TABLES deliveries READ")


def dumped_server(house: House):
    return held(house, "FLUSH TABLES WITH READ LOCK")


def copied_table(house: House):
    """As MariaDB is set by itself, a copy holds the rows and the places of new ones."""
    return held(house, """SET SESSION tx_isolation = 'REPEATABLE-READ'; START TRANSACTION;
        CREATE TEMPORARY TABLE copied SELECT * FROM deliveries""")


def is_up(house: House) -> bool:
    return numbers(house.url)["waymark_database_up"] == 1


@pytest.mark.parametrize("fault, remedy", [
    (locked_accounts, "waymark accounts"), (read_only, "write again"),
    (missing_table, "Give back the table"), (missing_right, "Give back the table or the right"),
    (dumped_table, "--single-transaction"), (dumped_server, "--single-transaction"),
])
def test_webhooks_are_taken_while_the_database_is_of_no_use(
    house: House, ledger: Ledger, fault, remedy: str,
):
    reader = house.sign_in()
    with load(ledger):
        ledger.await_progress(200)
        with fault(house):
            ledger.await_progress(400)
            assert house.spooled()
            wait_for(lambda: not is_up(house), PATIENCE, "the monitoring is told that all is well")
            answer = reader.get("/api/events")
            assert answer.status == 200 or answer.headers["Retry-After"], answer
            assert answer.status in (200, 503), answer
            doctor = house.run.waymark("doctor")
            assert doctor.returncode != 0 and remedy in doctor.stdout, doctor.stdout
            pause(1)
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
        wait_for(lambda: is_up(house), PATIENCE, "the monitoring is not told that it is back")
        assert reader.get("/api/events").status == 200
        ledger.await_progress(200)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    ledger.check(house)
    assert not list(house.spool.glob("*.aside"))


def test_webhooks_are_taken_while_somebody_copies_a_table(house: House, ledger: Ledger):
    with load(ledger):
        ledger.await_progress(200)
        with copied_table(house):
            ledger.await_progress(1_000)
            assert house.spooled()
            assert "innodb_trx" in house.run.waymark("doctor").stdout
            assert house.sign_in().get("/api/events").status == 200
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
        ledger.await_progress(200)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    ledger.check(house)
    assert not list(house.spool.glob("*.aside"))


def test_what_waits_goes_into_a_database_that_takes_small_packets_only(house: House):
    """What waits is three times as much as one of them holds."""
    hook = Hook(house.sign_in())
    assert hook.post(payload()).status == 200
    with locked_accounts(house):
        for _ in range(50):
            answer = hook.post(payload(metadata={"x": "x" * 60_000}))
            assert answer.status == 200, answer
        assert house.spooled()
        house.query("SET GLOBAL max_allowed_packet = 1048576")
    try:
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain")
        stored = f"SELECT COUNT(*) FROM deliveries WHERE connection_id = {hook.id}"
        assert house.number(stored) == 51
        assert "max_allowed_packet=16M" in house.run.waymark("doctor").stdout
    finally:
        house.query("SET GLOBAL max_allowed_packet = 16777216")


def test_who_begins_while_the_database_lets_nobody_in_takes_webhooks(
    house: House, ledger: Ledger,
):
    known = house.spool / "connections.json"
    wait_for(
        lambda: ledger.hook.key in known.read_text(), PATIENCE, "the connection is not noted")
    with load(ledger):
        ledger.await_progress(100)
        with locked_accounts(house):
            ledger.await_progress(200)
            house.restart("serve")
            ledger.await_progress(200)
            assert house.spooled()
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
        ledger.await_progress(50)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    ledger.check(house)


def test_nobody_waits_for_a_database_that_lets_everybody_wait(house: House):
    reader = house.sign_in()
    with dumped_server(house):
        wait_for(
            lambda: "detail" in reader.get("/api/events").json, PATIENCE,
            "nobody saw that it hangs")
        with ThreadPoolExecutor(60) as crowd:
            answers = list(crowd.map(lambda _: reader.get("/api/events"), range(240)))
        assert {answer.status for answer in answers} == {503}
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers)
        assert reader.get("/api/customer-journey/health").json["status"] == "unhealthy"
        assert not is_up(house)
    house.await_health()
    wait_for(
        lambda: reader.get("/api/events").status == 200, PATIENCE, "nobody saw that it is back")
