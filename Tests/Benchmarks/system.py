"""The Waymark that is measured, as `make run` starts it."""

import functools
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from checkout import ROOT, Run  # noqa: E402
from client import Client  # noqa: E402

import posts  # noqa: E402


class Install:
    """A Waymark that `make run` started, as those see it who run the machine."""

    def __init__(self, run: Run):
        self.run = run

    @functools.cache
    def process(self, command: str) -> int:
        """The process of `waymark serve` or `waymark work`."""
        return next(pid for pid, line in self.run.processes().items()
                    if line.split()[1:2] == [command])

    def setting(self, name: str) -> str:
        settings = (self.run.var / "waymark.conf").read_text()
        return re.search(rf"^{name}=(.*)$", settings, re.MULTILINE)[1]

    @property
    def database_socket(self) -> str:
        return self.setting("WAYMARK_DATABASE_SOCKET")

    def sql(self, statements: str, database: str = "waymark") -> str:
        """What MariaDB answers to its administrator, a line a row."""
        return subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.database_socket}", "-BN", database],
            input=statements, check=True, capture_output=True, text=True).stdout

    def wait_until_warm(self) -> None:
        """Until MariaDB has in memory again what it had there when it was stopped."""
        while re.search("Load(ing buffer|ed)", self.sql(
                "SHOW STATUS LIKE 'Innodb_buffer_pool_load_status'")):
            time.sleep(0.1)


class System(Install):
    """The one that takes webhooks in, with somebody signed in to it."""

    def __init__(self, folder: Path):
        # What a server that takes so much would have: its indexes stay in memory.
        super().__init__(Run(ROOT, folder / "var", WAYMARK_BUFFER_POOL="2G"))
        self.run.wait_until_ready()
        self.wait_until_warm()
        self.hook = self.run.printed("Webhook")
        self.secret = self.run.printed("Secret").encode()
        self.client = Client(self.run.url)
        answer = self.client.sign_in(self.run.printed("E-mail"), self.run.printed("Password"))
        assert answer.status == 200, answer

    def stop(self) -> None:
        self.run.press_control_c()

    def rest(self) -> None:
        """Lets nothing be applied until `resume`."""
        os.kill(self.process("work"), signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self.process("work"), signal.SIGCONT)

    def waiting(self) -> int:
        return int(self.sql("SELECT COUNT(*) FROM jobs"))

    def drain(self) -> float:
        """Seconds until nothing waits any more."""
        start = time.monotonic()
        self.resume()
        while int(self.sql("SELECT EXISTS (SELECT 1 FROM jobs)")):
            time.sleep(0.1)
        return time.monotonic() - start

    def send(self, body: bytes):
        return posts.send(
            self.client, self.hook.removeprefix(self.run.url), self.secret, body)
