"""A copy of this checkout at another path, as a fresh clone would lie there, and Waymark
run from it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "var" / "test" / "copy"
MADE = {".build", ".venv", "var", "static/vendor", "static/icons.svg"}


def copy_checkout() -> None:
    """Brings the copy up to date with the files that git knows or would take. What the copy has
    built stays, so that only the first test run on a machine builds from nothing."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True)
    wanted = {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    for name in wanted:
        source, target = ROOT / name, COPY / name
        if not target.exists() or source.read_bytes() != target.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for path in [path for path in COPY.rglob("*") if path.is_file()]:
        name = str(path.relative_to(COPY))
        if name not in wanted and not any(name == m or name.startswith(m + "/") for m in MADE):
            path.unlink()
    shutil.rmtree(COPY / "var", ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """`make run` (or demo) in a copy, with its own data folder and port."""

    def __init__(self, copy: Path, var: Path, port: int | None = None, target: str = "run", **env):
        self.copy, self.var, self.port = copy, var, port or free_port()
        self.lines: list[str] = []
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("WAYMARK_")}
        self.process = subprocess.Popen(
            ["make", target], cwd=copy, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, start_new_session=True,
            # A shell's background job ignores Ctrl-C and hands that down; a terminal's does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            env=surroundings | {"WAYMARK_VAR": str(var), "WAYMARK_PORT": str(self.port)} | env)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        with self.process.stdout as output:
            for line in output:
                self.lines.append(line.rstrip("\n"))

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def wait_until_ready(self, seconds: float = 900) -> "Run":
        """Until the last line of the summary is there."""
        deadline = time.monotonic() + seconds
        while not any("Ctrl-C" in line and "Stop" in line for line in self.lines):
            assert self.process.poll() is None, f"make ended early:\n{self.output}"
            assert time.monotonic() < deadline, f"not ready after {seconds} s:\n{self.output}"
            time.sleep(0.05)
        return self

    def wait_until_ended(self, seconds: float = 60) -> int:
        code = self.process.wait(timeout=seconds)
        self.reader.join(timeout=5)
        self.process.stdout.close()
        return code

    def press_control_c(self, seconds: float = 60) -> int:
        """As a terminal does it: to the whole foreground group."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.wait_until_ended(seconds)

    def printed(self, label: str) -> str:
        """What the summary says behind a label, such as `Page`."""
        found = re.search(rf"^\s*{label}\s+(\S.*)$", self.output, re.MULTILINE)
        assert found, f"nothing is printed as {label}:\n{self.output}"
        return found.group(1).strip()

    @property
    def curl(self) -> str:
        """The ready signed command, as it stands there to be copied."""
        found = re.search(r"^curl (?:.*\\\n)*.*$", self.output, re.MULTILINE)
        assert found, f"no curl is printed:\n{self.output}"
        return found.group(0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def waymark(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        """The program with the settings of this run."""
        return subprocess.run(
            [self.var / "waymark", *arguments], capture_output=True, text=True, timeout=60,
            **options)

    def processes(self) -> dict[int, str]:
        """Everything that runs with a path of this run on its command line or in its folder."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                settings = (entry / "environ").read_bytes()
            except OSError:
                continue
            # nginx writes its title over its environment; its title names the folder.
            is_own = f"WAYMARK_VAR={self.var}".encode() in settings.split(b"\0")
            if is_own or f"{self.var}/front" in command:
                found[int(entry.name)] = command
        return found
