"""No room for the database, for the spool, or for both: never a 200 for what is not on disk, and
everything goes on by itself when there is room again."""

import contextlib
import resource
import shutil
import subprocess

import pytest

from house import PATIENCE, House
from ledger import Ledger, load
from support import wait_for


def limit_files(pid: int, size: int) -> None:
    """Files of that process cannot grow beyond the size: to it, the disk is full."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


def await_refusal(ledger: Ledger) -> None:
    before = ledger.statuses.get("503", 0)
    wait_for(
        lambda: ledger.statuses.get("503", 0) > before + 20, PATIENCE,
        f"nothing is turned away: {ledger.statuses}")


def test_a_full_spool_turns_deliveries_away_until_there_is_room(house: House, ledger: Ledger):
    serving = house.parts["serve"].pid
    with load(ledger):
        ledger.await_progress(100)
        house.stop("mariadb")
        ledger.await_progress(100)
        limit_files(serving, 1 << 16)
        await_refusal(ledger)
        limit_files(serving, resource.RLIM_INFINITY)
        ledger.await_progress(100)
        house.start("mariadb")
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
        ledger.await_progress(50)
    assert ledger.statuses.keys() == {"200", "503"}, ledger.statuses
    ledger.check(house)


@pytest.fixture
def small_disk(house: House, tmp_path):
    """The tables on a disk of their own with hardly any room; gives what fills and empties it."""
    disk, tables = tmp_path / "disk", house.var / "mariadb" / "waymark"
    disk.mkdir()
    used = int(subprocess.check_output(["du", "-sm", tables], text=True).split()[0])
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={used + 32}m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("only who may mount can give MariaDB a small disk")
    house.stop("mariadb")
    shutil.move(tables, disk / "tables")
    tables.symlink_to(disk / "tables")
    house.start("mariadb")
    house.await_health()
    filler = disk / "filler"

    def fill(is_full: bool) -> None:
        if not is_full:
            filler.unlink()
            return
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    yield fill
    filler.unlink(missing_ok=True)
    house.open()
    house.stop("mariadb")
    tables.unlink()
    shutil.move(disk / "tables", tables)
    subprocess.run(["umount", disk], check=True)
    house.start("mariadb")
    house.await_health()


def test_a_full_disk_of_the_database_costs_nothing(house: House, ledger: Ledger, small_disk):
    serving = house.parts["serve"].pid
    with load(ledger, rate=120):
        ledger.await_progress(100)
        small_disk(True)
        wait_for(house.spooled, PATIENCE, "the database has room without end")
        ledger.await_progress(100)
        limit_files(serving, 1 << 16)
        await_refusal(ledger)
        limit_files(serving, resource.RLIM_INFINITY)
        small_disk(False)
        # InnoDB itself gives up now and then where its purge finds no room; whoever runs it as a
        # service has it started again.
        house.open()
        ledger.await_progress(100)
        wait_for(lambda: not house.spooled(), PATIENCE, "the spool does not drain under load")
    assert ledger.statuses.keys() == {"200", "503"}, ledger.statuses
    ledger.check(house)
