"""The parts of one Waymark, each of which a test may kill, stop, starve and start again."""

import os
import signal
import subprocess
import time
from pathlib import Path

from checkout import Run
from client import Client
from sockets import listen, serve
from support import wait_for

PATIENCE = 90
"""Seconds for what takes two on a quiet machine: nothing here measures time."""


class House:
    """nginx, `waymark serve`, `waymark work` and MariaDB as `make run` set them up, but each
    started by the test. The listening sockets belong to the test, as systemd would hold them."""

    def __init__(self, copy: Path, var: Path):
        self.run = Run(copy, var).wait_until_ready()
        self.email, self.password = self.run.printed("E-mail"), self.run.printed("Password")
        self.run.press_control_c()
        self.var, self.url = var, self.run.url
        lines = (var / "waymark.conf").read_text().splitlines()
        self.settings = dict(line.split("=", 1) for line in lines if "=" in line)
        self.folder = Path(self.settings["WAYMARK_RUN_DIRECTORY"])
        self.spool = Path(self.settings["WAYMARK_SPOOL_DIRECTORY"])
        self.listeners = listen(self.folder)
        self.parts: dict[str, subprocess.Popen] = {}
        self.surroundings: dict[str, str] = {}

    def start(self, *names: str) -> None:
        """Starts parts; returns when MariaDB answers and nginx listens, without waiting for
        Waymark itself."""
        for name in names:
            assert name not in self.parts, f"{name} runs already"
            self.parts[name] = getattr(self, f"_start_{name}")()
        if "mariadb" in names:
            wait_for(lambda: self.answers("SELECT 1"), PATIENCE, "MariaDB does not answer")

    def kill(self, *names: str) -> None:
        """Ends parts as a crash would; returns when they are gone."""
        for name in names:
            # nginx's workers outlive its master; a service manager ends the whole group.
            os.killpg(self.parts[name].pid, signal.SIGKILL)
        for name in names:
            self.parts.pop(name).wait(timeout=PATIENCE)

    def stop(self, *names: str) -> None:
        """Asks parts to end, and waits until they have."""
        for name in names:
            part = self.parts.pop(name)
            part.send_signal(signal.SIGQUIT if name == "nginx" else signal.SIGTERM)
            assert part.wait(timeout=PATIENCE) == 0, f"{name} ended with {part.returncode}"

    def restart(self, *names: str) -> None:
        for name in names:
            self.stop(name)
            self.start(name)

    def open(self) -> "House":
        """Starts what does not run, as a service manager would: what is about to end looks alive,
        and is started once it has."""
        def is_open() -> bool:
            for name in ["mariadb", "serve", "work", "nginx"]:
                if name in self.parts and self.parts[name].poll() is not None:
                    del self.parts[name]
                if name not in self.parts:
                    self.start(name)
            return self._is_well()

        return self._await(is_open)

    def await_health(self) -> "House":
        return self._await(self._is_well)

    def _await(self, condition) -> "House":
        wait_for(condition, PATIENCE, f"Waymark does not come back:\n{self.last_words()}")
        return self

    def _is_well(self) -> bool:
        try:
            return Client(self.url).get("/api/customer-journey/health").status == 200
        except OSError:
            return False

    def close(self) -> None:
        for name in ["nginx", "serve", "work", "mariadb"]:
            if name in self.parts:
                self.kill(name)
        for listener in self.listeners:
            listener.close()

    def sign_in(self) -> Client:
        client = Client(self.url)
        assert client.sign_in(self.email, self.password).status == 200
        return client

    def memory(self, name: str) -> int:
        """The resident memory of a part, in KiB."""
        status = Path(f"/proc/{self.parts[name].pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line[:6] == "VmRSS:").split()[1])

    def query(self, statement: str) -> list[list[str]]:
        """Rows of a statement, as the database's own root."""
        asked = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.folder}/mariadb.sock", "-N", "-B", "-r",
             "waymark"], input=statement, capture_output=True, text=True, timeout=PATIENCE)
        assert asked.returncode == 0, asked.stderr
        return [line.split("\t") for line in asked.stdout.splitlines()]

    def number(self, statement: str) -> int:
        [[number]] = self.query(statement)
        return int(number)

    def answers(self, statement: str) -> bool:
        try:
            return bool(self.query(statement))
        except AssertionError:
            return False

    def spooled(self) -> list[str]:
        """The files that still wait for the database."""
        return sorted(each.name for each in self.spool.glob("*.spool"))

    def await_rest(self) -> None:
        """Until everything that was taken in is applied."""
        def is_quiet() -> bool:
            return not self.spooled() and self.number("SELECT COUNT(*) FROM jobs") == 0

        wait_for(is_quiet, 4 * PATIENCE, f"deliveries stay where they are:\n{self.last_words()}")

    def verify(self) -> None:
        """That every figure of the reports follows from the events."""
        verified = self.run.waymark("verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr

    def last_words(self) -> str:
        logs = [self.var / "log" / f"fault-{name}.log" for name in ("serve", "work", "mariadb")]
        return "\n".join(
            f"--- {log.name}\n" + "\n".join(log.read_text().splitlines()[-12:])
            for log in logs if log.exists())

    def _start_mariadb(self) -> subprocess.Popen:
        return self._start("mariadb", ["mariadbd", f"--defaults-file={self.var}/mariadb.cnf"])

    def _start_work(self) -> subprocess.Popen:
        return self._start("work", [str(self.var / "waymark"), "work"], **self.surroundings)

    def _start_nginx(self) -> subprocess.Popen:
        front = f"{self.var}/front"
        return self._start(
            "nginx", ["nginx", "-p", front, "-c", f"{front}/nginx.conf", "-e", "stderr"])

    def _start_serve(self) -> subprocess.Popen:
        log = self.var / "log" / "fault-serve.log"
        return serve(self.var / "waymark", self.listeners, log, **self.surroundings)

    def _start(self, name: str, command: list[str], **surroundings: str) -> subprocess.Popen:
        path = f"{os.environ['PATH']}:/usr/sbin"
        with (self.var / "log" / f"fault-{name}.log").open("a") as log:
            return subprocess.Popen(
                command, env=os.environ | {"PATH": path} | surroundings, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True)


def growth(before: int, after: int) -> str:
    return f"{before / 1024:.1f} MiB → {after / 1024:.1f} MiB"


def pause(seconds: float) -> None:
    """Lets a fault last."""
    time.sleep(seconds)
