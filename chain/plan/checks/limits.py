"""What holds for the limits of a choice: each says something, and none against itself."""

from collections.abc import Mapping, Sequence

from chain.checks.rule import ERROR, WARNING, at, label, rule
from chain.model import by_id
from chain.plan.checks.looked import Looked

WITH_ENDS = ("coverages", "theme_rules", "goal_rules")
"""What says at least, at most, or both."""


@rule("plan.floor_above_ceiling", ERROR, "at least is no more than at most")
def floor_above_ceiling(seen: Looked):
    """A limit whose least is above its most."""
    for kind in WITH_ENDS:
        for each in getattr(seen.portfolio, kind):
            if None not in (each.at_least, each.at_most) and each.at_least > each.at_most:
                yield at(f"{kind}/{each.id}/at_least", least_count=each.at_least, most_count=each.at_most)


@rule("plan.limit_says_nothing", ERROR, "a limit says at least or at most")
def limit_says_nothing(seen: Looked):
    """A limit with neither end, or with nothing to limit."""
    for kind in WITH_ENDS:
        for each in getattr(seen.portfolio, kind):
            if each.at_least is None and each.at_most is None:
                yield at(f"{kind}/{each.id}")
    for each in seen.portfolio.capacities:
        if not each.limits.values:
            yield at(f"capacities/{each.id}/limits")
    for each in seen.portfolio.exclusions:
        if len(set(each.option_ids)) < 2:
            yield at(f"exclusions/{each.id}/option_ids")


@rule("plan.reach_unknown", ERROR, "what is not answered is never read as nought")
def reach_unknown(seen: Looked):
    """A limit on how many are reached in a target group that no option says it reaches."""
    stated = {each.target_group_id for option in seen.portfolio.options for each in option.reaches}
    for each in seen.portfolio.coverages:
        if each.target_group_id not in stated:
            yield at(f"coverages/{each.id}/target_group_id")


@rule("plan.needs_itself", ERROR, "an option that needs itself or nothing says nothing")
def needs_itself(seen: Looked):
    """A prerequisite without anything to need, or that is the option itself."""
    options = by_id(seen.portfolio.options)
    for each in seen.portfolio.prerequisites:
        if each.option_id in options and (not each.any_of_ids or each.option_id in each.any_of_ids):
            yield at(f"prerequisites/{each.id}/any_of_ids", option=label(options[each.option_id]))


@rule("plan.needs_in_a_circle", WARNING, "options that need each other are one option")
def needs_in_a_circle(seen: Looked):
    """Options of which each needs the next, and the last the first: all of them are chosen, or none."""
    options = by_id(seen.portfolio.options)
    needs = [each for each in seen.portfolio.prerequisites if len(set(each.any_of_ids)) == 1]
    following: dict[str, list[str]] = {}
    for each in needs:
        following.setdefault(each.option_id, []).append(each.any_of_ids[0])
    told: set[str] = set()
    for each in needs:
        circle = _way(each.any_of_ids[0], each.option_id, following)
        if len(circle) > 1 and told.isdisjoint(circle) and set(circle) <= set(options):
            told |= set(circle)
            names = tuple(label(options[name]) for name in (circle[-1], *circle[:-1]))
            yield at(f"prerequisites/{each.id}/any_of_ids", names=names)


def _way(start: str, end: str, following: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from an option over what each needs to another, both included; nothing where none leads."""
    ways, seen = [(start,)], {start}
    for way in ways:
        if way[-1] == end:
            return way
        for each in following.get(way[-1], ()):
            if each not in seen:
                seen.add(each)
                ways.append((*way, each))
    return ()
