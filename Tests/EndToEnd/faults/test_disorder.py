"""Duplicates, reordered, replayed and delayed deliveries: the same state as in order, once."""

import json
import random
import threading

from house import House
from ledger import EVENTS, STAGES
from support import Hook, moment


def history(seed: int, count: int) -> list[bytes]:
    """Events of some customers, in the order of their time."""
    chance = random.Random(seed)
    seconds = sorted((chance.randrange(5_000_000) for _ in range(count)), reverse=True)
    events = []
    for number, ago in enumerate(seconds):
        customer = chance.randrange(40)
        stage = chance.choice(STAGES)
        events.append({
            "customer_id": f"c{customer}", "event": chance.choice(EVENTS), "stage": stage,
            "timestamp": moment(seconds=-ago), "customer_name": f"Name {chance.randrange(3)}",
            "metadata": {"value": number % 50, "currency": "EUR", "source": f"s{number % 4}"},
        } | ({"event_id": f"e{number}"} if number % 2 else {}))
    return [json.dumps(event).encode() for event in events]


def state(hook: Hook, house: House) -> list[list[str]]:
    """All that the events mean, without the numbers that processing gave."""
    return house.query(f"""
        SELECT i.value, c.name, c.stage, c.furthest_stage, c.first_seen_at, c.last_seen_at,
            c.source_at, v.paid, v.purchases, GROUP_CONCAT(s.stage, '@', s.entered_at, '-',
            IFNULL(s.completed_at, '') ORDER BY s.stage), (SELECT COUNT(*) FROM events e
            WHERE e.organisation_id = c.organisation_id AND e.customer_id = c.id)
        FROM identities i JOIN customers c ON c.id = i.customer_id
        LEFT JOIN customer_values v ON v.customer_id = c.id
        JOIN customer_stages s ON s.customer_id = c.id
        WHERE i.connection_id = {hook.id} GROUP BY i.value ORDER BY i.value""")


def post_all(hook: Hook, bodies: list[bytes]) -> None:
    for body in bodies:
        answer = hook.post(body)
        assert answer.status == 200, answer


def test_any_order_gives_the_same_state(house: House, soak: bool):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    admin = house.sign_in()
    bodies = history(seed, 2_000 if soak else 400)
    in_order, in_disorder = Hook(admin), Hook(admin)
    post_all(in_order, bodies)
    chance = random.Random(seed)
    delayed = chance.sample(bodies, len(bodies) // 10)
    rest = [body for body in bodies if body not in delayed] + chance.choices(bodies, k=200)
    chance.shuffle(rest)
    senders = [
        threading.Thread(target=post_all, args=(in_disorder, rest[start::6])) for start in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    house.await_rest()
    post_all(in_disorder, delayed + chance.choices(bodies, k=50))
    house.await_rest()
    assert len(state(in_order, house)) > 30
    assert state(in_disorder, house) == state(in_order, house)
    house.verify()
