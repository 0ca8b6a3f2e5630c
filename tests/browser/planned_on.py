"""What a strategist does after the choice: follow the fund's account, and take a kept result out in five forms."""

from io import BytesIO
import json
from pathlib import Path
import re

import docx
import openpyxl
import pptx
from pypdf import PdfReader

from tests.browser.hands import Mouse
from tests.browser.server import Server
from tests.browser.test_follow_up_journey import press, sees, taken
from tests.browser.visit import open_page

RULES = {"sv": "Som i Norrköping", "en": "As in Norrköping"}
FIRST = {"sv": "Vi bedömer att 1", "en": "We estimate that 1"}
FORMS = ("summary_pdf", "report_pdf", "report_docx", "deck_pptx", "workbook_xlsx", "data_json", "data_zip")


# --- 6: the fund -----------------------------------------------------------------------------------------------------


def follow_the_fund(hand: Mouse, server: Server, portfolio: str, chosen: int) -> None:
    """An account under known rules takes in what was chosen; nothing is called decided that is only worked out."""
    open_page(hand.page, f"{server.address}/fund?lang={hand.language}")
    hand.write(hand.box(_label(hand, "name")), f"Fonden {hand.language}")
    hand.write(hand.box(_label(hand, "size_sek")), "10 000 000")
    hand.choose(hand.word("fund.rules_from"), RULES[hand.language])
    press(hand, hand.word("fund.begin_button"))
    sees(hand, hand.word("fund.memorandum"))
    _part(hand, hand.word("fund_part.investments"))
    _part(hand, hand.word("fund_feed.portfolio"))
    hand.choose(hand.word("fund.feed_portfolio"), portfolio)
    press(hand, hand.word("fund.feed_add_choice", count=chosen))
    sees(hand, hand.word("fund.feed_done"))
    _part(hand, hand.word("fund_part.account"))
    sees(hand, hand.word("fund.balance"), hand.word("fund_status.calculated"))


def _label(hand: Mouse, name: str) -> str:
    return hand.word(f"fund_field.{name}")


def _part(hand: Mouse, words: str) -> None:
    hand.press(hand.main().get_by_role("radio", name=words, exact=True))


# --- 8–10: the documents ---------------------------------------------------------------------------------------------


def take_the_papers(hand: Mouse, server: Server, folder: Path) -> None:
    """A result is kept and told; its first sentence, with interval, horizon and whose value, stands in every form."""
    open_page(hand.page, f"{server.address}/result?lang={hand.language}&intervention=I1")
    hand.write(hand.box(hand.word("version.name")), f"Till nämnden {hand.language}")
    hand.press(hand.button("version.keep_button"))
    open_page(hand.page, f"{server.address}/told?lang={hand.language}&intervention=I1")
    first = hand.main().get_by_text(FIRST[hand.language]).first.inner_text()
    sees(hand, hand.word("told.mark.forecast"))
    files = {form: taken(hand, hand.word(f"telling.paper.{form}"), folder) for form in FORMS}
    said = {form: plainly(READ[file.suffix](file.read_bytes())) for form, file in files.items()}
    for form in FORMS[:-1]:
        assert plainly(first) in said[form], form
        assert plainly(hand.word("told.mark.forecast")) in said[form], form


def plainly(words: str) -> str:
    """Letters and digits alone: how lines are broken and words are parted is each form's own."""
    return re.sub(r"[\W_]", "", words).casefold()


def _pdf(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def _word(data: bytes) -> str:
    file = docx.Document(BytesIO(data))
    heads = [line.text for section in file.sections for line in section.header.paragraphs]
    return "\n".join([*heads, *(line.text for line in file.paragraphs)])


def _slides(data: bytes) -> str:
    shapes = (shape for slide in pptx.Presentation(BytesIO(data)).slides for shape in slide.shapes)
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def _book(data: bytes) -> str:
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def _open(data: bytes) -> str:
    return json.dumps(json.loads(data), ensure_ascii=False)


READ = {".pdf": _pdf, ".docx": _word, ".pptx": _slides, ".xlsx": _book, ".json": _open, ".zip": lambda data: ""}
