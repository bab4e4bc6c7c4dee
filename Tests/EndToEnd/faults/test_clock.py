"""The clock of serve and work jumps by an hour either way, under load."""

from pathlib import Path

import pytest

from house import House, pause
from ledger import Ledger, load

LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


@pytest.fixture
def clock(house: House, tmp_path):
    """Restarts serve and work under a clock that can be set; gives the file to set it by."""
    file = tmp_path / "clock"
    file.write_text("+0\n")
    [library] = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    house.surroundings = {
        "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1",
        # Threads wait by the monotonic clock, which no one sets.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
    }
    house.restart("serve", "work")
    house.await_health()
    yield file
    house.surroundings = {}
    house.restart("serve", "work")
    house.await_health()


def test_a_clock_that_jumps_loses_nothing(house: House, ledger: Ledger, clock):
    with load(ledger):
        for jump in ["+0", "+3600", "+0", "-3600", "+0"]:
            clock.write_text(f"{jump}\n")
            ledger.await_progress(150)
            pause(1)
    assert set(ledger.statuses) == {"200"}, ledger.statuses
    arrivals = house.number(f"""
        SELECT COUNT(DISTINCT ROUND(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), received_at) / 3600))
        FROM deliveries WHERE connection_id = {ledger.hook.id}""")
    assert arrivals == 3, "the clock did not jump"
    ledger.check(house)
    report = ledger.hook.admin.get("/api/journey?period=30d").json
    for stage in report["stages"]:
        assert all(value is None or value >= 0 for name, value in stage.items()
                   if name.endswith("_seconds")), stage


def test_a_retry_does_not_wait_for_a_clock_that_was_fast(house: House, ledger: Ledger, clock):
    clock.write_text("+3600\n")
    house.query("""
        CREATE TRIGGER refusal BEFORE INSERT ON events FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not now'""")
    try:
        with load(ledger):
            ledger.await_progress(50)
        pause(2)
    finally:
        house.query("DROP TRIGGER refusal")
    clock.write_text("+0\n")
    ledger.check(house)
