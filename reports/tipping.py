"""What would tip the result, in sentences and as a table."""

import math

from pandas import DataFrame

from chain.assumption import Series
from chain.model import Chain, ResourceKind, YearlyProfile, by_id, passports
from reports.amounts import field_of, mover_name, owner_names, shown, unit_name
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_share
from sroi.movable import Movable
from sroi.switching import Switching, SwitchingValues

_COLUMNS = ("assumption", "today", "tips_at", "change", "within", "how")
_TOTALS = {"cohorts": "number", "amounts": "money", "hours": "number"}
"""Series that are told as their sum over all years, and how that is written."""


def tipping_sentence(row: Switching, found: SwitchingValues, chain: Chain, language: str) -> str:
    """*If fewer than 3.5 of 7 falls are avoided, a krona gives back less than a krona.*"""
    condition = _condition(row, chain, language)
    key = "tipping.then_less" if found.standing == "above" else "tipping.then_more"
    said = text(language, "tipping.sentence", condition=condition,
                consequence=text(language, key, target=krona(found.target, language)))  # fmt: skip
    return " ".join(filter(None, (said, _further(row, language), _stated(row, language))))


def krona(target: float, language: str) -> str:
    """The target as what a krona gives back."""
    return text(language, "tipping.a_krona") if target == 1 else format_money(language, target, 2)


def _condition(row: Switching, chain: Chain, language: str) -> str:
    side = "below" if row.value < row.mover.base else "above"
    if not isinstance(row.mover, Movable):
        share = format_share(language, row.value, 1)
        return text(language, f"tipping.all.{row.place}_{side}", value=share)
    kind = _kind(row.mover, chain)
    words = {
        "name": owner_names(row.mover.places, chain, language),
        "unit": unit_name(row.place, chain, language),
        "value": _told(row.mover, row.value, row.mover.base, chain, language),
        "base": _told(row.mover, row.mover.base, row.mover.base, chain, language),
    }
    return text(language, f"tipping.if.{kind}_{side}", **words)


def _kind(mover: Movable, chain: Chain) -> str:
    """Which sentence the assumption takes: by its field, with income and profiles apart."""
    owner_id, field = mover.place.split("/")[1], field_of(mover.place)
    if field == "amounts" and by_id(chain.resources)[owner_id].kind is ResourceKind.INCOME:
        return "income"
    is_profile = field == "units" and isinstance(by_id(chain.effects)[owner_id].quantity, YearlyProfile)
    return "profile" if is_profile else field


def _told(mover: Movable, value: float, base: float, chain: Chain, language: str) -> str:
    """A value in the sentence: a series as its sum over the years, years with the whole years around them."""
    how = _TOTALS.get(field_of(mover.place))
    figure = dict(passports(chain))[mover.place]
    if how and isinstance(figure, Series) and figure.total():
        return _total(value * figure.total(), how, language)
    words = shown(mover, value, language, apart_from=None if value == base else base)
    if mover.unit == "years" and value != base and value % 1:
        ends = {
            "low": format_number(language, math.floor(value), 0),
            "high": format_number(language, math.ceil(value), 0),
        }
        return text(language, "tipping.between_years", years=words, **ends)
    return words


def _total(amount: float, how: str, language: str) -> str:
    return (
        format_money(language, amount)
        if how == "money"
        else format_number(language, amount, 0 if amount % 1 == 0 else 1)
    )


def _further(row: Switching, language: str) -> str:
    if not row.others:
        return ""
    values = "; ".join(shown(row.mover, each, language, apart_from=row.mover.base) for each in row.others)
    return text(language, "tipping.further", values=values)


def _stated(row: Switching, language: str) -> str:
    """Whether the value lies in the range that is stated; nothing where none is."""
    if row.within_stated is None:
        return ""
    return text(language, "tipping.inside" if row.within_stated else "tipping.outside")


def standing_sentence(found: SwitchingValues, language: str) -> str:
    """Where the ratio stands before anything is moved."""
    ratio, target = format_money(language, found.ratio, 2), krona(found.target, language)
    return text(language, f"tipping.standing_{found.standing}", ratio=ratio, target=target)


def tipping_table(rows: tuple[Switching, ...], chain: Chain, language: str) -> DataFrame:
    """Every assumption: its value, where it tips the result, how far that is, and how it was found."""
    return DataFrame([_row(row, chain, language) for row in rows], columns=list(_COLUMNS))


def _row(row: Switching, chain: Chain, language: str) -> dict:
    base = row.mover.base
    return {
        "assumption": mover_name(row.mover, chain, language),
        "today": shown(row.mover, base, language),
        "tips_at": text(language, "tipping.cannot") if row.value is None
        else shown(row.mover, row.value, language, apart_from=base),
        "change": _change(row, language),
        "within": "" if row.within_stated is None else text(language, f"tipping.within.{_answer(row)}"),
        "how": text(language, f"tipping.how.{_how(row)}"),
    }  # fmt: skip


def _answer(row: Switching) -> str:
    return "yes" if row.within_stated else "no"


def _how(row: Switching) -> str:
    if row.value is None:
        return "exactly_none" if row.exact else "searched_none"
    return "exact" if row.exact else "bracketed"


def _change(row: Switching, language: str) -> str:
    """The change in per cent of the base; from a base of nothing the value itself says it."""
    if row.change_share is None:
        return ""
    written = format_share(language, row.change_share, 0 if abs(row.change_share) >= 0.1 else 1)
    return written if row.change_share < 0 else f"+{written}"


def _by_rank(found: SwitchingValues) -> tuple[Switching, ...]:
    return (*found.ranked, *found.cannot)


def whole_table(found: SwitchingValues, chain: Chain, language: str) -> DataFrame:
    """All assumptions, those that can tip it first, nearest first."""
    return tipping_table(_by_rank(found), chain, language)
