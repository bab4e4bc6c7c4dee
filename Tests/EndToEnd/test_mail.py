"""Mails, taken by a real mail server that wants encryption and a password."""

import email
import email.policy
import os
import queue
import re
import ssl
import subprocess
import uuid
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from checkout import Run, free_port
from client import Client
from support import check_problem

PASSWORD = "a few words that nobody guesses"


HERE = "127.0.0.2"
"""Another address of this machine: to the machine itself letters go unencrypted."""
ELSEWHERE = "127.0.0.3"
"""One more, which the server's certificate is not for."""
USER, SECRET = "waymark", "a password for mails"


class LetterBox:
    """A mail server that takes letters encrypted only, and keeps them. After STARTTLS it asks for
    a password; aiosmtpd does not over TLS from the first byte."""

    def __init__(self, certificate: Path, host: str = HERE, *, is_encrypted_at_once: bool = False):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        self.letters: queue.Queue[bytes] = queue.Queue()
        self.scheme = "smtps" if is_encrypted_at_once else "smtp"
        options = {"ssl_context": context} if is_encrypted_at_once else {
            "tls_context": context, "require_starttls": True, "auth_required": True,
            "authenticator": self.sign_in}
        self.server = Controller(self, hostname=host, port=free_port(), **options)

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.server.hostname}:{self.server.port}"

    def sign_in(self, server, session, envelope, mechanism, data) -> AuthResult:
        is_known = (data.login, data.password) == (USER.encode(), SECRET.encode())
        return AuthResult(success=is_known, handled=is_known)

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.letters.put(envelope.content)
        return "250 taken"

    def next(self) -> email.message.EmailMessage:
        return email.message_from_bytes(
            self.letters.get(timeout=20), policy=email.policy.default)

    def __enter__(self) -> "LetterBox":
        self.server.start()
        return self

    def __exit__(self, *_) -> None:
        self.server.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """For one address; it vouches for itself."""
    file = tmp_path_factory.mktemp("certificate") / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", "/CN=letters", "-addext", f"subjectAltName=IP:{HERE}", "-days", "2",
         "-out", file, "-keyout", file], check=True, capture_output=True)
    return file


@pytest.fixture(scope="module")
def letters(certificate):
    with LetterBox(certificate) as box:
        yield box


def settings(box: LetterBox, certificate: Path, **others: str) -> dict[str, str]:
    return {
        "WAYMARK_MAIL_SERVER": box.url, "WAYMARK_MAIL_CA": str(certificate),
        "WAYMARK_MAIL_SENDER": "waymark@shop.example", "WAYMARK_MAIL_USER": USER,
        "WAYMARK_MAIL_PASSWORD": SECRET, **others,
    }


@pytest.fixture(scope="module")
def posting(copy, tmp_path_factory, letters, certificate):
    """An instance that has a mail server, which lets nobody in unencrypted."""
    run = Run(copy, tmp_path_factory.mktemp("posting"), **settings(letters, certificate))
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
    assert asked.json["profile"]["new_email"] == new, asked
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


def mail_finding(waymark: Run, **mail: str) -> str:
    """What the doctor says about the mail server."""
    told = waymark.waymark("doctor", env=os.environ | mail).stdout
    found = re.search(r"^(. Mail .*)$", told, re.MULTILINE)
    assert found, told
    return found.group(1)


def test_the_doctor_greets_a_mail_server_by_either_way_of_encryption(
    waymark, letters, certificate,
):
    told = mail_finding(waymark, **settings(letters, certificate))
    assert told.startswith("✓") and letters.url in told
    with LetterBox(certificate, is_encrypted_at_once=True) as box:
        told = mail_finding(waymark, **settings(box, certificate))
        assert told.startswith("✓") and "smtps://" in told


@pytest.mark.parametrize("is_encrypted_at_once", [False, True], ids=["starttls", "smtps"])
def test_nothing_is_said_to_a_mail_server_that_nobody_vouches_for(
    waymark, certificate, is_encrypted_at_once,
):
    with LetterBox(certificate, is_encrypted_at_once=is_encrypted_at_once) as box:
        told = mail_finding(waymark, **settings(box, certificate, WAYMARK_MAIL_CA=""))
    assert told.startswith("✗") and "certificate" in told
    with LetterBox(certificate, ELSEWHERE, is_encrypted_at_once=is_encrypted_at_once) as box:
        told = mail_finding(waymark, **settings(box, certificate))
    assert told.startswith("✗") and "certificate" in told


def test_a_mail_server_elsewhere_that_does_not_encrypt_gets_no_letter(waymark, certificate):
    with LetterBox(certificate) as box:
        box.server.stop()
        box.server = Controller(box, hostname=HERE, port=box.server.port)
        box.server.start()
        told = mail_finding(waymark, **settings(box, certificate))
    assert told.startswith("✗") and "SSL" in told


def test_a_wrong_password_for_mails_is_told(waymark, letters, certificate):
    mail = settings(letters, certificate, WAYMARK_MAIL_PASSWORD="another")
    told = mail_finding(waymark, **mail)
    assert told.startswith("✗") and "another" not in told
