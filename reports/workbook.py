"""The living workbook: chain, conventions and result as a spreadsheet whose every figure is a formula to follow.

Change an assumption or a convention in it, and the ratio follows. Beside each formula stands the engine's own number,
so that programs which do not calculate show the same as those which do.
"""

from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from chain.model import Chain
from reports.workbook_about import Kept, write_about, write_machine, write_sources
from reports.workbook_book import Book
from reports.workbook_flows import write_flows
from reports.workbook_inputs import write_assumptions, write_series
from reports.workbook_layout import Layout
from reports.workbook_map import write_map, write_resources
from reports.workbook_numbers import Numbers
from reports.workbook_result import write_result
from reports.workbook_settings import write_settings
from reports.workbook_sheet import TEXT_ONLY
from reports.workbook_years import write_duration, write_years
from sroi.settings import Settings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    chain: Chain, settings: Settings, language: str, made_on: date | None = None, kept: Kept | None = None
) -> bytes:
    """The workbook (xlsx) of one chain under one set of conventions, in Swedish or English.

    `kept` is the kept result that it is of, where it is of one.

    Sheets: about, result, settings, assumptions, figures by year, resources, map, year by year, duration, sources, and
    the chain as a document (read back by `reports.workbook_import`). All conventions can be changed in it; the horizon
    up to the longest that its years have room for. What a chain lacks is told in it, as on the screen.
    """
    file = BytesIO()
    writer = Workbook(file, TEXT_ONLY)
    book = Book(writer, language, chain, settings, Numbers(chain, settings))
    _write_sheets(book)
    write_about(book, made_on, kept)
    title = chain.name.into(language) or chain.id
    told = {"title": title[:200], "subject": book.word("about.subject"), "comments": book.word("about.made")}
    # A kept result is the same file each time; else the file tells the hour at which it was made.
    writer.set_properties(told | ({"created": datetime.combine(made_on, time())} if kept and made_on else {}))
    writer.set_custom_property("Language", {"sv": "sv-SE", "en": "en-GB"}[language])
    writer.set_calc_mode("auto")
    writer.close()
    return file.getvalue()


def _write_sheets(book: Book) -> None:
    """Inputs before what refers to them."""
    layout = Layout(len(book.numbers.effects), len(book.numbers.resources), len(book.numbers.years))
    perspective_cells = write_settings(book)
    write_assumptions(book)
    write_series(book)
    write_resources(book, layout)
    write_map(book, layout)
    write_duration(book, layout)
    write_years(book, layout)
    write_flows(book, layout)
    write_result(book, layout, perspective_cells)
    write_sources(book)
    write_machine(book)
