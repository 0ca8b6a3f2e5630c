"""What holds for the portfolio as a whole: something to choose, an aim, one set of conventions, links that lead on."""

from collections import Counter

from chain.checks.rule import ERROR, NOTE, WARNING, at, label, rule
from chain.plan.checks.looked import KINDS, Looked
from chain.plan.model import Aim, Conventions, Option, Portfolio, Standing

MOST_OPTIONS = 200
YARDSTICK = "interventions are compared on one yardstick, or not at all"


@rule("plan.nothing_to_choose", ERROR, "a choice has something to choose among")
def nothing_to_choose(seen: Looked):
    """No option at all."""
    if not seen.portfolio.options:
        yield at("options")


@rule("plan.too_many_options", ERROR, "a person can stand for a choice among so many")
def too_many_options(seen: Looked):
    """More options than can be weighed."""
    if len(seen.portfolio.options) > MOST_OPTIONS:
        yield at("options", count=len(seen.portfolio.options), limit=MOST_OPTIONS)


@rule("plan.repeated_id", ERROR, "an id names one thing")
def repeated_id(seen: Looked):
    """Two of a kind bear the same id."""
    for kind in KINDS:
        counts = Counter(each.id for each in getattr(seen.portfolio, kind))
        for each, count in counts.items():
            if count > 1:
                yield at(f"{kind}/{each}", name=each)


@rule("plan.leads_nowhere", ERROR, "every link leads to something")
def leads_nowhere(seen: Looked):
    """An id of something that is not in the portfolio."""
    for place, kind, target in seen.references():
        if target not in seen.ids[kind]:
            yield at(place, name=target)


@rule("plan.ratio_is_no_aim", ERROR, "the highest ratio picks the smallest project, not the most value for the money")
def ratio_is_no_aim(seen: Looked):
    """The ratio is to be made as high as can be, alone or among other aims."""
    objective = seen.portfolio.objective
    if objective.aim is Aim.RATIO or Aim.RATIO in objective.weights:
        yield at("objective/aim")


@rule("plan.weights_missing", ERROR, "aims that are weighed against each other have weights")
def weights_missing(seen: Looked):
    """Weighted aims without any weight, or with a weight on weighing itself."""
    objective = seen.portfolio.objective
    if objective.aim is Aim.WEIGHTED and (Aim.WEIGHTED in objective.weights or not any(objective.weights.values())):
        yield at("objective/weights")


@rule("plan.own_missing", ERROR, "own money is somebody's")
def own_missing(seen: Looked):
    """Own cashable money is the aim, or one of them, and it is not said which actors are one's own."""
    if Aim.OWN_CASHABLE in _aims(seen) and not seen.portfolio.objective.own_ids:
        yield at("objective/own_ids")


@rule("plan.priority_missing", ERROR, "a priority is somebody's, or some goal's")
def priority_missing(seen: Looked):
    """Priority is the aim, or one of them, and no target group or goal comes first."""
    objective = seen.portfolio.objective
    if Aim.PRIORITY in _aims(seen) and not (objective.priority_group_ids or objective.priority_goal_ids):
        yield at("objective/priority_group_ids")


@rule("plan.priority_nowhere", ERROR, "what is not answered is never read as nought")
def priority_nowhere(seen: Looked):
    """Priority is the aim, or one of them, and no gain says that it comes from those groups or serves those goals."""
    objective = seen.portfolio.objective
    groups, goals = set(objective.priority_group_ids), set(objective.priority_goal_ids)
    gains = (each for option in seen.portfolio.options for each in option.gains)
    is_asked = Aim.PRIORITY in _aims(seen) and (groups or goals) and seen.portfolio.options
    if is_asked and not any(each.target_group_id in groups or goals & set(each.goal_ids) for each in gains):
        yield at("objective/priority_group_ids")


@rule("plan.value_of_nobody", ERROR, "value is somebody's")
def value_of_nobody(seen: Looked):
    """Net value is the aim, or one of them, for a level that no actor is on: every option would be worth nothing."""
    whose = seen.portfolio.objective.perspective
    actors = seen.portfolio.actors if Aim.NET_VALUE in _aims(seen) else ()
    is_level = whose != "society" and seen.portfolio.objective.actor_id is None
    if (
        actors
        and is_level
        and not any(each.level == whose or (whose == "public" and each.is_public) for each in actors)
    ):
        yield at("objective/perspective")


def _aims(seen: Looked) -> set[Aim]:
    objective = seen.portfolio.objective
    return {objective.aim, *(aim for aim, weight in objective.weights.items() if weight)}


@rule("plan.conventions_differ", ERROR, YARDSTICK)
def conventions_differ(seen: Looked):
    """An option counted otherwise than the portfolio says: it is to be counted again, or excluded."""
    for option in seen.portfolio.options:
        if option.standing is not Standing.EXCLUDED:
            for name in differences(option.conventions, seen.portfolio.conventions):
                yield at(f"options/{option.id}/conventions/{name}", option=label(option))


@rule("plan.choice_not_comparable", ERROR, YARDSTICK)
def choice_not_comparable(seen: Looked):
    """An own choice of an option that is left out since it was counted otherwise."""
    chosen = seen.portfolio.choice.option_ids if seen.portfolio.choice else ()
    for option in seen.portfolio.options:
        if option.id in chosen and not is_comparable(option, seen.portfolio):
            yield at("choice/option_ids", option=label(option))


def is_comparable(option: Option, portfolio: Portfolio) -> bool:
    """Whether an option stands beside the others; an excluded one that was counted otherwise does not."""
    return option.standing is not Standing.EXCLUDED or not differences(option.conventions, portfolio.conventions)


def differences(one: Conventions | None, other: Conventions) -> tuple[str, ...]:
    """The names of the conventions in which two differ; all of them where one is not stated."""
    ours, theirs = ({} if each is None else _flat(each) for each in (one, other))
    return tuple(name for name in {**theirs, **ours} if name not in ours or ours[name] != theirs.get(name))


def _flat(conventions: Conventions) -> dict[str, object]:
    return conventions.model_dump(exclude={"counting"}) | conventions.counting


@rule("plan.choice_without_reason", WARNING, "a choice that differs from the calculated one is explained and kept")
def choice_without_reason(seen: Looked):
    """An own choice, or an option kept or excluded, with no reason."""
    choice = seen.portfolio.choice
    if choice is not None and not choice.reason:
        yield at("choice/reason")
    for option in seen.portfolio.options:
        if option.standing is not Standing.FREE and not option.standing_reason:
            yield at(f"options/{option.id}/standing_reason")


@rule("plan.no_budget", NOTE, "without a limit every option of positive value is chosen")
def no_budget(seen: Looked):
    """No budget is stated."""
    if not seen.portfolio.budgets:
        yield at("budgets")
