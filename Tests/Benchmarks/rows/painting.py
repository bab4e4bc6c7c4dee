"""The page in a real browser: what its screens weigh, and how soon they show and answer."""

import time

from browser import APPEARED, Chromium, Visit
from figures import Line, Series
from system import Client

# A first screen's figures: what they are called, their unit, decimals and budget.
FIRST = {
    "code": ("JS + CSS, gzip", "kB", 1, 120),
    "type": ("fonts + icons", "kB", 1, 50),
    "requests": ("requests", "", 0, 35),
    "first": ("first paint", "ms", 0, 400),
    "largest": ("largest paint", "ms", 0, 900),
    "blocked": ("blocking", "ms", 0, 150),
    "shift": ("layout shift", "", 3, .05),
    "heap": ("JS heap", "MB", 1, 15),
    "nodes": ("nodes", "", 0, 1600),
}
SLOW = {
    "first": ("first paint, slow", "ms", 0, 1000),
    "largest": ("largest paint, slow", "ms", 0, 2200),
    "blocked": ("blocking, slow", "ms", 0, 200),
}
ANSWERS = {
    "next": ("next page, click to painted", 150),
    "sort": ("sort, click to painted", 150),
    "type": ("typing to result", 350),
    "tab": ("another picture of the journey", 50),
    "slowest": ("slowest interaction (INP)", 150),
    "event": ("event to screen", 1000),
}
FIRST_ROW = "main tbody tr"


def kind(name: str) -> str | None:
    path = name.split("?")[0]
    if path.endswith((".js", ".css")):
        return "code"
    return "type" if path.endswith((".woff2", ".svg")) and "favicon" not in path else None


class Painting:
    """What `bench.client` sees of its organisation, where `bench.send` posts an event."""

    def __init__(self):
        self.first: dict[str, dict[str, Series]] = {}
        self.slow: dict[str, dict[str, Series]] = {}
        self.answers = {name: Series("ms") for name in ANSWERS}

    def measure(self, bench, number: int) -> None:
        chromium = Chromium(bench.client)
        try:
            for screen, path in self.screens(bench.client).items():
                self.note(self.first, FIRST, screen, Visit(chromium, path))
                self.note(self.slow, SLOW, screen, Visit(chromium, path, slow=True))
                bench.say(f"{screen}: painted after {self.first[screen]['largest']}, "
                          f"after {self.slow[screen]['largest']} where all is slow")
            self.use_list(chromium)
            self.use_journey(chromium)
            self.watch_live(chromium, bench, number)
        finally:
            chromium.stop()

    def screens(self, client: Client) -> dict[str, str]:
        customer = client.get("/api/customers?limit=1").json["customers"][0]["id"]
        return {"overview": "/", "journey": "/admin/customer-journey", "customers": "/customers",
                "a customer": f"/customers/{customer}"}

    def note(self, kept: dict, figures: dict, screen: str, visit: Visit) -> None:
        with visit:
            told = visit.told()
        for name in ("code", "type"):
            told[name] = sum(size for file, size in told["files"] if kind(file) == name) / 1_000
        series = kept.setdefault(screen, {
            name: Series(unit, decimals) for name, (_, unit, decimals, _) in figures.items()})
        for name, each in series.items():
            each.add(told[name])

    def use_list(self, chromium: Chromium) -> None:
        with Visit(chromium, "/customers") as visit:
            page = visit.page
            press = page.get_by_role("button", name="Next").click
            self.answers["next"].add(visit.until_answered(FIRST_ROW, press))
            head = page.get_by_role("columnheader", name="Customer").get_by_role("link")
            self.answers["sort"].add(visit.until_answered(FIRST_ROW, head.click))
            page.locator("[data-search]").focus()
            self.answers["type"].add(
                visit.until_answered(FIRST_ROW, lambda: page.keyboard.type("kabi")))
            visit.settle()
            self.answers["slowest"].add(visit.told()["slowest"])

    def use_journey(self, chromium: Chromium) -> None:
        """Each picture once, so that it is fetched; then the change between them."""
        with Visit(chromium, "/admin/customer-journey") as visit:
            views = visit.page.get_by_role("radiogroup", name="Show as")
            for name in ("Funnel", "Table", "Funnel"):
                press = views.get_by_role("radio", name=name).click
                taken = visit.until_answered("main .card-body", press)
            self.answers["tab"].add(taken)

    def watch_live(self, chromium: Chromium, bench, number: int) -> None:
        with Visit(chromium, "/live") as visit:
            name = f"Seen {number} {time.time():.0f}"
            visit.page.evaluate(APPEARED, name)
            sent = time.time()
            bench.send(name)
            self.answers["event"].add(visit.page.evaluate("appeared") - sent * 1_000)

    def lines(self) -> list[Line]:
        lines = []
        for figures, kept in ((FIRST, self.first), (SLOW, self.slow)):
            lines += [Line(f"{screen}: {label}", kept[screen][name], at_most=budget)
                      for screen in kept for name, (label, _, _, budget) in figures.items()]
        return lines + [Line(label, self.answers[name], at_most=budget)
                        for name, (label, budget) in ANSWERS.items()]
