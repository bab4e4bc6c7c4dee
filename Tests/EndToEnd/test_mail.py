"""Mails, taken by a mail server of the test's own."""

import email
import email.policy
import queue
import re
import socketserver
import threading
import uuid

import pytest

from checkout import Run
from client import Client
from support import check_problem

PASSWORD = "a few words that nobody guesses"


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as it takes to receive a letter."""

    def handle(self) -> None:
        self.wfile.write(b"220 letters\r\n")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.letters.put(self.letter())
                self.wfile.write(b"250 taken\r\n")
            elif word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 fine\r\n")

    def letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)


class LetterBox(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: queue.Queue[bytes] = queue.Queue()

    def next(self) -> email.message.EmailMessage:
        return email.message_from_bytes(
            self.letters.get(timeout=20), policy=email.policy.default)


@pytest.fixture(scope="module")
def letters():
    with LetterBox() as box:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        yield box
        box.shutdown()


@pytest.fixture(scope="module")
def posting(copy, tmp_path_factory, letters):
    """An instance that has a mail server."""
    run = Run(
        copy, tmp_path_factory.mktemp("posting"),
        WAYMARK_MAIL_SERVER=f"smtp://127.0.0.1:{letters.server_address[1]}",
        WAYMARK_MAIL_SENDER="waymark@shop.example")
    try:
        yield run.wait_until_ready()
    finally:
        run.press_control_c()


@pytest.fixture(scope="module")
def owner(posting) -> Client:
    client = Client(posting.url)
    signed_in = client.sign_in(posting.printed("E-mail"), posting.printed("Password"))
    assert signed_in.status == 200, signed_in
    return client


def link(letter, page: str) -> str:
    found = re.search(rf"http://[^\s]+/{page}#(\S{{43}})", letter.get_content())
    assert found, letter.get_content()
    return found.group(1)


def test_an_invitation_and_a_forgotten_password_come_by_mail(owner, letters):
    guest = f"guest-{uuid.uuid4().hex}@example.com"
    made = owner.post("/api/invitations", {"email": guest, "role": "viewer"})
    assert made.json["mailed"] is True
    letter = letters.next()
    assert letter["To"] == guest and letter["From"] == "Waymark <waymark@shop.example>"
    assert "invites you to" in letter["Subject"]
    accepted = Client(owner.url).post("/api/invitations/accept", {
        "token": link(letter, "join"), "name": "Guest", "password": PASSWORD})
    assert accepted.status == 200, accepted

    assert Client(owner.url).get("/api/sign-in").json["reset_by_mail"] is True
    asked = Client(owner.url).post("/api/reset/request", {"email": guest})
    assert asked.status == 202
    letter = letters.next()
    assert letter["To"] == guest
    reset = Client(owner.url).post(
        "/api/reset", {"token": link(letter, "reset"), "password": PASSWORD[::-1]})
    assert reset.status == 200, reset
    assert Client(owner.url).sign_in(guest, PASSWORD[::-1]).status == 200


def test_a_new_address_holds_once_its_link_was_followed(owner, letters, posting):
    old, password = posting.printed("E-mail"), posting.printed("Password")
    new = f"owner-{uuid.uuid4().hex}@example.com"
    asked = owner.post("/api/profile/email", {"email": new, "password": password})
    assert asked.status == 202, asked
    letter = letters.next()
    assert letter["To"] == new and "Confirm" in letter["Subject"]
    confirmed = Client(owner.url).post("/api/email/confirm", {"token": link(letter, "email")})
    assert confirmed.json == {"success": True, "email": new}
    letter = letters.next()
    assert letter["To"] == old and "was changed" in letter["Subject"]
    assert owner.get("/api/session").json["person"]["email"] == new
    back = posting.waymark("user", "email", new, old)
    assert back.returncode == 0, back
    assert Client(owner.url).sign_in(old, password).status == 200
    assert owner.sign_in(old, password).status == 200


def test_nobody_learns_who_has_an_account(owner, letters, posting):
    stranger = f"stranger-{uuid.uuid4().hex}@example.com"
    known = Client(owner.url).post("/api/reset/request", {"email": posting.printed("E-mail")})
    unknown = Client(owner.url).post("/api/reset/request", {"email": stranger})
    assert (known.status, known.body) == (unknown.status, unknown.body)
    assert letters.next()["To"] == posting.printed("E-mail")
    assert letters.letters.empty()


def test_without_a_mail_server_there_is_no_such_way(waymark):
    client = Client(waymark.url)
    assert client.get("/api/sign-in").json["reset_by_mail"] is False
    check_problem(client.post("/api/reset/request", {"email": "a@example.com"}), 404)
