"""Organisations with a data set each."""

import http.client
import subprocess
import time
from datetime import date, timedelta
from urllib.parse import quote

from system import Client, Run


class Shop:
    """An organisation with a data set, and somebody who looks at it over one connection, as a
    browser does."""

    def __init__(self, run: Run, customers: int, events: int):
        self.organisation = organisation = (
            self._known(run, customers) or self._filled(run, customers, events))
        email = f"reads-{customers}-{time.time_ns()}@example.com"
        password = run.waymark(
            "user", "add", email, "--name", "Reader", "--role", "owner",
            "--organisation", organisation).stdout.split("password ")[1].split()[0]
        self.client = client = Client(run.url)
        assert client.sign_in(email, password).status == 200
        self.headers = {"Cookie": "; ".join(f"{c.name}={c.value}" for c in client.cookies)}
        self.names = self._names(client)
        self.connection = http.client.HTTPConnection("127.0.0.1", run.port, timeout=30)

    @staticmethod
    def _known(run: Run, customers: int) -> str | None:
        """The organisation's number where an earlier run made it."""
        listed = run.waymark("organisation", "list").stdout.splitlines()
        return next((line.split()[0] for line in listed
                     if f"Data set 1: {customers} customers" in line), None)

    @staticmethod
    def _filled(run: Run, customers: int, events: int) -> str:
        start = time.monotonic()
        printed = subprocess.run(
            [run.var / "waymark", "dataset", f"--customers={customers}", f"--events={events}"],
            check=True, capture_output=True, text=True).stdout
        print(f"· {customers:,} customers, {events:,} events made in "
              f"{time.monotonic() - start:,.0f} s", flush=True)
        return printed.split("Organisation ")[1].split(",")[0]

    @staticmethod
    def _names(client: Client) -> dict[str, str]:
        """What the calls name by words in braces."""
        connections = client.get("/api/connections").json["connections"]
        ids = {connection["name"]: connection["id"] for connection in connections}
        period = client.get("/api/journey?period=30d").json["period"]
        past = date.fromisoformat(period["to"]) - timedelta(days=200)
        page = client.get("/api/customers?limit=20").json
        deliveries = client.get("/api/webhooks/deliveries?limit=20").json["deliveries"]
        return {
            "shop": ids["Web shop"], "till": ids["Till"],
            "first": period["from"], "last": period["to"], "past": past.isoformat(),
            "customer": page["customers"][7]["id"], "cursor": page["next_cursor"],
            "external": quote(page["customers"][7]["customer_id"]), "delivery": deliveries[7]["id"],
            "merged": Shop._subject(client, "customer.merged"),
            "noted": Shop._subject(client, "note.made"),
        }

    @staticmethod
    def _subject(client: Client, action: str) -> str:
        """The customer to whom this was done last."""
        entries = client.get(f"/api/audit?action={action}&limit=1").json["entries"]
        assert entries, "the data sets are of an older Waymark: let new ones be made"
        return entries[0]["subject"]["id"]

    def milliseconds(self, call: str) -> float:
        start = time.monotonic()
        self.connection.request("GET", call.format(**self.names), headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        taken = time.monotonic() - start
        assert answer.status == 200, (call, answer.status, body[:500])
        return taken * 1_000
