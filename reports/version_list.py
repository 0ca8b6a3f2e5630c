"""Kept versions as a list, and a kept result beside the same calculated again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from pandas import DataFrame

from chain.model import Chain
from reports.columns import written
from reports.headline import ratio_range
from reports.sureness import odds, resting
from reports.tables import MONEY_FIGURES, figure
from reports.texts import text
from reports.texts.numbers import format_ratio, format_share, format_years
from reports.version_bridge import unlike
from reports.whose import whose
from sroi.coverage import Coverage
from sroi.frozen import FrozenVersion, Recomputation
from sroi.settings import Settings
from sroi.sureness import CREDIBILITY

MOST_ROWS = 200


class Withdrawn(Protocol):
    """Why a kept version's chain is gone."""

    removed_sha256: str
    reason: str
    proposed_by: str
    confirmed_by: str
    at: datetime


class Listed(Protocol):
    """What a list needs to know of a kept version."""

    number: int
    name: str
    created_at: datetime
    created_by: str
    settings: Settings
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    interval_low: float | None
    interval_high: float | None
    value_chance: float | None
    drawn_figures: int | None
    all_figures: int | None
    engine_version: str
    fingerprint: str
    withdrawn: Withdrawn | None


class VersionRows(NamedTuple):
    """The list, and what must be said beside it when its ratios are counted differently (else empty)."""

    table: DataFrame
    unlike: str


def version_name(version: Listed, language: str) -> str:
    """Number and name."""
    return text(language, "version.numbered", number=version.number, name=version.name)


def versions_table(
    kept: Sequence[Listed], chain: Chain, language: str, person: Callable[[str], str] = str
) -> VersionRows:
    """One row a version, in the order given; every ratio with its horizon, whose value it is, and its ends.

    `person` tells what to call someone.
    """
    rows = [
        {
            "version": version_name(each, language),
            "created": _moment(each.created_at, person(each.created_by), language),
            "result": result_words(each, chain, language),
        }
        for each in kept
    ]
    said = dict.fromkeys(unlike(kept[0].settings, each.settings, language) for each in kept[1:]) if kept else {}
    return VersionRows(DataFrame(rows, columns=["version", "created", "result"]), " ".join(filter(None, said)))


def _moment(at: datetime, who: str, language: str) -> str:
    return text(language, "version.at", at=f"{at:%Y-%m-%d %H:%M}", who=who)


def withdrawn_facts(
    version: Listed, chain: Chain, language: str, person: Callable[[str], str] = str
) -> list[tuple[str, str]]:
    """What is left of a withdrawn version, as pairs of words: its ratio, its hashes, who took its chain and why."""
    why = version.withdrawn
    both = text(language, "version.by_two", one=person(why.proposed_by), other=person(why.confirmed_by))
    told = {
        "result": ratio_words(version, chain, language),
        "created": _moment(version.created_at, person(version.created_by), language),
        "engine": version.engine_version,
        "fingerprint": version.fingerprint,
        "withdrawn": _moment(why.at, both, language),
        "reason": why.reason,
        "removed": why.removed_sha256,
    }
    return [(text(language, f"version.fact.{key}"), words) for key, words in told.items()]


def result_words(version: Listed, chain: Chain, language: str) -> str:
    """The ratio, and whether the version is withdrawn."""
    words = ratio_words(version, chain, language)
    return text(language, "version.withdrawn", result=words) if version.withdrawn else words


def ratio_words(version: Listed, chain: Chain, language: str) -> str:
    """The ratio never stands alone: horizon, whose value, and its interval and probability, else the prices' ends."""
    named = whose(version.settings.perspective, chain, language)
    horizon = format_years(language, version.settings.horizon_years)
    if version.ratio is None:
        return text(language, "version.no_ratio", whose=named, horizon=horizon)
    told = {"ratio": format_ratio(language, version.ratio), "whose": named, "horizon": horizon}
    if version.interval_low is not None and version.value_chance is not None:
        return text(language, "version.ratio_interval", range=_kept_interval(version, language),
                    odds=odds(language, version.value_chance), **told)  # fmt: skip
    if version.ratio_low is None or version.ratio_high is None:
        return text(language, "version.ratio", **told)
    low, high = (format_ratio(language, end) for end in (version.ratio_low, version.ratio_high))
    return text(language, "version.ratio_span", low=low, high=high, **told)


def _kept_interval(version: Listed, language: str) -> str:
    low, high = (format_ratio(language, end) for end in (version.interval_low, version.interval_high))
    words = text(language, "sureness.interval", credibility=format_share(language, CREDIBILITY, 0), low=low, high=high)
    drawn = version.drawn_figures or 0
    return resting(language, words, Coverage(drawn, 0, (version.all_figures or drawn) - drawn))


def both_results(kept: FrozenVersion, again: Recomputation, perspective: str, language: str) -> DataFrame:
    """The kept figures and today's beside each other, in one perspective; the ratios with their ranges."""
    then, today = kept.result.total(perspective), again.now.total(perspective)
    rows = [
        {
            "figure": text(language, f"table.money.{name}"),
            "kept": written(language, figure(then, name), unit),
            "now": written(language, figure(today, name), unit),
        }
        for name, unit in MONEY_FIGURES.items()
    ]
    ends = (then, kept.span, kept.sureness), (today, again.span_now, again.sureness_now)
    ranges = [ratio_range(language, perspective, *told) if total.ratio is not None else "" for total, *told in ends]
    rows.insert(list(MONEY_FIGURES).index("ratio") + 1, {
        "figure": text(language, "version.ratio_range"), "kept": ranges[0], "now": ranges[1]})  # fmt: skip
    return DataFrame(rows, columns=["figure", "kept", "now"])


def digits_table(found: Recomputation, language: str) -> DataFrame:
    """Figures that came out differently, as kept and as calculated now, with all their digits; the totals first."""
    first = sorted(found.differences, key=lambda each: not each.place.startswith(("public/", "society/")))
    rows = [
        {"place": each.place, "kept": _digits(each.before), "now": _digits(each.after)} for each in first[:MOST_ROWS]
    ]
    if len(found.differences) > MOST_ROWS:
        rows.append({"place": text(language, "version.and_more", count=len(found.differences) - MOST_ROWS)})
    return DataFrame(rows, columns=["place", "kept", "now"]).fillna("")


def _digits(value: object) -> str:
    return "–" if value is None else str(value)[:80]
