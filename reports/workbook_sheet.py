"""One sheet being written: words never become formulas, formulas always carry the engine's number beside them."""

from collections.abc import Sequence
import math

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from reports.workbook_names import cell_in, range_in

TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""How every file is written: nothing that somebody typed becomes a formula, a link or a number."""
NOT_SHOWN = "–"
MONEY = {"sv": '#,##0.00" kr"', "en": '"SEK "#,##0.00'}
WHOLE_MONEY = {"sv": '#,##0" kr"', "en": '"SEK "#,##0'}
_PLAIN = {
    "number": "#,##0.######",
    "share": "0.0##%",
    "factor": "0.000000",
    "ratio": "0.00",
    "year": "0",
    "years": "0.0#",
}
_TITLE = {"bold": True, "font_size": 16}
_PART = {"bold": True, "font_size": 12, "bottom": 1}
_HEAD = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": "#E7ECEF",
    "border": 1,
    "border_color": "#B5C0C6",
}
_WORDS = {"text_wrap": True, "valign": "top"}
_INPUT = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9B458", "valign": "top"}


class Styles:
    """The few looks of a workbook: input cells (to change) and figures (to read), each by its unit."""

    def __init__(self, book: Workbook, language: str):
        self._book, self._made = book, {}
        self._formats = {**_PLAIN, "sek": MONEY[language], "whole_sek": WHOLE_MONEY[language]}

    def get(self, style: str):
        """`title`, `part`, `head`, `words`, `line`, a unit such as `sek`, or `input_sek` and its like."""
        if style not in self._made:
            self._made[style] = self._book.add_format(self._properties(style))
        return self._made[style]

    def _properties(self, style: str) -> dict:
        fixed = {"title": _TITLE, "part": _PART, "head": _HEAD, "words": _WORDS, "line": {"valign": "top"}}
        if style in fixed:
            return fixed[style]
        if style == "input_words":
            return _INPUT | {"text_wrap": True}
        unit = style.removeprefix("input_")
        look = _INPUT if style != unit else {"valign": "top", "align": "right"}  # a dash stands right, like a figure
        return look | {"num_format": self._formats[unit]}


class Sheet:
    """A worksheet by its name; cells by row and column from 0."""

    def __init__(self, book: Workbook, styles: Styles, name: str):
        self.name = name
        self.page = book.add_worksheet(self.name)
        self._styles = styles
        self.page.set_landscape()
        self.page.set_paper(9)  # A4
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&R&P / &N")

    def words(self, row: int, column: int, words: str, style: str = "words") -> None:
        """Text, whatever it looks like."""
        self.page.write_string(row, column, words, self._styles.get(style))

    def number(self, row: int, column: int, value: float | None, style: str = "number") -> None:
        """A number; an empty cell of the same look for None."""
        if value is None:
            self.page.write_blank(row, column, None, self._styles.get(style))
        else:
            self.page.write_number(row, column, value, self._styles.get(style))

    def formula(self, row: int, column: int, formula: str, value: "float | str", style: str) -> None:
        """A formula of our own making with the number it comes to; never holds a user's words."""
        shown = value if isinstance(value, str) or math.isfinite(value) else "#NUM!"
        self.page.write_formula(row, column, f"={formula}", self._styles.get(style), shown)

    def heads(self, row: int, titles: Sequence[str], column: int = 0) -> None:
        """A row of column titles."""
        for at, title in enumerate(titles):
            self.words(row, column + at, title, "head")

    def widths(self, *widths: float) -> None:
        """Column widths in characters, from the first column on."""
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)

    def frozen(self, rows: int, columns: int = 0) -> None:
        """Title rows stay in view and are repeated on every printed page."""
        self.page.freeze_panes(rows, columns)
        if rows:
            self.page.repeat_rows(0, rows - 1)

    def cell(self, row: int, column: int) -> str:
        """The cell as formulas of any sheet call it."""
        return cell_in(self.name, row, column)

    def block(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """The range as formulas of any sheet call it."""
        return range_in(self.name, first, last)


def here(row: int, column: int, fixed_row: bool = False, fixed_column: bool = False) -> str:
    """A cell of the same sheet."""
    return xl_rowcol_to_cell(row, column, row_abs=fixed_row, col_abs=fixed_column)
