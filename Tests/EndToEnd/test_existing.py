"""`make run` beside what is there already: somebody else's MariaDB and nginx."""

import subprocess

import pytest

from checkout import Run
from support import wait_for


@pytest.fixture
def settings(waymark: Run) -> dict:
    """Another database of the server that the shared instance has started."""
    folder = next(
        line.partition("=")[2] for line in (waymark.var / "waymark.conf").read_text().split("\n")
        if line.startswith("WAYMARK_RUN_DIRECTORY="))
    return {
        "WAYMARK_DATABASE_SOCKET": f"{folder}/mariadb.sock",
        "WAYMARK_DATABASE_NAME": "second_shop", "WAYMARK_DATABASE_ACCOUNTS": "second",
        "WAYMARK_NGINX": "existing",
    }


def test_an_existing_database_is_used_once_its_accounts_are_made(
        copy, waymark, settings, tmp_path):
    first = Run(copy, tmp_path / "var", **settings)
    assert first.wait_until_ended(120) != 0
    assert "`waymark accounts | sudo mariadb` makes the database" in first.output

    socket = settings["WAYMARK_DATABASE_SOCKET"]
    accounts = first.waymark("accounts")
    assert "second_migrate" in accounts.stdout and "`second\\_shop`.*" in accounts.stdout
    subprocess.run(
        ["mariadb", "--no-defaults", f"--socket={socket}"], input=accounts.stdout, text=True,
        check=True, timeout=30)

    second = Run(copy, tmp_path / "var", **settings)
    try:
        second.wait_until_ready(120)
        commands = second.processes().values()
        assert not any("mariadbd" in each or "nginx" in each for each in commands), commands
        doctor = wait_for(lambda: second.waymark("doctor").stdout, 10, "no answer")
        assert "✓ Schema" in doctor and "✓ Account api" in doctor and "✓ Socket hooks" in doctor
        assert "✗ nginx" in doctor and doctor.count("✗") == 1
    finally:
        second.press_control_c()
    assert "serve stopped" in second.output and "mariadb stopped" not in second.output
