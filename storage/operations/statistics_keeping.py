"""Keeping what was fetched from the statistics service: what it says now, and what it said before."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from chain.people import Acting
from storage.changes import Change
from storage.operations.answers import Refused
from storage.operations.statistics_answers import Kept
from storage.operations.statistics_rows import CHANGERS, barred, not_on, note, ours, put_row
from storage.rows import table
from storage.sources.kolada_answers import GONE, Area, Asked, Cell, Fetched, Figure, KeyFigure, Lists, Missing, Sex
from storage.unit_of_work import Store, now

Current = dict[Cell, tuple[int, Figure]]
"""What stands of each cell, and under which number."""


def keep_statistics_lists(store: Store, acting: Acting, lists: Lists) -> Kept | Refused:
    """Keep the lists of what there is. What the service no longer has stays as long as it is chosen or has figures."""
    at = now()
    with store.writing() as db:
        problems = barred(db, acting, *CHANGERS) or not_on(db, acting)
        if problems:
            return Refused(problems)
        _put_list(db, acting, at, "statistics_key_figure", lists.key_figures)
        _put_list(db, acting, at, "statistics_area", lists.areas)
        put_row(db, acting, at, lists_fetched_at=at)
        counts = {"key_figures": len(lists.key_figures), "areas": len(lists.areas)}
        note(db, acting, at, [Change("statistics/lists", None, counts)])
    return Kept(len(lists.key_figures) + len(lists.areas), 0, ())


def _put_list(db: Connection, acting: Acting, at: datetime, name: str, told: Iterable[KeyFigure | Area]) -> None:
    """Write what is new or said otherwise than before; let go of what is neither told, chosen nor has figures."""
    rows, figures = table(name), table("statistics_figure")
    of = figures.c[f"{name.removeprefix('statistics_')}_id"]
    there = {row["id"]: row for row in db.execute(select(rows).where(*ours(name, acting))).mappings()}
    wanted = {each.id: _told(each) for each in told}
    own = {"organisation_id": acting.organisation_id, "fetched_at": at, "chosen_at": None}
    _run(db, insert(rows), [row | own for id_, row in wanted.items() if id_ not in there])
    _describe(db, acting, at, name, [row for id_, row in wanted.items() if _differs(row, there.get(id_))])
    used = set(db.execute(select(of).where(*ours("statistics_figure", acting)).distinct()).scalars())
    gone = [row["id"] for row in there.values() if row["id"] not in wanted and row["chosen_at"] is None]
    this = delete(rows).where(*ours(name, acting), rows.c.id == bindparam("gone_id"))
    _run(db, this, [{"gone_id": each} for each in gone if each not in used])


def _differs(row: Mapping[str, object], there: Mapping[str, object] | None) -> bool:
    return there is not None and any(there[name] != value for name, value in row.items())


def _describe(db: Connection, acting: Acting, at: datetime, name: str, rows: list[dict[str, object]]) -> None:
    """Write rows that are there anew."""
    own, names = table(name), [key for key in rows[0] if key != "id"] if rows else []
    this = update(own).where(*ours(name, acting), own.c.id == bindparam("old_id"))
    this = this.values({key: bindparam(f"new_{key}") for key in names} | {"fetched_at": at})
    _run(db, this, [{"old_id": row["id"]} | {f"new_{key}": row[key] for key in names} for row in rows])


def _run(db: Connection, statement: object, rows: list[dict[str, object]]) -> None:
    if rows:
        db.execute(statement, rows)


def keep_statistics(store: Store, acting: Acting, fetched: Fetched) -> Kept | Refused:
    """Keep the figures that were fetched. Where the service says other than before, what it said before stays too."""
    at = now()
    with store.writing() as db:
        problems = barred(db, acting, *CHANGERS) or not_on(db, acting)
        if problems:
            return Refused(problems)
        _know(db, acting, at, "statistics_area", fetched.areas)
        known = _know(db, acting, at, "statistics_key_figure", fetched.key_figures)
        changed = _put_figures(db, acting, at, fetched, known)
        counts = {"figures": len(fetched.figures), "changed": changed}
        note(db, acting, at, [Change("statistics/fetched", None, counts)])
    return Kept(len(fetched.figures), changed, fetched.unknown)


def _know(db: Connection, acting: Acting, at: datetime, name: str, said: Iterable[KeyFigure | Area]) -> set[str]:
    """Write what things are called; one that was let go of during the fetch is put back, not chosen.

    Which there are after that.
    """
    rows, told = table(name), [_told(each) for each in said]
    there = set(db.execute(select(rows.c.id).where(*ours(name, acting))).scalars())
    own = {"organisation_id": acting.organisation_id, "fetched_at": at, "chosen_at": None}
    _run(db, insert(rows), [row | own for row in told if row["id"] not in there])
    _describe(db, acting, at, name, [row for row in told if row["id"] in there])
    return there | {row["id"] for row in told}


def _within(acting: Acting, asked: Asked) -> tuple[ColumnElement, ...]:
    """The condition for what stands of what was asked."""
    rows = table("statistics_figure")
    return (
        *ours("statistics_figure", acting),
        rows.c.key_figure_id.in_(asked.key_figure_ids),
        rows.c.area_id.in_(asked.area_ids),
        rows.c.year.in_(asked.years),
        rows.c.replaced_at.is_(None),
    )


def _current(db: Connection, acting: Acting, asked: Asked) -> Current:
    found = db.execute(select(table("statistics_figure")).where(*_within(acting, asked))).mappings()
    return {
        Cell(row["key_figure_id"], row["area_id"], row["year"], Sex(row["sex"])): (
            row["number"],
            Figure(row["value"], Missing(row["missing"]) if row["missing"] else None, row["status"]),
        )
        for row in found
    }


def _put_figures(db: Connection, acting: Acting, at: datetime, fetched: Fetched, known: set[str]) -> int:
    """Write what the service says now; how many figures differ from what it said before."""
    rows, current = table("statistics_figure"), _current(db, acting, fetched.asked)
    told = {cell: figure for cell, figure in fetched.figures.items() if cell.key_figure_id in known}
    said = dict.fromkeys(current, GONE) | told
    changed = [cell for cell, (_, before) in current.items() if said[cell] != before]
    _replace(db, acting, at, {cell: current[cell][0] for cell in changed})
    db.execute(update(rows).where(*_within(acting, fetched.asked)).values(fetched_at=at))
    numbers = {cell: current[cell][0] + 1 for cell in changed} | {cell: 1 for cell in said if cell not in current}
    _run(db, insert(rows), [_row(acting, at, cell, number, said[cell]) for cell, number in numbers.items()])
    return len(changed)


def _replace(db: Connection, acting: Acting, at: datetime, numbers: Mapping[Cell, int]) -> None:
    """Let these no longer stand."""
    rows, keys = table("statistics_figure"), ("key_figure_id", "area_id", "year", "sex", "number")
    this = [rows.c[name] == bindparam(f"this_{name}") for name in keys]
    told = [_told(cell) | {"number": number} for cell, number in numbers.items()]
    statement = update(rows).where(*ours("statistics_figure", acting), *this).values(replaced_at=at)
    _run(db, statement, [{f"this_{name}": row[name] for name in keys} for row in told])


def _told(of: object) -> dict[str, object]:
    """Its fields as the database takes them: an enumeration's word as a plain word."""
    return {name: str(value) if isinstance(value, str) else value for name, value in asdict(of).items()}


def _row(acting: Acting, at: datetime, cell: Cell, number: int, figure: Figure) -> dict[str, object]:
    own = {"organisation_id": acting.organisation_id, "number": number, "fetched_at": at, "replaced_at": None}
    return _told(cell) | _told(figure) | own
