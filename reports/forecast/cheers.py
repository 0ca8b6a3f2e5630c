"""The 28 items of CHEERS 2022 as a page: what the inputs and results say of each, in words, and what is not told.

Source: Husereau et al. (2022), Consolidated Health Economic Evaluation Reporting Standards 2022 (CHEERS 2022), BMJ
376:e067975.
"""

from collections.abc import Callable

from pandas import DataFrame

from chain.forecast.model import figures
from reports.comparison_words import cheers_title
from reports.forecast.beaten import beaten_words
from reports.forecast.headline import said_of
from reports.forecast.names import (
    comparator_name,
    figure_name,
    number_words,
    of_purse,
    option_name,
    passport,
)
from reports.forecast.stamp import Beside, effect_words, stamp
from reports.forecast.words import in_brackets, per_qaly_words, qalys_words
from reports.sureness import chance_share
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_years
from sroi.forecast.child_cheers import Item, cheers

COLUMNS = ("cheers_item", "told")


def cheers_table(beside: Beside, language: str) -> DataFrame:
    """Every item with its number, title and words; one that nothing is told of says so."""
    rows = [
        {
            "cheers_item": _title(each, language),
            "told": words_of(each.key, beside, language) or text(language, "prognosis.cheers.not_told"),
        }
        for each in cheers(beside.forecast)
    ]
    return DataFrame(rows, columns=list(COLUMNS))


def _title(item: Item, language: str) -> str:
    title = cheers_title(language, item.key)
    return text(language, "prognosis.cheers.item", number=item.number, title=title)


def untold(beside: Beside, language: str) -> int:
    """How many items nothing is told of."""
    return sum(not words_of(each.key, beside, language) for each in cheers(beside.forecast))


def words_of(key: str, beside: Beside, language: str) -> str:
    """What can be said of an item; empty where nothing is told."""
    return _WORDS[key](beside, language) if key in _WORDS else _own(key, beside, language)


def _own(key: str, beside: Beside, language: str) -> str:
    """Items that hold a person's own words, or nothing yet."""
    field = {"title": "name", "background": "question"}.get(key, key)
    found = getattr(beside.comparison, field, None)
    return found.into(language) if found else ""


def _stamped(*keys: str) -> Callable[[Beside, str], str]:
    """Items that the conventions beside every figure already tell."""

    def told(beside: Beside, language: str) -> str:
        labels = {text(language, f"prognosis.stamp.{key}") for key in keys}
        return "; ".join(words for label, words in stamp(beside, language) if label in labels)

    return told


def _figures(ends_with: tuple[str, ...], beside: Beside, language: str) -> str:
    """The numbers whose places end so, each with its name and value."""
    comparison = beside.comparison
    items = (
        text(language, "prognosis.cheers.figure", name=figure_name(comparison, place, language),
             value=number_words(comparison, place, figure.value, language))
        for place, figure in figures(comparison) if place.endswith(ends_with)
    )  # fmt: skip
    return "; ".join(items)


def _population(beside: Beside, language: str) -> str:
    population = beside.comparison.population
    ages = text(language, "prognosis.cheers.age", age=population.age_at_start)
    told = _figures(("population/children", "start_share", "girls_share"), beside, language)
    return ". ".join(filter(None, (population.words.into(language).rstrip("."), ages, told)))


def _comparators(beside: Beside, language: str) -> str:
    names = ", ".join(option_name(beside.comparison, each.id, language) for each in beside.comparison.options)
    against = comparator_name(beside.comparison, language)
    return text(language, "prognosis.cheers.comparators", options=names, comparator=against)


def _horizon(beside: Beside, language: str) -> str:
    years = ", ".join(format_years(language, each) for each in beside.forecast.horizons)
    return text(language, "prognosis.cheers.horizons", years=years)


def _outcomes(beside: Beside, language: str) -> str:
    return text(language, "prognosis.cheers.outcomes")


def _measured(beside: Beside, language: str) -> str:
    items = (
        text(language, "prognosis.cheers.effect", option=option_name(beside.comparison, each.id, language),
             estimate=number_words(beside.comparison, f"options/{each.id}/effect/estimate",
                                   passport(beside.comparison, f"options/{each.id}/effect/estimate").value, language),
             source=effect_words(beside, each.id, language))
        for each in beside.comparison.options
    )  # fmt: skip
    return "; ".join(items)


def _main(beside: Beside, language: str) -> str:
    """Every option's net and health at the chosen horizon, with intervals where there are draws."""
    said = []
    for option in beside.forecast.options:
        balance = option.at(beside.years).of(beside.perspective)
        certainty = beside.sure and beside.sure.of(option.option_id, beside.perspective, beside.years)
        per_qaly = beaten_words(beside, option.option_id, beside.years, language)
        said.append(
            text(
                language, "prognosis.cheers.result",
                net=format_money(language, balance.net), within=in_brackets(language, certainty and certainty.net),
                qalys=qalys_words(language, balance.qalys),
                per_qaly=per_qaly or per_qaly_words(language, balance.per_qaly),
                **said_of(beside, option.option_id, language),
            )
        )  # fmt: skip
    return " ".join(said)


def _uncertain(beside: Beside, language: str) -> str:
    if beside.sure is None:
        return ""
    draws = format_number(language, beside.sure.draws, 0)
    return text(language, "prognosis.cheers.uncertain", draws=draws, seed=beside.sure.seed,
                varying=len(beside.sure.varying))  # fmt: skip


def _effect_of_uncertainty(beside: Beside, language: str) -> str:
    if beside.sure is None:
        return ""
    items = (
        text(language, "prognosis.cheers.chance", chance=chance_share(language, found.gain.share),
             **said_of(beside, each.option_id, language))
        for each in beside.forecast.options
        if (found := beside.sure.of(each.option_id, beside.perspective, beside.years)).net.varies
    )  # fmt: skip
    return " ".join(items)


def _abstract(beside: Beside, language: str) -> str:
    return " ".join(filter(None, (_own("background", beside, language), _main(beside, language))))


def _perspective(beside: Beside, language: str) -> str:
    return of_purse(beside.perspective, language)


_WORDS: dict[str, Callable[[Beside, str], str]] = {
    "abstract": _abstract,
    "analysis_plan": _stamped("version"),
    "population": _population,
    "comparators": _comparators,
    "perspective": _perspective,
    "horizon": _horizon,
    "discount_rate": _stamped("discount"),
    "selection_of_outcomes": _outcomes,
    "measurement_of_outcomes": _measured,
    "valuation_of_outcomes": lambda beside, language: _figures(
        ("quality_without", "quality_loss", "threshold_sek"), beside, language
    ),
    "resources": lambda beside, language: _figures(("/amount",), beside, language),
    "currency": _stamped("prices"),
    "model": lambda beside, language: (
        text(language, "prognosis.cheers.model") + "; " + _stamped("occupancy")(beside, language)
    ),
    "assumptions": _stamped("persistence"),
    "uncertainty": _uncertain,
    "parameters": lambda beside, language: text(
        language, "prognosis.cheers.parameters", count=sum(1 for _ in figures(beside.comparison))
    ),
    "main_results": _main,
    "effect_of_uncertainty": _effect_of_uncertainty,
}
