"""`waymark backup` and `waymark restore`: a database that is gone comes back as it was."""

import os
import re
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from checkout import Run
from client import Client
from support import Hook, payload, wait_for


def settings(run: Run) -> dict[str, str]:
    lines = (run.var / "waymark.conf").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")


def sql(run: Run, statement: str) -> str:
    """As the database's administrator."""
    done = subprocess.run(
        ["mariadb", "--no-defaults", "-BN", f"--socket={settings(run)['WAYMARK_DATABASE_SOCKET']}"],
        input=statement, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


class Other:
    """Another install on the same server, with a database and accounts of its own."""

    def __init__(self, run: Run, name: str):
        self.run, self.name = run, name
        self.accounts = name
        self.environment = {
            "WAYMARK_DATABASE_NAME": name, "WAYMARK_DATABASE_ACCOUNTS": name,
            "WAYMARK_CONFIG": str(run.var / "waymark.conf"), "PATH": "/usr/bin:/bin",
        }
        made = self.waymark("accounts")
        assert made.returncode == 0, made
        sql(run, made.stdout)

    def waymark(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.run.copy / ".build/release/waymark", *arguments], env=self.environment,
            capture_output=True, text=True, timeout=120)

    def tables(self) -> list[str]:
        return sql(self.run, f"SHOW TABLES FROM {self.name}").split()

    @contextmanager
    def session(self, account: str):
        """Somebody who is signed in to the database with this account, as serving is."""
        password = settings(self.run)[f"WAYMARK_DATABASE_PASSWORD_{account.upper()}"]
        held = subprocess.Popen(
            ["mariadb", "--no-defaults", "-BN", "--unbuffered",
             f"--socket={settings(self.run)['WAYMARK_DATABASE_SOCKET']}", "-u",
             f"{self.accounts}_{account}", f"-p{password}", self.name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        held.stdin.write("SELECT 'in';\n")
        held.stdin.flush()
        assert held.stdout.readline() == "in\n"
        try:
            yield
        finally:
            held.communicate("quit\n", timeout=10)


@pytest.fixture
def other(waymark: Run):
    name = f"other_{time.time_ns() % 10**9}"
    yield Other(waymark, name)
    sql(waymark, f"DROP DATABASE IF EXISTS {name}")


@pytest.fixture
def backup(waymark: Run, tmp_path):
    path = tmp_path / "whole.backup"
    made = waymark.waymark("backup", str(path))
    assert made.returncode == 0, made
    return path


class Database:
    """The private MariaDB of a `make run` that has ended, on its own."""

    def __init__(self, run: Run):
        conf = settings(run)
        surroundings = os.environ | {"WAYMARK_VAR": str(run.var)}
        folder = conf["WAYMARK_RUN_DIRECTORY"]
        subprocess.run(
            [run.copy / "deploy/local/database.sh", folder], env=surroundings, check=True)
        self.process = subprocess.Popen(
            ["/usr/sbin/mariadbd", f"--defaults-file={run.var}/mariadb.cnf"],
            stderr=subprocess.DEVNULL)
        socket = Path(conf["WAYMARK_DATABASE_SOCKET"])
        wait_for(socket.exists, 30, "MariaDB does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


def test_a_destroyed_database_comes_back_as_it_was(copy, tmp_path):
    """Load, a backup under load, the loss of the whole data folder, restore: the same answers."""
    run, file = Run(copy, tmp_path / "var"), tmp_path / "whole.backup"
    again = None
    try:
        run.wait_until_ready()
        login = run.printed("E-mail"), run.printed("Password")
        before = save_under_load(run, login, file)
        run.press_control_c()
        shutil.rmtree(run.var / "mariadb")
        with Database(run):
            sql(run, run.waymark("accounts").stdout)
            restored = run.waymark("restore", str(file))
            assert restored.returncode == 0 and "✓ Restored" in restored.stdout, restored
            verified = run.waymark("verify")
            assert verified.returncode == 0 and " 0 differences" in verified.stdout, verified
        again = Run(copy, run.var, run.port).wait_until_ready()
        client = Client(again.url)
        assert client.sign_in(*login).status == 200
        assert answers(client, before) == before
    finally:
        for each in filter(None, [run, again]):
            each.press_control_c()


def save_under_load(run: Run, login: tuple[str, str], file: Path) -> dict:
    """Posts events, saves while more of them come, and gives what the API says of the first."""
    client = Client(run.url)
    assert client.sign_in(*login).status == 200
    hook, noise = Hook(client), Hook(client)
    known = [
        hook.send(event="purchase_made", stage="purchase", metadata={
            "source": "backup", "value": 10 + number, "currency": "EUR"})["customer_id"]
        for number in range(40)]
    assert len(hook.events()) == 40
    finished = threading.Event()

    def post() -> None:
        while not finished.is_set():
            noise.post(payload())

    posters = [threading.Thread(target=post) for _ in range(2)]
    for poster in posters:
        poster.start()
    made = run.waymark("backup", str(file))
    finished.set()
    for poster in posters:
        poster.join()
    assert made.returncode == 0 and made.stdout.startswith(f"✓ {file}: "), made
    return answers(client, known)


def answers(client: Client, customers) -> dict:
    """What the API says of these customers."""
    return {each: client.get(f"/api/customer-journey/customer/{each}").json["customer"]
            for each in customers}


def test_a_backup_is_not_written_over(waymark, backup):
    before = backup.read_bytes()
    again = waymark.waymark("backup", str(backup))
    assert again.returncode != 0 and "not written over" in again.stderr, again
    assert backup.read_bytes() == before
    assert not backup.with_name(backup.name + ".part").exists()


def test_a_folder_keeps_the_newest_backups(waymark, tmp_path):
    made = []
    for _ in range(3):
        done = waymark.waymark("backup", str(tmp_path), "--keep", "2")
        assert done.returncode == 0, done
        made.append(re.search(r"✓ (\S+): ", done.stdout).group(1))
        time.sleep(1)  # they are named after the second
    assert sorted(map(str, tmp_path.iterdir())) == made[1:]


def test_a_damaged_backup_changes_nothing(other, backup, tmp_path):
    cut = tmp_path / "cut.backup"
    cut.write_bytes(backup.read_bytes()[:-200])
    refused = other.waymark("restore", str(cut))
    assert refused.returncode != 0 and "Nothing was changed" in refused.stderr, refused
    assert other.tables() == []


def test_what_is_there_is_replaced_only_by_its_typed_name(other, backup):
    first = other.waymark("restore", str(backup))
    assert first.returncode == 0, first
    again = other.waymark("restore", str(backup))
    assert again.returncode != 0 and "is not empty" in again.stderr, again
    wrong = other.waymark("restore", str(backup), "--replace", "waymark")
    assert wrong.returncode != 0 and "is not empty" in wrong.stderr, wrong
    right = other.waymark("restore", str(backup), "--replace", other.name)
    assert right.returncode == 0, right
    assert other.waymark("verify").returncode == 0


def test_nothing_is_replaced_while_somebody_works_in_it(other, backup):
    assert other.waymark("restore", str(backup)).returncode == 0
    with other.session("gate"):
        refused = other.waymark("restore", str(backup), "--replace", other.name)
    assert refused.returncode != 0 and "Stop `waymark serve`" in refused.stderr, refused


def test_keys_that_are_missing_are_noticed_before_anything_changes(other, backup):
    other.environment["WAYMARK_KEYS"] = "other:" + "ab" * 32
    refused = other.waymark("restore", str(backup))
    assert refused.returncode != 0 and "WAYMARK_KEYS does not have: 1" in refused.stderr, refused
    assert other.tables() == []
    assert other.waymark("restore", str(backup), "--without-keys").returncode == 0


def test_an_older_backup_is_migrated_forward(waymark, other, backup, tmp_path):
    """Made by a schema that lacks the newest migration, brought back by this one."""
    old = tmp_path / "schema"
    shutil.copytree(waymark.copy / "schema", old)
    newest = sorted((old / "migrations").iterdir())[-1]
    newest.unlink()  # an added view: what the commands here use is there all the same
    (old / "grants.sql").write_text("")
    other.environment["WAYMARK_SCHEMA"] = str(old)
    assert other.waymark("migrate").returncode == 0
    sql(waymark, f"""INSERT INTO {other.name}.organisations (id, name, time_zone, currency,
        created_at) VALUES (7, 'Old shop', 'UTC', 'EUR', NOW(6)); GRANT SELECT ON {other.name}.* TO
        {other.accounts}_work@localhost""")
    file = tmp_path / "old.backup"
    made = other.waymark("backup", str(file))
    assert made.returncode == 0, made
    del other.environment["WAYMARK_SCHEMA"]
    restored = other.waymark("restore", str(file), "--replace", other.name)
    assert restored.returncode == 0, restored
    assert f"migrated forward: {newest.stem}" in restored.stdout
    assert "Old shop" in other.waymark("verify").stdout
