"""Statistics from outside: switching it on, what may be fetched, and reading what was.

Nothing here asks another computer. What may be asked is told by `ask_statistics`; `storage.sources.kolada` asks it,
outside the page's process, and what that brings is kept by the operations in `statistics_keeping`.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from chain.people import Acting, Standing, Wish, may
from chain.problem import Problem, problem
from storage.changes import Change
from storage.configuration import configuration
from storage.operations.answers import Refused
from storage.operations.statistics_answers import (
    ListedArea,
    ListedKeyFigure,
    Question,
    Replaced,
    Said,
    Series,
    Statistics,
)
from storage.operations.statistics_rows import (
    CHANGERS,
    PLACE,
    allowed,
    area_of,
    barred,
    blank_key_figure,
    chosen_areas,
    key_figure_of,
    not_on,
    note,
    ours,
    own_row,
    put_row,
    read_statistics,
)
from storage.rows import table
from storage.sources.kolada_answers import AreaKind, Asked, Cell, Figure, Missing, Sex
from storage.sources.kolada_themes import THEMES
from storage.unit_of_work import Store, now


def statistics_themes() -> Mapping[str, tuple[str, ...]]:
    """Ids of key figures that are often of use, by theme."""
    return THEMES


def statistics(store: Store, acting: Acting) -> Statistics | None:
    """What the organisation has chosen to look at, or None for someone who may not read it."""
    with store.reading() as db:
        return read_statistics(db, acting) if may(acting, Wish.READ, Standing(acting.organisation_id)) else None


def switch_statistics(store: Store, acting: Acting, on: bool) -> Problem | None:
    """Let the organisation's people fetch statistics, or no longer; what was fetched stays."""
    with store.writing() as db:
        for each in barred(db, acting, Wish.ADMINISTER):
            return each
        if on and not allowed():
            return problem("statistics.not_here", PLACE)
        before = own_row(db, acting)["is_on"]
        if before is not on:
            at = now()
            put_row(db, acting, at, is_on=on)
            note(db, acting, at, [Change("statistics/is_on", before, on)])
    return None


def find_key_figures(store: Store, acting: Acting, words: str = "", ids: Sequence[str] = ()) -> list[ListedKeyFigure]:
    """Key figures of the fetched list whose id or title has all the words; or those of these ids, known or not."""
    found = [ListedKeyFigure(key_figure_of(row), row["chosen_at"] is not None)
             for row in _matching(store, acting, "statistics_key_figure", words, ids)]  # fmt: skip
    if not ids:
        return found
    there = {each.key_figure.id: each for each in found}
    return [there.get(each) or ListedKeyFigure(key_figure_of(blank_key_figure(each)), False) for each in ids]


def find_areas(store: Store, acting: Acting, words: str) -> list[ListedArea]:
    """Areas of the fetched list whose id or name has all the words: municipalities first, then regions, then groups."""
    rows = _matching(store, acting, "statistics_area", words, ())
    found = [ListedArea(area_of(row), row["chosen_at"] is not None) for row in rows]
    return sorted(found, key=lambda each: list(AreaKind).index(each.area.kind))


def _matching(store: Store, acting: Acting, name: str, words: str, ids: Sequence[str]) -> list[Mapping[str, object]]:
    """Compared in Python: the databases do not agree about small and large letters beyond English."""
    rows, wanted = table(name), words.casefold().split()
    query = select(rows).where(*ours(name, acting)).order_by(rows.c.title, rows.c.id)
    if ids:
        query = query.where(rows.c.id.in_(ids))
    if not may(acting, Wish.READ, Standing(acting.organisation_id)):
        return []
    with store.reading() as db:
        found = db.execute(query).mappings().all()
    return [row for row in found if all(word in f"{row['id']} {row['title']}".casefold() for word in wanted)]


def ask_statistics(store: Store, acting: Acting, lists: bool = False) -> Question | Refused:
    """What this person may fetch now: the figures that are chosen, or the `lists` of what there is."""
    with store.reading() as db:
        problems = barred(db, acting, *CHANGERS) or not_on(db, acting)
        if problems:
            return Refused(problems)
        base, chosen = configuration().statistics, read_statistics(db, acting)
    if lists:
        return Question(base, None)
    if not chosen.key_figures or not chosen.areas:
        return Refused((problem("statistics.nothing_chosen", PLACE),))
    ids = tuple(each.key_figure.id for each in chosen.key_figures)
    return Question(base, Asked(ids, tuple(each.id for each in chosen.areas), chosen.years))


def statistics_series(
    store: Store, acting: Acting, key_figure_id: str, intervention_id: str | None = None
) -> Series | None:
    """A key figure as it was fetched, for the chosen areas and years; None where nothing was, or it may not be read.

    `intervention_id`: read beside an indicator of this intervention, which its readers may.
    """
    key_figures, figures = table("statistics_key_figure"), table("statistics_figure")
    if not may(acting, Wish.READ, Standing(acting.organisation_id, intervention_id=intervention_id)):
        return None
    with store.reading() as db:
        query = select(key_figures).where(*ours("statistics_key_figure", acting), key_figures.c.id == key_figure_id)
        described, row = db.execute(query).mappings().first(), own_row(db, acting)
        areas = chosen_areas(db, acting, row["own_area_id"])
        within = figures.c.area_id.in_([each.id for each in areas]), figures.c.key_figure_id == key_figure_id
        years = figures.c.year.between(row["first_year"], row["last_year"])
        said = db.execute(select(figures).where(*ours("statistics_figure", acting), *within, years)).mappings().all()
    if described is None or not said:
        return None
    now_said, before = _told(said)
    span = tuple(range(row["first_year"], row["last_year"] + 1))
    return Series(key_figure_of(described), row["own_area_id"], areas, span, now_said, before)


def _told(rows: Sequence[Mapping[str, object]]) -> tuple[dict[Cell, Said], tuple[Replaced, ...]]:
    """What stands, and what was said before it, the latest change first."""
    told: dict[Cell, dict[int, Mapping[str, object]]] = {}
    for row in rows:
        told.setdefault(_cell(row), {})[row["number"]] = row
    stands = {cell: _said(of[max(of)]) for cell, of in told.items()}
    before = [
        Replaced(cell, _said(row), _said(of[number + 1]).figure, row["replaced_at"])
        for cell, of in told.items()
        for number, row in of.items()
        if row["replaced_at"] is not None
    ]
    return stands, tuple(sorted(before, key=lambda each: (each.replaced_at, each.cell), reverse=True))


def _cell(row: Mapping[str, object]) -> Cell:
    return Cell(row["key_figure_id"], row["area_id"], row["year"], Sex(row["sex"]))


def _said(row: Mapping[str, object]) -> Said:
    why = Missing(row["missing"]) if row["missing"] else None
    return Said(Figure(row["value"], why, row["status"]), row["fetched_at"])
