"""Exercises on the worked examples, whose answers are what the program itself finds; nothing outside memory is touched.

Every exercise offers choices, and which of them is right is found by the same functions as anywhere else: change the
example, and the answer changes with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import chain as claims
from chain.checks import check_chain
from chain.document import read_chain
from chain.follow_up_document import read_follow_up
from chain.measurement import FollowUp
from chain.model import Chain, MonetisedEffect, by_id
from chain.plan.document import read_portfolio
from chain.procurement.document import read_bids
from chain.procurement.starter import worked_example
from chain.text import Text
from sroi.follow_up.learned import learned
from sroi.plan.portfolio import plan
from sroi.procurement.evaluate import evaluate
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.switching import switching_values
from sroi.tipping import Tipping

EXAMPLES = Path(claims.__file__).parent / "examples"
TWICE, TIPPED, LATE = "I3", "I1", "I3"
"""Which of the example municipality's interventions an exercise is about."""
PLANTED = "again"
_THIS_YEAR = 2026
_EVEN, _NEAR = 1.0, 0.005


@dataclass(frozen=True)
class Choice:
    """One answer: its id, and what it is: a name, or a number to be written (SEK or a ratio)."""

    id: str
    name: Text = field(default_factory=Text)
    number: float | None = None


@dataclass(frozen=True)
class Exercise:
    """What is chosen among, what is right, and the numbers that the question and its explanation need."""

    name: str
    choices: tuple[Choice, ...]
    right: frozenset[str]
    numbers: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, Text] = field(default_factory=dict)


@cache
def _example(name: str) -> Chain:
    return _found(read_chain((EXAMPLES / f"{name}.json").read_bytes()))


def _found(read: tuple) -> object:
    content, problems = read
    if content is None:
        raise ValueError(f"an example cannot be read: {problems[0].code}")
    return content


@cache
def double_count() -> Exercise:
    """One effect too many: right is each whose removal leaves nothing that the checks find to be counted twice."""
    whole = _example(TWICE)
    first = whole.effects[0]
    before = by_id(whole.outcomes)[first.outcome_id].outcome_ids[0]
    planted = first.model_copy(update={"id": PLANTED, "outcome_id": before})
    priced = tuple(each.model_copy(update={"valued": True}) if each.id == before else each for each in whole.outcomes)
    twice = whole.model_copy(update={"effects": (*whole.effects, planted), "outcomes": priced})
    choices = tuple(Choice(each.id, _named(twice, each)) for each in twice.effects)
    return Exercise(
        "double_count",
        choices,
        frozenset(each.id for each in twice.effects if not _is_twice(_without(twice, each.id))),
        {"ratio_with": _ratio(twice), "ratio_without": _ratio(whole)},
        {"intervention": whole.name},
    )


def _named(whole: Chain, effect: MonetisedEffect) -> Text:
    """What changes, and for whom."""
    outcome, actor = by_id(whole.outcomes)[effect.outcome_id].name, by_id(whole.actors)[effect.actor_id].name
    return Text(sv=f"{outcome.sv} ({actor.sv})", en=f"{outcome.en} ({actor.en})")


def _without(whole: Chain, effect_id: str) -> Chain:
    return whole.model_copy(update={"effects": tuple(each for each in whole.effects if each.id != effect_id)})


def _is_twice(whole: Chain) -> bool:
    return any(each.code.startswith("double.") for each in check_chain(whole, _THIS_YEAR))


def _ratio(whole: Chain) -> float:
    return float(calculate(whole, SWEDISH_PUBLIC_SECTOR).total("public").ratio)


@cache
def tipping_price() -> Exercise:
    """A price: right is the one at which the ratio is 1, as the whole calculation made anew finds it."""
    whole = _example(TIPPED)
    found = switching_values(whole, SWEDISH_PUBLIC_SECTOR)
    row = next(each for each in found.ranked if each.mover.place.startswith("proxies/"))
    base, tips = row.mover.base, round(row.value, -2)
    offered = sorted({base, tips, round((base + tips) / 2, -2), round(tips / 2, -2)})
    investment, value, _ = Tipping(whole, SWEDISH_PUBLIC_SECTOR, _EVEN, {})([row.mover] * len(offered), offered)
    ratios = [float(gain / cost) for gain, cost in zip(value, investment, strict=True)]
    right = frozenset(str(at) for at, ratio in enumerate(ratios) if abs(ratio - _EVEN) < _NEAR)
    choices = tuple(Choice(str(at), number=price) for at, price in enumerate(offered))
    price = by_id(whole.proxies)[row.mover.place.split("/")[1]].name
    numbers = {"ratio": found.ratio, "base_sek": base, **{f"ratio_{at}": ratio for at, ratio in enumerate(ratios)}}
    return Exercise("tipping_price", choices, right, numbers, {"intervention": whole.name, "price": price})


@cache
def late_measurement() -> Exercise:
    """A value that comes late: right is the ratio with it; beside stand the forecast's and the one without it."""
    whole = _example(LATE)
    seen: FollowUp = _found(read_follow_up((EXAMPLES / "follow_up" / f"{LATE}.json").read_bytes()))
    for at in reversed(range(len(seen.observations))):
        late, others = seen.observations[at], seen.observations[:at] + seen.observations[at + 1 :]
        without = _ratio(learned(whole, seen.model_copy(update={"observations": others})).chain)
        after = _ratio(learned(whole, seen).chain)
        if round(without, 2) != round(after, 2):
            break
    offered = {"forecast": _ratio(whole), "without": without, "with": after}
    indicator = by_id(seen.plan)[late.indicator_id].name
    choices = tuple(Choice(name, number=ratio) for name, ratio in sorted(offered.items(), key=lambda each: each[1]))
    names = {"intervention": whole.name, "indicator": indicator, "period": Text(sv=late.period, en=late.period)}
    return Exercise("late_measurement", choices, frozenset({"with"}), offered, names)


@cache
def three_bids() -> Exercise:
    """Three bids on one yardstick: right is the one that the evaluation puts first."""
    came = _found(read_bids((EXAMPLES / "procurement" / "work-training-bids.json").read_bytes()))
    first, second, *_ = evaluate(worked_example(), came).lines
    choices = tuple(Choice(each.id, Text(sv=each.bidder, en=each.bidder)) for each in came.bids)
    numbers = {"first_sek": float(first.comparison), "second_sek": float(second.comparison)}
    return Exercise("three_bids", choices, frozenset({first.bid_id}), numbers)


@cache
def next_million() -> Exercise:
    """A million more: right is each option that comes into the best portfolio then."""
    portfolio = _found(read_portfolio((EXAMPLES / "plan" / "seven.json").read_bytes()))
    found = plan(portfolio)
    more = next(each for each in found.margins if each.change_sek > 0)
    choices = tuple(Choice(each.id, each.name) for each in portfolio.options if each.id not in found.best.option_ids)
    return Exercise("next_million", choices, frozenset(more.came_in), {"gain_sek": more.gain_sek})


EXERCISES: tuple[Callable[[], Exercise], ...] = (
    double_count,
    tipping_price,
    late_measurement,
    three_bids,
    next_million,
)
