"""The chain as boxes in five columns and the links between them; language-free, the same for picture and list."""

from typing import NamedTuple

from chain.model import Chain, Term, by_id

COLUMNS = ("resources", "activities", "outputs", "outcomes", "effects")
_TERM_ORDER = {Term.SHORT: 0, Term.MEDIUM: 1, Term.LONG: 2}


class Node(NamedTuple):
    """One box: `kind` is its column; `id` is unique within the kind."""

    kind: str
    id: str


class Link(NamedTuple):
    """From what leads to what follows."""

    start: Node
    end: Node


class Loose(NamedTuple):
    """Which sides of a box lack a link that the chain needs."""

    behind: bool
    ahead: bool


def columns(chain: Chain) -> dict[str, tuple]:
    """The elements of each column in the chain's order; outcomes with the nearest in time first."""
    found = {kind: getattr(chain, kind) for kind in COLUMNS}
    found["outcomes"] = tuple(sorted(chain.outcomes, key=lambda outcome: _TERM_ORDER[outcome.term]))
    return found


def links(chain: Chain) -> tuple[Link, ...]:
    """Every link whose two ends exist, in the chain's order."""
    known = {kind: by_id(getattr(chain, kind)) for kind in COLUMNS}
    return tuple(link for link in _all_links(chain) if link.start.id in known[link.start.kind])


def _all_links(chain: Chain):
    for activity in chain.activities:
        yield from _into("activities", activity.id, "resources", activity.resource_ids)
    for output in chain.outputs:
        yield from _into("outputs", output.id, "activities", output.activity_ids)
    for outcome in chain.outcomes:
        yield from _into("outcomes", outcome.id, "outputs", outcome.output_ids)
        yield from _into("outcomes", outcome.id, "outcomes", outcome.outcome_ids)
    for effect in chain.effects:
        yield from _into("effects", effect.id, "outcomes", (effect.outcome_id,) if effect.outcome_id else ())


def _into(kind: str, element_id: str, from_kind: str, from_ids: tuple[str, ...]):
    for from_id in from_ids:
        yield Link(Node(from_kind, from_id), Node(kind, element_id))


def loose_ends(chain: Chain) -> dict[Node, Loose]:
    """The boxes that lack a link behind (all but resources need one) or ahead (all but effects).

    An outcome that is deliberately left without a price needs nothing ahead of it.
    """
    drawn = links(chain)
    begun, ended = {link.start for link in drawn}, {link.end for link in drawn}
    unpriced = {Node("outcomes", outcome.id) for outcome in chain.outcomes if not outcome.valued}
    found = {}
    for kind in COLUMNS:
        for element in getattr(chain, kind):
            node = Node(kind, element.id)
            behind = kind != "resources" and node not in ended
            ahead = kind != "effects" and node not in begun and node not in unpriced
            if behind or ahead:
                found[node] = Loose(behind, ahead)
    return found


def leading_to(chain: Chain) -> dict[Node, tuple[Node, ...]]:
    """For each box with links ahead, the boxes that they lead to."""
    ahead: dict[Node, list[Node]] = {}
    for link in links(chain):
        ahead.setdefault(link.start, []).append(link.end)
    return {node: tuple(found) for node, found in ahead.items()}
