"""A value of an assumption as it is typed: shares and parts of what is planned in per cent, money in kronor."""

from chain.problem import Problem, problem
from reports.amounts import MONEY, field_of
from reports.texts.numbers import format_input, format_share_input, parse_money, parse_number, parse_share
from sroi.movable import Movable


def parsed(number: Movable, raw: str) -> float | Problem:
    """What was meant, or what is wrong with it."""
    if number.unit in ("share", "factor"):
        return parse_share(raw, number.place, None, None)
    return (parse_money if field_of(number.place) in MONEY else parse_number)(raw, number.place)


def prefilled(number: Movable, value: float, language: str) -> str:
    """What a field holds for a value; `parsed` gives the same number back."""
    return (format_share_input if number.unit in ("share", "factor") else format_input)(language, value)


def limits(number: Movable, value: float | Problem) -> float | Problem:
    """The value, or a problem when the assumption cannot be that."""
    if isinstance(value, Problem) or number.lowest <= value <= number.highest:
        return value
    said = {"value_share": value} if number.unit in ("share", "factor") else {"value": value}
    return problem("scenario.outside_share" if "value_share" in said else "scenario.outside", number.place, **said)
