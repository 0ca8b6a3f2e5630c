"""An award on the shipped bids, and the words of a document however it is read."""

from datetime import UTC, date, datetime
from io import BytesIO

import docx
from pypdf import PdfReader

from chain.procurement.bid import Bids
from chain.procurement.model import Procurement
from chain.procurement.part import Event
from reports.paper import model as paper
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.procurement.decision import Award, Happened
from sroi.procurement.evaluate import evaluate
from tests.chain.bids import shipped

DECIDED, STANDSTILL = date(2026, 5, 6), date(2026, 5, 18)
OPENED = Happened(datetime(2026, 5, 4, 7, tzinfo=UTC), "Ada Ek", Event.SIGN_OPENING, "round/1", "Lista 12/2026")


def award(model: Procurement | None = None, came: Bids | None = None, **more: object) -> Award:
    """An award to the bid that comes first."""
    if model is None or came is None:
        model, came = shipped()
    found = evaluate(model, came)
    told: dict[str, object] = {
        "standstill_until": STANDSTILL,
        "opened_by": ("Ada Ek", "Bo Lund"),
        "happened": (OPENED,),
    }
    return Award(model, came, found, found.lines[0].bid_id, DECIDED, **(told | more))


def plain(words: str) -> str:
    """The words with every kind of space as one space."""
    return " ".join(words.split())


def said(document: paper.Document) -> str:
    """Everything that the document says, in reading order."""
    words = [document.title, document.subtitle, *document.foot.parts(document.language)]
    for block in document.blocks:
        words += _of(block)
    return plain("\n".join(words))


def _of(block: paper.Block) -> list[str]:
    if isinstance(block, paper.Table):
        cells = [paper.plain(cell) for row in block.rows for cell in row]
        return [block.caption, *(column.title for column in block.columns), *cells]
    if isinstance(block, paper.Facts):
        return [words for name, told in block.pairs for words in (name, paper.plain(told))]
    if isinstance(block, paper.Items):
        return [paper.plain(item) for item in block.items]
    return [paper.plain(block.text)] if hasattr(block, "text") else []


def in_pdf(document: paper.Document) -> str:
    """The words of the document's PDF, without the marks where a long one may be broken."""
    pages = PdfReader(BytesIO(write_pdf(document))).pages
    return plain("\n".join(page.extract_text() for page in pages).replace("\u200b", ""))


def in_word(document: paper.Document) -> str:
    """The words of the document's Word file."""
    file = docx.Document(BytesIO(write_word(document)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return plain("\n".join([*(each.text for each in file.paragraphs), *cells]))
