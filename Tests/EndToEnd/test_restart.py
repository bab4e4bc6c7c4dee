"""`waymark serve` behind sockets that outlive it, as systemd holds them: restarts lose nothing."""

import os
import socket
import subprocess
import threading
import time

import pytest

from checkout import ROOT, Run, free_port
from sockets import listen, serve
from support import wait_for


@pytest.fixture
def sockets(tmp_path):
    """The three listening sockets, held open by the test in the service manager's place."""
    folder = tmp_path / "run"
    folder.mkdir()
    made = listen(folder)
    yield folder, made
    for listener in made:
        listener.close()


@pytest.fixture
def front(waymark: Run, sockets, tmp_path):
    """An nginx of its own in front of those sockets."""
    port, var = free_port(), tmp_path / "var"
    surroundings = os.environ | {"WAYMARK_VAR": str(var)}
    subprocess.run(
        [ROOT / "deploy/local/front.sh", str(port), str(sockets[0])], env=surroundings, check=True)
    nginx = subprocess.Popen(
        ["/usr/sbin/nginx", "-p", var / "front", "-c", var / "front/nginx.conf", "-e", "stderr"])
    wait_for(lambda: is_open(port), 10, "nginx does not listen")
    yield f"http://127.0.0.1:{port}"
    nginx.terminate()
    nginx.wait(timeout=10)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_no_request_fails_while_serving_is_restarted(waymark, sockets, front, tmp_path):
    log = tmp_path / "serve.log"
    program = waymark.var / "waymark"
    server = serve(program, sockets[1], log)
    answers: list[str] = []
    finished = threading.Event()

    def ask() -> None:
        while not finished.is_set():
            asked = subprocess.run(
                ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "10",
                 f"{front}/api/customer-journey/health"], capture_output=True, text=True)
            answers.append(asked.stdout)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(3):
            time.sleep(1)
            server.terminate()
            assert server.wait(timeout=20) == 0
            server = serve(program, sockets[1], log)
        time.sleep(1)
    finally:
        finished.set()
        for asker in askers:
            asker.join()
        server.terminate()
        server.wait(timeout=20)
    assert len(answers) > 40 and set(answers) == {"200"}, sorted(set(answers))
    assert log.read_text().count("serve.started") == 4
