"""More than can be taken: refusals that say until when, and admins who still get their page."""

import http.client
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from client import Client
from house import PATIENCE, House
from ledger import Ledger
from support import Hook, wait_for

FLOODERS = 48


class Flooder(threading.Thread):
    """Posts the same few signed bodies as fast as it can."""

    def __init__(self, ledger: Ledger, bodies: list[bytes], stop: threading.Event):
        super().__init__(daemon=True)
        self.ledger, self.stop = ledger, stop
        self.posts = [(body, {"Content-Type": "application/json"} | ledger.hook.sign(body))
                      for body in bodies]

    def run(self) -> None:
        address = urlsplit(self.ledger.hook.admin.url).netloc
        connection = http.client.HTTPConnection(address, timeout=PATIENCE)
        while not self.stop.is_set():
            for number, (body, headers) in enumerate(self.posts):
                connection.request("POST", self.ledger.hook.path, body, headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    assert answer.status in (429, 503) and answer.headers["Retry-After"]
                self.ledger.note(number, str(answer.status), answer.headers["Waymark-Delivery"])
        connection.close()


@contextmanager
def flood(ledger: Ledger):
    ledger.sent |= set(range(20))
    bodies = [ledger.body(number) for number in range(20)]
    stop = threading.Event()
    flooders = [Flooder(ledger, bodies, stop) for _ in range(FLOODERS)]
    for flooder in flooders:
        flooder.start()
    try:
        yield
    finally:
        stop.set()
        for flooder in flooders:
            flooder.join(timeout=PATIENCE)


@pytest.fixture
def limited(house: House):
    """The House with the limits that an installed nginx has."""
    settings = Path(house.var, "front/nginx.conf")
    without = settings.read_text()
    assert "waymark/no-limits.conf" in without
    settings.write_text(without.replace("waymark/no-limits.conf", "waymark/limits.conf"))
    try:
        house.restart("nginx")
        yield house.await_health()
    finally:
        settings.write_text(without)
        house.restart("nginx")


def test_admins_get_their_page_while_webhooks_flood(house: House, ledger: Ledger):
    admin, stranger = house.sign_in(), Client(house.url)
    with flood(ledger):
        ledger.await_progress(200)
        for _ in range(20):
            assert stranger.get("/admin/customer-journey").status == 200
            for path in ("/api/session", "/api/journey?period=30d", "/api/events?limit=50",
                         "/api/webhooks/deliveries?limit=50"):
                answer = admin.get(path)
                assert answer.status == 200, (path, answer)
        assert Client(house.url).sign_in(house.email, house.password).status == 200
        ledger.await_progress(200)
    assert set(ledger.statuses) <= {"200", "429", "503"}, ledger.statuses
    ledger.check(house)


def test_a_sender_that_ran_wild_is_refused_for_a_while_and_alone(limited: House, ledger: Ledger):
    other = Hook(limited.sign_in())
    with flood(ledger):
        wait_for(lambda: ledger.statuses.get("429", 0) > 100, PATIENCE, "nobody is refused")
        assert other.post(ledger.body(1)).status == 200
        ledger.await_progress(50)
    # One that has an id, so that it is the same event whenever it comes.
    wait_for(
        lambda: ledger.hook.post(ledger.body(1)).status == 200, PATIENCE, "it is refused for good")
    assert set(ledger.statuses) == {"200", "429"}, ledger.statuses
    ledger.check(limited)


def test_who_knocks_at_the_sign_in_has_to_wait(limited: House):
    # Without a password, so that it is nginx alone who counts.
    stranger = Client(limited.url)
    answers = [stranger.post("/api/login", {"email": "owner@example.com"}) for _ in range(15)]
    assert answers[0].status == 422, answers[0]
    refused = answers[-1]
    assert refused.status == 429 and int(refused.headers["Retry-After"]) > 0, refused
    assert refused.headers["Content-Type"].startswith("application/problem+json"), refused
    assert stranger.get("/api/session").status == 401
