"""The history of an intervention, for reading and taking along: who did what, when, where, from what to what, why."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
import json
from typing import Protocol

from pandas import DataFrame

from chain.checks import SHARE_FIELDS
from chain.plan.fund import FundAccount
from chain.plan.model import Portfolio
from chain.text import Text
from reports.columns import NOTHING
from reports.texts import has_text, text
from reports.texts.moments import format_moment
from reports.texts.numbers import format_number, format_share, format_year
from reports.texts.places import Held, field_name, place_name
from reports.texts.portfolio_places import is_portfolio

COLUMNS = ("moment", "person", "action", "where", "before", "after", "why")
LONGEST = 300
NUMBERS = ("value", "values")
"""The names under which a figure keeps what it is; everything else in it is its passport."""
SHARES = frozenset({"credibility", "low_factor", "high_factor"})
COUNTED = frozenset({"sample_hits", "sample_size", "group_correlation"})
"""Parts of a passport that are per cent, and that are not, whatever the figure itself is."""


class Noted(Protocol):
    """One change: `at` in UTC; `old` and `new` as plain data, None for what was not there."""

    at: datetime
    who: str
    action: str
    version: int | None
    place: str
    old: object
    new: object
    reason: str | None
    by_organisation: str | None


def history_table(
    changes: Iterable[Noted], chain: Held, language: str, person: Callable[[str], str] = str
) -> DataFrame:
    """The changes in the order given; places by their names as far as `chain` still has them, times as clocks show.

    `person` tells what to call someone.
    """
    names = _names(chain, language)
    rows = [
        {
            "moment": format_moment(each.at),
            "person": _person(each, person),
            "action": action_name(language, each.action),
            "where": place_name(language, each.place, chain),
            "before": before,
            "after": after,
            "why": each.reason or "",
        }
        for each in changes
        for old, new in ((_called(each.place, each.old, names), _called(each.place, each.new, names)),)
        for before, after in (pair_in_words(language, each.place, old, new),)
    ]
    return DataFrame(rows, columns=list(COLUMNS))


def _names(content: object, language: str) -> dict[str, str]:
    """What everything in a portfolio or a fund is called, by its id."""
    if not isinstance(content, Portfolio | FundAccount):
        return {}
    parts = (part for _, part in content if isinstance(part, tuple))
    named = (each for part in parts for each in part if isinstance(getattr(each, "name", None), Text))
    return {each.id: each.name.into(language) or each.id for each in named}


def _called(place: str, value: object, names: Mapping[str, str]) -> object:
    """The value with its ids as what they are called; only where a field says that it holds ids."""
    if isinstance(value, dict):
        return {key: _called(key, inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_called(place, each, names) for each in value]
    is_id = isinstance(value, str) and place.endswith(("_id", "_ids"))
    return names.get(value, value) if is_id else value


def _person(each: Noted, person: Callable[[str], str]) -> str:
    """Who did it; with the organisation they acted for, where the intervention was not its own."""
    return f"{person(each.who)} ({each.by_organisation})" if each.by_organisation else person(each.who)


def history_json(changes: Iterable[Noted]) -> bytes:
    """The changes as plain data in UTF-8: places and values as they are kept, times in UTC."""
    told = [
        {
            "at": each.at.astimezone(UTC).isoformat(),
            "who": each.who,
            "organisation": each.by_organisation,
            "action": each.action,
            "version": each.version,
            "place": each.place,
            "old": each.old,
            "new": each.new,
            "reason": each.reason,
        }
        for each in changes
    ]
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def action_name(language: str, action: str) -> str:
    """What was done, in words."""
    key = f"history.action.{action}"
    return text(language, key) if has_text(key) else action


def pair_in_words(language: str, place: str, old: object, new: object) -> tuple[str, str]:
    """What stood and what stands; of two figures that both have a passport, only what differs."""
    if _is_figure(old) and _is_figure(new):
        differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return _parts(language, place, old, differing), _parts(language, place, new, differing)
    if place.startswith("retention/") and isinstance(new, dict) and "count" in new:
        return NOTHING, text(language, "retention.gone", count=format_number(language, new["count"]))
    return in_words(language, place, old), in_words(language, place, new)


def _is_figure(value: object) -> bool:
    return isinstance(value, dict) and not set(NUMBERS).isdisjoint(value)


def _parts(language: str, place: str, figure: Mapping[str, object], names: list[str]) -> str:
    own = [in_words(language, place, figure.get(name)) for name in names if name in NUMBERS]
    carried = [
        f"{field_name(language, name)}: {in_words(language, f'{place}/{name}', figure.get(name))}"
        for name in names
        if name not in NUMBERS
    ]
    return _short("; ".join([*own, *carried]))


def in_words(language: str, place: str, value: object) -> str:
    """One value for reading; what a figure carries beside its number is left out."""
    field = place.rpartition("/")[2]
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return text(language, "history.yes") if value else text(language, "history.no")
    if isinstance(value, int | float):
        return _number(language, place, field, value)
    if isinstance(value, list):
        return _short(", ".join(in_words(language, place, each) for each in value))
    if isinstance(value, dict):
        return _short(_composed(language, place, value))
    return _short(_word(language, field, str(value)))


def _number(language: str, place: str, field: str, value: float) -> str:
    if field.endswith("year"):
        return format_year(int(value))
    if field in COUNTED:
        return format_number(language, value)
    is_share = field in SHARES or not SHARE_FIELDS.isdisjoint(place.split("/")[-2:])
    return format_share(language, value, None) if is_share else format_number(language, value)


def _word(language: str, field: str, word: str) -> str:
    families = (field, *(f"{kind}_{field}" for kind in ("resource", "quantity", "review", "decision")))
    return next((text(language, f"{name}.{word}") for name in families if has_text(f"{name}.{word}")), word)


def _composed(language: str, place: str, value: Mapping[str, object]) -> str:
    """Words in a language, a figure's number, an element's name, a series' years, or the parts one after the other."""
    if set(value) <= {"sv", "en"}:
        return str(value.get(language) or value.get("sv") or value.get("en") or NOTHING)
    if "stand" in value:  # an answer, which its question alone would not tell
        told = (in_words(language, f"{place}/{key}", value.get(key)) for key in ("name", "stand", "words"))
        return "; ".join(told)
    for name in (*NUMBERS, "name"):
        if name in value:
            return in_words(language, place, value[name])
    if "sha256" in value:
        return f"sha256:{value['sha256']}"
    parts = ((key, in_words(language, f"{place}/{key}", inner)) for key, inner in value.items())
    return "; ".join(f"{_label(language, place, key)}: {words}" for key, words in parts if words != NOTHING)


def _label(language: str, place: str, key: str) -> str:
    """What a part is called; in a portfolio by the words that it has there."""
    if key.isdigit():
        return key
    return field_name(language, f"{place}/{key}" if is_portfolio(place) else key)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
