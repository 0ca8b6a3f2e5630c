"""Choosing among the options, the fixed scenarios, and what moves the result, as tables."""

from collections.abc import Sequence

from pandas import DataFrame

from chain.forecast.model import Comparison
from reports.comparison_words import scenario_name
from reports.forecast.names import number_words, option_name, places_name
from reports.forecast.words import per_qaly_cell
from reports.table_output import with_under
from reports.texts import text
from sroi.forecast.child_break_even import BreakEven
from sroi.forecast.child_choice import Choice
from sroi.forecast.child_scenarios import Scenario
from sroi.forecast.child_tornado import Tornado
from sroi.forecast.decision import Placed
from sroi.forecast.worth import PerQaly, Quadrant

FRONTIER = ("horizon", "alternative", "more_cost", "qalys", "standing", "per_qaly")
SCENARIO = ("scenario", "alternative", "programme_cost", "offset", "net", "qalys", "per_qaly", "net_benefit")
TORNADO = ("assumption", "lowest", "highest", "benefit_low", "benefit_high", "benefit_swing")
BREAK_EVEN = ("assumption", "today", "tips_at", "within", "how")


def frontier(found: Sequence[Choice], comparison: Comparison, language: str) -> DataFrame:
    """Every alternative at every horizon: cost and QALYs against the comparator, and where it stands."""
    rows = [
        {
            "horizon": each.years,
            "alternative": option_name(comparison, placed.option.name, language),
            "more_cost": placed.option.cost,
            "qalys": placed.option.effect,
            "standing": standing_words(placed, each, comparison, language),
            "per_qaly": _step(placed, language),
        }
        for each in found
        for placed in each.placed
    ]
    return DataFrame(rows, columns=list(FRONTIER))


def standing_words(placed: Placed, choice: Choice, comparison: Comparison, language: str) -> str:
    """*On the frontier, chosen*; *dominated by …*."""
    because = placed.because and option_name(comparison, placed.because, language)
    words = text(language, f"prognosis.standing.{placed.standing}", because=because or "")
    return text(language, "prognosis.standing.chosen", words=words) if placed.option.name == choice.chosen else words


def _step(placed: Placed, language: str) -> str | None:
    """What a further QALY costs, against the one before on the frontier."""
    if placed.icer is None:
        return None
    return per_qaly_cell(language, PerQaly(Quadrant.COSTS_AND_GIVES_MORE, placed.icer))


def scenarios(found: Sequence[Scenario], comparison: Comparison, language: str) -> DataFrame:
    """The scenarios that always stand beside a forecast; dashes where one cannot be told. Of one option, without it."""
    rows = [
        {
            "scenario": scenario_name(language, each.name),
            "alternative": option_name(comparison, each.option_id, language),
            "programme_cost": each.cost,
            "offset": each.offset,
            "net": each.net,
            "qalys": each.qalys,
            "per_qaly": None if each.per_qaly is None else per_qaly_cell(language, each.per_qaly),
            "net_benefit": each.net_benefit,
        }
        for each in found
    ]
    several = len({each.option_id for each in found}) > 1
    shown = [key for key in SCENARIO if several or key != "alternative"]
    return with_under(DataFrame(rows, columns=shown), scenario=("alternative",), net=("programme_cost",))


def tornado(found: Tornado, comparison: Comparison, language: str) -> DataFrame:
    """Each number at its low and its high, and the net benefit there; the widest first."""
    rows = []
    for bar in found.bars:
        place = bar.figure.places[0]
        low, high = (number_words(comparison, place, end, language) for end in bar.figure.ends)
        told = (
            places_name(comparison, bar.figure.places, language),
            low,
            high,
            bar.net_benefit_at_low,
            bar.net_benefit_at_high,
        )
        rows.append(dict(zip(TORNADO, (*told, bar.span), strict=True)))
    return DataFrame(rows, columns=list(TORNADO))


def break_evens(found: Sequence[BreakEven], comparison: Comparison, language: str) -> DataFrame:
    """Where each number, all else as it is, makes the result nought."""
    rows = []
    for each in found:
        place = each.figure.places[0]
        tips = None if each.value is None else number_words(comparison, place, each.value, language)
        stated = {None: "no_range", True: "inside", False: "outside"}[each.within_stated]
        rows.append(
            {
                "assumption": places_name(comparison, each.figure.places, language),
                "today": number_words(comparison, place, each.figure.figure.value, language),
                "tips_at": tips or text(language, "prognosis.never_tips"),
                "within": text(language, f"prognosis.range.{stated}"),
                "how": text(language, "prognosis.how.exact" if each.exact else "prognosis.how.sought"),
            }
        )
    return DataFrame(rows, columns=list(BREAK_EVEN))
