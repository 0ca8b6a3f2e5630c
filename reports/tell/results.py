"""The parts of the story that are the result: what it gives, to whom, when, and how sure that is."""

from collections.abc import Iterator

from pandas import DataFrame

from reports import tables
from reports.follow_up.outcome import replaced_table
from reports.headline_parts import kinds, who_lacks
from reports.sureness import (
    chance_alone,
    held_fixed,
    likely,
    net_sentence,
)
from reports.tell import showing
from reports.tell.first import payback_of
from reports.tell.story import Chapter, Grid, Said
from reports.tell.voice import Voice
from reports.texts.numbers import format_number, format_share
from sroi.perspective import LEVELS
from sroi.sureness import CREDIBILITY, KeptSureness


def value(voice: Voice) -> Chapter:
    """What it gives, in kronor: from the gross value to what remains, and each valued effect."""
    said = [voice.said("value/kinds", " ".join(kinds(voice.result, voice.total, voice.language)))]
    grids = (
        *voice.grids("version.report.money", _money(voice)),
        *voice.grids("version.report.effects", _effects(voice)),
    )
    return Chapter("value", voice.words("told.part.value"), tuple(said), exhibits=showing.waterfall(voice), grids=grids)


def _money(voice: Voice) -> DataFrame:
    """The result in figures; a ratio only where it has its interval beside it."""
    frame = tables.money(voice.result, voice.language, None, voice.sure).astype(object)
    ratio, net_ratio = (frame["figure"] == voice.words(f"table.money.{name}") for name in ("ratio", "net_ratio"))
    columns = {"one_actor": voice.perspective, "public": "public", "society": "society"}
    for column, perspective in columns.items():
        if column in frame and voice.ratio_range(perspective) is None:
            frame.loc[ratio, column] = None
    figures = [column for column in columns if column in frame]
    return frame[~net_ratio & frame[figures].notna().any(axis=1)]


TELLING_OF_FEW = ("filters_left", "gross", "present_value", "cashable")


def _effects(voice: Voice) -> DataFrame:
    """Each valued effect. Where a number of the chain may not be shown, nothing is told that it could be read from."""
    frame = tables.effects(voice.result, voice.chain, voice.language)
    return frame.drop(columns=list(TELLING_OF_FEW)) if voice.hidden else frame


# --- who ---


def gains(voice: Voice) -> Chapter:
    """Who pays and who gains, which its charts say; in words who lacks by it."""
    lines = who_lacks(voice.result, voice.chain, voice.language, voice.perspective)
    said = (voice.said("who/finding", " ".join(lines)),)
    exhibits = (*showing.who_pays(voice), *showing.kinds(voice))
    return Chapter(
        "who", voice.words("told.part.who"), _something(said), exhibits=exhibits,
        grids=voice.grids("told.table.budgets", _budgets(voice)),
    )  # fmt: skip


def _budgets(voice: Voice) -> DataFrame:
    """Each budget by itself; its ratio only beside its interval."""
    frame = tables.budgets(voice.result, voice.chain, voice.language, voice.sure)
    if "interval_low" not in frame:
        return frame.drop(columns="ratio")
    frame.loc[frame["interval_low"].isna(), "ratio"] = None
    empty = [name for name in ("ratio", "interval_low", "interval_high") if frame[name].isna().all()]
    return frame.drop(columns=empty)


def _something(said: tuple[Said, ...]) -> tuple[Said, ...]:
    return tuple(each for each in said if each.words)


# --- when ---


def when(voice: Voice) -> Chapter:
    """When it pays, for each who pays."""
    grids = voice.grids("version.report.when", tables.actor_year(voice.result, voice.chain, voice.language))
    said = _something((voice.said("when/finding", _when(voice)),))
    return Chapter("when", voice.words("told.part.when"), said, exhibits=showing.running(voice), grids=grids)


def _when(voice: Voice) -> str:
    total = voice.total
    if not total.investment_known or total.investment <= 0:
        return ""
    levels = [each for each in map(voice.result.total, LEVELS) if round(float(each.investment)) > 0]
    payers = {each.perspective: each for each in (total, *levels)}
    return " ".join(payback_of(voice, each) for each in payers.values())


# --- how sure ---


def sure(voice: Voice) -> Chapter:
    """How sure it is, what drives it, and on what that rests."""
    said = tuple(voice.said(f"sure/{name}", words) for name, words in _sure(voice) if words)
    exhibits = (*showing.intervals(voice), *showing.drivers(voice))
    return Chapter("sure", voice.words("told.part.sure"), said, exhibits=exhibits, grids=_measured(voice))


def _measured(voice: Voice) -> tuple[Grid, ...]:
    """Which assumptions a measurement has taken the place of; none where nothing was measured."""
    found = voice.version.learned
    if found is None or not found.replaced:
        return ()
    return voice.grids(
        "told.table.measured", replaced_table(found, voice.version.follow_up, voice.chain, voice.language)
    )


def _sure(voice: Voice) -> Iterator[tuple[str, str]]:
    found, language, chain = voice.sure, voice.language, voice.chain
    if found is None:
        yield "finding", voice.words("told.not_drawn")
        yield "evidence", _evidence(voice)
        return
    yield "finding", likely(language, found, voice.perspective, chain, chance_alone)
    yield "net", net_sentence(language, found, voice.settings, chain)
    yield "fixed", held_fixed(language, found.coverage)
    yield "evidence", _evidence(voice)
    yield "drawing", _drawn(voice, found)


def _evidence(voice: Voice) -> str:
    """What the intervention is known to rest on, in the chain's own words."""
    words = voice.chain.evidence.into(voice.language)
    return voice.words("told.evidence", words=words) if words else ""


def _drawn(voice: Voice, found: KeptSureness) -> str:
    """How the intervals came about."""
    draws = format_number(voice.language, found.drawing.draws, 0)
    return voice.words("told.drawn", draws=draws, credibility=format_share(voice.language, CREDIBILITY, 0))
