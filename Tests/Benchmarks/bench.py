"""make bench: how fast this machine takes webhooks in, applies and shows them, beside its peers.

Everything runs on this machine: nginx, Waymark, MariaDB with durable settings, the peers and the
load. Times drift from one run to the next, so what counts are the ratios within one run, whose
sides take turns. Each figure is printed as least–median–most of the rounds.
"""

import argparse
import tempfile
from pathlib import Path

import posts
from figures import table
from memory import Watch
from page import measure as measure_page
from peers import Peers
from rows.accepting import Accepting
from rows.applying import Applying
from rows.remembering import Remembering
from rows.seeing import Seeing
from system import System

# More than any side takes in a second: events must not repeat within a round.
MOST_A_SECOND = 40_000


class Bench:
    """What the rows share: both sides, the posts of the round and what was measured in it."""

    def __init__(self, folder: Path, options: argparse.Namespace):
        self.folder, self.seconds, self.backlog = folder, options.seconds, options.backlog
        self.watch = Watch()
        self.accepted = 0.0
        self.system = System(folder)
        try:
            self.peers = Peers(self.system, folder / "peers")
        except BaseException:
            self.system.stop()
            raise

    def prepare(self, number: int) -> None:
        """New events, the same for every side."""
        count = MOST_A_SECOND * self.seconds
        self.posts = posts.write(
            self.folder / "posts", f"round-{number}", self.system.secret, count)
        self.posts_again = posts.write(
            self.folder / "again", f"again-{number}", self.system.secret, count // 2)

    def watched(self, side: str):
        """Whose memory is looked at while a side is under load."""
        if side == "ours":
            return side, lambda: [self.system.process("serve"), self.system.process("work")]
        return side, self.peers.php_processes if side == "php" else list

    def say(self, text: str) -> None:
        print(f"· {text}", flush=True)

    def stop(self) -> None:
        self.peers.stop()
        self.system.stop()


def measure(bench: Bench, rounds: int) -> None:
    rows = [Accepting(), Applying(), Seeing(), Remembering()]
    bench.peers.wait_until_ready()
    for number in range(rounds):
        bench.say(f"round {number + 1} of {rounds}")
        bench.prepare(number)
        bench.system.rest()
        for row in rows:
            row.measure(bench, number)
        bench.system.resume()
    print()
    print(table([line for row in rows for line in row.lines()]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=8, help="how long each side posts a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--backlog", type=int, default=200_000, help="what is applied each round")
    parser.add_argument("--customers", type=int, default=1_000_000,
                        help="how many the page is measured over; 0 leaves it out")
    parser.add_argument("--keep", help="a folder for their data set, which a next run takes again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options)
        try:
            measure(bench, options.rounds)
        finally:
            bench.stop()
    if options.customers:
        measure_page(options.customers, options.rounds, options.keep)


if __name__ == "__main__":
    main()
