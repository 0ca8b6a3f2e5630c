"""The scenarios that always stand beside a forecast, and its rules of fading side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from chain.assumption import Assumption
from chain.forecast.effect import Fading, Persistence
from chain.forecast.model import Comparison, Option
from chain.text import Text
from sroi.discounting import INDEXES, Index
from sroi.forecast.child import forecast, one
from sroi.forecast.child_results import OptionResult
from sroi.forecast.child_run import OptionRun, Run
from sroi.forecast.worth import PerQaly, benefit_cost, per_qaly

MEASURED = "until_measured"
MONTHS = 12
SCENARIOS = (
    "base",
    "discount_0",
    "discount_5",
    "effects_undiscounted",
    "until_measured",
    "half_take_part",
    "no_offsets",
    "parents_time",
    "cashable_only",
)
"""Source: TLVAR 2003:2 (rates); Lee et al. (2017), table 4 (participation, offsets, families' time)."""


@dataclass(frozen=True)
class Scenario:
    """One option under one scenario, for one perspective at one horizon. SEK; all None where it cannot be told."""

    name: str
    option_id: str
    cost: float | None
    offset: float | None
    qalys: float | None
    net_benefit: float | None

    @property
    def net(self) -> float | None:
        """Offset less cost."""
        return None if self.cost is None else self.offset - self.cost

    @property
    def per_qaly(self) -> PerQaly | None:
        """Cost per QALY, or the word."""
        return None if self.cost is None else per_qaly(self.cost - self.offset, self.qalys)

    @property
    def benefit_cost(self) -> float | None:
        """Offset ÷ cost; None where there is no cost."""
        return None if self.cost is None else benefit_cost(self.offset, self.cost)


def scenarios(
    comparison: Comparison, perspective: str, years: int, indexes: Mapping[str, Index] = INDEXES
) -> tuple[Scenario, ...]:
    """Every option under every scenario, the base case first. The comparison must be one that may be calculated."""
    return tuple(row for name in SCENARIOS for row in _under(name, comparison, perspective, years, indexes))


def _under(name: str, comparison: Comparison, perspective: str, years: int, indexes: Mapping[str, Index]):
    changed = until_measured(comparison) if name == MEASURED else comparison
    run = Run(changed, _numbers(name, comparison), indexes)
    for option in comparison.options:
        if name == MEASURED and option.effect.measured_month is None:
            yield Scenario(name, option.id, None, None, None, None)
        else:
            yield _scenario(name, run.of(changed.option(option.id)), perspective, years)


def _scenario(name: str, option: OptionRun, perspective: str, years: int) -> Scenario:
    cost = one(option.cost(perspective))
    if name == "parents_time" and perspective != "society":
        cost += one(option.delivery.parents_sek)
    offset = one(option.offsets(perspective, cashable=name == "cashable_only")[years - 1])
    qalys, threshold = one(option.qalys()[years - 1]), one(option.run.threshold_sek)
    return Scenario(name, option.option.id, cost, offset, qalys, threshold * qalys - cost + offset)


def _numbers(name: str, comparison: Comparison) -> dict[str, float]:
    """The numbers that a scenario puts in the stated ones' place."""
    rates = {"discount_0": (0.0, 0.0), "discount_5": (0.05, 0.05), "effects_undiscounted": (0.03, 0.0)}
    if name in rates:
        return dict(zip(("decision/cost_discount", "decision/effect_discount"), rates[name], strict=True))
    if name == "half_take_part":
        begin = {option.id: option.delivery.uptake_share.value for option in comparison.options}
        return {f"options/{name}/delivery/uptake_share": share / 2 for name, share in begin.items()}
    return {"excess_level": 0.0} if name == "no_offsets" else {}


def until_measured(comparison: Comparison) -> Comparison:
    """The comparison with every effect gone after its last measurement; those never dated stay as they are."""
    options = tuple(
        option
        if option.effect.measured_month is None
        else option.model_copy(
            update={"effect": option.effect.model_copy(update={"persistence": (measured_rule(option),)})}
        )
        for option in comparison.options
    )
    return comparison.model_copy(update={"options": options})


def measured_rule(option: Option) -> Persistence:
    """The rule that nothing is left of the effect after its last measurement."""
    return Persistence(
        id=MEASURED,
        name=Text(sv="Ingen effekt efter sista mätningen", en="No effect after the last measurement"),
        fading=Fading.STEP,
        years=Assumption(value=option.effect.measured_month / MONTHS),
    )


def side_by_side(comparison: Comparison, indexes: Mapping[str, Index] = INDEXES) -> dict[str, tuple[OptionResult, ...]]:
    """Every option under each of its rules of fading, the base case first; never one rule alone.

    An option with a single rule gets the last measurement as its second, when that is dated. Raises as `forecast`.
    """
    widened = with_second_rule(comparison)
    found: dict[str, list[OptionResult]] = {option.id: [] for option in widened.options}
    for chosen in rules(widened):
        result = forecast(widened, indexes=indexes, persistence=chosen)
        for option_id in chosen:
            found[option_id].append(result.of(option_id))
    return {option_id: tuple(rows) for option_id, rows in found.items()}


def rules(comparison: Comparison) -> tuple[dict[str, str], ...]:
    """First every option's base rule by option, then every second rule, and so on; those without one are left out."""
    most = max((len(option.effect.persistence) for option in comparison.options), default=0)
    return tuple(
        {
            option.id: option.effect.persistence[at].id
            for option in comparison.options
            if at < len(option.effect.persistence)
        }
        for at in range(most)
    )


def with_second_rule(comparison: Comparison) -> Comparison:
    """The comparison in which an option of a single rule also has the last measurement as one, when that is dated."""
    options = []
    for option in comparison.options:
        effect = option.effect
        if len(effect.persistence) == 1 and effect.measured_month is not None:
            both = (*effect.persistence, measured_rule(option))
            option = option.model_copy(update={"effect": effect.model_copy(update={"persistence": both})})
        options.append(option)
    return comparison.model_copy(update={"options": tuple(options)})
