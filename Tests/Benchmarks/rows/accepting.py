"""Webhooks accepted, in turns with the peers."""

import load
from figures import Line, Series

PEERS = {
    "php": ("PHP-FPM with PDO, durable", 4.0),
    "node": ("Node, in memory only", 1.0),
    "ceiling": ("reads the body, answers 200", 0.4),
}


class Accepting:
    def __init__(self):
        self.rates = {name: Series("/s") for name in ["ours", *PEERS]}
        self.slowest = {name: Series("ms", 1) for name in ["ours", *PEERS]}

    def measure(self, bench, number: int) -> None:
        """Every side posts the same events; who begins changes from round to round."""
        sides = list(self.rates)
        turn = number % len(sides)
        for side in sides[turn:] + sides[:turn]:
            url = bench.system.hook if side == "ours" else bench.peers.urls[side]
            with bench.watch.over(*bench.watched(side)):
                answered = load.post(url, bench.posts, bench.seconds)
            self.rates[side].add(answered.rate)
            self.slowest[side].add(answered.slowest)
            bench.say(f"{side}: {answered.rate:,.0f} posts a second")
        bench.accepted = self.rates["ours"].values[-1]

    def lines(self) -> list[Line]:
        lines = [
            Line("webhooks accepted", self.rates["ours"], label, self.rates[peer], at_least=aim)
            for peer, (label, aim) in PEERS.items()
        ]
        lines.append(Line("  99th percentile of the answers", self.slowest["ours"],
                          "PHP-FPM", self.slowest["php"]))
        return lines
