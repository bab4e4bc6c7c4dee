"""Jobs for many customers, whose worker is killed on the way: each is done once, and whole."""

import csv
import io
import json
import uuid

import pytest

from client import Client
from house import PATIENCE, House
from support import wait_for

CUSTOMERS = 10_000
FIRST = 9_000_000_000_000
"""Their ids begin behind it, in the order in which they were seen last."""


@pytest.fixture
def crowd(house: House) -> Client:
    """The owner of a shop with very many customers, written as processing would write them, and
    gone afterwards: no event tells of them."""
    owner = house.sign_in()
    organisation = int(owner.get("/api/session").json["organisation"]["id"])
    house.query(f"""
        INSERT INTO customers (organisation_id, id, name, first_seen_at, last_seen_at, stage,
            stage_at, furthest_stage)
        SELECT {organisation}, {FIRST} + seq, CONCAT('Crowd ', seq), NOW(6),
            NOW(6) - INTERVAL seq SECOND, 3, NOW(6), 3 FROM seq_1_to_{CUSTOMERS};
        INSERT INTO customer_words (organisation_id, word, customer_id)
        SELECT organisation_id, 'Crowd', id FROM customers WHERE name LIKE 'Crowd %'""")
    yield owner
    house.query("""
        DELETE FROM customer_words WHERE word = 'Crowd';
        DELETE FROM customer_tags WHERE customer_id IN
            (SELECT id FROM customers WHERE name LIKE 'Crowd %');
        DELETE FROM customers WHERE name LIKE 'Crowd %'""")


def job(owner: Client, number: str) -> dict:
    return owner.get(f"/api/jobs/{number}").json["job"]


def await_end(owner: Client, number: str) -> dict:
    def ended():
        found = job(owner, number)
        return found if found["state"] not in ("waiting", "running") else None

    return wait_for(ended, 4 * PATIENCE, f"the job does not end: {job(owner, number)}")


def test_a_tag_is_given_once_to_everybody_whatever_is_killed(house: House, crowd: Client):
    tag = uuid.uuid4().hex
    made = crowd.post("/api/customers/bulk", {
        "action": "tag", "tag": tag, "query": {"q": "crowd"}})
    assert made.status == 202, made
    number = made.json["job"]["id"]
    for share in (0.2, 0.6):
        wait_for(lambda least=share * CUSTOMERS: job(crowd, number)["changed"] >= least,
                 4 * PATIENCE, "the job does not get on")
        house.kill("work")
        house.start("work")
    done = await_end(crowd, number)
    assert (done["state"], done["seen"], done["changed"]) == ("done", CUSTOMERS, CUSTOMERS)
    count = f"SELECT COUNT(*) FROM customer_tags WHERE tag = '{tag}'"
    assert house.number(count) == CUSTOMERS
    undo = crowd.post(f"/api/jobs/{number}/undo", {})
    assert undo.status == 202, undo
    assert await_end(crowd, undo.json["job"]["id"])["changed"] == CUSTOMERS
    assert house.number(count) == 0


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_is_whole_whatever_is_killed(house: House, crowd: Client, form: str):
    made = crowd.post("/api/customers/export", {
        "format": form, "query": {"q": "crowd", "sort": "last_seen"}})
    assert made.status == 202, made
    number = made.json["job"]["id"]
    wait_for(lambda: job(crowd, number)["seen"] > 0, PATIENCE, "the export does not begin")
    house.kill("work")
    house.start("work")
    done = await_end(crowd, number)
    assert (done["state"], done["seen"]) == ("done", CUSTOMERS)
    answer = crowd.get(done["file"]["url"])
    assert len(answer.body) == done["file"]["bytes"] == int(answer.headers["Content-Length"])
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
    else:
        rows = json.loads(answer.body)
    assert [row["id"] for row in rows] == [str(FIRST + n + 1) for n in range(CUSTOMERS)]
    page = crowd.get("/api/customers?q=crowd&limit=50").json["customers"]
    assert [row["name"] for row in rows[:50]] == [each["name"] for each in page]
    if form == "json":
        assert rows[:50] == page
    folder = house.var / "exports"
    assert [each.name for each in folder.iterdir() if each.name.endswith(".part")] == []
