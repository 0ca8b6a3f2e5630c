"""From the opening of the bids to what is delivered: the journey's numbers, and what nobody may see before the award."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from openpyxl import load_workbook
import pytest

from chain.people import LOCAL, Acting, Role
from chain.procurement.model import Procurement
from chain.procurement.starter import worked_example
from reports.procurement.bid_layout import Asked, layout
from reports.procurement.bid_sheet import bid_sheet
from storage import operations
from storage.operations import procurement
from tests.acting import here
from tests.chain.bids import shipped
from tests.pages.conftest import Writer
from tests.pages.visit import Visit

ID, LIST = "P1", "Öppningsprotokoll 12/2026"
BIDDERS = ("Arbetsvägen", "Stora Jobb", "Kooperativet Framsteg")
NOW = datetime.now(UTC)
BEFORE, OPENS = NOW - timedelta(days=30), NOW - timedelta(hours=1)
SECRETS = (*BIDDERS, "4 000 000", "8 000 000", "6 000 000", "345 000", "B1", ".xlsx")


def plainly(words: str) -> str:
    """Words with ordinary spaces."""
    return words.replace("\u00a0", " ")


def page(name: str, lang: str = "sv") -> Visit:
    """A page with the procurement open."""
    return Visit(name, procurement=ID, lang=lang)


def words_of(visit: Visit) -> str:
    """All that stands there, tables too, with ordinary spaces."""
    return plainly(visit.words)


def model(opens: datetime = OPENS, **told: object) -> Procurement:
    """The worked example, opened at this time."""
    times = {"opens_at": opens, "bids_close_at": opens - timedelta(hours=9)}
    return worked_example().model_copy(update={"id": ID, "intervention_id": "", **times, **told})


def publish(writer: Writer, of: Procurement) -> procurement.StoredProcurement:
    """The model locked, a month ago."""
    acting, store = here(writer.store, LOCAL), writer.store
    clock, store.clock = store.clock, lambda: BEFORE
    made = procurement.begin(store, acting, of)
    made = procurement.review(store, acting, ID, made.version)
    made = procurement.publish(store, acting, ID, made.version)
    assert isinstance(made, procurement.StoredProcurement), made
    store.clock = clock
    return made


def opened(writer: Writer) -> None:
    """Two have signed."""
    for name in ("Ada", "Bo"):
        made = procurement.sign_opening(writer.store, here(writer.store, LOCAL), ID, LIST, name)
        assert isinstance(made, procurement.StoredProcurement), made


def sheet_of(number: int, of: Procurement) -> bytes:
    """A bid of the worked example on the sheet that was handed out."""
    bid, laid = shipped()[1].bids[number], layout(of, "sv")
    book = load_workbook(BytesIO(bid_sheet(of, "sv")))
    told = {Asked("bidder"): bid.bidder, Asked("price"): bid.price_sek, Asked("method"): bid.method.sv}
    told |= {Asked("met", each.requirement_id): "ja" for each in bid.answers}
    told |= {Asked("quantity", p.measure_id, at): q for p in bid.promises for at, q in enumerate(p.quantities)}
    for (row, column), asked in laid.asked.items():
        if told.get(asked) is not None:
            book.worksheets[0].cell(row + 1, column + 1).value = told[asked]
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def taken_in(writer: Writer, of: Procurement, numbers=(0, 1, 2)) -> None:
    """The bids read from their sheets and kept."""
    from reports.procurement.bid_rows import read_bid

    for number in numbers:
        content = sheet_of(number, of)
        read = read_bid(content, of, "B")
        made = procurement.receive_bid(
            writer.store, here(writer.store, LOCAL), ID, f"anbud-{number}.xlsx", content, read.bid, read.problems
        )
        assert made.is_accepted, made


def evaluated(writer: Writer, **told: object) -> Procurement:
    """Published, opened, taken in and kept."""
    of = publish(writer, model(**told)).model
    opened(writer)
    taken_in(writer, of)
    visit = page("tender_result")
    visit.press("keep-evaluation")
    assert "Utvärderingen är sparad." in visit.told("success")
    return of


def test_all(empty):
    publish(empty, model())
    visit = page("tender_bids")
    print(words_of(visit))
    for name in ("Ada", "Bo"):
        visit.at.text_input(key="opening-reference").set_value(LIST)
        visit.at.text_input(key="opening-name").set_value(name)
        visit.press("sign-opening")
        print(visit.told("success"), visit.told("error"))
    of = procurement.load(empty.store, here(empty.store, LOCAL), ID).model
    taken_in(empty, of)
    for each in ("tender_bids", "tender_assess", "tender_result"):
        print("=====", each)
        visit = page(each)
        print(words_of(visit)[:6000])
    visit.press("keep-evaluation")
    print(visit.told("success"), visit.told("error"))
    visit = page("tender_decision")
    print("===== decision")
    print(words_of(visit)[:6000])
