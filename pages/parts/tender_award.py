"""An award with all that it rests on, put together for its documents: a draft before the decision, then as decided."""

from collections.abc import Callable

import streamlit as st

from chain.procurement.bid import Bids
from pages.parts import workspace
from pages.parts.tender_desk import Open
from pages.parts.today import today
from pages.parts.words import plain, t
from reports.paper.model import Document
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.procurement.decided import Decided
from reports.procurement.decision import Award, Happened
from sroi.procurement.evaluate import Evaluation, Rejected
from storage.operations import procurement
from storage.operations.procurement import LogLine, ReceivedFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def draft(found: Open, came: Bids, evaluation: Evaluation) -> Award:
    """As if the bid that comes first were chosen today."""
    return Award(found.model, came, evaluation, evaluation.lines[0].bid_id, today())


def award(found: Open, came: Bids, evaluation: Evaluation, files: tuple[ReceivedFile, ...], decided: Decided) -> Award:
    """The award as it is decided, with who opened, which files were turned away, and the log."""
    signed = [each for each in found.found.signatures if each.round == found.found.round]
    away = (Rejected(each.id, each.bidder, each.problems) for each in files if not each.is_accepted)
    return Award(
        found.model,
        came,
        evaluation,
        **vars(decided),
        turned_away=tuple(away),
        opened_by=tuple(each.name for each in signed),
        opening_list=signed[0].reference if signed else "",
        happened=tuple(map(_happened, lines(found))),
    )


def lines(found: Open) -> list[LogLine]:
    """The log, as far as this person may read it."""
    return procurement.log(workspace.store(), workspace.acting(), found.found.id)


def _happened(line: LogLine) -> Happened:
    return Happened(line.at, workspace.person(line.who), line.event, line.about, line.words)


def offer(name: str, label: str, make: Callable[[], Document], key: str) -> None:
    """A document in Word and as PDF, written when someone asks for it."""
    with st.container(horizontal=True, key=f"paper-{key}"):
        for ending, mime, write in (("docx", DOCX, write_word), ("pdf", PDF, write_pdf)):
            st.download_button(
                plain(t(f"tender_paper.{ending}", label=label)),
                data=lambda write=write: write(make()),
                file_name=f"{name}.{ending}", mime=mime, key=f"paper-{key}-{ending}", on_click="ignore",
            )  # fmt: skip
