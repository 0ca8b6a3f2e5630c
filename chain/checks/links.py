"""How the chain hangs together: from resources to outcomes, nothing loose and nothing going round."""

from chain import references
from chain.checks.rule import ERROR, NOTE, WARNING, Seen, at, label, rule
from chain.model import Claim, ResourceKind

LINKS = ("resources", "activities", "outputs", "outcomes", "effects")


@rule("reference.dangling", ERROR, "a link must lead somewhere")
def dangling(seen: Seen):
    """A link to an element that does not exist."""
    for link in references.dangling(seen.chain):
        yield at(f"{link.kind}/{link.holder_id}/{link.field}", missing_id=link.target_id)


@rule("reference.repeated_id", ERROR, "an id names one element")
def repeated_id(seen: Seen):
    """Two elements of one kind bear the same id."""
    for kind, _, element_id in references.repeated_ids(seen.chain):
        yield at(f"{kind}/{element_id}/id", repeated_id=element_id)


@rule("link.step_missing", WARNING, "SROI principle 2, understand what changes: every link of the chain")
def step_missing(seen: Seen):
    """A link of the chain is empty although later ones are filled."""
    filled = [bool(getattr(seen.chain, kind)) for kind in LINKS]
    for position, kind in enumerate(LINKS[1:-1], start=1):
        if not filled[position] and any(filled[position + 1 :]):
            yield at(f"chain/{kind}", missing_kind=kind)


@rule("link.resource_unused", NOTE, "a chain is explicit: which activity uses which resource")
def resource_unused(seen: Seen):
    """A resource that no activity uses."""
    used = {resource_id for activity in seen.chain.activities for resource_id in activity.resource_ids}
    for resource in seen.chain.resources if seen.chain.activities else ():
        if resource.id not in used and resource.kind is not ResourceKind.INCOME:
            yield at(f"resources/{resource.id}")


@rule("link.activity_without_output", NOTE, "a chain is explicit: which output comes of which activity")
def activity_without_output(seen: Seen):
    """An activity that gives nothing countable."""
    giving = {activity_id for output in seen.chain.outputs for activity_id in output.activity_ids}
    for activity in seen.chain.activities if seen.chain.outputs else ():
        if activity.id not in giving:
            yield at(f"activities/{activity.id}")


@rule("link.output_without_outcome", NOTE, "a chain is explicit: which outcome follows from which output")
def output_without_outcome(seen: Seen):
    """An output that leads to no change."""
    leading = {output_id for outcome in seen.chain.outcomes for output_id in outcome.output_ids}
    for output in seen.chain.outputs if seen.chain.outcomes else ():
        if output.id not in leading:
            yield at(f"outputs/{output.id}")


@rule("link.outcome_from_nothing", WARNING, "SROI principle 2: an outcome follows from something that was done")
def outcome_from_nothing(seen: Seen):
    """An outcome that follows neither from an output nor from another outcome."""
    for outcome in seen.chain.outcomes if seen.chain.outputs else ():
        if not outcome.output_ids and not outcome.outcome_ids:
            yield at(f"outcomes/{outcome.id}/output_ids")


@rule("link.outcome_cycle", ERROR, "a cause comes before its effect")
def outcome_cycle(seen: Seen):
    """Outcomes that in the end follow from themselves; each circle is named once."""
    told: set[str] = set()
    for outcome in seen.chain.outcomes:
        if outcome.id in seen.precursors[outcome.id] and outcome.id not in told:
            circle = [each for each in seen.chain.outcomes if _go_round(seen, outcome.id, each.id)]
            told.update(each.id for each in circle)
            yield at(f"outcomes/{outcome.id}/outcome_ids", names=tuple(label(each) for each in circle))


def _go_round(seen: Seen, one: str, other: str) -> bool:
    return one in seen.precursors[other] and other in seen.precursors[one]


@rule("output.no_figure", NOTE, "the question of outputs: how much did it become")
def no_figure(seen: Seen):
    """An output without a number, neither planned nor counted."""
    for output in seen.chain.outputs:
        if not any(series and series.values for series in (output.targets, output.actuals)):
            yield at(f"outputs/{output.id}/targets")


@rule("output.no_actuals", WARNING, "an evaluation builds on what was seen")
def no_actuals(seen: Seen):
    """An evaluation whose output has only a target."""
    for output in seen.chain.outputs if seen.chain.claim is Claim.EVALUATIVE else ():
        if output.targets and not (output.actuals and output.actuals.values):
            yield at(f"outputs/{output.id}/actuals")
