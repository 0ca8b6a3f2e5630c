"""The sheets of numbers: one row an assumption with its passport, one row a series with its years."""

from enum import Enum

from chain.assumption import Assumption, Passport, Series
from chain.checks import SHARE_FIELDS
from reports.texts import text
from reports.texts.numbers import format_date
from reports.texts.problems import place_name
from reports.workbook_book import Book
from reports.workbook_sheet import Sheet

MONEY_FIELDS = frozenset({"price", "hourly_cost", "template"})
YEAR_FIELDS = frozenset({"lag_years", "duration_years"})
NAME, WHAT, VALUE, LOW, HIGH, UNIT, PRICE_YEAR = range(7)
"""Columns of the sheet of assumptions; the passport's words follow."""
HEAD_ROW = 3
SERIES_HEADS = ("name", "what", "unit", "price_year")
_PASSPORT = ("source", "url", "evidence", "mark", "reason", "derivation", "note", "author", "noted_on", "shape")
_NUMBERS = ("value", "low", "high")


def style_of(place: str) -> str:
    """How the number at a place looks: share, money, years or plain."""
    field = place.rsplit("/", 1)[-1]
    if field in SHARE_FIELDS:
        return "share"
    return "sek" if field in MONEY_FIELDS else "years" if field in YEAR_FIELDS else "number"


def write_assumptions(book: Book) -> None:
    """One row a number: its name in formulas, value, low, high, unit, price year, source and the rest of its passport.

    A number that stands in several places under one shared name is entered once; the other rows follow it.
    """
    sheet = book.sheet("assumptions")
    sheet.widths(34, 52, 16, 14, 14, 18, 9, 34, 28, 20, 20, 44, 30, 30, 20, 12, 14)
    heads = ("name", "what", "value", "low", "high", "unit", "price_year", *_PASSPORT, "credibility")
    sheet.heads(HEAD_ROW, [book.word(f"passport.{head}") for head in heads])
    sheet.frozen(HEAD_ROW + 1, 2)
    figures = book.of_kind(Assumption)
    firsts = first_places(figures)
    for row, (place, figure) in enumerate(figures, start=HEAD_ROW + 1):
        sheet.words(row, NAME, book.name(place), "line")
        sheet.words(row, WHAT, place_name(book.language, place, book.chain))
        _write_figure(book, sheet, row, place, figure, firsts[place])
        _write_passport(book, sheet, row, figure, PRICE_YEAR + 1)
        sheet.number(row, PRICE_YEAR + 1 + len(_PASSPORT), figure.credibility, "share")
    if figures:
        sheet.page.autofilter(HEAD_ROW, 0, HEAD_ROW + len(figures), PRICE_YEAR + 1 + len(_PASSPORT))


def first_places(figures: list[tuple[str, Assumption]]) -> dict[str, str]:
    """For each place the one whose cell holds its number: its own, or the first that shares name and value."""
    seen: dict[tuple, str] = {}
    found = {}
    for place, figure in figures:
        key = (figure.figure_id or place, *(getattr(figure, name) for name in _NUMBERS), figure.price_year)
        found[place] = seen.setdefault(key, place)
    return found


def _write_figure(book: Book, sheet: Sheet, row: int, place: str, figure: Assumption, first: str) -> None:
    style = style_of(place)
    if first == place:
        sheet.number(row, VALUE, figure.value, f"input_{style}")
    else:
        sheet.formula(row, VALUE, book.name(first), figure.value, style)
    sheet.number(row, LOW, figure.low, f"input_{style}")
    sheet.number(row, HIGH, figure.high, f"input_{style}")
    sheet.words(row, UNIT, figure.unit)
    sheet.number(row, PRICE_YEAR, figure.price_year, "input_year")
    book.price_years[place] = sheet.cell(row, PRICE_YEAR)
    book.ends[place] = sheet.cell(row, LOW), sheet.cell(row, HIGH)
    book.define(book.name(place), sheet.cell(row, VALUE))


def _write_passport(book: Book, sheet: Sheet, row: int, figure: Passport, column: int) -> None:
    for at, field in enumerate(_PASSPORT, start=column):
        sheet.words(row, at, _told(book, field, getattr(figure, field)))


def _told(book: Book, field: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Enum):
        return text(book.language, f"{field}.{value}")
    if hasattr(value, "into"):
        return value.into(book.language)
    return format_date(value) if hasattr(value, "isoformat") else str(value)


# --- series ----------------------------------------------------------------------------------------------------------


def write_series(book: Book) -> None:
    """One row a series, its years in columns, then its passport; years that a series does not state are empty."""
    sheet = book.sheet("series")
    years, first = book.numbers.years, len(SERIES_HEADS)
    after = first + len(years)
    sheet.widths(34, 52, 18, 9, *[12] * len(years), 12, 12, 34, 28, 20, 20, 44, 30, 30, 20, 12, 14)
    sheet.heads(HEAD_ROW, [book.word(f"passport.{head}") for head in SERIES_HEADS])
    for at, year in enumerate(years):
        sheet.number(HEAD_ROW, first + at, year, "year")
    sheet.heads(HEAD_ROW, [book.word(f"passport.{h}") for h in ("low_factor", "high_factor", *_PASSPORT)], after)
    sheet.frozen(HEAD_ROW + 1, 2)
    for row, (place, series) in enumerate(book.of_kind(Series), start=HEAD_ROW + 1):
        book.year_rows[place] = row
        _write_series(book, sheet, row, place, series)


def _write_series(book: Book, sheet: Sheet, row: int, place: str, series: Series) -> None:
    years, first = book.numbers.years, len(SERIES_HEADS)
    style = "input_sek" if place.endswith("/amounts") else "input_number"
    sheet.words(row, 0, book.name(place), "line")
    sheet.words(row, 1, place_name(book.language, place, book.chain))
    sheet.words(row, 2, series.unit)
    sheet.number(row, 3, series.price_year, "input_year")
    for at, year in enumerate(years):
        sheet.number(row, first + at, series.values.get(year), style)
    after = first + len(years)
    sheet.number(row, after, series.low_factor, "input_number")
    sheet.number(row, after + 1, series.high_factor, "input_number")
    _write_passport(book, sheet, row, series, after + 2)
    book.price_years[place] = sheet.cell(row, 3)
    book.define(book.name(place), sheet.block((row, first), (row, after - 1)))


def year_cell(book: Book, place: str, at: int) -> str:
    """The cell of a series in the year at this position, as formulas of other sheets call it."""
    return f"INDEX({book.name(place)},{at + 1})"
