"""Get chains out of the database: a fixed number of column queries, however long the chains are and however many."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from chain.model import KINDS, Chain
from chain.people import Access, Acting, Standing, Wish, allowed
from storage.figures import Row, amount, figure_fields
from storage.mapping import PLANS, chain_from
from storage.rows import table

Header = Mapping[str, object]


def header(db: Connection, acting: Acting, intervention_id: str, shared: bool = False) -> Header | None:
    """The intervention's own row, the access of whom the person acts for, and all they may do; None if there is none.

    Read by a writer it is held, so that no save comes between its queries; `shared` holds it against those alone who
    hold it for themselves, for work on parts of it that do not mind each other.
    """
    if db.get_execution_options().get("writes"):
        # Held by a statement of its own: one that had waited would still see the sharing that ended meanwhile.
        rows = table("intervention")
        db.execute(select(rows.c.id).where(rows.c.id == intervention_id).with_for_update(read=shared))
    return headers(db, acting, (intervention_id,)).get(intervention_id)


def headers(db: Connection, acting: Acting, intervention_ids: Collection[str]) -> dict[str, Header]:
    """The same for several interventions in one query, by id; those out of reach are left out."""
    interventions, sharing, owners = table("intervention"), table("sharing"), table("organisation")
    shared = select(sharing.c.access).where(
        sharing.c.intervention_id == interventions.c.id, sharing.c.organisation_id == acting.organisation_id
    )
    owner = select(owners.c.name).where(owners.c.id == interventions.c.organisation_id)
    query = select(interventions, shared.scalar_subquery().label("shared"), owner.scalar_subquery().label("owner"))
    query = query.where(interventions.c.id.in_(intervention_ids))
    found = [_reached(row, acting) for row in db.execute(query).mappings()]
    return {each["id"]: each for each in found if each is not None}


def _reached(row: Mapping[str, object], acting: Acting) -> Header | None:
    granted = {acting.organisation_id: Access(row["shared"])} if row["shared"] else {}
    standing = Standing(row["organisation_id"], granted, row["id"])
    may = allowed(acting, standing)
    if Wish.READ not in may:
        return None
    return {**row, "access": standing.access(acting.organisation_id), "allowed": may}


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
    return read_chains(db, (of,))[of["id"]]


def read_chains(db: Connection, of: Collection[Header]) -> dict[str, Chain]:
    """The whole chains of the interventions with these headers, by id: as many queries as for one."""
    ids = [each["id"] for each in of]
    elements = {kind: _rows(db, PLANS[kind].table, ids, "position") for kind in KINDS}
    years, figures = _rows(db, "figure_year", ids, "year"), _rows(db, "figure", ids)
    links = _rows(db, "link", ids, "position")
    return {
        each["id"]: chain_from(
            each,
            {kind: rows[each["id"]] for kind, rows in elements.items()},
            _figures(figures[each["id"]], years[each["id"]]),
            _links(links[each["id"]]),
        )
        for each in of
    }


def _rows(db: Connection, name: str, ids: Collection[str], *order: str) -> Mapping[str, list[Row]]:
    """The interventions' rows of one table, as plain dictionaries, by intervention."""
    source = table(name)
    query = select(source).where(source.c.intervention_id.in_(ids))
    result = db.execute(query.order_by(*(source.c[column] for column in order)))
    names = tuple(result.keys())
    found: dict[str, list[Row]] = defaultdict(list)
    for values in result.all():
        row = dict(zip(names, values, strict=True))
        found[row["intervention_id"]].append(row)
    return found


def _figures(rows: list[Row], of_years: list[Row]) -> dict[str, Row]:
    years: dict[str, dict[int, float]] = defaultdict(dict)
    for row in of_years:
        years[row["place"]][row["year"]] = amount(row, "value")
    return {row["place"]: figure_fields(row, years.get(row["place"])) for row in rows}


def _links(rows: list[Row]) -> dict[tuple[str, str, str], list[str]]:
    links: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        links[row["from_kind"], row["from_id"], row["role"]].append(row["to_id"])
    return links
