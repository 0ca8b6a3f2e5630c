"""Kinds of numbers that are typed: how each is read, put back in its field, and shown."""

from collections.abc import Callable
from typing import NamedTuple

from reports.texts.numbers import (
    format_input,
    format_money,
    format_number,
    format_share,
    format_share_input,
    parse_money,
    parse_number,
    parse_share,
    parse_whole,
)


class Measure(NamedTuple):
    """How a kind of number is typed, read back and shown; `told_in` is the unit that reports write it in."""

    parse: Callable
    prefill: Callable
    show: Callable
    unit: str = ""
    told_in: str = "number"


NUMBER = Measure(parse_number, format_input, format_number)
MONEY = Measure(
    parse_money, format_input, lambda tongue, sek: format_money(tongue, sek, 0 if sek % 1 == 0 else 2), "kr", "sek"
)
SHARE = Measure(parse_share, format_share_input, format_share, told_in="share")
WHOLE = Measure(parse_whole, format_input, format_number)
