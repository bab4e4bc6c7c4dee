"""make bench: how fast this machine takes webhooks in, applies them and shows them.

Everything runs on this machine: nginx, Waymark, MariaDB with durable settings, and the load. Times
drift from one run to the next, so what counts are the ratios within one run.
"""

import argparse
import hashlib
import hmac
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from checkout import ROOT, Run  # noqa: E402
from client import Client  # noqa: E402

CONNECTIONS = 64
THREADS = 2
CUSTOMERS = 20_000
STAGES = ["awareness", "awareness", "awareness", "consideration", "consideration", "purchase"]


def event(number: int, run: str) -> bytes:
    """One event of a few hundred bytes, as a shop would send it."""
    stage = STAGES[number % len(STAGES)]
    customer = number * 7_919 % CUSTOMERS
    time_of_event = datetime.now(timezone.utc) - timedelta(seconds=number % 2_000_000)
    return json.dumps({
        "event_id": f"{run}-{number}",
        "customer_id": f"c{customer}",
        "event": "purchase_made" if stage == "purchase" else "stage_entered",
        "stage": stage,
        "timestamp": time_of_event.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "metadata": {"source": f"campaign {customer % 8}", "value": 19.90},
        "customer_name": f"Customer {customer}",
        "customer_email": f"c{customer}@example.com",
    }).encode()


class Bench:
    def __init__(self, run: Run, seconds: int, folder: Path):
        self.run, self.seconds, self.folder = run, seconds, folder
        self.hook = run.printed("Webhook")
        self.secret = run.printed("Secret").encode()
        self.client = Client(run.url)
        answer = self.client.sign_in(run.printed("E-mail"), run.printed("Password"))
        assert answer.status == 200, answer

    def signature(self, body: bytes) -> str:
        return hmac.new(self.secret, body, hashlib.sha256).hexdigest()

    def prepare(self, name: str, count: int) -> Path:
        path = self.folder / name
        with path.open("w") as file:
            for number in range(count):
                body = event(number, name)
                file.write(f"{self.signature(body)} {body.decode()}\n")
        return path

    def accept(self, posts: Path) -> tuple[float, float]:
        """Posts for some seconds; requests a second and the 99th percentile in milliseconds."""
        script = Path(__file__).with_name("posts.lua")
        printed = subprocess.run(
            ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{self.seconds}s", "--latency",
             "-s", str(script), self.hook, "--", str(posts), str(THREADS)],
            check=True, capture_output=True, text=True).stdout
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
        errors = re.search(r"Socket errors: (.*)", printed)
        assert not refused and not errors, printed
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])
        slow, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", printed).groups()
        return rate, float(slow) * {"us": 0.001, "ms": 1, "s": 1_000}[unit]

    def worker(self) -> int:
        """The process that applies deliveries."""
        return next(pid for pid, command in self.run.processes().items()
                    if command.split()[1:2] == ["work"])

    def waiting(self) -> int:
        counts = self.client.get("/api/webhooks/deliveries?limit=1").json["counts"]
        return counts["pending"] + counts["retrying"]

    def drain(self) -> tuple[int, float]:
        """Lets the backlog be applied: how many deliveries, and how many a second."""
        backlog, start = self.waiting(), time.monotonic()
        os.kill(self.worker(), signal.SIGCONT)
        while self.waiting():
            time.sleep(0.1)
        return backlog, backlog / (time.monotonic() - start)

    def visibility(self, count: int) -> list[float]:
        """Milliseconds from a webhook's answer until the API shows its event, one at a time."""
        times = []
        for number in range(count):
            body = event(number, "seen")
            path = self.hook.removeprefix(self.run.url)
            answer = self.client.call("POST", path, body, {
                "Content-Type": "application/json",
                "X-Webhook-Signature": f"sha256={self.signature(body)}"})
            assert answer.status == 200, answer
            start = time.monotonic()
            delivery = f"/api/webhooks/deliveries/{answer.headers['Waymark-Delivery']}"
            while self.client.get(delivery).json["delivery"]["result"] is None:
                assert time.monotonic() - start < 10, "the event does not show"
                time.sleep(0.002)
            times.append((time.monotonic() - start) * 1_000)
        return times


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):,.0f} (from {min(values):,.0f} to {max(values):,.0f})"


def measure(bench: Bench, rounds: int) -> None:
    accepted, slowest, applied, ratios = [], [], [], []
    for number in range(rounds):
        posts = bench.prepare(f"round{number}", 30_000 * bench.seconds)
        os.kill(bench.worker(), signal.SIGSTOP)
        rate, slow = bench.accept(posts)
        backlog, drained = bench.drain()
        print(f"· round {number + 1}: {rate:,.0f} accepted a second, then a backlog of {backlog:,} "
              f"applied at {drained:,.0f} a second", flush=True)
        accepted.append(rate)
        slowest.append(slow)
        applied.append(drained)
        ratios.append(drained / rate)
    seen = sorted(bench.visibility(100))
    print(f"""
  signed webhooks accepted, {CONNECTIONS} connections   {spread(accepted)} a second
  99th percentile of their answers         {spread(slowest)} ms
  deliveries applied from a backlog        {spread(applied)} a second
  applied / accepted                       {statistics.median(ratios):.2f} (reach: 1.0)
  answer to visible, idle: median, p99     {seen[49]:.0f} ms, {seen[98]:.0f} ms (reach: p99 150 ms)
""")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=10, help="how long each round posts")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(ROOT, Path(folder) / "var")
        try:
            measure(Bench(run.wait_until_ready(), options.seconds, Path(folder)), options.rounds)
        finally:
            run.press_control_c()


if __name__ == "__main__":
    main()
