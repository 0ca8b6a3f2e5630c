"""A result, and how sure it is, as lines to read where there is no screen."""

from collections.abc import Iterable

from chain.model import Chain
from reports.headline import conventions_line, headline, ratio_sentence
from reports.sureness import drawn_with, held_fixed, likely, net_sentence, outside
from reports.tables import interval_of
from reports.texts import text
from reports.texts.numbers import format_ratio, format_share
from sroi.frozen import Recomputation
from sroi.kept_figures import as_data
from sroi.results import Result, Total
from sroi.span import Span, price_span
from sroi.sureness import CREDIBILITY, Sureness
from sroi.uncertainty import all_perspectives

MOST_DIFFERENCES = 20


def ratio_lines(result: Result, chain: Chain, language: str, sure: Sureness | None) -> Iterable[str]:
    """The headline of public finances and of society, each with its conventions."""
    yield text(language, "cli.title", name=chain.name.into(language), id=chain.id)
    span = price_span(chain, result.settings)
    for perspective in ("public", "society"):
        total = result.total(perspective)
        yield ""
        yield text(language, f"cli.perspective.{perspective}")
        yield from (f"  {line}" for line in headline(result, chain, language, perspective, span, sure))
        if total.net_ratio is not None:
            yield "  " + net_ratio_words(total, language, span, sure)
        settings = result.settings.model_copy(update={"perspective": perspective})
        yield "  " + conventions_line(language, settings)
    yield ""
    yield text(language, "cli.engine", version=result.engine_version, fingerprint=result.fingerprint[:12])


def net_ratio_words(total: Total, language: str, span: Span, sure: Sureness | None) -> str:
    """The net ratio; its range is the ratio's own, less one."""
    outlook, ends = sure.of(total.perspective) if sure else None, span.of(total.perspective)
    low, high = interval_of(outlook)
    told, key = {"ratio": format_ratio(language, total.net_ratio)}, "cli.net_ratio_interval"
    if low is None:
        low, high, key = ends.cautious, ends.hopeful, "cli.net_ratio_span"
    if low is None:
        return text(language, "cli.net_ratio", **told)
    told |= {"low": format_ratio(language, float(low) - 1), "high": format_ratio(language, float(high) - 1)}
    return text(language, key, credibility=format_share(language, CREDIBILITY, 0), **told)


def interval_data(sure: Sureness | None, perspective: str) -> dict | None:
    """For programs: the ratio's interval and what it rests on; None where nothing varies."""
    low, high = interval_of(sure.of(perspective) if sure else None)
    if low is None:
        return None
    counted = {"drawn_figures": sure.coverage.drawn, "all_figures": sure.coverage.all}
    return {"credibility": CREDIBILITY, "low": float(low), "high": float(high), **counted, **sure.drawing._asdict()}


def uncertainty_lines(sure: Sureness | None, result: Result, chain: Chain, language: str) -> Iterable[str]:
    """What is held fixed, how the draws were made, then every perspective by itself, and the conventions."""
    yield text(language, "cli.title", name=chain.name.into(language), id=chain.id)
    if sure is None:
        yield text(language, "uncertainty.empty")
        return
    yield from filter(None, [held_fixed(language, sure.coverage)])
    yield text(language, "uncertainty.drawn", drawn=drawn_with(language, sure.drawing))
    for perspective in all_perspectives(chain):
        settings = result.settings.model_copy(update={"perspective": perspective})
        ratio = ratio_sentence(result, language, perspective, None, sure)
        net, chance = net_sentence(language, sure, settings, chain), likely(language, sure, perspective, chain)
        told = (ratio, net, chance, outside(language, sure, perspective))
        yield "\n" + "\n".join(f"  {line}" for line in told if line)
    yield "\n  " + conventions_line(language, result.settings, chain)
    yield text(language, "cli.engine", version=result.engine_version, fingerprint=result.fingerprint[:12])


def recomputation_lines(again: Recomputation | None, language: str) -> Iterable[str]:
    """Whether a kept version came out to the same digits, and the first that did not."""
    if again is None:
        return
    if again.engine_moved:
        yield "  " + text(language, "version.engine_moved", then=again.engine_then, now=again.engine_now)
    if again.same:
        yield "  " + text(language, "version.same")
        return
    yield "  " + text(
        language, "version.not_same_moved" if again.engine_moved else "version.not_same", count=len(again.differences)
    )
    for each in again.differences[:MOST_DIFFERENCES]:
        yield "    " + text(language, "verify.difference", place=each.place, kept=each.before, now=each.after)


def about_result(result: Result, chain: Chain) -> dict:
    """For programs: which chain, which engine, which conventions."""
    return {
        "chain": {"id": chain.id, "name": chain.name.model_dump(), "fingerprint": result.fingerprint},
        "engine_version": result.engine_version,
        "settings": result.settings.model_dump(),
    }


def result_data(result: Result, chain: Chain, sure: Sureness | None) -> dict:
    """For programs: every figure of a result, the ratios with their intervals."""
    return about_result(result, chain) | {
        "years": result.years,
        "public": as_data(result.public),
        "society": as_data(result.society),
        "ratio_interval": {name: interval_data(sure, name) for name in ("public", "society")},
        "actors": [as_data(actor) for actor in result.actors],
        "effects": [as_data(effect) for effect in result.effects],
    }
