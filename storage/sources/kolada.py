"""Fetching from Kolada, the open municipal statistics service (RKA): its lists, and the figures that were asked for.

Called outside the page's process (`pages/parts/jobs.py`), so it knows no database: what comes back is kept by an
operation afterwards. Terms of use: https://www.kolada.se/om-oss/api/ (free, the source to be named, own calculations
not to be credited to it).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from chain.problem import Problem
from storage.sources.kolada_answers import Asked, Cell, Fetched, Lists
from storage.sources.kolada_polite import NotAnswered, Polite
from storage.sources.kolada_reading import read_figures, read_groups, read_key_figures, read_municipalities

ADDRESS = "https://api.kolada.se/v3"
MOST_IN_SEGMENT = 25
"""Ids in one part of an address, by the service's own rule."""
Progress = Callable[[int, int], None]
Reader = Callable[[list], tuple | Problem]


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
    """The figures that were asked for, and what the service calls their key figures and areas now."""
    groups = tuple(each for each in asked.area_ids if each.startswith("G"))
    questions: list[tuple[str, Reader]] = [
        *((f"/kpi/{_joined(each)}", read_key_figures) for each in _in_segments(asked.key_figure_ids)),
        *((f"/municipality/{_joined(each)}", read_municipalities)
          for each in _in_segments(tuple(each for each in asked.area_ids if each not in groups))),
        *((f"/municipality_groups/{_joined(each)}", read_groups) for each in _in_segments(groups)),
        *((f"/data/kpi/{_joined(key_figures)}/municipality/{_joined(areas)}/year/{_joined(years)}", read_figures)
          for key_figures in _in_segments(asked.key_figure_ids)
          for areas in _in_segments(asked.area_ids)
          for years in _in_segments(asked.years)),
    ]  # fmt: skip

    def ask(polite: Polite) -> Fetched:
        found: dict[Reader, list] = {read: [] for _, read in questions}
        for done, (path, read) in enumerate(questions):
            progress(done, len(questions))
            found[read] += _rows(polite, path, read)
        progress(len(questions), len(questions))
        return _fetched(asked, found)

    return _asking(base, ask)


def _fetched(asked: Asked, found: Mapping[Reader, list]) -> Fetched:
    """What was asked for out of what came. The rest is left: it must not stand as if it had been asked for."""
    described = {each.id: each for each in found.get(read_key_figures, ())}
    named = {each.id: each for read in (read_municipalities, read_groups) for each in found.get(read, ())}
    told = described | named
    figures = {cell: figure for cell, figure in found.get(read_figures, ()) if _within(asked, cell)}
    return Fetched(
        asked,
        tuple(described[each] for each in asked.key_figure_ids if each in described),
        tuple(named[each] for each in asked.area_ids if each in named),
        figures,
        tuple(each for each in (*asked.key_figure_ids, *asked.area_ids) if each not in told),
    )


def _asking(base: str, ask: Callable[[Polite], Lists | Fetched]) -> Lists | Fetched | Problem:
    polite = Polite(base)
    try:
        return ask(polite)
    except NotAnswered as failed:
        return failed.problem
    finally:
        polite.close()


def _rows(polite: Polite, path: str, read: Reader) -> Iterator:
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
