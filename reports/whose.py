"""A perspective in words: the public sector, society, a level of it, or one actor by name."""

from chain.model import Chain, by_id
from reports.texts import text
from sroi.perspective import ONE_ACTOR


def actor_name(perspective: str, chain: Chain, language: str) -> str:
    """The name of the one actor that a perspective is about, or an empty string."""
    found = by_id(chain.actors).get(perspective.removeprefix(ONE_ACTOR)) if perspective.startswith(ONE_ACTOR) else None
    return found.name.into(language) or found.id if found else ""


def holder_name(perspective: str, chain: Chain, language: str) -> str:
    """Whose money a perspective counts, as the name of a row: *The public sector*."""
    if perspective.startswith(ONE_ACTOR):
        return actor_name(perspective, chain, language) or perspective
    return text(language, f"table.sum.{perspective}")


def whose(perspective: str, chain: Chain, language: str) -> str:
    """The same inside a sentence: *the public sector*."""
    if perspective.startswith(ONE_ACTOR):
        return actor_name(perspective, chain, language) or perspective
    return text(language, f"headline.whose.{perspective}")
