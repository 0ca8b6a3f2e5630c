"""What the operations about statistics share: who may, the organisation's own row, and rows as plain data."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change
from storage.configuration import OFF, configuration
from storage.operations.keeping import barred_here, stamps_of
from storage.operations.log import record
from storage.operations.statistics_answers import ListedKeyFigure, Statistics
from storage.rows import table
from storage.sources.kolada_answers import Area, AreaKind, KeyFigure

PLACE = "statistics"
YEARS_AT_FIRST = 10
CHANGERS = (Wish.REGISTER, Wish.PLAN)
"""Either lets a person choose and fetch."""


def allowed() -> bool:
    """Whether this installation lets anything be fetched at all."""
    return configuration().statistics != OFF


def barred(db: Connection, acting: Acting, *wishes: Wish) -> tuple[Problem, ...]:
    """Why none of the wishes may be done with the organisation's statistics; nothing when one may."""
    return barred_here(db, acting, *wishes, place=PLACE)


def not_on(db: Connection, acting: Acting) -> tuple[Problem, ...]:
    """Why nothing is fetched or chosen: it is switched off, for all or for this organisation."""
    if not allowed():
        return (problem("statistics.not_here", PLACE),)
    there = own_row(db, acting)
    return () if there["is_on"] else (problem("statistics.off", PLACE),)


def own_row(db: Connection, acting: Acting) -> Mapping[str, object]:
    """The organisation's own row; before there is one, what it begins as."""
    rows = table("statistics")
    query = select(rows).where(rows.c.organisation_id == acting.organisation_id)
    return db.execute(query).mappings().first() or _beginning()


def _beginning() -> dict[str, object]:
    last = date.today().year - 1
    years = {"first_year": last - YEARS_AT_FIRST + 1, "last_year": last}
    return {"version": 0, "is_on": False, "own_area_id": None, "lists_fetched_at": None} | years


def put_row(db: Connection, acting: Acting, at: datetime, **told: object) -> None:
    """Change the organisation's own row, or make it."""
    rows, there = table("statistics"), own_row(db, acting)
    more = told | {"version": there["version"] + 1}
    if there["version"]:
        this = update(rows).where(rows.c.organisation_id == acting.organisation_id)
        db.execute(this.values(more | {"updated_at": at, "updated_by": acting.who}))
    else:
        born = dict(there) | more | stamps_of(acting, at) | {"organisation_id": acting.organisation_id}
        db.execute(insert(rows).values(born))


def ours(name: str, acting: Acting, chosen: bool = False) -> tuple[ColumnElement, ...]:
    """The condition for the organisation's rows of a table; of those chosen only."""
    rows = table(name)
    own = (rows.c.organisation_id == acting.organisation_id,)
    return (*own, rows.c.chosen_at.is_not(None)) if chosen else own


def note(db: Connection, acting: Acting, at: datetime, found: Iterable[Change]) -> None:
    """Write in the organisation's history what was changed about its statistics."""
    record(db, acting, at, acting.organisation_id, "statistics", found)


def blank_key_figure(key_figure_id: str) -> dict[str, object]:
    """A key figure of which only the id is known."""
    words = dict.fromkeys(("title", "description", "operating_area", "published"), "")
    return words | {"id": key_figure_id, "by_sex": False}


def key_figure_of(row: Mapping[str, object]) -> KeyFigure:
    """A key figure out of its row."""
    return KeyFigure(**{name: row[name] for name in KeyFigure.__dataclass_fields__})


def area_of(row: Mapping[str, object]) -> Area:
    """An area out of its row."""
    return Area(row["id"], row["title"], AreaKind(row["kind"]))


def read_statistics(db: Connection, acting: Acting) -> Statistics:
    """What the organisation has chosen, in the order of choosing; its own area first."""
    row = own_row(db, acting)
    told = {name: row[name] for name in Statistics.__dataclass_fields__ if name in row}
    areas = chosen_areas(db, acting, row["own_area_id"])
    return Statistics(is_allowed=allowed(), key_figures=_chosen_key_figures(db, acting), areas=areas, **told)


def chosen_areas(db: Connection, acting: Acting, own: str | None) -> tuple[Area, ...]:
    """The areas that are looked at, the own one first."""
    rows = table("statistics_area")
    query = select(rows).where(*ours("statistics_area", acting, chosen=True)).order_by(rows.c.chosen_at, rows.c.id)
    found = [area_of(row) for row in db.execute(query).mappings()]
    return tuple(sorted(found, key=lambda each: each.id != own))


def _chosen_key_figures(db: Connection, acting: Acting) -> tuple[ListedKeyFigure, ...]:
    rows, figures = table("statistics_key_figure"), table("statistics_figure")
    last = select(figures.c.key_figure_id, func.max(figures.c.fetched_at)).where(*ours("statistics_figure", acting))
    fetched = {row[0]: row[1] for row in db.execute(last.group_by(figures.c.key_figure_id))}
    query = select(rows).where(*ours("statistics_key_figure", acting, chosen=True))
    found = db.execute(query.order_by(rows.c.chosen_at, rows.c.id)).mappings()
    return tuple(ListedKeyFigure(key_figure_of(row), True, fetched.get(row["id"])) for row in found)
