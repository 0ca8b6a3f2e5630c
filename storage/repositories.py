"""Get chains out of the database: a fixed number of column queries, however long the chain is."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from chain.model import KINDS, Chain
from chain.people import Access, Acting, Standing, may
from storage.figures import Row, amount, figure_fields
from storage.mapping import PLANS, chain_from
from storage.rows import table

Header = Mapping[str, object]


def header(db: Connection, acting: Acting, intervention_id: str) -> Header | None:
    """The intervention's own row and the access of whom the person acts for; None where there is none.

    Read by a writer it is held, so that no save comes between its queries.
    """
    interventions, sharing, owners = table("intervention"), table("sharing"), table("organisation")
    if db.get_execution_options().get("writes"):
        # Held by a statement of its own: one that had waited would still see the sharing that ended meanwhile.
        db.execute(select(interventions.c.id).where(interventions.c.id == intervention_id).with_for_update())
    shared = select(sharing.c.access).where(
        sharing.c.intervention_id == interventions.c.id, sharing.c.organisation_id == acting.organisation_id
    )
    owner = select(owners.c.name).where(owners.c.id == interventions.c.organisation_id)
    query = select(interventions, shared.scalar_subquery().label("shared"), owner.scalar_subquery().label("owner"))
    row = db.execute(query.where(interventions.c.id == intervention_id)).mappings().first()
    return _reached(row, acting) if row else None


def _reached(row: Mapping[str, object], acting: Acting) -> Header | None:
    granted = {acting.organisation_id: Access(row["shared"])} if row["shared"] else {}
    standing = Standing(row["organisation_id"], granted)
    if not may(acting, Access.READ, standing):
        return None
    return {**row, "access": standing.access(acting.organisation_id)}


def exists(db: Connection, intervention_id: str) -> bool:
    """Whether an intervention has this id, whosever it is."""
    rows = table("intervention")
    return db.execute(select(rows.c.id).where(rows.c.id == intervention_id)).first() is not None


def taken(db: Connection, acting: Acting, intervention_id: str) -> bool:
    """Whether this id cannot be given to a new intervention: it is in use, or the past of another organisation's."""
    log = table("change")
    elsewhere = log.c.intervention_id == intervention_id, log.c.organisation_id != acting.organisation_id
    return exists(db, intervention_id) or db.execute(select(log.c.id).where(*elsewhere).limit(1)).first() is not None


def read_chain(db: Connection, of: Header) -> Chain:
    """The whole chain of the intervention with this header."""
    intervention_id = of["id"]
    elements = {kind: _elements(db, kind, intervention_id) for kind in KINDS}
    return chain_from(of, elements, _figures(db, intervention_id), _links(db, intervention_id))


def _rows(db: Connection, name: str, intervention_id: str, *order: str) -> list[Row]:
    """The intervention's rows of one table, as plain dictionaries."""
    source = table(name)
    query = select(source).where(source.c.intervention_id == intervention_id)
    result = db.execute(query.order_by(*(source.c[column] for column in order)))
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result.all()]


def _elements(db: Connection, kind: str, intervention_id: str) -> list[Row]:
    return _rows(db, PLANS[kind].table, intervention_id, "position")


def _figures(db: Connection, intervention_id: str) -> dict[str, Row]:
    years: dict[str, dict[int, float]] = defaultdict(dict)
    for row in _rows(db, "figure_year", intervention_id, "year"):
        years[row["place"]][row["year"]] = amount(row, "value")
    return {row["place"]: figure_fields(row, years.get(row["place"])) for row in _rows(db, "figure", intervention_id)}


def _links(db: Connection, intervention_id: str) -> dict[tuple[str, str, str], list[str]]:
    links: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in _rows(db, "link", intervention_id, "position"):
        links[row["from_kind"], row["from_id"], row["role"]].append(row["to_id"])
    return links
