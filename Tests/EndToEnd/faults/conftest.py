"""One House for all tests of faults, and connections of their own."""

import pytest

from house import House
from ledger import Ledger
from support import Hook


@pytest.fixture(scope="session")
def house(copy, tmp_path_factory):
    house = House(copy, tmp_path_factory.mktemp("house") / "var")
    try:
        yield house.open()
    finally:
        house.close()


@pytest.fixture
def ledger(house: House) -> Ledger:
    """An empty ledger of a new connection."""
    return Ledger(Hook(house.sign_in()))


@pytest.fixture(scope="session")
def soak(request) -> bool:
    """Whether there is time: `make soak`."""
    return request.config.getoption("--soak")
