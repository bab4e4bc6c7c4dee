"""Listening sockets that outlive `waymark serve`, as the service manager holds them."""

import os
import socket
import subprocess
from pathlib import Path

NAMES = ["hooks", "api", "live"]


def listen(folder: Path) -> list[socket.socket]:
    """The three sockets, bound where nginx looks for them."""
    listeners = []
    for name in NAMES:
        path = folder / f"{name}.sock"
        path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen(4096)
        listeners.append(listener)
    return listeners


def serve(
    program: Path, listeners: list[socket.socket], log: Path, **surroundings: str,
) -> subprocess.Popen:
    """Starts serving with descriptors 3, 4 and 5, as systemd does."""
    inherited = " ".join(f"{3 + i}<&{each.fileno()}" for i, each in enumerate(listeners))
    script = f'exec {inherited}; LISTEN_PID=$$ exec "$0" serve'
    handed_over = {"LISTEN_FDS": "3", "LISTEN_FDNAMES": ":".join(NAMES)}
    with log.open("a") as lines:
        return subprocess.Popen(
            ["bash", "-c", script, program], env=os.environ | handed_over | surroundings,
            pass_fds=[each.fileno() for each in listeners], stderr=lines,
            start_new_session=True)
