"""The spreadsheet that bidders fill in, made for exactly one locked model; `bid_rows` reads it back.

What may be typed is open and has a tint, with a check of each cell; the rest is protected. The same model gives the
same bytes, so that the file itself can be published with a hash.
"""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from chain.procurement.model import Procurement
from reports.procurement.bid_layout import MACHINE, Asked, Layout, Place, layout, machine
from reports.texts import text
from reports.workbook_sheet import TEXT_ONLY

_PLAIN = {"text_wrap": True, "valign": "top"}
_LOOKS = {
    "open": _PLAIN | {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9B458", "locked": False},
    "read": _PLAIN,
    "head": _PLAIN | {"bold": True, "bottom": 1},
    "loose": {"valign": "top"},
}
_WIDTHS = (38, 24, 40, 16)
_PERIOD_WIDTH, _TIMING_WIDTH = 13, 32
_MADE = datetime(2000, 1, 1)
_FIRST_ASKED = 5


def bid_sheet(model: Procurement, language: str) -> bytes:
    """The sheet (xlsx) for bids on the model, in one language."""
    file = BytesIO()
    book = Workbook(file, TEXT_ONLY)
    book.set_properties({"title": model.title.into(language), "author": model.buyer, "created": _MADE})
    looks = {name: book.add_format(of) for name, of in _LOOKS.items()}
    sheet = layout(model, language)
    page = book.add_worksheet(sheet.name)
    for place, words in sheet.printed.items():
        page.write_string(*place, words, looks[_look(sheet, place)])
    for place, asked in sheet.asked.items():
        page.write_blank(*place, None, looks["open"])
        page.data_validation(*place, *place, _check(asked, language))
    _dress(page, len(model.periods))
    hidden = book.add_worksheet(MACHINE)
    for row, pair in enumerate(machine(model, language)):
        for column, words in enumerate(pair):
            hidden.write_string(row, column, words)
    hidden.protect()
    hidden.hide()
    book.close()
    return file.getvalue()


def _look(sheet: Layout, place: Place) -> str:
    if place[0] in sheet.heads or place == (0, 0):
        return "head"
    return "loose" if place[0] < _FIRST_ASKED else "read"


def _check(asked: Asked, language: str) -> dict[str, object]:
    """What the spreadsheet program lets be typed in a cell; the reading checks again."""
    told = {
        "error_title": text(language, "bid_sheet.not_so"),
        "error_message": text(language, f"bid_sheet.check.{asked.kind}"),
    }
    if asked.kind in ("quantity", "price"):
        return {"validate": "decimal", "criteria": ">=", "value": 0, **told}
    if asked.kind == "met":
        return {"validate": "list", "source": [text(language, f"bid_sheet.{word}") for word in ("yes", "no")], **told}
    return {"validate": "length", "criteria": "<=", "value": 2_000, **told}


def _dress(page, periods: int) -> None:
    widths = (*_WIDTHS, *([_PERIOD_WIDTH] * periods), _TIMING_WIDTH)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})
