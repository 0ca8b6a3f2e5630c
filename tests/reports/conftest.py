"""A worked chain and its result, shared by the tests of what is shown."""

from importlib.resources import files

import pytest

from chain.document import read_chain
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR


@pytest.fixture(scope="session")
def settings():
    return SWEDISH_PUBLIC_SECTOR


@pytest.fixture(scope="session")
def chain():
    return read_chain((files("chain") / "examples" / "I1.json").read_bytes())[0]


@pytest.fixture(scope="session")
def result(chain, settings):
    return calculate(chain, settings)
