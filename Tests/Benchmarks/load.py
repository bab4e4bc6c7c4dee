"""wrk, and what it prints."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 64
THREADS = 2
SCRIPT = Path(__file__).with_name("posts.lua")


@dataclass
class Answered:
    """What became of a run of posts; every one of them was answered 2xx."""
    count: int
    rate: float
    """The 99th percentile of the answers' times, in milliseconds."""
    slowest: float


def post(url: str, posts: Path, seconds: float, rate: float | None = None) -> Answered:
    """Sends prepared posts for some seconds, as fast as they are answered or at a given rate."""
    pause = "" if rate is None else str(1_000 * CONNECTIONS / rate)
    printed = subprocess.run(
        ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{round(seconds)}s", "--latency",
         "-s", str(SCRIPT), url, "--", str(posts), str(THREADS), pause],
        check=True, capture_output=True, text=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    errors = re.search(r"Socket errors: (.*)", printed)
    assert not refused and not errors, printed
    slowest, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", printed).groups()
    return Answered(
        count=int(re.search(r"(\d+) requests in", printed)[1]),
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1]),
        slowest=float(slowest) * {"us": 0.001, "ms": 1, "s": 1_000}[unit])
