"""Answers of the API that a test gives itself: states that the shared instance is not in."""

import json

from playwright.sync_api import Page, Route


def answer_with(page: Page, address, body: dict, status: int = 200, seen: list | None = None):
    """Answers what goes to the address; `seen` gets the requests."""
    text = json.dumps({"success": status < 400, **body})
    kind = "application/json" if status < 400 else "application/problem+json"

    def fulfil(route: Route) -> None:
        if seen is not None:
            seen.append(route.request)
        route.fulfill(status=status, content_type=kind, body=text)

    page.route(address, fulfil)


def refuse(page: Page, address, detail: str = "The database is away for a moment.") -> None:
    """Answers as a server that cannot."""
    answer_with(page, address, {"title": "Unavailable", "detail": detail}, status=503)
