"""Which option to choose: the frontier at every horizon, the sentence when it changes, and how sure the choice is.

"No intervention" (the comparator) is always among the alternatives and may itself be dominated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chain.problem import Problem, Severity, problem
from chain.text import Text
from sroi.forecast.child_psa import Simulation
from sroi.forecast.child_results import Forecast
from sroi.forecast.curves import Curves, curves
from sroi.forecast.decision import Option, Placed, Standing, chosen_at, frontier
from sroi.voi import ValueOfInformation, value_of_information

COMPARATOR = {
    "no_intervention": Text(sv="Ingen insats", en="No intervention"),
    "waiting_list": Text(sv="Väntelista", en="Waiting list"),
    "usual_support": Text(sv="Sedvanligt stöd", en="Usual support"),
    "other_programme": Text(sv="Annat program", en="Other programme"),
}


@dataclass(frozen=True)
class Choice:
    """All alternatives at one horizon for one perspective, in the comparison's order after the comparator.

    `chosen` is the last on the frontier whose cost per further QALY is within the threshold.
    """

    years: int
    perspective: str
    threshold_sek: float
    placed: tuple[Placed, ...]
    chosen: str

    def of(self, name: str) -> Placed:
        """One alternative's place; KeyError when there is none."""
        return {each.option.name: each for each in self.placed}[name]

    @property
    def on_frontier(self) -> tuple[Placed, ...]:
        """Those worth considering, cheapest first."""
        kept = [each for each in self.placed if each.standing in (Standing.REFERENCE, Standing.ON_FRONTIER)]
        return tuple(sorted(kept, key=lambda each: each.option.cost))


def choice(result: Forecast, perspective: str, years: int) -> Choice:
    """The frontier at one horizon."""
    decision = result.comparison.decision
    options = [Option(decision.comparator.value, 0.0, 0.0)]
    for each in result.options:
        balance = each.at(years).of(perspective)
        options.append(Option(each.option_id, balance.incremental_cost, balance.qalys))
    placed, threshold = frontier(options), decision.threshold_sek.value
    return Choice(years, perspective, threshold, placed, chosen_at(placed, threshold).option.name)


def choices(result: Forecast, perspective: str) -> tuple[Choice, ...]:
    """The frontier at every horizon, shortest first."""
    return tuple(choice(result, perspective, years) for years in result.horizons)


def finding(result: Forecast, perspective: str) -> Problem:
    """A sentence's worth: that the best choice changes with the horizon, from what to what, or that it is one."""
    found = choices(result, perspective)
    first, other = found[0], next((each for each in found if each.chosen != found[0].chosen), None)
    if other is None:
        return problem("comparison.choice_stays", "options", Severity.NOTE, option=name_of(result, first.chosen))
    return problem(
        "comparison.choice_changes",
        "options",
        Severity.NOTE,
        years=first.years,
        option=name_of(result, first.chosen),
        later_years=other.years,
        later_option=name_of(result, other.chosen),
    )


def name_of(result: Forecast, alternative: str) -> Text | str:
    """What an alternative is called."""
    named = {each.id: each.name or each.id for each in result.comparison.options}
    decision = result.comparison.decision
    return named.get(alternative) or decision.comparator_words or COMPARATOR[alternative]


def acceptability(simulation: Simulation, perspective: str, years: int, thresholds: Sequence[float]) -> Curves:
    """CEAC, CEAF, perfect information and expected loss over thresholds; options as `simulation.alternatives`."""
    return curves(*simulation.costs_and_effects(perspective, years), thresholds)


def worth_of_knowing(simulation: Simulation, perspective: str, years: int) -> ValueOfInformation:
    """EVPI and EVPPI at the threshold, SEK for one year's cohort; by child, divide by the number offered."""
    return value_of_information(simulation.net_benefits(perspective, years).T, dict(simulation.values))
