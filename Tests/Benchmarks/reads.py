"""make reads: how much slower lists and reports are over a million customers than over ten
thousand.

Both data sets lie in one database, each in an organisation of its own, and the same calls go to
the one and the other in turns. Waymark, nginx, MariaDB and the caller run on this machine.
"""

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

from figures import Line, Series, table
from rows.seeing import percentile
from system import ROOT, Client, Run

PERIOD = "from={first}&to={last}"
CALLS = {
    "/api/customers": [
        "", "sort=last_seen&order=asc", "sort=first_seen", "sort=first_seen&order=asc",
        "sort=name", "sort=name&order=desc", "sort=value", "sort=value&order=asc",
        "stage=purchase", "stage=advocacy&sort=name", "furthest=advocacy", "source=organic",
        "source=campaign+7", "source=-", "connection={shop}", "connection={till}",
        "seen_from={first}", "first_seen_from={first}", "first_seen_to={last}&sort=first_seen",
        "value_min=100", "value_min=100&sort=value", "value_min=50&currency=GBP",
        "entered=purchase&" + PERIOD, "entered=awareness&outcome=moved_on&" + PERIOD,
        "entered=awareness&outcome=still_open&" + PERIOD,
        "entered=consideration&converted=purchase&" + PERIOD, "q=ba", "q=kabisen", "q=kabi+lo",
        "q=s1-55", "stage=awareness&source=chat&q=ka",
    ],
    "/api/events": [
        "", "stage=advocacy", "event=purchase_made", "event=referral_made", "source=organic",
        "source=campaign+7", "connection={till}", "stage=advocacy&source=campaign+7", PERIOD,
    ],
    "/api/webhooks/deliveries": [
        "", "state=processed", "state=pending", "state=dead", "state=quarantined",
        "connection={till}", PERIOD,
    ],
    "/api/journey": [
        "period=7d", "period=30d", "period=90d", "period=12m", "period=30d&source=organic",
    ],
    "/api/connections": [""],
    "/api/customer-journey/health": [""],
}


class Shop:
    """An organisation with a data set, and somebody who may look at it."""

    def __init__(self, run: Run, customers: int, events: int):
        start = time.monotonic()
        printed = subprocess.run(
            [run.var / "waymark", "dataset", f"--customers={customers}", f"--events={events}"],
            check=True, capture_output=True, text=True).stdout
        print(f"· {customers:,} customers, {events:,} events made in "
              f"{time.monotonic() - start:,.0f} s", flush=True)
        organisation = printed.split("Organisation ")[1].split(",")[0]
        email = f"reads-{customers}@example.com"
        password = run.waymark(
            "user", "add", email, "--name", "Reader", "--role", "owner",
            "--organisation", organisation).stdout.split("password ")[1].split()[0]
        self.client = Client(run.url)
        assert self.client.sign_in(email, password).status == 200
        connections = self.client.get("/api/connections").json["connections"]
        self.names = {"shop": "Web shop", "till": "Till"}
        self.names = {key: next(c["id"] for c in connections if c["name"] == name)
                      for key, name in self.names.items()}
        today = self.client.get("/api/journey?period=30d").json["period"]
        self.names |= {"first": today["from"], "last": today["to"]}

    def milliseconds(self, path: str) -> float:
        path = path.format(**self.names)
        start = time.monotonic()
        answer = self.client.get(path)
        assert answer.status == 200, (path, answer)
        return (time.monotonic() - start) * 1_000


def measure(small: Shop, large: Shop, rounds: int) -> list[Line]:
    lines = []
    for path, queries in CALLS.items():
        for query in queries:
            call = f"{path}?{query}" if query else path
            times = {shop: [] for shop in (small, large)}
            for number in range(rounds + 1):
                for shop, measured in times.items():
                    taken = shop.milliseconds(call)
                    # The first call of each warms the server up.
                    if number:
                        measured.append(taken)
            slow, quick = (Series("ms", 1, [percentile(times[shop], 0.95)])
                           for shop in (large, small))
            middle = Series("ms", 1, [percentile(times[large], 0.5)])
            label = call.removeprefix("/api/").replace(PERIOD, "30 days")
            lines.append(Line(label[:38], slow, f"p50 {middle}; 10,000", quick, at_most=2))
            lines.append(Line("  at most", slow, at_most=50))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--pool", default="2G", help="memory that MariaDB keeps pages in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(ROOT, Path(folder) / "var", WAYMARK_BUFFER_POOL=options.pool)
        try:
            run.wait_until_ready()
            small = Shop(run, 10_000, 100_000)
            large = Shop(run, options.customers, 10 * options.customers)
            print()
            print("95th percentile over the large set, against ten thousand customers\n")
            print(table(measure(small, large, options.rounds)))
        finally:
            run.press_control_c()


if __name__ == "__main__":
    main()
