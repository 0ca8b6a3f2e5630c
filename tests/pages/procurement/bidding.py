"""A procurement from the lock on, for the tests of its pages: opened, filled-in sheets taken in, evaluated, decided."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from openpyxl import load_workbook

from chain.people import LOCAL, MAY, Acting, Grant, Role
from chain.procurement.model import Procurement
from chain.procurement.starter import worked_example
from pages.parts import workspace
from reports.procurement.bid_layout import Asked, layout
from reports.procurement.bid_rows import read_bid
from reports.procurement.bid_sheet import bid_sheet
from storage.operations import procurement
from tests.acting import here
from tests.chain.bids import shipped
from tests.pages.conftest import Writer
from tests.pages.visit import Visit

ID, LIST = "P1", "Öppningsprotokoll 12/2026"
NOW = datetime.now(UTC)
BEFORE, OPENED = NOW - timedelta(days=30), NOW - timedelta(hours=1)
AHEAD = datetime(2190, 5, 4, 7, tzinfo=UTC)
SECRETS = ("Arbetsvägen", "Stora Jobb", "Kooperativet", "4 000 000", "4,000,000", "345", ".xlsx", "B1")
"""What would tell of bids, wherever it stood."""


def page(name: str, lang: str = "sv") -> Visit:
    """A page with the procurement open."""
    return Visit(name, procurement=ID, lang=lang)


def read(visit: Visit) -> str:
    """All that stands on the page, tables too, without styles and with ordinary spaces."""
    told = [part for each in visit.words.split("<style>") for part in each.split("</style>")[-1:]]
    return "\n".join(told).replace("\u00a0", " ")


def publish(writer: Writer, opens: datetime = OPENED, **told: object) -> Procurement:
    """The worked example locked a month ago, to be opened at this time."""
    times = {"opens_at": opens, "bids_close_at": opens - timedelta(hours=9)}
    of = worked_example().model_copy(update={"id": ID, "intervention_id": "", **times, **told})
    acting, store = here(writer.store, LOCAL), writer.store
    clock, store.clock = store.clock, lambda: BEFORE
    made = procurement.begin(store, acting, of)
    made = procurement.review(store, acting, ID, made.version)
    made = procurement.publish(store, acting, ID, made.version)
    assert isinstance(made, procurement.StoredProcurement), made
    store.clock = clock
    return made.model


def open_bids(writer: Writer) -> None:
    """Two have signed."""
    for name in ("Ada", "Bo"):
        made = procurement.sign_opening(writer.store, here(writer.store, LOCAL), ID, LIST, name)
        assert isinstance(made, procurement.StoredProcurement), made


def sheet_of(number: int, of: Procurement, value_column: bool = False, lang: str = "sv") -> bytes:
    """A bid of the worked example on the sheet that was handed out; with a column of its own for what it is worth."""
    bid, laid = shipped()[1].bids[number], layout(of, lang)
    book = load_workbook(BytesIO(bid_sheet(of, lang)))
    told = {Asked("bidder"): bid.bidder, Asked("price"): bid.price_sek, Asked("method"): bid.method.into(lang)}
    told |= {Asked("met", each.requirement_id): "ja" for each in bid.answers}
    told |= {Asked("quantity", p.measure_id, at): q for p in bid.promises for at, q in enumerate(p.quantities)}
    for (row, column), asked in laid.asked.items():
        if told.get(asked) is not None:
            book.worksheets[0].cell(row + 1, column + 1).value = told[asked]
    if value_column:
        row, column = max(laid.asked)
        book.worksheets[0].cell(row, column + 2).value = "värde"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def take_in(writer: Writer, of: Procurement, number: int, *, value_column: bool = False) -> procurement.ReceivedFile:
    """What became of one sheet."""
    content = sheet_of(number, of, value_column)
    found = read_bid(content, of, "B")
    told = f"anbud-{number}.xlsx", content, found.bid, found.problems, shipped()[1].bids[number].bidder
    made = procurement.receive_bid(writer.store, here(writer.store, LOCAL), ID, *told)
    assert isinstance(made, procurement.ReceivedFile), made
    return made


def evaluated(writer: Writer, **told: object) -> Procurement:
    """Opened, three bids in, and the evaluation kept as it stands on the page."""
    of = publish(writer, **told)
    open_bids(writer)
    for number in range(3):
        assert take_in(writer, of, number).is_accepted
    assert "Utvärderingen är sparad." in page("tender_result").press("keep-evaluation").told("success")
    return of


def decided(writer: Writer) -> Visit:
    """The decision made on its page, with a standstill of ten days."""
    visit = page("tender_decision")
    until = (NOW + timedelta(days=10)).date()
    visit.type("procurement/decision", standstill_until=str(until), legal_reference="20 kap. 1 §", decided_by="Nämnden")
    visit.press("decide")
    assert "Beslutet är fattat." in visit.told("success"), visit.told("error")
    return visit


def later(monkeypatch) -> None:
    """From now on it is a month later, for the pages and for the store."""
    ahead = NOW + timedelta(days=30)
    store = workspace.store()
    monkeypatch.setattr(store, "clock", lambda: ahead)
    for module in ("tender_signing", "tender_delivering"):
        monkeypatch.setattr(f"pages.parts.{module}.today", ahead.date)


def signed(writer: Writer, monkeypatch) -> Visit:
    """The contract written down as signed, after the standstill."""
    later(monkeypatch)
    visit = page("tender_contract")
    visit.type("procurement/contract", signed_on=str((NOW + timedelta(days=20)).date()))
    visit.press("sign-contract")
    assert "Avtalet är inskrivet." in visit.told("success"), visit.told("error")
    return visit


def as_role(monkeypatch, writer: Writer, role: Role, who: str = "somebody") -> None:
    """From now on the visitor has signed in with this role and no other."""
    acting = Acting(who, writer.home, frozenset({Grant(role)}))
    monkeypatch.setattr(workspace, "acting", lambda: acting)
    monkeypatch.setattr(workspace, "may", lambda wish: wish in MAY[role])
