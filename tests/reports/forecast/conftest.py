"""The shipped comparison, forecast and drawn once for all tests of what is read."""

import pytest

from reports.forecast.stamp import Beside
from sroi.forecast.child import forecast
from sroi.forecast.child_scenarios import rules, side_by_side, with_second_rule
from sroi.forecast.child_sure import sure_of
from tests.chain.comparisons import shipped


@pytest.fixture(scope="session")
def beside():
    return Beside(forecast(shipped()), "public", 10, sure_of(shipped(), "public", 10, draws=4_000))


@pytest.fixture(scope="session")
def sides():
    return side_by_side(shipped())


@pytest.fixture(scope="session")
def sures():
    widened = with_second_rule(shipped())
    return [sure_of(widened, "public", 10, draws=500, persistence=rule, whole=False) for rule in rules(widened)]
