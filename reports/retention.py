"""How long things are kept, in words and tables."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Protocol

from pandas import DataFrame

from chain.retention import UNITS, Kind, Unit
from chain.text import Text
from reports.columns import NOTHING
from reports.texts import text
from reports.texts.numbers import format_date, format_number


class Thing(Protocol):
    """One thing that is due."""

    name: Text
    within: Text
    last_on: date


class Disposed(Protocol):
    """What was disposed of."""

    kind: Kind
    keep: int
    counted: int
    at: datetime
    who: str


def kind_name(language: str, kind: Kind) -> str:
    """What the kind is called."""
    return text(language, f"retention.kind.{kind}")


def kept_for(language: str, kind: Kind, keep: int | None) -> str:
    """The rule in one sentence."""
    if keep is None:
        return text(language, "retention.always")
    one, many = (
        ("retention.day", "retention.days") if UNITS[kind] is Unit.DAYS else ("retention.year", "retention.years")
    )
    return text(language, one) if keep == 1 else text(language, many, count=format_number(language, keep))


def due_table(things: Iterable[Thing], language: str) -> DataFrame:
    """What is due, by name."""
    rows = [
        {
            "thing": each.name.into(language) or NOTHING,
            "belongs_to": each.within.into(language) or NOTHING,
            "last_day": format_date(each.last_on),
        }
        for each in things
    ]
    return DataFrame(rows, columns=["thing", "belongs_to", "last_day"])


def disposal_table(done: Iterable[Disposed], language: str, person: Callable[[str], str]) -> DataFrame:
    """What was disposed of: when, by whom, of which kind, how many, by which rule."""
    rows = [
        {
            "moment": each.at.astimezone().strftime("%Y-%m-%d %H:%M"),
            "person": person(each.who),
            "thing": kind_name(language, each.kind),
            "disposed_of": format_number(language, each.counted),
            "kept_for": kept_for(language, each.kind, each.keep),
        }
        for each in done
    ]
    return DataFrame(rows, columns=["moment", "person", "thing", "disposed_of", "kept_for"])
