"""A comparison as a document of the general cohort engine: another way to the same figures, and open to be changed.

Five states: without the problem and with it for those the effect reaches, the same for those it does not, and dead.
Yearly probabilities and costs become tables by cycle. An effect that lives only in the difference between arms (a
difference override, or an initial shift that is made to fade) has no probabilities of its own and cannot be told so.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from chain.cohort_model import (
    CohortModel,
    Definition,
    Discounting,
    OneOffReward,
    State,
    StateReward,
    Strategy,
    Table,
    Transition,
)
from chain.forecast.effect import ActsOn, Fading
from chain.forecast.model import Comparison
from chain.text import Text
from sroi.discounting import INDEXES, Index
from sroi.forecast.child import one
from sroi.forecast.child_course import Year, changed_years
from sroi.forecast.child_effect import entry_of, left_after
from sroi.forecast.child_run import OptionRun, Run

STATES = ("without", "with", "reached_without", "reached_with", "dead")
MOMENTS = {"first_year_undiscounted": "start", "mid_year": "middle", "end_year": "end"}
NOTHING = "comparator"


class NotMarkovError(ValueError):
    """The option's effect is a rule about the difference, not about what happens to a child."""


def to_cohort_model(
    comparison: Comparison, perspective: str = "public", indexes: Mapping[str, Index] = INDEXES
) -> CohortModel:
    """The base case for one perspective. Costs are what the intervention and the problem cost, so the general engine's
    cost difference is ΔC. Raises NotMarkovError for an effect that is only a difference."""
    run = Run(comparison, indexes=indexes)
    decision, arms = comparison.decision, {_word(name): option for name, option in run.options().items()}
    return CohortModel(
        id=comparison.id,
        name=comparison.name,
        perspective=perspective,
        price_year=decision.price_year,
        effect_unit="QALY",
        persistence=Text(sv="Se jämförelsen.", en="See the comparison."),
        comparator=NOTHING,
        threshold=decision.threshold_sek.value,
        cycles=run.years,
        start_age=comparison.population.age_at_start,
        start={state: f"start_{state}" for state in STATES[:4]},
        occupancy=decision.occupancy.value,
        discounting=Discounting(
            cost_rate=decision.cost_discount.value,
            effect_rate=decision.effect_discount.value,
            moment=MOMENTS[decision.discounting],
        ),
        states=tuple(State(id=state) for state in STATES),
        tables=tuple(_tables(run, arms, perspective)),
        definitions=tuple(_definitions(run)),
        strategies=(Strategy(id=NOTHING), *(Strategy(id=word, sets=_sets(arm, word)) for word, arm in arms.items())),
        transitions=tuple(_transitions(arms)),
        state_rewards=tuple(_rewards(run)),
        one_off_rewards=tuple(_one_offs(arms, perspective)),
    )


def _word(option_id: str) -> str:
    """The option's id as a name that formulas may use."""
    plain = "".join(each if each.isalnum() and each.isascii() else "_" for each in option_id)
    return f"o_{plain}"[:30]


def _start(offered: float, reached: float, natural: float, shifted: float) -> dict[str, float]:
    """Persons by state at time 0: `reached` of them with the share `shifted` with the problem, the rest `natural`."""
    rest = offered - reached
    return {
        "without": rest * (1 - natural),
        "with": rest * natural,
        "reached_without": reached * (1 - shifted),
        "reached_with": reached * shifted,
    }


def _definitions(run: Run) -> Iterator[Definition]:
    offered = run.comparison.population.children.value
    with_problem = one(run.natural.start * (1.0 - run.natural.recovered))
    for state, persons in _start(offered, 0.0, with_problem, with_problem).items():
        yield Definition(id=f"start_{state}", formula=persons)


def _sets(arm: OptionRun, word: str) -> dict[str, float]:
    natural = arm.run.natural
    with_problem = one(natural.start * (1.0 - natural.recovered))
    shifted = with_problem
    if arm.option.effect.acts_on is ActsOn.INITIAL_STATE:
        entry = entry_of(arm.option.effect, f"options/{arm.option.id}/effect", arm.run.read)
        shifted = one(entry.at_start(natural.start, natural.recovered))
    offered = one(arm.delivery.offered)
    persons = _start(offered, one(arm.reached), with_problem, shifted)
    return {f"start_{state}": number for state, number in persons.items()}


def _years(arm: OptionRun) -> list[Year]:
    """What happens each year to those whom the effect reaches."""
    effect, natural = arm.option.effect, arm.run.natural
    place, rule = f"options/{arm.option.id}/effect", effect.persistence[0]
    if effect.acts_on is ActsOn.INITIAL_STATE and rule.fading is Fading.NONE:
        return natural.years
    entry = entry_of(effect, place, arm.run.read)
    if entry.is_shift:
        raise NotMarkovError(f"{place}/persistence/{rule.id}")
    left = left_after(rule, f"{place}/persistence/{rule.id}", arm.run.read, len(natural.years))
    return changed_years(entry, left, natural)[0]


def _tables(run: Run, arms: Mapping[str, OptionRun], perspective: str) -> Iterator[Table]:
    for name in ("remission", "relapse", "death", "death_with"):
        yield _table(name, [getattr(year, name) for year in run.natural.years])
    for word, arm in arms.items():
        for name in ("remission", "relapse"):
            yield _table(f"{name}_{word}", [getattr(year, name) for year in _years(arm)])
    counted = [run.costs[cost.id] for cost in run.comparison.excess_costs if run.counts(cost, perspective)]
    yield _table("excess", list(sum(counted, np.zeros((run.years, 1)))))


def _table(name: str, numbers: list) -> Table:
    return Table(id=name, first=1, values=tuple(one(each) for each in numbers))


def _transitions(arms: Mapping[str, OptionRun]) -> Iterator[Transition]:
    yield from _group("without", "with", "remission", "relapse", ())
    yield from _group("reached_without", "reached_with", "remission", "relapse", ())
    for word in arms:
        yield from _group("reached_without", "reached_with", f"remission_{word}", f"relapse_{word}", (word,))
    yield Transition(origin="dead", to="dead", probability=1.0)


def _group(without: str, having: str, remission: str, relapse: str, strategies: tuple) -> Iterator[Transition]:
    moves = {
        (without, without): f"(1 - death(cycle)) * (1 - {relapse}(cycle))",
        (without, having): f"(1 - death(cycle)) * {relapse}(cycle)",
        (without, "dead"): "death(cycle)",
        (having, having): f"(1 - death_with(cycle)) * (1 - {remission}(cycle))",
        (having, without): f"(1 - death_with(cycle)) * {remission}(cycle)",
        (having, "dead"): "death_with(cycle)",
    }
    for (origin, to), formula in moves.items():
        yield Transition(origin=origin, to=to, probability=formula, strategies=strategies)


def _rewards(run: Run) -> Iterator[StateReward]:
    health = run.comparison.health
    whole, loss = health.quality_without.value, health.quality_loss.value
    having, free = ("with", "reached_with"), ("without", "reached_without")
    yield StateReward(kind="cost", part="excess", states=having, per_year="excess(cycle)", income=True)
    yield StateReward(kind="effect", states=free, per_year=whole)
    yield StateReward(kind="effect", states=having, per_year=whole - loss)


def _one_offs(arms: Mapping[str, OptionRun], perspective: str) -> Iterator[OneOffReward]:
    for word, arm in arms.items():
        each = one(arm.cost(perspective)) / one(arm.delivery.offered)
        yield OneOffReward(kind="cost", part="intervention", per_person=each, strategies=(word,))
