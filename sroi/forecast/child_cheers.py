"""The 28 items of CHEERS 2022, filled from the inputs and results as far as these tell; the rest is left to be written.

Source: Husereau et al. (2022), Consolidated Health Economic Evaluation Reporting Standards 2022 (CHEERS 2022), BMJ
376:e067975.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chain.assumption import Assumption
from chain.forecast.model import Comparison, figures
from chain.text import Text
from sroi.forecast.child_psa import Simulation
from sroi.forecast.child_results import Forecast
from sroi.sureness import CREDIBILITY

Value = Text | str | float | Assumption
Values = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Item:
    """One item: its number, its key, and what can be said of it, as named values in the order to print them."""

    number: int
    key: str
    values: Values

    @property
    def is_filled(self) -> bool:
        """Whether the inputs say anything of it."""
        return bool(self.values)


@dataclass(frozen=True)
class _Told:
    result: Forecast
    simulation: Simulation | None

    @property
    def comparison(self) -> Comparison:
        return self.result.comparison


def cheers(result: Forecast, simulation: Simulation | None = None) -> tuple[Item, ...]:
    """Every item, in order. What is not said stays empty and is shown as such: nothing is made up."""
    told = _Told(result, simulation)
    return tuple(
        Item(number, key, tuple((name, value) for name, value in fill(told) if _says(value)))
        for number, (key, fill) in enumerate(ITEMS.items(), start=1)
    )


def _says(value: Value | None) -> bool:
    return bool(value) if isinstance(value, Text | str) else value is not None


def _nothing(_: _Told):
    return ()


def _title(told: _Told):
    yield "title", told.comparison.name


def _abstract(told: _Told):
    yield "question", told.comparison.question
    for option in told.result.options:
        at = option.horizons[-1]
        yield f"net_{option.option_id}_{at.years}", at.of(told.comparison.decision.perspective).net


def _background(told: _Told):
    yield "question", told.comparison.question


def _plan(told: _Told):
    yield "fingerprint", told.result.fingerprint
    yield "engine_version", told.result.engine_version


def _population(told: _Told):
    population = told.comparison.population
    yield "words", population.words
    yield "children", population.children
    yield "age_at_start", float(population.age_at_start)
    yield "start_share", population.start_share
    yield "girls_share", population.girls_share


def _setting(told: _Told):
    yield "setting", told.comparison.setting


def _comparators(told: _Told):
    decision = told.comparison.decision
    yield "comparator", str(decision.comparator)
    yield "comparator_words", decision.comparator_words
    yield from ((option.id, option.name) for option in told.comparison.options)


def _perspective(told: _Told):
    yield "perspective", told.comparison.decision.perspective


def _horizon(told: _Told):
    yield from ((f"horizon_{years}", float(years)) for years in told.result.horizons)


def _discount(told: _Told):
    decision = told.comparison.decision
    yield "cost_discount", decision.cost_discount
    yield "effect_discount", decision.effect_discount
    yield "discounting", decision.discounting


def _selection(told: _Told):
    for option in told.comparison.options:
        yield f"acts_on_{option.id}", str(option.effect.acts_on)
    yield "outcome", "QALY"


def _measurement(told: _Told):
    for option in told.comparison.options:
        yield f"estimate_{option.id}", option.effect.estimate
        yield f"measure_{option.id}", str(option.effect.measure)
        yield f"basis_{option.id}", str(option.effect.basis)
        month = option.effect.measured_month
        yield f"measured_month_{option.id}", None if month is None else float(month)


def _valuation(told: _Told):
    yield "quality_without", told.comparison.health.quality_without
    yield "quality_loss", told.comparison.health.quality_loss
    yield "threshold_sek", told.comparison.decision.threshold_sek


def _resources(told: _Told):
    for place, figure in figures(told.comparison):
        if place.endswith("/amount"):
            yield place, figure
    for option in told.comparison.options:
        for share in option.payer_shares:
            yield f"payer_{option.id}_{share.payer}", share.share


def _currency(told: _Told):
    yield "currency", "SEK"
    yield "price_year", str(told.comparison.decision.price_year)
    yield "index", told.comparison.decision.index


def _model(told: _Told):
    yield "states", "R, P, D"
    yield "cycle_years", 1.0
    yield "occupancy", str(told.comparison.decision.occupancy)


def _assumptions(told: _Told):
    for option, result in zip(told.comparison.options, told.result.options, strict=True):
        rules = {each.id: each for each in option.effect.persistence}
        chosen = rules[result.persistence_id]
        yield f"persistence_{option.id}", str(chosen.fading)
        yield f"persistence_reason_{option.id}", chosen.reason


def _uncertainty(told: _Told):
    if told.simulation is not None:
        yield "draws", float(told.simulation.draws)
        yield "seed", float(told.simulation.seed)
        yield "uncertain_figures", float(len(told.simulation.figures))


def _engagement(told: _Told):
    yield "engagement", told.comparison.engagement


def _parameters(told: _Told):
    yield from figures(told.comparison)


def _main(told: _Told):
    for option in told.result.options:
        for at in option.horizons:
            balance = at.of(told.comparison.decision.perspective)
            yield f"incremental_cost_{option.option_id}_{at.years}", balance.incremental_cost
            yield f"qalys_{option.option_id}_{at.years}", balance.qalys
            priced = balance.per_qaly
            yield f"per_qaly_{option.option_id}_{at.years}", str(priced.quadrant) if priced.sek is None else priced.sek


def _effect_of_uncertainty(told: _Told):
    if told.simulation is None:
        return
    perspective = told.comparison.decision.perspective
    for option in told.result.options:
        for at in option.horizons:
            outlook = told.simulation.outlook(option.option_id, perspective, at.years)
            interval = outlook.net.interval(CREDIBILITY)
            yield f"net_low_{option.option_id}_{at.years}", interval.low
            yield f"net_high_{option.option_id}_{at.years}", interval.high
            yield f"chance_of_gain_{option.option_id}_{at.years}", outlook.gain.share


def _limitations(told: _Told):
    yield "limitations", told.comparison.limitations
    yield "warnings", float(len(told.result.problems))


def _funding(told: _Told):
    yield "funding", told.comparison.funding


def _conflicts(told: _Told):
    yield "conflicts", told.comparison.conflicts


ITEMS: dict[str, Callable] = {
    "title": _title,
    "abstract": _abstract,
    "background": _background,
    "analysis_plan": _plan,
    "population": _population,
    "setting": _setting,
    "comparators": _comparators,
    "perspective": _perspective,
    "horizon": _horizon,
    "discount_rate": _discount,
    "selection_of_outcomes": _selection,
    "measurement_of_outcomes": _measurement,
    "valuation_of_outcomes": _valuation,
    "resources": _resources,
    "currency": _currency,
    "model": _model,
    "assumptions": _assumptions,
    "heterogeneity": _nothing,
    "distribution": _nothing,
    "uncertainty": _uncertainty,
    "engagement": _engagement,
    "parameters": _parameters,
    "main_results": _main,
    "effect_of_uncertainty": _effect_of_uncertainty,
    "effect_of_engagement": _nothing,
    "limitations": _limitations,
    "funding": _funding,
    "conflicts": _conflicts,
}
