"""Assumption sets in words: which one a result is counted by, what departs from it, what changed since the last one."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from pandas import DataFrame

from chain.assumption import Assumption
from chain.model import Chain
from chain.text import Text
from reports.columns import NOTHING
from reports.texts import has_text, text
from reports.texts.numbers import format_date, format_number, format_share
from reports.texts.places import field_name, place_name
from reports.unit_price import amount, per_unit
from reports.version_bridge import value_words
from sroi.assumption_set import KeptSet, LockedSet, SetPrice
from sroi.departures import Amendment, Departure

_MONEY = ("value", "low", "high")


def counted_by(kept: KeptSet, language: str) -> str:
    """Which set a result is counted by, or in how many respects it departs from it, and what stands outside the set."""
    told = {"number": kept.number, "name": kept.name, "day": format_date(kept.locked_on)}
    if kept.departs:
        key = "assumption_set.departs_one" if kept.departs == 1 else "assumption_set.departs"
        said = [text(language, key, count=kept.departs, **told)]
    else:
        said = [text(language, "assumption_set.followed", **told)]
    if kept.outside:
        key = "assumption_set.outside_one" if kept.outside == 1 else "assumption_set.outside"
        said.append(text(language, key, count=kept.outside))
    return " ".join(said)


def set_name(locked: LockedSet, language: str) -> str:
    """Number, name and the day it was locked."""
    what = locked.set
    return text(
        language, "assumption_set.named", number=what.number, name=what.name, day=format_date(what.locked_at.date())
    )


# --- tables ----------------------------------------------------------------------------------------------------------


def departures_table(found: Iterable[Departure], chain: Chain, language: str) -> DataFrame:
    """One row a departure, in the order given: what it is about, as it is in the intervention and in the set."""
    rows = [
        {
            "what": _departing(each, chain, language),
            "in_intervention": _words(each.kind, each.field, each.in_chain, language),
            "in_set": _in_set(each, language),
        }
        for each in found
    ]
    return DataFrame(rows, columns=["what", "in_intervention", "in_set"])


def _departing(found: Departure, chain: Chain, language: str) -> str:
    if found.kind in ("convention", "index"):
        return _rule(found, language)
    return place_name(language, found.place if found.kind == "outside" else f"{found.place}/{found.field}", chain)


def _in_set(found: Departure, language: str) -> str:
    if found.kind == "outside":
        return text(language, "assumption_set.not_in_set")
    return _words(found.kind, found.field, found.in_set, language)


def amendments_table(found: Iterable[Amendment], earlier: LockedSet, later: LockedSet, language: str) -> DataFrame:
    """One row for each thing that changed from the earlier set to the later."""
    prices = {**earlier.prices, **later.prices}
    rows = [
        {
            "what": _amended(each, prices, language),
            "was": _words(each.kind, each.field, each.before, language),
            "became": _words(each.kind, each.field, each.after, language),
        }
        for each in found
    ]
    return DataFrame(rows, columns=["what", "was", "became"])


def _amended(found: Amendment, prices: dict[str, SetPrice], language: str) -> str:
    if found.kind in ("convention", "index"):
        return _rule(found, language)
    name = prices[found.place.removeprefix("prices/")].name.into(language)
    whole = text(language, "assumption_set.price", name=name)
    if found.kind != "price":
        return text(language, "version.came" if found.kind == "added" else "version.went", what=whole)
    return text(language, "place.within", whole=whole, part=_label(found.field, language))


def _rule(found: Departure | Amendment, language: str) -> str:
    """A convention by its name; a price index by its name, and what of it."""
    if found.kind == "convention":
        return text(language, f"version.setting.{found.field}")
    part = found.field if found.field.isdigit() else _label(found.field, language)
    return text(language, "assumption_set.index_part", index=found.place.removeprefix("indexes/"), part=part)


def _label(field: str, language: str) -> str:
    """A field inside a phrase."""
    label = field_name(language, "evidence_grade" if field == "evidence" else field)
    return label[:1].lower() + label[1:]


def prices_table(locked: LockedSet, language: str) -> DataFrame:
    """The set's whole price list: amounts in SEK as the library has them, what each is for, and where it is from."""
    columns = ("proxy", "price", "priced_unit", "range", "price_year", "quality", "whose_figure", "source")
    return DataFrame([_price(each, language) for each in locked.set.prices], columns=list(columns))


def _price(entry: SetPrice, language: str) -> dict[str, object]:
    return {
        "proxy": entry.name.into(language),
        "price": entry.price.value,
        "priced_unit": entry.price.unit,
        "range": _range(entry.price, language),
        "price_year": _price_year(entry, language),
        "quality": text(language, f"quality.{entry.quality}"),
        "whose_figure": text(language, "assumption_set.own" if entry.own else "assumption_set.shipped"),
        "source": entry.price.source,
    }


def _range(price: Assumption, language: str) -> str:
    if price.low is None and price.high is None:
        return ""
    low, high = (NOTHING if end is None else amount(end, language) for end in (price.low, price.high))
    return text(language, "assumption_set.range", low=low, high=high)


def _price_year(entry: SetPrice, language: str) -> str:
    year = entry.price.price_year
    if year is None:
        return ""
    return str(year) if entry.may_be_uprated else text(language, "assumption_set.fixed_year", year=year)


# --- values ----------------------------------------------------------------------------------------------------------


def _words(kind: str, field: str, value: object, language: str) -> str:
    """One value as the reader writes it; nothing there is a dash."""
    if kind == "convention":
        return _convention(field, value, language)
    if value is None or value in ("", ()) or (isinstance(value, Text) and not value):
        return NOTHING
    if isinstance(value, SetPrice):
        return _words(kind, "price", value.price, language)
    if isinstance(value, Assumption):
        return per_unit(value, language)
    return amount(value, language) if field in _MONEY else _plain(field, value, language)


def _convention(field: str, value: object, language: str) -> str:
    if field == "price_year" and value is None:
        return text(language, "convention_line.no_price_year")
    return value_words(f"settings/{field}", value, language)


def _plain(field: str, value: object, language: str) -> str:
    if isinstance(value, bool):
        return text(language, f"assumption_set.{'yes' if value else 'no'}")
    if isinstance(value, Text):
        return value.into(language)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return format_share(language, value, None) if field == "credibility" else format_number(language, value)
    return _choice(field, value, language)


def _choice(field: str, value: object, language: str) -> str:
    """An option of an enumeration by its name; other words as they are."""
    key = f"level.{value}" if field == "payer" else f"{field}.{value}"
    return text(language, key) if (isinstance(value, Enum) or field == "payer") and has_text(key) else str(value)
