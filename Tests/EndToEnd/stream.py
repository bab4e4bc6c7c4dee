"""A listener to the live stream, for the tests of it."""

import http.client
import json
import queue
import socket
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

from client import Client

PATH = "/api/events/stream"


class Stream:
    """An open stream. A thread of its own listens, so that nothing waits for a test to look."""

    def __init__(self, caller: Client, query: str = "", after: str | None = None):
        self.connection = http.client.HTTPConnection(urlsplit(caller.url).netloc, timeout=20)
        headers = {"Cookie": "; ".join(f"{each.name}={each.value}" for each in caller.cookies)}
        if after is not None:
            headers["Last-Event-ID"] = after
        self.connection.request("GET", PATH + query, headers=headers)
        self.socket = self.connection.sock
        self.answer = self.connection.getresponse()
        self.heard: queue.Queue[dict] = queue.Queue()
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.listener.join(timeout=5)
        self.answer.close()
        self.connection.close()

    def _listen(self) -> None:
        message: dict[str, str] = {}
        try:
            for line in self.answer:
                name, _, value = line.decode().rstrip("\n").partition(":")
                if line == b"\n":
                    if message:
                        self.heard.put(message)
                    message = {}
                elif name:
                    message[name] = value.removeprefix(" ")
        except (OSError, http.client.HTTPException):
            pass  # The test is over and has cut the line.

    def next(self, seconds: float = 1) -> dict:
        """The next message, which has to come in that time."""
        try:
            return self.heard.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"nothing was heard for {seconds} s") from None

    def customers(self, count: int, seconds: float = 5) -> list[str]:
        """The senders' ids of the customers of the next events, so many of them."""
        heard: list[str] = []
        while len(heard) < count:
            heard += names(self.next(seconds))
        return heard


@contextmanager
def listening(caller: Client, query: str = "", after: str | None = None):
    """A stream whose seat is taken: all that happens from here on is heard."""
    stream = Stream(caller, query, after)
    try:
        assert "retry" in stream.next(seconds=5)
        yield stream
    finally:
        stream.close()


def names(message: dict) -> list[str]:
    return [
        event["customer"]["customer_id"] for event in json.loads(message["data"])["events"]]
