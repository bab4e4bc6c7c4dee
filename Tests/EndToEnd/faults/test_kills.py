"""`kill -9` at random moments under load: nothing acknowledged is missing, nothing is doubled."""

import random

from house import House, pause
from ledger import Ledger, load

PARTS = ["serve", "work", "nginx", "mariadb"]


def test_kills_lose_and_double_nothing(house: House, ledger: Ledger, soak: bool):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    returns = []
    with load(ledger):
        for turn in range(50 if soak else 20):
            ledger.await_progress()
            pause(chance.uniform(0, 0.5))
            # Each part in its turn; every fourth time another one falls with it.
            victims = {PARTS[turn % 4]} | ({chance.choice(PARTS)} if turn % 4 == 3 else set())
            house.kill(*victims)
            pause(chance.uniform(0, 0.3))
            house.start(*victims)
            returns.append(ledger.await_progress(1))
        house.await_health()
    print(f"{ledger.count} acknowledged; back within {max(returns):.1f} s; {ledger.statuses}")
    ledger.check(house)
    if soak:
        assert max(returns) < 5
