"""The health-economic forecast learns from the same measurements: those whose place is one in the comparison."""

from dataclasses import dataclass

from chain.forecast.edit import with_value
from chain.forecast.model import Comparison, figures
from chain.forecast.origin import put_in
from chain.measurement import FollowUp, NonResponse
from chain.model import Chain, by_id
from chain.place import FORECAST
from chain.problem import Problem
from sroi.follow_up.learned import Replaced, by_indicator, replace_one
from sroi.forecast.child_chain import into_chain, is_current


@dataclass(frozen=True)
class LearnedComparison:
    """The comparison with what was measured in it. Places in `replaced` and `problems` are the comparison's own."""

    comparison: Comparison
    replaced: tuple[Replaced, ...]
    problems: tuple[Problem, ...]

    @property
    def is_outside(self) -> bool:
        """Whether something measured lies outside the interval that was assumed of it."""
        return any(each.is_outside for each in self.replaced)


def learned_comparison(
    comparison: Comparison, follow_up: FollowUp, non_response: NonResponse | None = None
) -> LearnedComparison:
    """The comparison with measured uptake, completion, effect and cost in place of what was assumed.

    An indicator feeds it when it replaces `forecast/<the comparison's id>/<a place in it>`. The rules are those of the
    chain (`sroi.follow_up.learned`), and so is the arithmetic; what comes out goes through the forecast's own engine.
    Without such observations it is the very comparison that went in.
    """
    mine = f"{FORECAST}{comparison.id}/"
    held, seen = dict(figures(comparison)), by_indicator(follow_up)
    replaced: list[Replaced] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for indicator in follow_up.plan:
        told_place = indicator.replaces.place if indicator.replaces else ""
        place = told_place.removeprefix(mine)
        if not told_place.startswith(mine) or place not in held or place in taken:
            continue
        places = _same(held, place)
        found, told = replace_one(held[place], place, seen(indicator.id), indicator, places, non_response) or (None, [])
        problems += told
        if found is not None:
            taken.update(places)
            replaced.append(found)
            for each in places:
                kept = {name: getattr(held[each], name) for name in ("reason", "note", "unit")}
                comparison = with_value(comparison, each, found.after.model_copy(update=kept))
    return LearnedComparison(comparison, tuple(replaced), tuple(problems))


def comparisons_of(follow_up: FollowUp) -> tuple[str, ...]:
    """The comparisons, by id, that some indicator of the plan replaces a number in; in the plan's order."""
    told = (each.replaces.place for each in follow_up.plan if each.replaces)
    ids = (place.removeprefix(FORECAST).partition("/")[0] for place in told if place.startswith(FORECAST))
    return tuple(dict.fromkeys(ids))


def put_again(chain: Chain, comparison: Comparison, found: LearnedComparison) -> Chain:
    """The chain with the comparison's forecasts as they are with what was measured, where it holds any.

    Only those whose figures in the chain are the comparison's own: what somebody changed by hand is theirs, and what
    the comparison has moved from since is to be put in anew first. Raises as `sroi.forecast.child_chain.into_chain`.
    """
    for held in put_in(chain):
        comparison_id, option_id = held.origin.option
        is_ours = comparison_id == comparison.id and option_id in by_id(comparison.options)
        if is_ours and is_current(chain, comparison, held):
            chain = into_chain(chain, found.comparison, option_id, with_costs=held.with_costs)
    return chain


def _same(held: dict, place: str) -> tuple[str, ...]:
    """The place, and every other one that holds the same figure."""
    name = held[place].figure_id
    return (place, *(each for each, figure in held.items() if name and figure.figure_id == name and each != place))
