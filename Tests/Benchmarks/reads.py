"""make reads: how much slower lists and reports are over a million customers than over ten
thousand.

Both data sets lie in one database, each in an organisation of its own, and the same calls go to
the one and the other in turns. Waymark, nginx, MariaDB and the caller run on this machine.
"""

import argparse
import tempfile
from pathlib import Path

from calls import CALLS
from rows.seeing import percentile
from shops import Shop
from system import ROOT, Install, Run

AT_MOST = 50
AT_MOST_TIMES = 2
HEAD = f"{'':2}{'call':<66}{'10,000: p50':>12}{'p95':>8}{'large: p50':>13}{'p95':>8}{'ratio':>9}"


class Row:
    """A call's times over the small set and over the large one."""

    def __init__(self, call: str, small: list[float], large: list[float]):
        self.call = call
        self.small = [percentile(small, share) for share in (0.5, 0.95)]
        self.large = [percentile(large, share) for share in (0.5, 0.95)]

    @property
    def ratio(self) -> float:
        return self.large[1] / self.small[1]

    @property
    def is_met(self) -> bool:
        return self.large[1] <= AT_MOST and self.ratio <= AT_MOST_TIMES

    def __str__(self) -> str:
        mark = "✓" if self.is_met else "✗"
        times = zip([12, 8, 13, 8], [*self.small, *self.large], strict=True)
        columns = "".join(f"{time:>{width}.1f}" for width, time in times)
        return f"{mark} {self.call:<66}{columns}{self.ratio:>8.2f}×"


def measure(call: str, small: Shop, large: Shop, rounds: int) -> Row:
    times = {shop: [] for shop in (small, large)}
    for number in range(rounds + 2):
        for shop, measured in times.items():
            taken = shop.milliseconds(call)
            # The first calls of each warm the server up.
            if number >= 2:
                measured.append(taken)
    return Row(call.removeprefix("/api/"), *times.values())


def measure_all(small: Shop, large: Shop, rounds: int, only: str) -> None:
    rows = []
    print(f"milliseconds; reach: p95 of the large ≤ {AT_MOST} and ≤ {AT_MOST_TIMES} × the small\n")
    print(HEAD, flush=True)
    for call in CALLS:
        if only in call:
            rows.append(measure(call, small, large, rounds))
            print(rows[-1], flush=True)
    print(f"\n{sum(row.is_met for row in rows)} of {len(rows)} calls are within both bounds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--pool", default="2G", help="memory that MariaDB keeps pages in")
    parser.add_argument("--keep", help="a folder for the data sets, which a next run takes again")
    parser.add_argument("--only", default="", help="calls that have this in them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        var = Path(options.keep or Path(folder) / "var").resolve()
        run = Run(ROOT, var, WAYMARK_BUFFER_POOL=options.pool)
        try:
            run.wait_until_ready()
            Install(run).wait_until_warm()
            small = Shop(run, 10_000, 100_000)
            large = Shop(run, options.customers, 10 * options.customers)
            measure_all(small, large, options.rounds, options.only)
        finally:
            run.press_control_c()


if __name__ == "__main__":
    main()
