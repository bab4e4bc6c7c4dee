"""What a monitoring reads."""

import http.client
from contextlib import closing
from urllib.parse import urlsplit

from client import Answer


def scrape(url: str, source: str = "127.0.0.1") -> Answer:
    connection = http.client.HTTPConnection(
        urlsplit(url).netloc, timeout=15, source_address=(source, 0))
    with closing(connection):
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def numbers(url: str) -> dict[str, float]:
    """Every sample by its name and labels."""
    text = scrape(url).body.decode()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}
