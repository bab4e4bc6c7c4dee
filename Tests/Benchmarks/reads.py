"""make reads: how much slower lists and reports are over a million customers than over ten
thousand.

Both data sets lie in one database, each in an organisation of its own, and the same calls go to
the one and the other in turns. Waymark, nginx, MariaDB and the caller run on this machine. All
calls are measured several times, minutes apart, and as in `make bench` the median of these rounds
is what counts.
"""

import argparse
import tempfile
from pathlib import Path

from calls import CALLS
from figures import Series, ratio
from rows.seeing import percentile
from shops import Shop
from system import ROOT, Install, Run

AT_MOST = 50
AT_MOST_TIMES = 2
HEAD = f"{'':2}{'call':<66}{'10,000: p50':>12}{'p95':>8}{'large: p50':>13}{'p95':>8}{'ratio':>19}"


class Times:
    """One shop's answers to a call: milliseconds, a value a round."""

    def __init__(self):
        self.p50, self.p95 = Series(decimals=1), Series(decimals=1)

    def add(self, taken: list[float]) -> None:
        self.p50.add(percentile(taken, 0.5))
        self.p95.add(percentile(taken, 0.95))


class Row:
    """A call's times over the small set and over the large one."""

    def __init__(self, call: str):
        self.call = call
        self.small, self.large = Times(), Times()

    def measure(self, small: Shop, large: Shop, calls: int) -> None:
        """A round: both shops are asked in turns."""
        taken: dict[Shop, list[float]] = {small: [], large: []}
        for number in range(calls + 2):
            for shop, measured in taken.items():
                milliseconds = shop.milliseconds(self.call)
                # The first calls of each warm the server up.
                if number >= 2:
                    measured.append(milliseconds)
        self.small.add(taken[small])
        self.large.add(taken[large])

    @property
    def ratio(self) -> Series:
        return ratio(self.large.p95, self.small.p95)

    @property
    def is_met(self) -> bool:
        return self.large.p95.median <= AT_MOST and self.ratio.median <= AT_MOST_TIMES

    def __str__(self) -> str:
        mark = "✓" if self.is_met else "✗"
        times = [self.small.p50, self.small.p95, self.large.p50, self.large.p95]
        columns = "".join(f"{series.median:>{width}.1f}"
                          for width, series in zip([12, 8, 13, 8], times, strict=True))
        call = self.call.removeprefix("/api/")
        return f"{mark} {call:<66}{columns}{str(self.ratio):>19}"


def measure_all(small: Shop, large: Shop, rows: list[Row], rounds: int, calls: int) -> None:
    for number in range(rounds):
        print(f"· round {number + 1} of {rounds}", flush=True)
        for row in rows:
            row.measure(small, large, calls)
    print(f"\nmilliseconds; reach: p95 of the large ≤ {AT_MOST} and ≤ {AT_MOST_TIMES} × the small"
          f"\n\n{HEAD}", *rows, sep="\n")
    print(f"\n{sum(row.is_met for row in rows)} of {len(rows)} calls are within both bounds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--calls", type=int, default=60,
                        help="how often each shop is asked in a round")
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
            rows = [Row(call) for call in CALLS if options.only in call]
            measure_all(small, large, rows, options.rounds, options.calls)
        finally:
            run.press_control_c()


if __name__ == "__main__":
    main()
