"""What every monetised effect must answer before it can be counted, and why its figures are what they are."""

from chain.checks.rule import DEDUCTIONS, ERROR, NOTE, WARNING, Seen, amount_figure, at, has_profile, rule
from chain.model import MonetisedEffect, YearlyProfile

TIMES = ("lag_years", "duration_years")


@rule("effect.none", ERROR, "without value there is nothing to divide")
def none(seen: Seen):
    """Nothing is valued."""
    if not seen.chain.effects:
        yield at("chain/effects")


def _unanswered(seen: Seen, field: str):
    return (at(f"effects/{effect.id}/{field}") for effect in seen.chain.effects if getattr(effect, field) is None)


@rule("effect.no_outcome", ERROR, "a value is the value of a change")
def no_outcome(seen: Seen):
    """A value without the outcome it values."""
    return _unanswered(seen, "outcome_id")


@rule("effect.no_actor", ERROR, "a value is a value for someone")
def no_actor(seen: Seen):
    """A value without someone who gains."""
    return _unanswered(seen, "actor_id")


@rule("effect.no_proxy", ERROR, "no blank is read as zero")
def no_proxy(seen: Seen):
    """An effect without a price."""
    return _unanswered(seen, "proxy_id")


@rule("effect.no_quantity", ERROR, "no blank is read as zero")
def no_quantity(seen: Seen):
    """An effect that does not say how much changes."""
    for effect in seen.chain.effects:
        is_empty = isinstance(effect.quantity, YearlyProfile) and not effect.quantity.units.values
        if effect.quantity is None or is_empty:
            yield at(f"effects/{effect.id}/quantity")


def asked(effect: MonetisedEffect) -> tuple[str, ...]:
    """The figures that the effect must have; a yearly profile carries its own timing."""
    return DEDUCTIONS[:3] if has_profile(effect) else DEDUCTIONS + TIMES


@rule("effect.figure_missing", ERROR, "SROI principle 5, do not over-claim: no blank is read as zero")
def figure_missing(seen: Seen):
    """A deduction, the lag or the duration is not answered."""
    for effect in seen.chain.effects:
        for field in asked(effect):
            if getattr(effect, field) is None:
                yield at(f"effects/{effect.id}/{field}")


@rule("effect.reason_missing", WARNING, "SROI principle 5: deductions with source and reason, also when 0")
def reason_missing(seen: Seen):
    """A deduction without its reason."""
    for effect in seen.chain.effects:
        for field in DEDUCTIONS:
            figure = getattr(effect, field)
            if field in asked(effect) and figure is not None and not figure.reason:
                yield at(f"effects/{effect.id}/{field}/reason", value=figure.value)


@rule("effect.cashable_missing", WARNING, "average costs do not vanish with one case fewer")
def cashable_missing(seen: Seen):
    """A public actor's value without a word on how much of it is cashable."""
    for effect in seen.chain.effects:
        actor = seen.actors.get(effect.actor_id)
        if actor is not None and actor.is_public and effect.cashable_share is None:
            yield at(f"effects/{effect.id}/cashable_share", actor=actor.name or actor.id)


@rule("effect.evidence_missing", NOTE, "the level of evidence is stated for every effect size")
def evidence_missing(seen: Seen):
    """The size of the change has no level of evidence."""
    for effect in seen.chain.effects:
        found = amount_figure(effect)
        if found and found[1].evidence is None:
            yield at(f"{found[0]}/evidence")
