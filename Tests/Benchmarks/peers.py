"""The peers that Waymark is held against, each behind an nginx with Waymark's own settings."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from system import ROOT, System

from checkout import free_port

HERE = Path(__file__).resolve().parent / "peers"
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"


class Peers:
    """Started with the run that they belong to, on its MariaDB; `urls` says where each listens."""

    def __init__(self, system: System, folder: Path):
        self.folder, self.processes = folder, {}
        folder.mkdir()
        self.ports = {name: free_port() for name in ["ceiling", "php", "node"]}
        # The path is that of a hook, because the ceiling has Waymark's own locations.
        self.urls = {name: f"http://127.0.0.1:{port}/api/webhook/customer-journey"
                     for name, port in self.ports.items()}
        self.user = "user root;" if os.geteuid() == 0 else ""
        self.start_ceiling()
        self.start_php(system)
        self.start_node(system)
        self.start_nginx()

    def start(self, name: str, command: list[str], **environment: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True, env=os.environ | {"PATH": PATH} | environment)

    def fill(self, template: str, **words: str) -> Path:
        text = (HERE / template).read_text()
        for word, value in {"FOLDER": str(self.folder), "HERE": str(HERE), **words}.items():
            text = text.replace(f"@{word}@", value)
        path = self.folder / template
        path.write_text(text)
        return path

    def start_ceiling(self) -> None:
        command = ["swift", "build", "-c", "release", "--static-swift-stdlib"]
        subprocess.run(command + ["--product", "ceiling"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
        program = ROOT / ".build" / "release" / "ceiling"
        self.start("ceiling", [str(program), str(self.folder / "ceiling.sock")])

    def start_php(self, system: System) -> None:
        password = secrets.token_hex(16)
        system.sql(f"""
            CREATE DATABASE waymark_bench;
            CREATE TABLE waymark_bench.deliveries (
                id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                dedup_key BINARY(32) NOT NULL,
                received_at DATETIME(6) NOT NULL,
                body LONGTEXT NOT NULL,
                UNIQUE KEY dedup (dedup_key)
            ) ENGINE = InnoDB;
            CREATE USER waymark_bench@localhost IDENTIFIED BY '{password}';
            GRANT ALL ON waymark_bench.* TO waymark_bench@localhost;""")
        # As root PHP-FPM wants to be told who its processes are.
        is_root = os.geteuid() == 0
        settings = self.fill(
            "php-fpm.conf", USER="user = root\ngroup = root" if is_root else "")
        program = next(path for path in ["php-fpm8.2", "php-fpm"] if shutil.which(path, path=PATH))
        self.start(
            "php", [program, "--nodaemonize", "--fpm-config", str(settings)]
            + (["--allow-to-run-as-root"] if is_root else []),
            BENCH_SECRET=system.secret.decode(), BENCH_PASSWORD=password,
            BENCH_DSN=f"mysql:unix_socket={system.database_socket};"
                      "dbname=waymark_bench;charset=utf8mb4")

    def start_node(self, system: System) -> None:
        self.start("node", ["node", str(HERE / "journey.js"), str(self.folder / "node.sock")],
                   SECRET=system.secret.decode())

    def start_nginx(self) -> None:
        addresses = {name.upper(): f"127.0.0.1:{port}" for name, port in self.ports.items()}
        settings = self.fill("nginx.conf", USER=self.user, **addresses)
        (self.folder / "waymark").symlink_to(ROOT / "nginx")
        self.start("nginx", ["nginx", "-p", str(self.folder), "-c", str(settings), "-e", "stderr"])

    def wait_until_ready(self) -> None:
        sockets = [self.folder / f"{name}.sock" for name in ["ceiling", "php", "node"]]
        deadline = time.monotonic() + 20
        while not all(path.exists() for path in sockets + [self.folder / "nginx.pid"]):
            for name, process in self.processes.items():
                assert process.poll() is None, (self.folder / f"{name}.log").read_text()
            assert time.monotonic() < deadline, f"the peers do not start: {self.folder}"
            time.sleep(0.05)

    def php_processes(self) -> list[int]:
        """The pool: the master and its children."""
        master = self.processes["php"].pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return [master, *map(int, children)]

    def stop(self) -> None:
        for name in reversed(self.processes):
            process = self.processes[name]
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
