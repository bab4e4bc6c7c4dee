"""The API as a brand-new install answers, or a quiet one: the shared instance has seen events
long since."""

import json

from playwright.sync_api import Page

from answers import answer_with


def nothing_yet(route) -> None:
    """The real answer with every number taken to zero, as before the first event."""
    answer = route.fetch()
    report = answer.json()
    for stage in report["stages"]:
        stage.update(entered=0, moved_on=0, here=0, value=[], conversion=None, drop_off=None)
    report.update(sources=[], links=[], left=[])
    route.fulfill(response=answer, body=json.dumps(report))


def nobody_entered(route) -> None:
    """The real answer, but for days in which everybody stayed where they were."""
    answer = route.fetch()
    report = answer.json()
    for stage in report["stages"]:
        stage["entered"] = 0
    route.fulfill(response=answer, body=json.dumps(report))


def make_brand_new(page: Page) -> None:
    page.route("**/api/journey?*", nothing_yet)
    answer_with(page, "**/api/customers?*", {"customers": [], "next_cursor": None})
    answer_with(page, "**/api/events?*", {"events": [], "next_cursor": None})
