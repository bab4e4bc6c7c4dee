"""How long after the answer to a webhook the API shows what it told."""

import statistics
import threading
import time

import load
import posts
from figures import Line, Series

PROBES = 100


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


class Seeing:
    def __init__(self):
        self.medians = {name: Series("ms", 1) for name in ["idle", "busy"]}
        self.slowest = {name: Series("ms", 1) for name in ["idle", "busy"]}

    def measure(self, bench, number: int) -> None:
        bench.system.resume()
        self.note("idle", self.probe(bench, f"idle-{number}", PROBES))
        half = bench.accepted / 2
        flood = threading.Thread(
            target=load.post, args=(bench.system.hook, bench.posts_again, bench.seconds, half))
        flood.start()
        # wrk reads its posts before it sends the first.
        time.sleep(2)
        times = []
        while flood.is_alive():
            times += self.probe(bench, f"busy-{number}-{len(times)}", 1)
        self.note("busy", times)
        bench.system.rest()
        bench.say(f"seen after {self.slowest['idle'].values[-1]:,.0f} ms when idle, after "
                  f"{self.slowest['busy'].values[-1]:,.0f} ms at {half:,.0f} posts a second")

    def note(self, name: str, times: list[float]) -> None:
        self.medians[name].add(statistics.median(times))
        self.slowest[name].add(percentile(times, 0.99))

    def probe(self, bench, run: str, count: int) -> list[float]:
        """Milliseconds from an answer until its event shows, one at a time."""
        times = []
        for number in range(count):
            answer = bench.system.send(posts.event(number, run, int(time.time())))
            start = time.monotonic()
            path = f"/api/webhooks/deliveries/{answer.headers['Waymark-Delivery']}"
            while bench.system.client.get(path).json["delivery"]["result"] is None:
                assert time.monotonic() - start < 30, "the event does not show"
                time.sleep(0.002)
            times.append((time.monotonic() - start) * 1_000)
        return times

    def lines(self) -> list[Line]:
        return [
            Line("answer to visible, idle: median", self.medians["idle"]),
            Line("  99th percentile", self.slowest["idle"], at_most=150),
            Line("answer to visible, at half load: median", self.medians["busy"]),
            Line("  99th percentile", self.slowest["busy"], at_most=1_000),
        ]
