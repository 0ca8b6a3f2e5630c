"""The last parts of the story: what is not known, what was decided; and the appendices of a report."""

from collections.abc import Iterator
from functools import partial

from chain.problem import Problem
from reports import honesty, judgement, tables
from reports.assumption_sets import counted_by
from reports.convention_words import choice_words
from reports.follow_up.outcome import few_sentence
from reports.headline import conventions_line
from reports.headline_parts import beside
from reports.sureness import chance_error, drawn_with, is_uncertain
from reports.tell.story import Chapter, Exhibit, Plot, Series
from reports.tell.voice import Voice
from reports.texts import has_text
from reports.texts.numbers import format_date, format_share, format_year
from reports.texts.problems import sentence
from reports.version_bridge import amount_words, bridge_figure, changes_table, step_name, unlike
from reports.version_report import sources
from sroi.bridge import Bridge, bridge
from sroi.frozen import FrozenVersion
from sroi.honesty import hold_up
from sroi.settings import Settings


def unknown(voice: Voice) -> Chapter:
    """What is not valued, what was not counted, what may go wrong."""
    frame = tables.unpriced(voice.result, voice.chain, voice.language)
    lines = list(beside(voice.result, voice.chain, voice.language)) or [voice.words("told.all_valued")]
    return Chapter(
        "unknown", voice.words("told.part.unknown"), (voice.said("unknown/finding", " ".join(lines)),),
        grids=voice.grids("version.report.beside", frame), items=tuple(_doubts(voice)),
    )  # fmt: skip


def _doubts(voice: Voice) -> Iterator[str]:
    found = voice.version.learned
    if found is not None and (few := few_sentence(found, voice.version.follow_up, voice.language)):
        yield few
    for each in (*voice.result.problems, *voice.result.excluded):
        yield sentence(voice.language, _open(voice, each), voice.chain)
    for risk in voice.chain.risks:
        if words := risk.into(voice.language):
            yield voice.words("told.risk", risk=words)


def _open(voice: Voice, each: Problem) -> Problem:
    """A problem without the numbers of what may not be shown."""
    if not any(f"{place}/".startswith(f"{each.place}/") for place in voice.hidden):
        return each
    unseen = voice.words("seen.hidden")
    return each._replace(values=tuple((name, unseen if _is_number(value) else value) for name, value in each.values))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def decision(voice: Voice) -> Chapter:
    """What is recommended or decided, and what was learnt."""
    chain, language = voice.chain, voice.language
    said = [] if chain.decisions else [voice.said("decision/none", voice.words("told.no_decision"))]
    if learning := chain.learning.into(language):
        said.append(voice.said("decision/learning", voice.words("told.learning", words=learning)))
    grids = voice.grids("told.table.decisions", judgement.decisions(chain, language))
    return Chapter("decision", voice.words("told.part.decision"), tuple(said), grids=grids)


# --- appendices ---


def all_sources(voice: Voice) -> Chapter:
    """Every number with its source."""
    grids = voice.grids("version.report.sources", sources(voice.chain, voice.language, voice.hidden))
    said = (voice.said("sources/hidden", voice.words("told.hidden")),) if voice.hidden else ()
    return Chapter("sources", voice.words("told.part.sources"), said, grids=grids)


def changes(voice: Voice, earlier: FrozenVersion | None) -> Chapter:
    """What has changed since the version before, and what each change did to the ratio, or to the net without one."""
    heading = voice.words("told.part.changes")
    if earlier is None:
        return Chapter("changes", heading, (voice.said("changes/finding", voice.words("told.no_version_before")),))
    found, ends = bridge(earlier, voice.version), (earlier, voice.version)
    apart = unlike(earlier.record.settings, voice.settings, voice.language)
    said = (voice.said("changes/unlike", apart),) if apart else ()
    grids = voice.grids("told.table.changes", changes_table(found, ends, voice.language))
    return Chapter("changes", heading, said, exhibits=_bridged(voice, found, ends), grids=grids)


