"""Statistics from outside: choosing what to look at."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
import re
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from chain.people import Acting
from chain.problem import Problem, problem
from storage.changes import Change
from storage.operations.answers import Refused
from storage.operations.statistics_answers import Statistics
from storage.operations.statistics_rows import (
    CHANGERS,
    PLACE,
    barred,
    blank_key_figure,
    chosen_areas,
    not_on,
    note,
    ours,
    own_row,
    put_row,
    read_statistics,
)
from storage.rows import table
from storage.sources.kolada_answers import AREA, KEY_FIGURE, AreaKind
from storage.unit_of_work import Store, now

MOST_KEY_FIGURES, MOST_AREAS, MOST_YEARS = 50, 25, 50
FIRST_YEAR, LAST_YEAR = 1970, 2100


class _Kind(NamedTuple):
    """What can be chosen: its table, how its ids look, and what a row begins as before any list tells its title."""

    table: str
    pattern: re.Pattern
    blank: Callable[[str], dict[str, object]]
    strange: str
    most: int
    too_many: str


def _blank_area(area_id: str) -> dict[str, object]:
    kind = AreaKind.GROUP if area_id.startswith("G") else AreaKind.MUNICIPALITY
    return {"id": area_id, "title": "", "kind": str(kind)}


_KEY_FIGURES = _Kind(
    *("statistics_key_figure", KEY_FIGURE, blank_key_figure),
    *("statistics.not_a_key_figure", MOST_KEY_FIGURES, "statistics.too_many_key_figures"),
)
_AREAS = _Kind("statistics_area", AREA, _blank_area, "statistics.not_an_area", MOST_AREAS, "statistics.too_many_areas")


def choose_statistics(
    store: Store,
    acting: Acting,
    key_figure_ids: Sequence[str] = (),
    area_ids: Sequence[str] = (),
    chosen: bool = True,
) -> Statistics | Refused:
    """Look at these key figures and areas too, or no longer. What was fetched of them is kept and comes back with them.

    What is chosen already, or not chosen, stays so: two people who choose at once lose nothing of each other's.
    """
    at, wanted = now(), {_KEY_FIGURES: tuple(key_figure_ids), _AREAS: tuple(area_ids)}
    with store.writing() as db:
        problems = barred(db, acting, *CHANGERS) or not_on(db, acting)
        problems = problems or tuple(each for kind, ids in wanted.items() for each in _strange(kind, ids))
        if chosen and not problems:
            problems = tuple(each for kind, ids in wanted.items() for each in _too_many(db, acting, kind, ids))
        if problems:
            return Refused(problems)
        for kind, ids in wanted.items():
            note(db, acting, at, _choose(db, acting, at, kind, ids, chosen))
        if not chosen and own_row(db, acting)["own_area_id"] in area_ids:
            put_row(db, acting, at, own_area_id=None)
        return read_statistics(db, acting)


def _strange(kind: _Kind, ids: Sequence[str]) -> Iterable[Problem]:
    return (problem(kind.strange, PLACE, id=each) for each in ids if not kind.pattern.fullmatch(each))


def _too_many(db: Connection, acting: Acting, kind: _Kind, ids: Sequence[str]) -> Iterable[Problem]:
    rows = table(kind.table)
    there = set(db.execute(select(rows.c.id).where(*ours(kind.table, acting, chosen=True))).scalars())
    if ids and len(there | set(ids)) > kind.most:
        yield problem(kind.too_many, PLACE, most=kind.most)


def _choose(
    db: Connection, acting: Acting, at: datetime, kind: _Kind, ids: Sequence[str], chosen: bool
) -> list[Change]:
    """Mark the rows, making those that no list has brought yet; what changed by it."""
    rows, found = table(kind.table), []
    known = select(rows.c.id, rows.c.title, rows.c.chosen_at).where(*ours(kind.table, acting), rows.c.id.in_(ids))
    there = {row.id: row for row in db.execute(known)}
    for each in dict.fromkeys(ids):
        row = there.get(each)
        if (row is not None and row.chosen_at is not None) is chosen:
            continue
        if row is None:
            db.execute(insert(rows).values(kind.blank(each) | {"organisation_id": acting.organisation_id}))
        this = update(rows).where(*ours(kind.table, acting), rows.c.id == each)
        db.execute(this.values(chosen_at=at if chosen else None))
        name = f"{each} {row.title}".strip() if row else each
        found.append(Change(f"statistics/{each}", None if chosen else name, name if chosen else None))
    return found


def arrange_statistics(
    store: Store, acting: Acting, own_area_id: str | None, first_year: int, last_year: int, version: int
) -> Statistics | Refused:
    """Say which of the chosen areas is the organisation's own, and which years to look at.

    Refused when someone else has changed the same since `version`.
    """
    at, told = now(), {"own_area_id": own_area_id, "first_year": first_year, "last_year": last_year}
    with store.writing() as db:
        problems = barred(db, acting, *CHANGERS) or not_on(db, acting) or _unfit_years(first_year, last_year)
        if problems:
            return Refused(problems)
        before = own_row(db, acting)
        changed = [Change(f"statistics/{name}", before[name], new) for name, new in told.items() if before[name] != new]
        if changed and before["version"] != version:
            return Refused((problem("statistics.moved", PLACE),))
        if own_area_id and own_area_id not in [each.id for each in chosen_areas(db, acting, None)]:
            return Refused((problem("statistics.own_not_chosen", PLACE, id=own_area_id),))
        if changed:
            put_row(db, acting, at, **told)
            note(db, acting, at, changed)
        return read_statistics(db, acting)


def _unfit_years(first: int, last: int) -> tuple[Problem, ...]:
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first >= MOST_YEARS:
        return (problem("statistics.years", PLACE, first=str(FIRST_YEAR), last=str(LAST_YEAR), most=MOST_YEARS),)
    return ()
