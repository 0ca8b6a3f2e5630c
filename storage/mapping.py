"""Row ↔ chain object: the one place that knows both.

Nothing here is written per kind. Each field of a chain's model is sorted once by what it holds (text, figure, links,
plain value, …), and both directions follow that sorting; a field that the model gains is found by itself and asks for
its column.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from chain.assumption import Assumption, Frozen, Series
from chain.model import KINDS, Account, Chain, DirectNumber, ShareOfCohort, YearlyProfile, by_id
from chain.references import REFERENCES
from chain.text import Text
from storage.element_tables import ELEMENT_ROWS
from storage.figures import Row, figure_row, year_rows
from storage.finding import finding
from storage.tables import InterventionRow

QUANTITIES = {"share_of_cohort": ShareOfCohort, "direct_number": DirectNumber, "yearly_profile": YearlyProfile}
_ACCOUNT = tuple(Account.model_fields)


@dataclass(frozen=True)
class Plan:
    """How one kind's fields are kept: as which columns, in which other tables."""

    kind: str
    table: str
    texts: tuple[str, ...]
    text_lists: tuple[str, ...]
    figures: tuple[str, ...]
    links: tuple[str, ...]
    accounts: tuple[str, ...]
    quantities: tuple[str, ...]
    plain: tuple[str, ...]


def _holds(annotation: object) -> str:
    """What a field of this type holds, as the name of its list in a Plan; empty for a chain's lists of elements."""
    parts = set(get_args(annotation)) if get_origin(annotation) in (Union, UnionType) else {annotation}
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)[0]
        if inner is Text:
            return "text_lists"
        return "links" if inner is str or get_origin(inner) is Annotated else ""
    known = {Text: "texts", Assumption: "figures", Series: "figures", Account: "accounts", ShareOfCohort: "quantities"}
    return next((name for model, name in known.items() if model in parts), "plain")


def _plan(kind: str, model: type[Frozen], table: str) -> Plan:
    sorted_fields: dict[str, list[str]] = {
        name: [] for name in Plan.__dataclass_fields__ if name not in ("kind", "table")
    }
    for field, info in model.model_fields.items():
        holds = _holds(info.annotation)
        if holds:
            sorted_fields[holds].append(field)
    return Plan(kind, table, **{name: tuple(fields) for name, fields in sorted_fields.items()})


def _element_model(kind: str) -> type[Frozen]:
    return get_args(Chain.model_fields[kind].annotation)[0]


HEADER = _plan("chain", Chain, InterventionRow.__tablename__)
PLANS = {kind: _plan(kind, _element_model(kind), ELEMENT_ROWS[kind].__tablename__) for kind in KINDS}


def columns(plan: Plan, holder: Frozen) -> Row:
    """The holder's own columns."""
    row: Row = {}
    for field in plan.plain:
        value = getattr(holder, field)
        row[field] = value.value if isinstance(value, Enum) else value
    for field in plan.texts:
        text = getattr(holder, field)
        row[f"{field}_sv"], row[f"{field}_en"] = text.sv, text.en
    for field in plan.text_lists:
        row[field] = [[text.sv, text.en] for text in getattr(holder, field)]
    for field in plan.accounts:
        account = getattr(holder, field)
        row |= {f"{field}_{name}": account and getattr(account, name) for name in _ACCOUNT}
    for field in plan.quantities:
        quantity = getattr(holder, field)
        row[f"{field}_kind"] = quantity and quantity.kind
        row[f"{field}_every_cohort"] = getattr(quantity, "every_cohort", None)
    return row


def header_columns(chain: Chain) -> Row:
    """The intervention's own columns, those to find it by among them."""
    return columns(HEADER, chain) | finding(chain)


def figures_of(plan: Plan, holder: Frozen, place: str) -> Iterator[tuple[str, Assumption | Series]]:
    """The holder's figures with their places, as `chain.model.passports` names them."""
    for field in plan.figures:
        figure = getattr(holder, field)
        if figure is not None:
            yield f"{place}/{field}", figure
    for field in plan.quantities:
        quantity = getattr(holder, field)
        for name in _quantity_figures(quantity and quantity.kind):
            yield f"{place}/{field}/{name}", getattr(quantity, name)


def _quantity_figures(kind: str | None) -> tuple[str, ...]:
    fields = QUANTITIES[kind].model_fields if kind else {}
    return tuple(name for name in fields if name not in ("kind", "every_cohort"))


def element_rows(kind: str, element: Frozen, position: int) -> Iterator[tuple[str, Row]]:
    """Every row that this element asks for, with the name of its table; the intervention's id is still to be added."""
    plan = PLANS[kind]
    yield plan.table, columns(plan, element) | {"position": position}
    yield from figure_rows(figures_of(plan, element, f"{kind}/{element.id}"))
    for role in plan.links:
        yield from _link_rows(kind, element.id, role, getattr(element, role))


