"""From a fresh copy to a working Waymark and back."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from checkout import Run
from client import Client
from support import wait_for


@pytest.fixture
def run_here(copy: Path, waymark: Run, tmp_path: Path):
    """Starts further instances of the built copy, each with its own data, and stops them all."""
    runs: list[Run] = []

    def start(var: Path | None = None, **options) -> Run:
        runs.append(Run(copy, var or tmp_path / f"var{len(runs)}", **options))
        return runs[-1]

    yield start
    for run in runs:
        run.press_control_c()


def test_the_printed_curl_is_answered_200_and_its_event_is_seen_within_a_second(waymark, client):
    sent = subprocess.run(
        ["bash", "-c", waymark.curl + " -w '\\n%{http_code}'"], capture_output=True, text=True,
        timeout=20)
    body, _, status = sent.stdout.rpartition("\n")
    assert status == "200", (sent.stdout, sent.stderr)
    answer = json.loads(body)
    assert answer["success"] is True
    assert answer["message"] == "Event processed successfully"

    customer = re.search(r'"customer_id":\s*"([^"]+)"', waymark.curl).group(1)
    wait_for(
        lambda: client.get(f"/api/customer-journey/customer/{customer}").status == 200, 1,
        "the event was not visible within a second")


def test_the_printed_password_signs_the_owner_in_and_a_wrong_one_does_not(waymark, owner):
    assert Client(waymark.url).sign_in(owner["email"], owner["password"]).status == 200
    assert Client(waymark.url).sign_in(owner["email"], "not the password").status == 401


def test_the_printed_page_is_there(waymark):
    address = waymark.printed("Page")
    assert address == f"{waymark.url}/admin/customer-journey"
    page = Client(waymark.url).get("/admin/customer-journey")
    assert page.status == 200 and b"<!doctype html>" in page.body.lower()
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "require-trusted-types-for 'script'" in policy


def test_a_file_that_is_not_there_is_not_the_page(waymark):
    missing = Client(waymark.url).get("/js/no-such-file.js")
    assert missing.status == 404 and b"<script" not in missing.body


def test_the_doctor_finds_everything_well(waymark):
    doctor = waymark.waymark("doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "✗" not in doctor.stdout and doctor.stdout.count("✓") >= 8


def test_control_c_stops_everything_and_a_second_run_keeps_the_data(run_here, tmp_path):
    first = run_here(tmp_path / "kept").wait_until_ready()
    subprocess.run(["bash", "-c", first.curl + " -fsS -o /dev/null"], check=True, timeout=20)
    email, password = first.printed("E-mail"), first.printed("Password")
    customer = re.search(r'"customer_id":\s*"([^"]+)"', first.curl).group(1)
    first.press_control_c()
    for part in ["nginx", "serve", "work", "mariadb"]:
        assert f"{part} stopped" in first.output
    assert first.processes() == {}
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", first.port)) != 0

    second = run_here(tmp_path / "kept", port=first.port).wait_until_ready()
    assert password not in second.output
    client = Client(second.url)
    assert client.sign_in(email, password).status == 200
    assert client.get(f"/api/customer-journey/customer/{customer}").status == 200


def test_a_busy_port_is_named_with_the_setting_that_changes_it(run_here):
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]
        run = run_here(port=port)
        assert run.wait_until_ended() != 0
    assert f"Port {port} on 127.0.0.1 is already in use" in run.output
    assert f"WAYMARK_PORT={port + 1} make run" in run.output


def test_a_second_run_of_one_checkout_is_refused(run_here, waymark):
    run = run_here(waymark.var)
    assert run.wait_until_ended() != 0
    assert "already runs from this checkout" in run.output


@pytest.mark.parametrize("helpers, sentence", [
    ([], "This system has no apt-get"),
    (["apt-get"], "Run as root: apt-get install --no-install-recommends nginx"),
])
def test_a_missing_package_is_named_with_what_to_do(copy, tmp_path, helpers, sentence):
    """On a PATH without nginx, for somebody who is not root and has no sudo."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ["bash", "dirname", "swift", "grep", "head", "cut", "sort", "pkg-config", "cat",
                 "mariadbd", "mariadb", "curl", "openssl", "python3", "printf", *helpers]:
        if found := shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin"):
            (tools / name).symlink_to(found)
    (tools / "id").write_text("#!/bin/bash\necho 1000\n")
    (tools / "id").chmod(0o755)
    probe = (copy / "deploy/local/install.sh").read_text()
    script = tmp_path / "deploy/local/install.sh"
    script.parent.mkdir(parents=True)
    # The probe also looks into /usr/sbin, which a stubbed PATH cannot take away.
    script.write_text(probe.replace('[ -x "/usr/sbin/$1" ]', "false"))
    shutil.copy(copy / "deploy/local/lib.sh", script.parent)
    result = subprocess.run(
        [shutil.which("bash"), script], env={"PATH": str(tools), "HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=60)
    assert result.returncode != 0
    assert "missing: nginx" in result.stderr and sentence in result.stderr, result.stderr


def test_when_a_part_crashes_the_rest_stops_with_its_last_words(run_here):
    run = run_here().wait_until_ready()
    pid = next(p for p, command in run.processes().items() if re.search(r"waymark work\b", command))
    os.kill(pid, signal.SIGKILL)
    assert run.wait_until_ended() != 0
    assert "the last lines of" in run.output and "work ended unexpectedly" in run.output
    assert run.processes() == {}


def test_it_runs_from_a_folder_deeper_than_a_socket_address_may_be(run_here, tmp_path):
    deep = tmp_path.joinpath(*["a-folder-with-a-rather-long-name"] * 4)
    run = run_here(deep / "var").wait_until_ready()
    assert Client(run.url).get("/api/customer-journey/health").status == 200


def test_when_the_conductor_is_killed_its_parts_end_too(run_here, tmp_path):
    var = tmp_path / "orphaned"
    run = run_here(var).wait_until_ready()
    conductor = next(p for p, command in run.processes().items() if "run.sh" in command)
    os.kill(conductor, signal.SIGKILL)
    wait_for(lambda: not run.processes(), 30, f"left over: {run.processes()}")
    run_here(var, port=run.port).wait_until_ready()
