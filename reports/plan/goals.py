"""Cost, value, effects and follow-up by adopted goal, across interventions, without a ratio and with nobody twice."""

from pandas import DataFrame

from chain.model import by_id
from chain.plan.model import Portfolio
from reports.plan.names import listed, named, option_names
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_millions, format_number
from sroi.plan.goals import ByGoal, ForGoal, Measured, Reached

GOALS = ("goal", "goal_options", "goal_cost", "goal_cost_shared", "goal_value", "goal_value_shared", "goal_reached")
MEASURES = ("goal", "goal_measure", "goal_planned", "seen_actual", "goal_followed")


def sentences(found: ByGoal, portfolio: Portfolio, language: str) -> list[str]:
    """What serves goals and what all of it costs and gives; what does not; why parts do not add up."""
    whole = {"cost": format_millions(language, found.cost_sek), "value": format_millions(language, found.value_sek)}
    served = [each for each in found.goals if each.option_ids]
    said = [text(language, "goal_report.whole", served=len(served), goals=len(found.goals), **whole)]
    if unserved := [named(portfolio, "goals", each.goal_id, language) for each in found.goals if not each.option_ids]:
        said.append(text(language, "goal_report.unserved", goals=listed(unserved, language)))
    if found.without_goal_ids:
        names = option_names(portfolio, found.without_goal_ids, language)
        said.append(text(language, "goal_report.without", names=names))
    if any(each.shared_cost_sek or each.shared_value_sek for each in served):
        said.append(text(language, "goal_report.shared"))
    if any(each.shared_value_sek > max(each.value_sek, 0) for each in served):
        said.append(text(language, "goal_report.drawn_down"))
    return said


def goals_table(found: ByGoal, portfolio: Portfolio, language: str) -> DataFrame:
    """Each goal: what serves it, cost and value with the part that serves other goals too, and whom it reaches."""
    rows = [_goal(each, portfolio, language) for each in found.goals if each.option_ids]
    rows.append(
        dict(zip(GOALS, (text(language, "goal_report.all"), "", found.cost_sek, None, found.value_sek, None, ""),
                 strict=True))
    )  # fmt: skip
    if not any(each.reached for each in found.goals):
        rows = [{name: each[name] for name in GOALS[:-1]} for each in rows]
    below = {"goal_cost": ("goal_cost_shared",), "goal_value": ("goal_value_shared",)}
    return with_under(DataFrame(rows, columns=list(rows[0])), **below)


def _goal(found: ForGoal, portfolio: Portfolio, language: str) -> dict:
    options = option_names(portfolio, found.option_ids, language)
    reached = "; ".join(_reached(each, portfolio, language) for each in found.reached)
    told = (named(portfolio, "goals", found.goal_id, language), options, found.cost_sek, found.shared_cost_sek or None,
            found.value_sek, found.shared_value_sek or None,
            reached or text(language, "goal_report.reach_unknown"))  # fmt: skip
    return dict(zip(GOALS, told, strict=True))


def _reached(found: Reached, portfolio: Portfolio, language: str) -> str:
    said = {"group": named(portfolio, "target_groups", found.target_group_id, language),
            "persons": format_number(language, found.persons, 0)}  # fmt: skip
    key = "reached_some" if found.unstated else "reached"
    return text(language, f"goal_report.{key}", unstated=found.unstated, **said)


def measures_table(found: ByGoal, portfolio: Portfolio, language: str) -> DataFrame:
    """Each measure of each goal: planned, and seen so far with how many of the options have been followed up."""
    rows = [
        dict(zip(MEASURES, (named(portfolio, "goals", goal.goal_id, language), *_measure(each, portfolio, language)),
                 strict=True))
        for goal in found.goals
        for each in goal.measures
    ]  # fmt: skip
    return DataFrame(rows, columns=list(MEASURES))


def _measure(found: Measured, portfolio: Portfolio, language: str) -> tuple[str, str, str, str]:
    measure = by_id(portfolio.measures).get(found.measure_id)
    unit = measure.unit.into(language) if measure else ""
    seen = text(language, "goal_report.not_seen") if found.observed is None else _amount(found.observed, unit, language)
    return (named(portfolio, "measures", found.measure_id, language), _amount(found.planned, unit, language),
            seen, _followed(found, unit, language))  # fmt: skip


def _followed(found: Measured, unit: str, language: str) -> str:
    """How many of the options have a value, and what these had planned."""
    if found.observed is None:
        return text(language, "goal_report.none_followed")
    if found.options == 1:
        return text(language, "goal_report.followed_one")
    planned = _amount(found.planned_of_followed, unit, language)
    return text(language, "goal_report.followed", followed=found.followed, options=found.options, planned=planned)


def _amount(value: float, unit: str, language: str) -> str:
    return f"{format_number(language, round(value, 1))} {unit}".strip()
