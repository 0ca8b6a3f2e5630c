"""An award with all that it rests on, put together for its documents: a draft before the decision, then as decided."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import takewhile

import streamlit as st

from chain.people import LOCAL
from chain.procurement.bid import Bids
from chain.procurement.part import Event
from pages.parts import visitor, workspace
from pages.parts.tender_desk import Open
from pages.parts.today import today
from pages.parts.words import plain, t
from reports.paper.model import Document
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.procurement.archive import Kept, archive
from reports.procurement.decided import Decided
from reports.procurement.decision import Award, Happened
from reports.procurement.report import Typed
from sroi.procurement.evaluate import Evaluation, Rejected
from sroi.procurement.package import Received
from storage import operations
from storage.operations import Refused, procurement
from storage.operations.procurement import LogLine, ReceivedFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def draft(found: Open, came: Bids, evaluation: Evaluation) -> Award:
    """As if the bid that comes first were chosen today."""
    return Award(found.model, came, evaluation, evaluation.lines[0].bid_id, today())


def award(found: Open, came: Bids, evaluation: Evaluation, files: tuple[ReceivedFile, ...], decided: Decided) -> Award:
    """The award as it is decided, with who opened, which files were turned away, and the log."""
    signed, here = [each for each in found.found.signatures if each.round == found.found.round], lines(found)
    names = _names(each.who for each in here)
    away = (Rejected(each.id, each.bidder, each.problems) for each in files if not each.is_accepted)
    return Award(
        found.model,
        _named(came, names),
        evaluation,
        **vars(decided),
        turned_away=tuple(away),
        opened_by=tuple(each.name for each in signed),
        opening_list=signed[0].reference if signed else "",
        happened=tuple(_happened(each, names) for each in takewhile(partial(_undecided, found.found.round), here)),
    )


def lines(found: Open) -> list[LogLine]:
    """The log, as far as this person may read it."""
    return procurement.log(workspace.store(), workspace.acting(), found.found.id)


def _undecided(of_round: int, line: LogLine) -> bool:
    """Whether it was done before the decision of the round: what the award rests on does not grow afterwards."""
    return (line.round, line.event) != (of_round, Event.DECIDE)


def _names(ids: Iterable[str]) -> dict[str, str]:
    """What people are called in documents, where nobody is *you*."""
    wanted = tuple(dict.fromkeys(ids))
    told = operations.names_of(workspace.store(), workspace.acting(), wanted) if visitor.signs_in() else {}
    return {each: told.get(each, t("person.local") if each == LOCAL else each) for each in wanted}


def _named(came: Bids, names: dict[str, str]) -> Bids:
    """With who judged and who wrote clarifications down by their names."""
    judged = (each.model_copy(update={"assessor": names.get(each.assessor, "")}) for each in came.judgements)
    cleared = (each.model_copy(update={"decided_by": names.get(each.decided_by, "")}) for each in came.clarifications)
    return came.model_copy(update={"judgements": tuple(judged), "clarifications": tuple(cleared)})


def _happened(line: LogLine, names: dict[str, str]) -> Happened:
    return Happened(line.at, names[line.who], line.event, line.about, line.words)


def offer(name: str, label: str, make: Callable[[], Document], key: str) -> None:
    """A document in Word and as PDF, written when someone asks for it."""
    place = st.container(horizontal=True, key=f"papers-{key}")
    for ending, mime, write in (("docx", DOCX, write_word), ("pdf", PDF, write_pdf)):
        place.download_button(
            plain(t(f"tender_paper.{ending}", label=label)),
            data=lambda write=write: write(make()),
            file_name=f"{name}.{ending}",
            mime=mime,
            key=f"paper-{key}-{ending}",
            on_click="ignore",
        )


def packed(
    found: Open, award: Award, kept: Kept, files: tuple[ReceivedFile, ...], language: str, typed: Typed
) -> Callable[[], bytes]:
    """What makes the archive when someone asks for it, as the person who is here now: files are fetched outside the
    drawing of a page, where nobody is. That they were read is written down."""
    store, acting = workspace.store(), workspace.acting()

    def received(each: ReceivedFile) -> Received:
        file = procurement.bid_file(store, acting, found.found.id, each.id)
        content = b"" if isinstance(file, Refused) else file.content
        return Received(each.name, content, each.bidder, each.bid.id if each.bid else "", each.at, each.problems)

    return lambda: archive(award, map(received, files), language, typed, kept)
