"""Memory of processes, looked at now and then while something else is measured."""

import re
import threading
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

MIB = 1 << 20


def memory(pid: int) -> int:
    """Bytes of a process; of what several share, each has its part."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) << 10


class Watch:
    """The most that groups of processes took together at one moment, in MiB."""

    def __init__(self):
        self.most: dict[str, float] = {}

    @contextmanager
    def over(self, name: str, processes: Callable[[], list[int]]):
        """Looks four times a second while the body runs."""
        done = threading.Event()

        def look() -> None:
            while not done.wait(0.25):
                sum_now = sum(map(memory, processes())) / MIB
                self.most[name] = max(self.most.get(name, 0), sum_now)

        thread = threading.Thread(target=look)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
