"""Fetching from Kolada, the open municipal statistics service (RKA): its lists, and the figures that were asked for.

Called outside the page's process (`pages/parts/jobs.py`), so it knows no database: what comes back is kept by an
operation afterwards. Terms of use: https://www.kolada.se/om-oss/api/ (free, the source to be named, own calculations
not to be credited to it).
"""

from collections.abc import Callable, Iterator, Sequence

from chain.problem import Problem
from storage.sources.kolada_answers import Asked, Cell, Fetched, Figure, KeyFigure, Lists
from storage.sources.kolada_polite import NotAnswered, Polite
from storage.sources.kolada_reading import read_figures, read_groups, read_key_figures, read_municipalities

ADDRESS = "https://api.kolada.se/v3"
MOST_IN_SEGMENT = 25
"""Ids in one part of an address, by the service's own rule."""
Progress = Callable[[int, int], None]


def fetch_lists(base: str, *, progress: Progress) -> Lists | Problem:
    """Every key figure, municipality, region and group, with the service's titles. Nothing about us is told."""
    parts = (("/kpi", read_key_figures), ("/municipality", read_municipalities), ("/municipality_groups", read_groups))

    def ask(polite: Polite) -> Lists:
        found = []
        for done, (path, read) in enumerate(parts):
            progress(done, len(parts))
            found.append(tuple(_rows(polite, path, read)))
        progress(len(parts), len(parts))
        key_figures, municipalities, groups = found
        return Lists(key_figures, municipalities + groups)

    return _asking(base, ask)


def fetch_values(base: str, asked: Asked, *, progress: Progress) -> Fetched | Problem:
    """The figures that were asked for, and what the service says of their key figures now."""
    segments = [_joined(each) for each in _in_segments(asked.key_figure_ids)]
    paths = [
        f"/data/kpi/{key_figures}/municipality/{_joined(areas)}/year/{_joined(years)}"
        for key_figures in segments
        for areas in _in_segments(asked.area_ids)
        for years in _in_segments(asked.years)
    ]
    of = len(segments) + len(paths)

    def ask(polite: Polite) -> Fetched:
        described: dict[str, KeyFigure] = {}
        figures: dict[Cell, Figure] = {}
        for done, segment in enumerate(segments):
            progress(done, of)
            described |= {each.id: each for each in _rows(polite, f"/kpi/{segment}", read_key_figures)}
        for done, path in enumerate(paths, len(segments)):
            progress(done, of)
            figures |= {cell: figure for cell, figure in _rows(polite, path, read_figures) if _within(asked, cell)}
        progress(of, of)
        known = tuple(described[each] for each in asked.key_figure_ids if each in described)
        return Fetched(asked, known, figures, tuple(each for each in asked.key_figure_ids if each not in described))

    return _asking(base, ask)


def _asking(base: str, ask: Callable[[Polite], Lists | Fetched]) -> Lists | Fetched | Problem:
    polite = Polite(base)
    try:
        return ask(polite)
    except NotAnswered as failed:
        return failed.problem
    finally:
        polite.close()


def _rows(polite: Polite, path: str, read: Callable[[list], tuple | Problem]) -> Iterator:
    for values in polite.pages(path):
        found = read(values)
        if isinstance(found, Problem):
            raise NotAnswered(found)
        yield from found


def _within(asked: Asked, cell: Cell) -> bool:
    """What was not asked for is left: it must not stand as if it had been."""
    return cell.key_figure_id in asked.key_figure_ids and cell.area_id in asked.area_ids and cell.year in asked.years


def _in_segments(ids: Sequence[str | int]) -> Iterator[Sequence[str | int]]:
    for start in range(0, len(ids), MOST_IN_SEGMENT):
        yield ids[start : start + MOST_IN_SEGMENT]


def _joined(ids: Sequence[str | int]) -> str:
    return ",".join(map(str, ids))
