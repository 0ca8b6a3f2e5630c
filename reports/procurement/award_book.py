"""The record of an award as a workbook whose evaluated prices are formulas: whoever doubts one can follow it.

The record as data (`record_text`) and the documents hold what was decided; this is the same evaluation, laid out to be
followed. Beside each formula stands the engine's own number, so that programs which do not calculate show the same.
"""

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from reports.procurement.award_sheets import Laid, write_bids, write_judged, write_model, write_terms
from reports.procurement.decision import Award
from reports.procurement.evaluation import ratio_note
from reports.procurement.notice import decision_facts, standstill
from reports.procurement.reasons import reasons
from reports.procurement.report import corrections, decision_terms, opening_words, preservation
from reports.procurement.words import event_name
from reports.texts import text
from reports.texts.moments import format_moment
from reports.workbook_sheet import TEXT_ONLY, Sheet, Styles

_PAIR, _SENTENCES, _LOG = (44, 90), (44, 10, 110), (18, 30, 36, 80)
_FIRST = 3
"""The first row below a sheet's title and the line about it."""


def award_book(award: Award, language: str) -> bytes:
    """The workbook (xlsx) of an award, for the buyer's file: it holds what all bidders have bid.

    Sheets: the decision, the bids in order, every promise, what was judged, the model's own numbers, the reasons, and
    the log. The same award gives the same bytes.
    """
    file = BytesIO()
    writer = Workbook(file, TEXT_ONLY)
    title = text(language, "award_book.title", title=award.model.title.into(language))
    made = datetime.combine(award.decided_on, time())
    writer.set_properties({"title": title[:200], "author": award.model.buyer, "created": made})
    _write(Laid(writer, Styles(writer, language), award, language), title)
    writer.close()
    return file.getvalue()


def _write(laid: Laid, title: str) -> None:
    """What others refer to is laid out by its rows alone, so the sheets are written as they are read."""
    _decision(laid, title)
    write_bids(laid)
    if laid.model.measures:
        write_terms(laid)
    if laid.model.criteria:
        write_judged(laid)
    write_model(laid)
    _reasons(laid)
    _log(laid)


def _decision(laid: Laid, title: str) -> None:
    """What was decided and on what, how the workbook is to be read, and where the ratio would have chosen otherwise."""
    sheet = laid.sheet("decision", title)
    sheet.widths(*_PAIR)
    for row, (name, said) in enumerate(_facts(laid.award, laid.language), _FIRST):
        sheet.words(row, 0, name, "head")
        sheet.words(row, 1, said)


def _facts(award: Award, language: str) -> Iterator[tuple[str, str]]:
    yield from decision_facts(award, language)
    yield from decision_terms(award, language)
    yield text(language, "award_report.opening"), opening_words(award, language)
    yield text(language, "award_notice.standstill"), standstill(award, language)
    yield text(language, "award_book.kept"), preservation(award.kept_until, language)
    note = ratio_note(award.evaluation, language)
    if note:
        yield text(language, "award_book.ratio"), note


def _reasons(laid: Laid) -> None:
    """Why each bid was chosen, was not, or was rejected; then what was made clear or put right."""
    sheet, award, language = laid.sheet("reasons"), laid.award, laid.language
    sheet.widths(*_SENTENCES)
    laid.heads(sheet, "bidder", "bid_rank", "why")
    rows = [(each.bidder, each.rank, said) for each in reasons(award, language) for said in each.sentences]
    rows += [(text(language, "award_report.clarified"), None, said) for said in corrections(award, language)]
    for row, (bidder, rank, said) in enumerate(rows, _FIRST + 1):
        sheet.words(row, 0, bidder)
        sheet.number(row, 1, rank, "year")
        sheet.words(row, 2, said)


def _log(laid: Laid) -> None:
    """Who did what, and when."""
    sheet: Sheet = laid.sheet("log")
    sheet.widths(*_LOG)
    laid.heads(sheet, "moment", "person", "action", "why")
    for row, each in enumerate(laid.award.happened, _FIRST + 1):
        done = format_moment(each.at), each.who, event_name(laid.language, each.event), each.words
        for column, words in enumerate(done):
            sheet.words(row, column, words)
