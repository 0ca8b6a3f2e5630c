"""How one will see that an outcome has come about."""

from chain.checks.rule import NOTE, WARNING, Seen, at, rule
from chain.model import Direction


@rule("indicator.none", WARNING, "SROI principle 2: an indicator for every outcome")
def none(seen: Seen):
    """Outcomes are claimed and nothing is measured."""
    if seen.chain.outcomes and not seen.chain.indicators:
        yield at("chain/indicators")


@rule("indicator.no_outcome", WARNING, "an indicator shows an outcome")
def no_outcome(seen: Seen):
    """An indicator that belongs to no outcome."""
    for indicator in seen.chain.indicators:
        if indicator.outcome_id is None:
            yield at(f"indicators/{indicator.id}/outcome_id")


@rule("indicator.no_baseline", WARNING, "typical mistake: no baseline")
def no_baseline(seen: Seen):
    """Nothing says how it was before."""
    for indicator in seen.chain.indicators:
        if indicator.baseline is None:
            yield at(f"indicators/{indicator.id}/baseline")


@rule("indicator.no_target", WARNING, "follow-up needs something to compare with")
def no_target(seen: Seen):
    """Nothing says where it should go; context figures need no target."""
    for indicator in seen.chain.indicators:
        if indicator.target is None and indicator.direction is not Direction.CONTEXT:
            yield at(f"indicators/{indicator.id}/target")


@rule("indicator.no_data_source", WARNING, "SROI principle 6: indicators with source and date")
def no_data_source(seen: Seen):
    """Nothing says where the figure will come from."""
    for indicator in seen.chain.indicators:
        if not indicator.data_source:
            yield at(f"indicators/{indicator.id}/data_source")


@rule("indicator.no_time", NOTE, "the question of indicators: baseline, target, source, when")
def no_time(seen: Seen):
    """Nothing says when it is measured."""
    for indicator in seen.chain.indicators:
        if not indicator.measured_when:
            yield at(f"indicators/{indicator.id}/measured_when")
