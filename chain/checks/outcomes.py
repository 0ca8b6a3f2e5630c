"""What changes for people, in both directions."""

import re

from chain.checks.rule import NOTE, WARNING, Seen, are_same_words, at, label, rule

SATISFACTION = re.compile(r"\b(nöjd|tillfreds|satisf)", re.IGNORECASE)


@rule("outcome.none_negative", WARNING, "SROI principle 2: positive and negative, intended and unintended")
def none_negative(seen: Seen):
    """Only good outcomes, and no word on having looked for others."""
    only_good = all(outcome.positive for outcome in seen.chain.outcomes)
    if seen.chain.outcomes and only_good and not seen.chain.no_negative_reason:
        yield at("chain/no_negative_reason")


@rule("outcome.no_stakeholder", NOTE, "SROI principle 2: a chain for every stakeholder")
def no_stakeholder(seen: Seen):
    """Nobody is said to be changed."""
    for outcome in seen.chain.outcomes if seen.chain.stakeholders else ():
        if outcome.stakeholder_id is None:
            yield at(f"outcomes/{outcome.id}/stakeholder_id")


@rule("outcome.is_output", WARNING, "typical mistake: an output reported as an effect")
def is_output(seen: Seen):
    """An outcome with the same name as an output."""
    for outcome in seen.chain.outcomes:
        for output in seen.chain.outputs:
            if are_same_words(outcome.name, output.name):
                yield at(f"outcomes/{outcome.id}/name", output=label(output))


@rule("outcome.is_satisfaction", NOTE, "typical mistake: satisfaction used as an effect")
def is_satisfaction(seen: Seen):
    """An outcome that says people were pleased, not that something changed."""
    for outcome in seen.chain.outcomes:
        if SATISFACTION.search(outcome.name.sv) or SATISFACTION.search(outcome.name.en):
            yield at(f"outcomes/{outcome.id}/name")


@rule("outcome.not_valued_without_reason", WARNING, "SROI principle 4: outcomes left out, and why")
def not_valued_without_reason(seen: Seen):
    """An outcome is left without a price and nothing says why."""
    for outcome in seen.chain.outcomes:
        if not outcome.valued and not outcome.not_valued_reason:
            yield at(f"outcomes/{outcome.id}/not_valued_reason")


@rule("outcome.nobody_values", WARNING, "SROI principle 3, value the things that matter")
def nobody_values(seen: Seen):
    """An outcome that should be priced has no price."""
    priced = {effect.outcome_id for effect in seen.chain.effects}
    for outcome in seen.chain.outcomes if seen.chain.effects else ():
        if outcome.valued and outcome.id not in priced:
            yield at(f"outcomes/{outcome.id}/valued")


@rule("outcome.left_out_but_priced", WARNING, "SROI principle 6, be transparent: in the ratio or beside it, not both")
def left_out_but_priced(seen: Seen):
    """An outcome is said to stand beside the ratio, yet an effect prices it."""
    for effect in seen.priced:
        if not seen.outcomes[effect.outcome_id].valued:
            yield at(f"effects/{effect.id}/outcome_id", outcome=label(seen.outcomes[effect.outcome_id]))


@rule("outcome.nobody_measures", WARNING, "SROI principle 2: an indicator for every outcome")
def nobody_measures(seen: Seen):
    """An outcome without an indicator, in a chain that has indicators."""
    measured = {indicator.outcome_id for indicator in seen.chain.indicators}
    for outcome in seen.chain.outcomes if seen.chain.indicators else ():
        if outcome.id not in measured:
            yield at(f"outcomes/{outcome.id}")
