"""An export of everybody, beside MariaDB's own client that writes the same rows into a file."""

import subprocess
import tempfile
import time

from figures import Line, Series
from memory import Watch, memory

# What the file of an export says of each customer, in its order.
ROWS = """
    SELECT c.id,
        (SELECT i.value FROM identities i
            WHERE i.organisation_id = c.organisation_id AND i.customer_id = c.id
            ORDER BY i.kind, i.id LIMIT 1),
        c.name, c.email, c.stage, c.furthest_stage, s.name, c.first_seen_at, c.last_seen_at,
        (SELECT GROUP_CONCAT(v.paid, ' ', v.currency ORDER BY v.currency SEPARATOR '; ')
            FROM customer_values v
            WHERE v.organisation_id = c.organisation_id AND v.customer_id = c.id)
    FROM customers c
    LEFT JOIN sources s ON s.organisation_id = c.organisation_id AND s.id = c.source_id
    WHERE c.organisation_id = {organisation} AND c.merged_into IS NULL
    ORDER BY c.last_seen_at DESC, c.id DESC
"""


class Exporting:
    """Of the organisation that `bench.shop` looks at."""

    def __init__(self, customers: int):
        self.customers = customers
        self.ours, self.theirs = Series("s", 1), Series("s", 1)
        self.growth = Series("MiB", 1)

    def measure(self, bench, number: int) -> None:
        watch, work = Watch(), bench.install.process("work")
        before = memory(work) / (1 << 20)
        with watch.over("work", lambda: [work]):
            self.ours.add(self.export(bench.client))
        self.growth.add(max(0, watch.most["work"] - before))
        self.theirs.add(self.dump(bench))
        bench.say(f"exported in {self.ours.values[-1]:,.1f} s, by MariaDB's client in "
                  f"{self.theirs.values[-1]:,.1f} s")

    def export(self, client) -> float:
        """Seconds from asking for the file until all of it was downloaded."""
        start = time.monotonic()
        job = client.post("/api/customers/export", {"format": "csv", "query": {}}).json["job"]
        while job["state"] in ("waiting", "running"):
            time.sleep(0.1)
            job = client.get(f"/api/jobs/{job['id']}").json["job"]
        assert job["state"] == "done", job
        file = client.get(job["file"]["url"]).body
        taken = time.monotonic() - start
        # Names have no line breaks in a data set; the first line names the columns, and who came
        # while the page was measured has a line as well.
        assert file.count(b"\n") > self.customers, "the file is not of everybody"
        return taken

    def dump(self, bench) -> float:
        command = ["mariadb", "--no-defaults", f"--socket={bench.install.database_socket}",
                   "--batch", "--quick", "waymark"]
        with tempfile.TemporaryFile() as file:
            start = time.monotonic()
            subprocess.run(
                [*command, "-e", ROWS.format(organisation=bench.shop.organisation)],
                stdout=file, check=True)
            return time.monotonic() - start

    def lines(self) -> list[Line]:
        return [
            Line(f"export of {self.customers:,} customers", self.ours,
                 "mariadb -B, the same rows", self.theirs, at_most=2),
            Line("  by which work grew meanwhile", self.growth),
        ]
