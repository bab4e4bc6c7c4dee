"""make page: what the page weighs, how soon it shows and answers, and how long an export takes,
over a million customers.

Waymark, nginx, MariaDB and a real Chromium run on this machine. Each first screen is opened with
an empty cache, as it comes and on the network of a slow telephone. Each figure is printed as
least–median–most of the rounds, against its budget.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path

from figures import table
from rows.exporting import Exporting
from rows.painting import Painting
from shops import Shop
from system import ROOT, Install, Run

import posts


class Bench:
    """Somebody who looks at a shop, and a sender that posts to it."""

    def __init__(self, run: Run, shop: Shop):
        self.install, self.shop, self.client = Install(run), shop, shop.client
        made = self.client.post("/api/connections", {
            "name": "Measured", "scheme": "waymark", "accepts_unsigned": False}).json
        self.path = f"/api/webhook/customer-journey/{made['connection']['key']}"
        self.secret = made["secret"].encode()

    def send(self, name: str) -> None:
        posts.send(self.client, self.path, self.secret, json.dumps({
            "customer_id": name, "customer_name": name, "event": "page_viewed",
            "stage": "awareness", "metadata": {},
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }).encode())

    def say(self, text: str) -> None:
        print(f"· {text}", flush=True)


def measure(customers: int, rounds: int, keep: str | None = None, pool: str = "2G") -> None:
    with tempfile.TemporaryDirectory() as folder:
        var = Path(keep or Path(folder) / "var").resolve()
        run = Run(ROOT, var, WAYMARK_BUFFER_POOL=pool)
        try:
            run.wait_until_ready()
            Install(run).wait_until_warm()
            bench = Bench(run, Shop(run, customers, 10 * customers))
            rows = [Exporting(customers), Painting()]
            for number in range(rounds):
                bench.say(f"round {number + 1} of {rounds}")
                for row in rows:
                    row.measure(bench, number)
            lines = [line for row in rows for line in row.lines()]
            print(f"\nThe page over {customers:,} customers\n\n{table(lines)}")
        finally:
            run.press_control_c()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--keep", help="a folder for the data set, shared with make reads")
    parser.add_argument("--pool", default="2G", help="memory that MariaDB keeps pages in")
    options = parser.parse_args()
    measure(options.customers, options.rounds, options.keep, options.pool)


if __name__ == "__main__":
    main()
