"""make page: what the page weighs and how soon it shows and answers, over a million customers.

Waymark, nginx, MariaDB and a real Chromium run on this machine. Each first screen is opened with
an empty cache, as it comes and on the network of a slow telephone. Each figure is printed as
least–median–most of the rounds, against its budget. An install that is up already is measured
where WAYMARK_URL, WAYMARK_EMAIL and WAYMARK_PASSWORD name it, as with the browser tests.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from figures import table
from rows.painting import Painting
from reads import Shop
from system import ROOT, Client, Run

import posts


class Bench:
    """Somebody who looks at a shop, and a sender that posts to it."""

    def __init__(self, client: Client):
        self.client = client
        made = client.post("/api/connections", {
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


@contextmanager
def looking(customers: int, pool: str) -> Iterator[Client]:
    """Somebody signed in to an install with so many customers, or to the one that is named."""
    if "WAYMARK_URL" in os.environ:
        client = Client(os.environ["WAYMARK_URL"].rstrip("/"))
        signed = client.sign_in(os.environ["WAYMARK_EMAIL"], os.environ["WAYMARK_PASSWORD"])
        assert signed.status == 200, signed
        yield client
        return
    with tempfile.TemporaryDirectory() as folder:
        run = Run(ROOT, Path(folder) / "var", WAYMARK_BUFFER_POOL=pool)
        try:
            run.wait_until_ready()
            yield Shop(run, customers, 10 * customers).client
        finally:
            run.press_control_c()


def measure(customers: int, rounds: int, pool: str = "2G") -> None:
    with looking(customers, pool) as client:
        bench, painting = Bench(client), Painting()
        for number in range(rounds):
            bench.say(f"round {number + 1} of {rounds}")
            painting.measure(bench, number)
    print(f"\nThe page in Chromium\n\n{table(painting.lines())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--pool", default="2G", help="memory that MariaDB keeps pages in")
    options = parser.parse_args()
    measure(options.customers, options.rounds, options.pool)


if __name__ == "__main__":
    main()
