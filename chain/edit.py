"""Changes to a chain, each as a pure function: Chain in, Chain out, with no link left pointing at nothing."""

from collections.abc import Mapping
from itertools import count

from chain.assumption import Assumption, Frozen, Series
from chain.judgement import FigureGroup
from chain.model import KINDS, Chain, DirectNumber, ShareOfCohort, YearlyProfile, by_id, passports_of
from chain.references import REFERENCES
from chain.text import Text

SINGULAR = {
    "actors": "actor",
    "stakeholders": "stakeholder",
    "goals": "goal",
    "resources": "resource",
    "activities": "activity",
    "outputs": "output",
    "outcomes": "outcome",
    "indicators": "indicator",
    "proxies": "proxy",
    "effects": "effect",
    "answers": "answer",
    "reviews": "review",
    "decisions": "decision",
    "groups": "group",
    "options": "option",
    "excess_costs": "cost",
    "measures": "measure",
    "criteria": "criterion",
    "requirements": "requirement",
    "test_bids": "test-bid",
    "themes": "theme",
    "target_groups": "target-group",
    "exclusions": "exclusion",
    "prerequisites": "prerequisite",
    "overlaps": "overlap",
    "budgets": "budget",
    "capacities": "capacity",
    "coverages": "coverage",
    "theme_rules": "theme-rule",
    "goal_rules": "goal-rule",
    "investments": "investment",
    "reductions": "reduction",
}

SPREAD = ("shape", "credibility", "sample_hits", "sample_size", "group_id", "group_correlation")
ASSUMPTION_NUMBERS = ("value", "low", "high", *SPREAD)
SERIES_NUMBERS = ("values", "low_factor", "high_factor", *SPREAD)


def element(chain: Chain, kind: str, element_id: str) -> Frozen | None:
    """The element of this kind and id, or None."""
    return by_id(getattr(chain, kind)).get(element_id)


def new_id(chain: Chain, kind: str) -> str:
    """An id that no element of this kind bears, such as `effect-3`."""
    taken = by_id(getattr(chain, kind))
    return next(name for n in count(1) if (name := f"{SINGULAR[kind]}-{n}") not in taken)


def with_element(chain: Chain, kind: str, changed: Frozen) -> Chain:
    """The chain with this element in place of the one with its id, or added last."""
    elements = getattr(chain, kind)
    if changed.id in by_id(elements):
        elements = tuple(changed if each.id == changed.id else each for each in elements)
    else:
        elements = (*elements, changed)
    return chain.model_copy(update={kind: elements})


def with_shared_figures(chain: Chain, changed: Frozen) -> Chain:
    """The chain in which every figure that shares its `figure_id` with one in `changed` holds the same number."""
    shared = {figure.figure_id: figure for _, figure in passports_of(changed) if figure.figure_id}
    if not shared:
        return chain
    update = {kind: tuple(_sharing(each, shared) for each in getattr(chain, kind)) for kind in KINDS}
    return chain.model_copy(update=update)


def _sharing(holder: Frozen, shared: dict[str, Assumption | Series]) -> Frozen:
    """The element with the shared numbers in place; each place keeps its own reason and source."""
    update = {}
    for field in type(holder).model_fields:
        value = getattr(holder, field)
        if isinstance(value, Assumption | Series):
            same = shared.get(value.figure_id)
            if isinstance(same, type(value)):
                numbers = SERIES_NUMBERS if isinstance(value, Series) else ASSUMPTION_NUMBERS
                update[field] = value.model_copy(update={name: getattr(same, name) for name in numbers})
        elif isinstance(value, ShareOfCohort | DirectNumber | YearlyProfile):
            update[field] = _sharing(value, shared)
    return holder.model_copy(update=update) if update else holder


def with_group_names(chain: Chain, names: Mapping[str, Text]) -> Chain:
    """The chain with these names of groups of figures, by their id; a name that is there already is no change."""
    for group_id, name in names.items():
        chain = with_element(chain, "groups", FigureGroup(id=group_id, name=name))
    return chain


def without_element(chain: Chain, kind: str, element_id: str) -> Chain:
    """The chain without this element, and without the links that pointed at it."""
    kept = tuple(each for each in getattr(chain, kind) if each.id != element_id)
    update = {kind: kept}
    for holder, fields in REFERENCES.items():
        for field, target in fields.items():
            if target == kind:
                update[holder] = tuple(
                    _unlinked(each, field, element_id) for each in update.get(holder, getattr(chain, holder))
                )
    return chain.model_copy(update=update)


def _unlinked(holder: Frozen, field: str, element_id: str) -> Frozen:
    value = getattr(holder, field)
    if value == element_id:
        return holder.model_copy(update={field: None})
    if isinstance(value, tuple) and element_id in value:
        return holder.model_copy(update={field: tuple(each for each in value if each != element_id)})
    return holder


def users_of(chain: Chain, kind: str, element_id: str) -> list[tuple[str, Frozen]]:
    """The elements that point at this one, as (kind, element)."""
    return [
        (holder, each)
        for holder, fields in REFERENCES.items()
        for field, target in fields.items()
        if target == kind
        for each in getattr(chain, holder)
        if element_id == getattr(each, field) or element_id in _many(getattr(each, field))
    ]


def _many(value: object) -> tuple:
    return value if isinstance(value, tuple) else ()


def moved(chain: Chain, kind: str, element_id: str, step: int) -> Chain:
    """The chain with this element moved `step` places within its kind, as far as the ends allow."""
    elements = list(getattr(chain, kind))
    place = next((n for n, each in enumerate(elements) if each.id == element_id), None)
    if place is None:
        return chain
    goal = min(max(place + step, 0), len(elements) - 1)
    elements.insert(goal, elements.pop(place))
    return chain.model_copy(update={kind: tuple(elements)})


def is_empty(chain: Chain) -> bool:
    """Whether nothing has been added to the chain besides its header."""
    return not any(getattr(chain, kind) for kind in KINDS)
