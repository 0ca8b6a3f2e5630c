"""Passport ↔ row. Money is kept as whole öre, and only when that loses nothing."""

from collections.abc import Iterator, Mapping
from enum import Enum
import math

from chain.assumption import Assumption, Passport, Series
from chain.text import Text

# The figures that are SEK by what they mean, whatever their unit is called: amounts paid, and prices.
MONEY = frozenset(
    {("resources", "amounts"), ("resources", "hourly_cost"), ("proxies", "price"), ("proxies", "template")}
)
ORE_PER_KRONA = 100

_OWN = frozenset({"value", "low", "high", "values", "low_factor", "high_factor"})
_CARRIED = tuple(field for field in Passport.model_fields if field not in _OWN)
_TEXTS = tuple(field for field in _CARRIED if Passport.model_fields[field].annotation is Text)
_PLAIN = tuple(field for field in _CARRIED if field not in _TEXTS)
_TEXT_COLUMNS = tuple((field, f"{field}_sv", f"{field}_en") for field in _TEXTS)

Row = dict[str, object]


def is_money(place: str) -> bool:
    """Whether the figure at `kind/id/field` is an amount or a price in SEK."""
    kind, _, rest = place.partition("/")
    return (kind, rest.rpartition("/")[2]) in MONEY


def to_ore(sek: float) -> int | None:
    """SEK as whole öre, or None when the amount does not come back the same (more than two decimals, or no number)."""
    if not math.isfinite(sek):
        return None
    ore = round(sek * ORE_PER_KRONA)
    return ore if ore / ORE_PER_KRONA == sek else None


def to_sek(ore: int) -> float:
    """Whole öre as SEK: the float nearest to the amount."""
    return ore / ORE_PER_KRONA


def carried_row(passport: Passport) -> Row:
    """The columns of everything a number carries besides the number."""
    row: Row = {}
    for field in _PLAIN:
        value = getattr(passport, field)
        row[field] = value.value if isinstance(value, Enum) else value
    for field, swedish, english in _TEXT_COLUMNS:
        text = getattr(passport, field)
        row[swedish], row[english] = text.sv, text.en
    return row


def carried_fields(row: Mapping[str, object]) -> Row:
    """The passport's fields out of its columns, as plain data; what is empty is left to the model's defaults."""
    fields: Row = {field: row[field] for field in _PLAIN if row[field] is not None}
    for field, swedish, english in _TEXT_COLUMNS:
        if row[swedish] or row[english]:
            fields[field] = {"sv": row[swedish], "en": row[english]}
    return fields


def figure_row(place: str, figure: Assumption | Series) -> Row:
    """The figure's row; a money figure must have passed `unfit_money`."""
    row = carried_row(figure) | {"place": place, "is_series": isinstance(figure, Series)}
    if isinstance(figure, Series):
        return row | _in_columns(False, value=None, low=figure.low_factor, high=figure.high_factor)
    return row | _in_columns(is_money(place), value=figure.value, low=figure.low, high=figure.high)


def year_rows(place: str, series: Series) -> Iterator[Row]:
    """One row for each calendar year of the series."""
    money = is_money(place)
    for year, value in series.values.items():
        yield {"place": place, "year": year} | _in_columns(money, value=value)


def _in_columns(money: bool, **amounts: float | None) -> Row:
    row: Row = {}
    for name, amount in amounts.items():
        row[name] = None if money else amount
        row[f"{name}_ore"] = to_ore(amount) if money and amount is not None else None
    return row


def figure_fields(row: Mapping[str, object], years: Mapping[int, float] | None) -> Row:
    """The figure's fields out of its row and, for a series, its years."""
    fields = carried_fields(row)
    if row["is_series"]:
        return fields | {"values": years or {}, "low_factor": row["low"], "high_factor": row["high"]}
    return fields | {name: amount(row, name) for name in ("value", "low", "high")}


def amount(row: Mapping[str, object], name: str) -> float | None:
    """The number in the column `name`, or in its öre column."""
    ore = row.get(f"{name}_ore")
    return row.get(name) if ore is None else to_sek(ore)


def unfit_money(figure: Assumption | Series) -> Iterator[float]:
    """The amounts of a money figure that whole öre cannot hold."""
    held = figure.values.values() if isinstance(figure, Series) else (figure.value, figure.low, figure.high)
    for sek in held:
        if sek is not None and to_ore(sek) is None:
            yield sek
