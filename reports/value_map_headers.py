"""Finding the map on a sheet: the rows of headings, and which column is which, by words and not by position."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
import re
from typing import NamedTuple

from reports.spreadsheet_cells import Page
from reports.value_map_words import COLUMNS, GENERIC

HEADER_SEARCH_ROWS = 80
FEWEST_COLUMNS = 5
CLOSE_ENOUGH = 0.84
_MOST_LETTERS = 160
_YEAR = re.compile(r"(?:year|år)\s*([0-9]{1,2})\b")
_AFTER = {
    "description": ({"stakeholder", "changes", "group_size", "involved"}, "input", "outcome"),
    "value": ({"stakeholder", "changes", "input", "group_size", "involved"}, "input_value", "price"),
    "source": ({"outcome", "indicator", "quantity", "sample"}, "quantity_source", "price_source"),
}
"""What a name that several columns share means: the first if the column before is one of these, else the second."""
_FILTERS = ("deadweight", "displacement", "attribution", "drop_off")


class Heading(NamedTuple):
    """A column found: its key, where, its words, and how sure (1: the very words)."""

    key: str
    column: int
    words: str
    score: float


@dataclass
class Header:
    """The headings of a map: rows `first` to `last`, columns by key, calendar columns by the year's number."""

    page: Page
    first: int
    last: int
    columns: dict[str, int] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=dict)
    swedish: bool = False

    @property
    def newer(self) -> bool:
        """Whether it is the newer generation of the sheet, which asks when an outcome starts and how many took part."""
        return bool({"starts", "group_size", "involved", "sample"} & self.columns.keys())


def plain(words: str) -> str:
    """Words without case, marks and brackets: what headings are compared by."""
    return " ".join(re.sub(r"[^\w]+", " ", words.lower().replace("’", "'")).split())[:_MOST_LETTERS]


@lru_cache(maxsize=50_000)
def likeness(words: str, name: str) -> float:
    """How well plain words fit a name, 0–1: the same, the name among the words, or nearly the same letters."""
    if words == name:
        return 1.0
    if len(name) > 3 and f" {name} " in f" {words} ":
        return 0.6 + 0.38 * len(name) / len(words)
    if abs(len(words) - len(name)) > 0.4 * max(len(words), len(name)):
        return 0.0
    near = SequenceMatcher(None, words, name, autojunk=False)
    if near.quick_ratio() < CLOSE_ENOUGH or near.ratio() < CLOSE_ENOUGH:
        return 0.0
    return near.ratio() * 0.97


def matches(words: str) -> dict[str, float]:
    """Every column (and shared name) that the words of a heading could mean, with how well they fit."""
    found = {}
    names = {key: (*english, *swedish) for key, (english, swedish) in COLUMNS.items()} | GENERIC
    for key, alternatives in names.items():
        score = max(likeness(plain(words), plain(name)) for name in alternatives)
        if score:
            found[key] = score
    return found


def find_header(page: Page) -> Header | None:
    """The headings of the map on a sheet; None when too few columns are known to be one."""
    counts = {row: len(_keys_in(page, row)) for row in range(min(page.last_row + 1, HEADER_SEARCH_ROWS))}
    if not counts or max(counts.values()) < 2:
        return None
    best = max(counts, key=lambda row: (counts[row], -row))
    first, last = best, best
    while first - 1 in counts and best - first < 3 and counts[first - 1] >= 1 and _no_numbers(page, first - 1):
        first -= 1
    while last + 1 in counts and last - best < 3 and counts[last + 1] >= 3 and _no_numbers(page, last + 1):
        last += 1
    header = Header(page, first, last)
    _name_columns(header)
    enough = len(header.columns) >= FEWEST_COLUMNS and {"quantity", "price"} <= header.columns.keys()
    return header if enough and {"outcome", "stakeholder"} & header.columns.keys() else None


def _keys_in(page: Page, row: int) -> set[str]:
    """The columns that a row of headings names, each by its best fit."""
    found = set()
    for cell in page.rows.get(row, {}).values():
        if cell.kind == "words":
            fits = matches(cell.value)
            found |= {max(fits, key=fits.get)} if fits else set()
    return found


def _no_numbers(page: Page, row: int) -> bool:
    return not any(cell.kind == "number" for cell in page.rows.get(row, {}).values())


def _name_columns(header: Header) -> None:
    """Give each column its key, from left to right: the best fit, each key once, shared names by what came before."""
    swedish = english = 0
    last = ""
    for column in range(header.page.last_column + 1):
        texts = list(_texts(header, column))
        year = next((found for words in texts if (found := _YEAR.search(plain(words)))), None)
        if year:
            header.years[int(year[1])] = column
            continue
        heading = _heading(header, column, texts, last)
        if heading is None:
            continue
        _take(header, heading)
        last = heading.key
        swedish += _is_in(heading, 1)
        english += _is_in(heading, 0)
    header.swedish = swedish > english


def _texts(header: Header, column: int) -> Iterator[str]:
    """The column's own words, lowest row first: under a shared title stands the particular name."""
    for row in range(header.last, header.first - 1, -1):
        cell = header.page.cells.get((row, column))
        if cell is not None and cell.kind == "words":
            yield cell.value


def _heading(header: Header, column: int, texts: list[str], last: str) -> Heading | None:
    fits = [(score, key, words) for words in texts for key, score in matches(words).items()]
    particular = [fit for fit in fits if fit[1] not in GENERIC]
    shared = [fit for fit in fits if fit[1] in GENERIC]
    best = max(particular, default=None)
    common = max(shared, default=None)
    if common and (best is None or common[0] > best[0] or (common[0] == best[0] and _is_title(header, column, best))):
        key = _meant(header, common[1], last, best[1] if best else "")
        return Heading(key, column, common[2], min(common[0], 0.9)) if key else None
    return Heading(best[1], column, best[2], best[0]) if best else None


def _is_title(header: Header, column: int, fit: tuple) -> bool:
    """Whether the particular words are a title above the shared name, as *Inputs* above *Description*."""
    rows = [r for r in range(header.first, header.last + 1) if header.page.value(r, column) == fit[2]]
    return bool(rows) and rows[0] < header.last


def _meant(header: Header, name: str, last: str, title: str) -> str | None:
    """The column that a shared name means, by its title or by the column before it."""
    if name == "description" and title in ("input", "outcome"):
        return title
    if name == "value" and title in ("input", "proxy"):
        return {"input": "input_value", "proxy": "price"}[title]
    if last in _FILTERS:
        return f"{last}_source" if name == "source" else None
    before, first, second = _AFTER[name]
    meant = first if last in before else second
    return meant if meant not in header.columns else second


def _take(header: Header, heading: Heading) -> None:
    known = next((each for each in header.headings if each.key == heading.key), None)
    if known is not None and known.score >= heading.score:
        return
    if known is not None:
        header.headings.remove(known)
    header.headings.append(heading)
    header.columns[heading.key] = heading.column


def _is_in(heading: Heading, language: int) -> bool:
    names = COLUMNS.get(heading.key, ((), ()))[language]
    return any(likeness(plain(heading.words), plain(name)) for name in names)
