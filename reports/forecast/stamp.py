"""What must stand beside every figure of a forecast: against what, how far, in which prices, by which rules, and whose.

No table, chart, file or sentence of a forecast leaves without it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pandas import DataFrame

from chain.forecast.model import Comparison, Option
from reports.forecast.names import comparator_name, level, of_purse, option_name, rule_name
from reports.texts import text
from reports.texts.numbers import format_number, format_share, format_year, format_years
from sroi.forecast.child_results import Forecast
from sroi.forecast.child_sure import Sure


class Beside(NamedTuple):
    """A forecast as someone looks at it: whose money, how far ahead, which options, and the draws if any were made."""

    forecast: Forecast
    perspective: str
    years: int
    sure: Sure | None = None

    @property
    def comparison(self) -> Comparison:
        """What was calculated."""
        return self.forecast.comparison


def stamp(beside: Beside, language: str) -> tuple[tuple[str, str], ...]:
    """Label and words of every convention, in the order in which they are read."""
    return tuple((text(language, f"prognosis.stamp.{key}"), words) for key, words in _parts(beside, language))


def stamp_by_key(beside: Beside, language: str) -> dict[str, str]:
    """The words of every convention by its key, for programs."""
    return dict(_parts(beside, language))


def _parts(beside: Beside, language: str) -> Iterator[tuple[str, str]]:
    decision = beside.comparison.decision
    yield "comparator", comparator_name(beside.comparison, language)
    yield "perspective", of_purse(beside.perspective, language)
    yield "horizon", text(language, "prognosis.stamp_words.horizon", years=format_years(language, beside.years))
    yield (
        "prices",
        text(language, "prognosis.stamp_words.prices", year=format_year(decision.price_year), index=decision.index),
    )
    yield "discount", _discount(beside.comparison, language)
    yield "occupancy", text(language, f"prognosis.occupancy.{decision.occupancy}")
    for key, words in (
        ("effect", effect_words), ("persistence", _persistence), ("payers", _payers),
    ):  # fmt: skip
        yield key, _by_option(beside, words, language)
    yield "cashable", _cashable(beside.comparison, language)
    yield (
        "version",
        text(
            language,
            "prognosis.stamp_words.version",
            version=beside.forecast.engine_version,
            fingerprint=beside.forecast.fingerprint[:12],
        ),
    )
    yield "seed", _seed(beside.sure, language)


def _discount(comparison: Comparison, language: str) -> str:
    decision = comparison.decision
    costs, effects = (
        format_share(language, each.value, None) for each in (decision.cost_discount, decision.effect_discount)
    )
    timing = text(language, f"prognosis.timing.{decision.discounting}")
    return text(language, "prognosis.stamp_words.discount", costs=costs, effects=effects, timing=timing)


def _by_option(beside: Beside, words, language: str) -> str:
    """The words of each option; once where they are the same for all."""
    found = {each.option_id: words(beside, each.option_id, language) for each in beside.forecast.options}
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    said = (
        text(
            language, "prognosis.stamp_words.of_option", name=option_name(beside.comparison, name, language), words=each
        )
        for name, each in found.items()
    )
    return "; ".join(said)


def effect_words(beside: Beside, option_id: str, language: str) -> str:
    """Where an option's effect comes from, and when it was last measured."""
    option = beside.comparison.option(option_id)
    month = option.effect.measured_month
    measured = (
        text(language, "prognosis.stamp_words.never_dated")
        if month is None
        else text(language, "prognosis.stamp_words.measured", months=month)
    )
    return f"{source_words(option, language)}, {measured}"


def source_words(option: Option, language: str) -> str:
    """The source of the effect, or that it is made up or not told."""
    estimate = option.effect.estimate
    return estimate.source or text(language, f"mark.{estimate.mark}").lower()


def _persistence(beside: Beside, option_id: str, language: str) -> str:
    return rule_name(beside.comparison, option_id, beside.forecast.of(option_id).persistence_id, language)


def _payers(beside: Beside, option_id: str, language: str) -> str:
    shares = beside.comparison.option(option_id).payer_shares
    said = (
        text(
            language,
            "prognosis.stamp_words.share",
            who=level(each.payer.value, language),
            share=format_share(language, each.share.value, 0),
        )
        for each in shares
        if each.share.value
    )
    return ", ".join(said)


def _cashable(comparison: Comparison, language: str) -> str:
    costs = comparison.excess_costs
    if not costs:
        return text(language, "prognosis.stamp_words.no_costs")
    said = []
    for cost in costs:
        share = (
            text(language, "prognosis.stamp_words.not_stated")
            if cost.cashable_share is None
            else format_share(language, cost.cashable_share.value, 0)
        )
        name = cost.name.into(language) or level(cost.payer.value, language)
        said.append(text(language, "prognosis.stamp_words.share", who=name, share=share))
    return ", ".join(said)


def _seed(sure: Sure | None, language: str) -> str:
    if sure is None:
        return text(language, "prognosis.stamp_words.no_draws")
    draws = format_number(language, sure.draws, 0)
    return text(language, "prognosis.stamp_words.draws", draws=draws, seed=sure.seed)


def stamp_table(beside: Beside, language: str) -> DataFrame:
    """The conventions as a table of two columns."""
    rows = [{"counting_rule": label, "told": words} for label, words in stamp(beside, language)]
    return DataFrame(rows, columns=["counting_rule", "told"])


def stamp_lines(beside: Beside, language: str) -> tuple[str, ...]:
    """The conventions line by line, for the foot of a file."""
    lines = [
        text(language, "prognosis.stamp_line", label=label, words=words) for label, words in stamp(beside, language)
    ]
    return (*_made_up(beside.comparison, language), *lines)


def _made_up(comparison: Comparison, language: str) -> Iterator[str]:
    if comparison.example:
        yield text(language, "prognosis.example")


def stamp_line(beside: Beside, language: str) -> str:
    """The conventions in one line, for under a headline."""
    return "; ".join(stamp_lines(beside, language)) + "."
