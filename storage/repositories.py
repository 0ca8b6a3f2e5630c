"""Get chains out of the database: a fixed number of column queries, however long the chain is."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from chain.model import KINDS, Chain
from storage.figures import Row, amount, figure_fields
from storage.mapping import PLANS, chain_from
from storage.rows import table


def header(db: Connection, intervention_id: str) -> Mapping[str, object] | None:
    """The intervention's own row, or None. Read by a writer it is held, so that no save comes between its queries."""
    interventions = table("intervention")
    query = select(interventions).where(interventions.c.id == intervention_id)
    if db.get_execution_options().get("writes"):
        query = query.with_for_update()
    return db.execute(query).mappings().first()


def read_chain(db: Connection, of: Mapping[str, object]) -> Chain:
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