def _bridged(voice: Voice, found: Bridge, ends: tuple[FrozenVersion, FrozenVersion]) -> tuple[Exhibit, ...]:
    """The way from one version to the other; the ratio's only where both have their interval."""
    perspective = voice.perspective if voice.perspective in ("public", "society") else "society"
    have_intervals = all(Voice(end, voice.language).ratio_range(perspective) is not None for end in ends)
    figure = found.of(perspective, "ratio" if have_intervals else "net")
    if figure is None:
        return ()
    drawn = bridge_figure(figure, ends, voice.language)
    names = [step_name(step, ends, voice.language) for step in figure.steps]
    steps = tuple(float(step.amount) for step in figure.steps)
    write = partial(amount_words, figure.figure, language=voice.language)
    values = (float(figure.start), *steps, float(figure.end))
    series = Series(voice.words(f"table.money.{figure.figure}"), values, tuple(map(write, values)))
    unit = voice.words("table.unit.ratio" if figure.figure == "ratio" else "table.unit.sek")
    categories = (ends[0].record.name, *names, ends[1].record.name)
    plot = Plot("waterfall", unit, categories, (series,), 1.0 if figure.figure == "ratio" else 0.0)
    return (voice.exhibit("changes/bridge", "told.chart.bridge_title", drawn, plot),)


def method(voice: Voice, rewritten: int) -> Chapter:
    """How it was counted: every convention, the engine, the draws, the fingerprint; how many sentences people wrote."""
    said = [voice.said("method/finding", voice.words("told.method"))]
    outlook = voice.sure.of(voice.perspective) if voice.sure else None
    if outlook is not None and is_uncertain(outlook):
        error = chance_error(voice.language, outlook.chance.error)
        said.append(voice.said("method/error", voice.words("told.drawn_error", error=error)))
    if rewritten:
        said.append(voice.said("method/rewritten", voice.words("told.rewritten", count=rewritten)))
    facts = tuple((name, words) for name, words in _conventions(voice) if words)
    reviews = voice.grids("told.table.reviews", judgement.reviews(voice.chain, voice.language))
    return Chapter("method", voice.words("told.part.method"), tuple(said), facts=facts, grids=reviews)


def _conventions(voice: Voice) -> Iterator[tuple[str, str]]:
    record, settings, language = voice.version.record, voice.settings, voice.language
    for name in Settings.model_fields:
        if name != "index" and has_text(f"version.setting.{name}"):  # the index with its source stands below
            yield voice.words(f"version.setting.{name}"), _convention(voice, name, getattr(settings, name))
    indexes = ", ".join(f"{each.name} ({each.source})" if each.source else each.name for each in record.indexes)
    told = {
        "engine": record.engine_version,
        "index": indexes,
        "drawing": drawn_with(language, record.drawing) if record.drawing else "",
        "assumption_set": counted_by(record.assumption_set, language) if record.assumption_set else "",
        "fingerprint": record.fingerprint,
    }
    for name, words in told.items():
        yield voice.words(f"version.fact.{name}"), words


def _convention(voice: Voice, name: str, choice: object) -> str:
    """One convention as it is written."""
    return voice.whose(choice) if name == "perspective" else choice_words(voice.language, name, choice)


def coverage(voice: Voice) -> Chapter:
    """The analysis held against the checklist, point by point; dated as the version is."""
    told = voice.version.record.created_at.date()
    panel = hold_up(voice.chain, voice.settings, voice.result, told)
    said = (voice.said("coverage/finding", honesty.panel_sentence(panel, voice.language)),)
    grids = (
        *voice.grids("told.table.coverage", honesty.panel_table(panel, voice.language).drop(columns="evidence")),
        *voice.grids("told.table.answers", judgement.answers(voice.chain, voice.language)),
    )
    return Chapter("coverage", voice.words("told.part.coverage"), said, grids=grids)


def conventions(voice: Voice) -> str:
    """What the amounts are, and how they were counted, in one line each."""
    settings, line = voice.settings, conventions_line(voice.language, voice.settings, voice.chain)
    told = {"rate": format_share(voice.language, settings.discount_rate, None), "line": line}
    if settings.price_year is None:
        return voice.words("told.amounts_as_stated", **told)
    return voice.words("told.amounts", year=format_year(settings.price_year), **told)


def made(voice: Voice, number: int | None) -> str:
    """Which version it is, and of which day."""
    record = voice.version.record
    told = {"name": record.name, "day": format_date(record.created_at.date())}
    if number is None:
        return voice.words("told.version", **told)
    return voice.words("told.version_numbered", number=number, **told)
