"""Links between elements: which fields hold ids, of which kind, and which of them lead nowhere."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from chain.model import KINDS, Chain, by_id

REFERENCES: dict[str, dict[str, str]] = {
    "stakeholders": {"actor_id": "actors"},
    "resources": {"payer_id": "actors"},
    "activities": {"resource_ids": "resources"},
    "outputs": {"activity_ids": "activities"},
    "outcomes": {
        "stakeholder_id": "stakeholders",
        "output_ids": "outputs",
        "outcome_ids": "outcomes",
        "goal_ids": "goals",
    },
    "indicators": {"outcome_id": "outcomes"},
    "proxies": {"payer_id": "actors"},
    "effects": {
        "outcome_id": "outcomes",
        "actor_id": "actors",
        "proxy_id": "proxies",
        "transfer_counterpart_id": "actors",
    },
    "reviews": {"heard_id": "stakeholders"},
}
"""Kind → field that holds an id (or ids) → the kind it points to. `library_id` points outside the chain."""


class Reference(NamedTuple):
    """One id in a field: the holder's kind, position and id, the field, the kind pointed to, and the id itself."""

    kind: str
    index: int
    holder_id: str
    field: str
    target_kind: str
    target_id: str


def references(chain: Chain) -> Iterator[Reference]:
    """Every id that one element holds of another, in the order of the chain."""
    for kind, fields in REFERENCES.items():
        for index, element in enumerate(getattr(chain, kind)):
            for field, target_kind in fields.items():
                for target_id in _ids(getattr(element, field)):
                    yield Reference(kind, index, element.id, field, target_kind, target_id)


def _ids(held: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if held is None:
        return ()
    return (held,) if isinstance(held, str) else held


def dangling(chain: Chain) -> Iterator[Reference]:
    """References to ids that the chain does not hold."""
    known = {kind: by_id(getattr(chain, kind)) for kind in KINDS}
    return (reference for reference in references(chain) if reference.target_id not in known[reference.target_kind])


def repeated_ids(chain: Chain) -> Iterator[tuple[str, int, str]]:
    """Kind, position and id of every element whose id an earlier element of the same kind bears."""
    for kind in KINDS:
        seen: Counter[str] = Counter()
        for index, element in enumerate(getattr(chain, kind)):
            if seen[element.id]:
                yield kind, index, element.id
            seen[element.id] += 1