def header_rows(chain: Chain) -> Iterator[tuple[str, Row]]:
    """The rows of the chain's own figures; its columns are written with its version."""
    yield from figure_rows(figures_of(HEADER, chain, "chain"))


def figure_rows(figures: Iterable[tuple[str, Assumption | Series]]) -> Iterator[tuple[str, Row]]:
    """The rows of some figures."""
    for place, figure in figures:
        yield "figure", figure_row(place, figure)
        if isinstance(figure, Series):
            for row in year_rows(place, figure):
                yield "figure_year", row


def _link_rows(kind: str, element_id: str, role: str, targets: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    for position, target in enumerate(targets):
        yield (
            "link",
            {
                "from_kind": kind,
                "from_id": element_id,
                "role": role,
                "position": position,
                "to_kind": REFERENCES[kind][role],
                "to_id": target,
            },
        )


Figures = Mapping[str, Row]
Links = Mapping[tuple[str, str, str], list[str]]


def fields(plan: Plan, row: Mapping[str, object], place: str, figures: Figures, links: Links) -> Row:
    """What a row and its figures and links say, as plain data that the model reads."""
    told: Row = {field: row[field] for field in plan.plain}
    for field in plan.texts:
        told[field] = {"sv": row[f"{field}_sv"], "en": row[f"{field}_en"]}
    for field in plan.text_lists:
        told[field] = [{"sv": swedish, "en": english} for swedish, english in row[field]]
    for field in plan.figures:
        told[field] = figures.get(f"{place}/{field}")
    for field in plan.links:
        told[field] = links.get((plan.kind, row["id"], field), ())
    for field in plan.accounts:
        told[field] = _account(row, field)
    for field in plan.quantities:
        told[field] = _quantity(row, field, f"{place}/{field}", figures)
    return told


def _account(row: Mapping[str, object], field: str) -> Row | None:
    account = {name: row[f"{field}_{name}"] for name in _ACCOUNT}
    return None if all(value is None for value in account.values()) else account


def _quantity(row: Mapping[str, object], field: str, place: str, figures: Figures) -> Row | None:
    kind = row[f"{field}_kind"]
    if kind is None:
        return None
    told: Row = {"kind": kind} | {name: figures[f"{place}/{name}"] for name in _quantity_figures(kind)}
    if row[f"{field}_every_cohort"] is not None:
        told["every_cohort"] = row[f"{field}_every_cohort"]
    return told


def chain_from(
    header: Mapping[str, object], elements: Mapping[str, Iterable[Mapping]], figures: Figures, links: Links
) -> Chain:
    """The whole chain; the model checks every value once more on the way in."""
    told = fields(HEADER, header, "chain", figures, links)
    for kind, rows in elements.items():
        plan = PLANS[kind]
        told[kind] = [fields(plan, row, f"{kind}/{row['id']}", figures, links) for row in rows]
    return Chain.model_validate(told)


def sharing(old: Chain, new: Chain) -> Chain:
    """The new chain with the old one's objects for equal elements, so that comparing them once more costs nothing."""
    kinds = {kind: _shared_elements(getattr(old, kind), getattr(new, kind)) for kind in KINDS}
    return new.model_copy(update=kinds)


def _shared_elements(old: tuple[Frozen, ...], new: tuple[Frozen, ...]) -> tuple[Frozen, ...]:
    known = by_id(old)
    return tuple(there if (there := known.get(each.id)) == each else each for each in new)


def sound(old: Chain, new: Chain) -> Chain:
    """The new chain with all that differs from the old one read by the model once more, since a copy is not.

    Raises pydantic's ValidationError for what no chain can hold: a fault in the caller, not in what a person wrote.
    """
    kinds = {kind: _sound_elements(kind, getattr(old, kind), getattr(new, kind)) for kind in KINDS}
    bare = new.model_copy(update=dict.fromkeys(KINDS, ()))
    return Chain.model_validate(bare.model_dump()).model_copy(update=kinds)


def _sound_elements(kind: str, old: tuple[Frozen, ...], new: tuple[Frozen, ...]) -> tuple[Frozen, ...]:
    known, model = by_id(old), _element_model(kind)
    return tuple(each if known.get(each.id) is each else model.model_validate(each.model_dump()) for each in new)


def duplicates(elements: tuple[Frozen, ...]) -> list[str]:
    """Ids that more than one element of a kind bears."""
    if len(by_id(elements)) == len(elements):
        return []
    ids = [element.id for element in elements]
    return sorted({each for each in ids if ids.count(each) > 1})
