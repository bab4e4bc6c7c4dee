"""What a customer has done in years, moved as one."""

import uuid

from house import House
from ledger import Ledger


def test_a_merge_may_take_longer_than_a_page(house: House, ledger: Ledger):
    hook, email = ledger.hook, f"{uuid.uuid4().hex}@example.com"
    hook.send(customer_id="elder", customer_email=email)
    house.await_rest()
    hook.send(customer_id="busy")
    house.await_rest()
    house.query(f"""
        INSERT INTO events SELECT e.organisation_id, e.id + seq, e.customer_id, e.identity_id,
            e.connection_id, e.delivery_id, UNHEX(MD5(seq)), e.kind, e.stage, e.occurred_at,
            e.received_at, e.is_clamped, e.source_id, e.name, e.email, e.amount, e.currency,
            e.metadata
        FROM events e JOIN identities i USING (organisation_id, customer_id) JOIN seq_1_to_599
        WHERE i.connection_id = {hook.id} AND i.value = 'busy'
        """)
    # Six seconds for all of them: no statement of a page may take more than 3.5.
    house.query(
        "CREATE TRIGGER slow BEFORE UPDATE ON events FOR EACH ROW SET @slept = SLEEP(0.01)")
    try:
        hook.send(customer_id="busy", customer_email=email)
        house.await_rest()
    finally:
        house.query("DROP TRIGGER slow")
    [[moved]] = house.query(f"""
        SELECT COUNT(*) FROM events WHERE customer_id = (SELECT customer_id FROM identities
            WHERE connection_id = {hook.id} AND value = 'elder')
        """)
    assert moved == "602"
    assert not hook.deliveries("dead")
    house.verify()
