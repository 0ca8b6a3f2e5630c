"""A comparison to begin with: methods out of the catalogue, the usual conventions, and what is known; the rest is open.

Where no figure has a source the field is left empty, or filled with the worked example's when someone asks for that;
each such figure says that it is made up.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from chain.assumption import Assumption, Mark
from chain.forecast.catalogue import begin
from chain.forecast.document import read_comparison
from chain.forecast.effect import Effect, Fading, Persistence
from chain.forecast.model import Comparator, Comparison, Decision, Option, Population
from chain.text import Text

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "forecast" / "parenting.json"
UNTIL_MEASURED = Text(sv="Ingen effekt efter sista mätningen", en="No effect after the last measurement")
CAUTIOUS = Text(
    sv="Försiktigt: inget räknas efter den tid som har mätts.",
    en="Cautious: nothing is counted after the time that was measured.",
)
MONTHS = 12


class Beginning(NamedTuple):
    """The choices that a comparison is made of. `filled`: with the example's made-up figures where none is known."""

    name: Text
    comparator: Comparator | None
    children: float | None
    age_at_start: int | None
    method_ids: Sequence[str] = ()
    filled: bool = False


@cache
def worked_example() -> Comparison:
    """The example that ships with the product."""
    found, problems = read_comparison(EXAMPLE.read_bytes())
    if found is None:
        raise ValueError(f"the worked example cannot be read: {problems[0].code}")
    return found


def usual_decision(comparator: Comparator | None) -> Decision:
    """The conventions that are usual in Sweden, with their sources."""
    usual = worked_example().decision
    return usual.model_copy(update={"comparator": comparator, "comparator_words": Text(), "start_year": None})


def new_comparison(comparison_id: str, chosen: Beginning) -> Comparison:
    """The comparison that these choices make."""
    children = None if chosen.children is None else Assumption(value=chosen.children, unit="children")
    made = Comparison(
        id=comparison_id,
        name=chosen.name,
        decision=usual_decision(chosen.comparator),
        population=Population(children=children, age_at_start=chosen.age_at_start),
        options=tuple(_option(each) for each in chosen.method_ids),
    )
    return filled(made) if chosen.filled else made


def _option(method_id: str) -> Option:
    option = begin(method_id, method_id)
    return option.model_copy(update={"effect": _with_caution(option.effect)})


def _with_caution(effect: Effect) -> Effect:
    """The effect with a second way of going on, where its last measurement is known: how it goes on decides most."""
    if effect.measured_month is None or len(effect.persistence) != 1:
        return effect
    working = Text(sv=f"{effect.measured_month} månader ÷ 12", en=f"{effect.measured_month} months ÷ 12")
    years = Assumption(value=effect.measured_month / MONTHS, unit="years", mark=Mark.DERIVED, derivation=working)
    if effect.estimate is not None:
        years = years.model_copy(update={"source": effect.estimate.source})
    until = Persistence(id="measured", name=UNTIL_MEASURED, fading=Fading.STEP, years=years, reason=CAUTIOUS)
    return effect.model_copy(update={"persistence": (*effect.persistence, until)})


def filled(comparison: Comparison) -> Comparison:
    """The comparison with the worked example's made-up figures wherever it has none."""
    example = worked_example()
    update = {"options": tuple(_filled_option(each, example.options[0]) for each in comparison.options)}
    update |= {name: getattr(comparison, name) or getattr(example, name) for name in ("excess_costs", "excess_level")}
    for name in ("population", "natural_course", "health"):
        update[name] = _over(getattr(comparison, name), getattr(example, name), skip=("words",))
    return comparison.model_copy(update=update)


def _over(own, example, skip: Sequence[str] = ()):
    """The part with the example's answers where it has none of its own."""
    missing = [name for name in type(own).model_fields if name not in skip and not getattr(own, name)]
    return own.model_copy(update={name: getattr(example, name) for name in missing})


def _filled_option(option: Option, example: Option) -> Option:
    costs = tuple(
        each if each.amount else each.model_copy(update={"amount": example.costs[0].amount}) for each in option.costs
    )
    # A study's effect is a whole: the example never fills in what a known study left unsaid.
    effect = option.effect if option.effect.estimate is not None else example.effect
    return option.model_copy(
        update={
            "delivery": _over(option.delivery, example.delivery, skip=("completion_share", "group_size", "groups")),
            "costs": costs or example.costs,
            "payer_shares": option.payer_shares or example.payer_shares,
            "effect": effect,
        }
    )
