"""One assumption and its values as a person reads them: shares in per cent, years, money, parts of a plan."""

from collections.abc import Sequence
from math import floor, log10

from chain.model import Chain, by_id, passports
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_share
from reports.texts.places import place_name
from sroi.movable import Movable
from sroi.multipliers import Multiplier

Mover = Movable | Multiplier
MONEY = frozenset({"price", "hourly_cost"})
MOST_DECIMALS = 6
DIGITS = 3


def field_of(place: str) -> str:
    """The field that a place ends in, `price` of `proxies/P1/price`."""
    return place.rsplit("/", 1)[-1]


def mover_name(mover: Mover, chain: Chain, language: str) -> str:
    """What the assumption is called; where several places hold it, the first, and how many there are."""
    if isinstance(mover, Multiplier):
        return text(language, f"tipping.multiplier.{mover.place}")
    name, count = number_name(mover.place, chain, language), len(mover.places)
    return name if count == 1 else text(language, "drivers.same_number", name=name, count=count)


def number_name(place: str, chain: Chain, language: str) -> str:
    """A number by its element and field, *“Fewer falls”: duration in years*, without its kind."""
    whole = place_name(language, place, chain)
    kind = place.split("/")[0]
    if kind == "chain":
        return whole
    prefix = f"{text(language, f'kind_one.{kind}')} "
    return whole[len(prefix) :] if whole.lower().startswith(prefix.lower()) else whole


def shown(mover: Mover, value: float, language: str, apart_from: float | None = None) -> str:
    """A value of the assumption, with enough digits to tell it from another where that is asked for."""
    decimals = _decimals(mover, value)
    words = _written(mover, value, language, decimals)
    while apart_from is not None and value != apart_from and decimals < MOST_DECIMALS:
        if words != _written(mover, apart_from, language, decimals):
            break
        decimals += 1
        words = _written(mover, value, language, decimals)
    return words


def _decimals(mover: Mover, value: float) -> int:
    """So many that three digits show; money from a hundred kronor and years stand as they are usually written."""
    size = abs(value) * (100 if mover.unit in ("share", "factor") else 1)
    if mover.unit == "years":
        return 1
    return min(max(DIGITS - 1 - floor(log10(size)), 0), MOST_DECIMALS) if size else 0


def _written(mover: Mover, value: float, language: str, decimals: int) -> str:
    if mover.unit == "share":
        return format_share(language, value, _trimmed(value * 100, decimals))
    if mover.unit == "factor":
        return text(language, "drivers.of_plan", share=format_share(language, value, _trimmed(value * 100, decimals)))
    if mover.unit == "years":
        amount = format_number(language, value, _trimmed(value, decimals))
        return text(language, "number.year" if amount == "1" else "number.years", amount=amount)
    if field_of(mover.place) in MONEY:
        return format_money(language, value, 2 if 0 < decimals < 2 else decimals)
    return format_number(language, value, _trimmed(value, decimals))


def _trimmed(value: float, decimals: int) -> int:
    """No more decimals than say something: 7 and not 7.00."""
    while decimals and round(value, decimals) == round(value, decimals - 1):
        decimals -= 1
    return decimals


def owner_names(places: Sequence[str], chain: Chain, language: str) -> str:
    """The names of the elements that hold the assumption, for a place inside quotation marks: *A” and “B*."""
    names = list(dict.fromkeys(_owner_name(place, chain, language) for place in places))
    *first, last = names
    comma, end = (text(language, f"drivers.quoted_{each}") for each in ("comma", "and"))
    return comma.join(first) + end + last if first else last


def _owner_name(place: str, chain: Chain, language: str) -> str:
    kind, element_id, *_ = place.split("/")
    found = by_id(getattr(chain, kind, ())).get(element_id) if kind != "chain" else None
    return (found.name.into(language) or found.id) if found else ""


def unit_name(place: str, chain: Chain, language: str) -> str:
    """What is counted at a place, as its passport says."""
    if place == "chain/cohorts":
        return chain.cohort_unit.into(language) or text(language, "drivers.participants")
    return dict(passports(chain))[place].unit or text(language, "drivers.units")
