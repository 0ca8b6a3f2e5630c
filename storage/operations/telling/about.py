"""Which kept result something told is about, and what a person may do with it."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from chain.people import Acting, Standing, Wish, may
from chain.problem import Problem, problem
from storage.operations.keeping import barred, not_for_role, reads_past
from storage.repositories import header
from storage.rows import table

Row = Mapping[str, object]
_READ = ("id", "organisation_id", "intervention_id", "intervention_version", "number", "redaction_id")


def kept_result(db: Connection, acting: Acting, version_id: str, wish: Wish) -> Row | Problem:
    """The row of a kept result with which this person may do this; or why not. A result outlives its intervention.

    The questions to the database are as many about another's as about one that never was.
    """
    rows = table("frozen_version")
    query = select(*(rows.c[name] for name in _READ)).where(rows.c.id == version_id)
    row = db.execute(query).mappings().first()
    of = row["intervention_id"] if row else version_id
    there = header(db, acting, of)
    if row and there:
        return barred(acting, wish, there, of) or row
    if not reads_past(db, acting, of) or row is None:
        return problem("version.gone", "version")
    left = may(acting, wish, Standing(row["organisation_id"], intervention_id=of))
    return row if left else not_for_role(wish, "version")


def whole_result(db: Connection, acting: Acting, version_id: str, wish: Wish) -> Row | Problem:
    """The same, of a result whose chain is still there."""
    row = kept_result(db, acting, version_id, wish)
    withdrawn = not isinstance(row, Problem) and row["redaction_id"]
    return problem("version.withdrawn", "version") if withdrawn else row
