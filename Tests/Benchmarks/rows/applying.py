"""Deliveries applied from a backlog, against their acceptance and against plain rows."""

import subprocess
import time

import load
import posts
from figures import Line, Series


class Applying:
    def __init__(self):
        self.applied = Series("/s")
        self.accepted = Series("/s")
        self.inserted = Series("/s")

    def measure(self, bench, number: int) -> None:
        self.fill(bench, number)
        newest = int(bench.system.sql("SELECT COALESCE(MAX(id), 0) FROM events"))
        backlog = bench.system.waiting()
        with bench.watch.over(*bench.watched("ours")):
            seconds = bench.system.drain()
        bench.system.rest()
        self.applied.add(backlog / seconds)
        self.accepted.add(bench.accepted)
        bench.say(f"ours: a backlog of {backlog:,} applied at {backlog / seconds:,.0f} a second")
        self.inserted.add(self.insert_plainly(bench, newest))
        bench.say(f"the same rows inserted plainly: {self.inserted.values[-1]:,.0f} a second")

    def fill(self, bench, number: int) -> None:
        """Tops the backlog up to what is wanted."""
        while (missing := bench.backlog - bench.system.waiting()) > 0:
            name = f"more-{number}-{missing}"
            more = posts.write(bench.folder / name, name, bench.system.secret, missing + 20_000)
            load.post(bench.system.hook, more, missing / bench.accepted + 1)
            more.unlink()

    def insert_plainly(self, bench, newest: int) -> float:
        """The events of this round once more, by multi-row INSERTs into a table without indexes."""
        connect = ["--no-defaults", f"--socket={bench.system.database_socket}"]
        rows = bench.folder / "rows.sql"
        subprocess.run(
            ["mariadb-dump", *connect, "--no-create-info", "--compact", "--skip-lock-tables",
             "--hex-blob", f"--where=id > {newest}", f"--result-file={rows}", "waymark", "events"],
            check=True)
        columns = bench.system.sql("SELECT GROUP_CONCAT(column_name, ' ', column_type, "
                                   "IF(is_nullable = 'NO', ' NOT NULL', '') "
                                   "ORDER BY ordinal_position) FROM information_schema.columns "
                                   "WHERE table_schema = 'waymark' AND table_name = 'events'")
        bench.system.sql(f"DROP TABLE IF EXISTS events; CREATE TABLE events ({columns.strip()})",
                         "waymark_bench")
        start = time.monotonic()
        with rows.open("rb") as statements:
            subprocess.run(["mariadb", *connect, "waymark_bench"], stdin=statements, check=True)
        seconds = time.monotonic() - start
        rows.unlink()
        count = int(bench.system.sql("SELECT COUNT(*) FROM events", "waymark_bench"))
        return count / seconds

    def lines(self) -> list[Line]:
        return [
            Line("deliveries applied from a backlog", self.applied,
                 "their acceptance", self.accepted, at_least=1.0),
            Line("deliveries applied from a backlog", self.applied,
                 "the events in multi-row INSERTs", self.inserted, at_least=0.2),
        ]
