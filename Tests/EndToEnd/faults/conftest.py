"""One House for all tests of faults, and connections of their own."""

import pytest

from house import House
from ledger import Ledger
from support import Hook


@pytest.fixture(scope="session")
def built(copy, tmp_path_factory):
    house = House(copy, tmp_path_factory.mktemp("house") / "var")
    try:
        yield house
    finally:
        house.close()


@pytest.fixture
def house(built: House) -> House:
    """The House with all its parts at work, whatever became of them before."""
    return built.open()


@pytest.fixture
def ledger(house: House) -> Ledger:
    """An empty ledger of a new connection."""
    return Ledger(Hook(house.sign_in()))


@pytest.fixture(scope="session")
def soak(request) -> bool:
    """Whether there is time: `make soak`."""
    return request.config.getoption("--soak")
