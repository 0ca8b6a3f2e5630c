"""A price and what it is for, with the currency once."""

import pytest

from chain.assumption import Assumption
from reports.unit_price import per_unit


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("kr", "500 kr"), ("kr/besök", "500 kr/besök"), ("kr per dygn", "500 kr per dygn"), ("SEK", "500 kr"),
     ("kreditpoäng", "500 kr kreditpoäng"), ("", "500 kr")],
)  # fmt: skip
def test_the_currency_is_written_once(unit, shown):
    assert per_unit(Assumption(value=500.0, unit=unit), "sv").replace("\u00a0", " ") == shown


def test_ore_are_written_where_there_are_any():
    assert per_unit(Assumption(value=99.5, unit="kr/h"), "en") == "SEK\u00a099.50/h"
