"""One delivery among thousands that cannot be applied: it fails alone, visibly, and can be sent
through again."""

import json

from house import PATIENCE, House
from ledger import Ledger, load
from support import payload, wait_for


def test_poison_fails_alone_and_can_be_replayed(house: House, ledger: Ledger):
    hook = ledger.hook
    house.query("""
        DELIMITER //
        CREATE TRIGGER poison BEFORE INSERT ON identities FOR EACH ROW
        IF NEW.value = 'poison' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'poison'; END IF
        //""")
    try:
        with load(ledger, rate=120):
            ledger.await_progress(300)
            poison = hook.post(json.dumps(payload(customer_id="poison")).encode())
            assert poison.status == 200
            ledger.await_progress(700)
        [waiting] = wait_for(
            lambda: hook.deliveries("retrying"), PATIENCE, "the poison is not put off")
        wait_for(lambda: not hook.deliveries("pending"), PATIENCE, "the others wait for it")
        assert waiting["id"] == poison.headers["Waymark-Delivery"]
        # The last attempt, without the hours between those before it.
        house.query("UPDATE jobs SET attempts = 11, available_at = UTC_TIMESTAMP()")
        [dead] = wait_for(lambda: hook.deliveries("dead"), PATIENCE, "the poison does not die")
        assert "poison" in dead["reason"]
        assert hook.connection["health"]["dead"] == 1
    finally:
        house.query("DROP TRIGGER poison")
    assert hook.admin.post(f"/api/webhooks/deliveries/{dead['id']}/retry", {}).status == 202
    wait_for(lambda: not hook.deliveries("dead"), PATIENCE, "the replay does not happen")
    house.await_rest()
    applied = house.number(f"SELECT COUNT(*) FROM events WHERE delivery_id = {dead['id']}")
    assert applied == 1
    ledger.check(house)
