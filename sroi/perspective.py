"""Whose money counts: the one place that says which actors belong to a perspective."""

from chain.model import PUBLIC_LEVELS, Actor, Chain, Level

LEVELS = tuple(level.value for level in Level if level in PUBLIC_LEVELS)
"""The levels of the public sector, each a perspective of its own: a budget that pays, gains or both."""
OTHERS = "others"
"""Everyone outside the public sector, together: read beside the levels, never chosen as a perspective."""
ONE_ACTOR = "actor:"
"""Before an actor's id: that payer's own money and nothing else."""


def counts(actor: Actor, perspective: str) -> bool:
    """Whether an actor's money counts in a perspective.

    `society` counts everyone, `public` the public sector, a level its own actors, `actor:ID` one actor, `others` all
    outside the public sector.
    """
    if perspective in ("public", OTHERS):
        return actor.is_public == (perspective == "public")
    return perspective in ("society", actor.level, ONE_ACTOR + actor.id)


def members_of(chain: Chain, perspective: str) -> frozenset[str]:
    """The ids of the actors whose money counts in a perspective; none when the chain has no such actor."""
    return frozenset(actor.id for actor in chain.actors if counts(actor, perspective))
