"""The README's snippets work as they stand there."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from support import wait_for

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def snippet(language: str, containing: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    found = [block for block in blocks if containing in block]
    assert len(found) == 1, f"{len(found)} {language} snippets with {containing}"
    return found[0]


@pytest.mark.parametrize("language, containing, program, suffix, events", [
    ("sh", "hmac", ["bash"], ".sh", [("stage_completed", "email_campaign")]),
    ("js", "createHmac", ["node"], ".mjs",
     [("purchase_made", "ecommerce"), ("stage_completed", "google_analytics")]),
    ("php", "hash_hmac", ["php"], ".php", [("email_opened", "email_campaign")]),
    ("python", "hmac", ["/usr/bin/python3"], ".py", [("review_left", "shop")]),
])
def test_a_snippet_sends_its_events(
        waymark, client, tmp_path, language, containing, program, suffix, events):
    script = tmp_path / f"snippet{suffix}"
    script.write_text(snippet(language, containing), encoding="utf-8")
    before = {event["id"] for event in stored(client)}
    sent = subprocess.run(
        [*program, script], capture_output=True, text=True, timeout=30,
        env=os.environ | {"URL": waymark.printed("Webhook"), "SECRET": waymark.printed("Secret")})
    assert sent.returncode == 0, sent.stdout + sent.stderr

    def arrived() -> list:
        fresh = [event for event in stored(client) if event["id"] not in before]
        return fresh if len(fresh) >= len(events) else []

    fresh = wait_for(arrived, 1, "the events were not visible within a second")
    found = sorted((event["event"], event["metadata"]["source"]) for event in fresh)
    assert found == sorted(events)
    assert {event["customer_id"] for event in fresh} == {"12345"}


def stored(client) -> list:
    answer = client.get("/api/customer-journey/data?limit=200")
    assert answer.status == 200, answer
    return answer.json["events"]


def test_every_make_target_that_the_readme_names_exists():
    listed = subprocess.run(
        ["make", "help"], cwd=Path(__file__).resolve().parents[2], capture_output=True, text=True,
        check=True).stdout
    named = set(re.findall(r"`make ([a-z]+)`", README))
    assert {"run", "test", "demo"} <= named
    for target in named:
        assert f"make {target} " in listed


def test_every_command_that_the_readme_names_exists(waymark):
    commands = set(re.findall(r"`waymark ([a-z]+)", README))
    assert {"serve", "work", "migrate", "doctor", "setup", "verify"} <= commands
    for command in commands:
        help_text = waymark.waymark("help", command)
        assert help_text.returncode == 0, help_text.stderr
