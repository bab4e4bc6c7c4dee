"""More than can be taken: refusals that say until when, and admins who still get their page."""

import http.client
import threading
from urllib.parse import urlsplit

from client import Client
from house import PATIENCE, House
from ledger import Ledger

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


def test_admins_get_their_page_while_webhooks_flood(house: House, ledger: Ledger):
    admin, stranger = house.sign_in(), Client(house.url)
    ledger.sent |= set(range(20))
    bodies = [ledger.body(number) for number in range(20)]
    stop = threading.Event()
    flooders = [Flooder(ledger, bodies, stop) for _ in range(FLOODERS)]
    for flooder in flooders:
        flooder.start()
    try:
        ledger.await_progress(200)
        for _ in range(20):
            assert stranger.get("/admin/customer-journey").status == 200
            for path in ("/api/session", "/api/journey?period=30d", "/api/events?limit=50",
                         "/api/webhooks/deliveries?limit=50"):
                answer = admin.get(path)
                assert answer.status == 200, (path, answer)
        assert Client(house.url).sign_in(house.email, house.password).status == 200
        ledger.await_progress(200)
    finally:
        stop.set()
        for flooder in flooders:
            flooder.join(timeout=PATIENCE)
    assert set(ledger.statuses) <= {"200", "429", "503"}, ledger.statuses
    ledger.check(house)
