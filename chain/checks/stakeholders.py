"""Who affects and is affected, and whether they were asked."""

from chain.checks.rule import NOTE, WARNING, Seen, at, rule
from chain.model import Level


@rule("stakeholder.none", WARNING, "SROI principle 1, involve stakeholders")
def none(seen: Seen):
    """No stakeholders are listed."""
    if not any(stakeholder.included for stakeholder in seen.chain.stakeholders):
        yield at("chain/stakeholders")


def _funders(seen: Seen) -> set[str]:
    payers = {resource.payer_id for resource in seen.chain.resources if resource.payer_id}
    return {payer for payer in payers if payer in seen.actors and seen.actors[payer].level is not Level.PARTICIPANTS}


@rule("stakeholder.only_funders", WARNING, "typical mistake: only the funder listed; SROI principle 1")
def only_funders(seen: Seen):
    """Everyone listed is someone who pays."""
    included = [stakeholder for stakeholder in seen.chain.stakeholders if stakeholder.included]
    funders = _funders(seen)
    if included and all(stakeholder.actor_id in funders for stakeholder in included):
        yield at("chain/stakeholders")


@rule("stakeholder.excluded_without_reason", WARNING, "SROI principle 1: those excluded are listed with the reason")
def excluded_without_reason(seen: Seen):
    """A stakeholder is left out and nothing says why."""
    for stakeholder in seen.chain.stakeholders:
        if not stakeholder.included and not stakeholder.exclusion_reason:
            yield at(f"stakeholders/{stakeholder.id}/exclusion_reason")


@rule("stakeholder.not_involved", WARNING, "SROI principle 1: how, when and how many were involved")
def not_involved(seen: Seen):
    """Nothing says how a stakeholder was heard: no words, and no occasion in the log."""
    heard = {each.heard_id for each in seen.chain.reviews if each.seen_on is not None}
    for stakeholder in seen.chain.stakeholders:
        if stakeholder.included and not stakeholder.involved and stakeholder.id not in heard:
            yield at(f"stakeholders/{stakeholder.id}/involved")


@rule("stakeholder.without_outcome", NOTE, "SROI principle 2: a chain for every stakeholder")
def without_outcome(seen: Seen):
    """A stakeholder for whom nothing changes, and who does not pay either."""
    changed = {outcome.stakeholder_id for outcome in seen.chain.outcomes}
    funders = _funders(seen)
    for stakeholder in seen.chain.stakeholders if seen.chain.outcomes else ():
        if stakeholder.included and stakeholder.id not in changed and stakeholder.actor_id not in funders:
            yield at(f"stakeholders/{stakeholder.id}")
