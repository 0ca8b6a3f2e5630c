"""A municipality opens three bids, decides by the locked model, and follows up what the chosen supplier promised.

Six people side by side, each signed in. Every figure is the worked example's: evaluated prices −4 050 000, −3 900 000
and −4 395 000 kr, and 345 000 kr between the first two that come first.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
import shutil
import subprocess
import sys

from playwright.sync_api import Page, expect
import pytest

from chain.people import LOCAL
from storage.operations import procurement
from storage.store import open_store
from tests.acting import here
from tests.browser.hands import Mouse
from tests.browser.server import ROOT, Server, running
from tests.browser.test_follow_up_journey import press, sees, taken
from tests.browser.visit import open_page, wait_idle
from tests.browser.work_training import (
    CONTROLLER,
    FIRST,
    LATER,
    OPEN,
    PASSWORD,
    PROCURER,
    READER,
    SEALED,
    SECOND,
    SUPPLIER,
    TODAY,
    login_of,
    put,
)
from tests.pages.procurement.bidding import sheet_of

LIST = "Öppningsprotokoll 12/2026"
BIDDERS = ("Arbetsvägen (fiktivt)", "Stora Jobb AB (fiktivt)", "Kooperativet Framsteg (fiktivt)")
ACCOUNTS = {"VARDEKEDJAN_SIGN_IN": "accounts"}


@pytest.fixture(scope="module")
def tender_server() -> Iterator[Server]:
    """The app with accounts, the day after the opening time."""
    with running(put=put, day=TODAY, **ACCOUNTS) as app:
        yield app
        assert app.outside_calls() == []


def come_in(page: Page, server: Server, name: str) -> Mouse:
    """Sign in as one of the six."""
    page.goto(f"{server.address}/sign-in?lang=sv")
    page.get_by_label("E-postadress eller användarnamn").fill(login_of(name))
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    wait_idle(page)
    return Mouse(page, "sv")


def turn_to(hand: Mouse, server: Server, name: str, procurement_id: str = OPEN) -> None:
    """A page with a procurement open."""
    open_page(hand.page, f"{server.address}/{name}?lang=sv&procurement={procurement_id}")


def sees_none(hand: Mouse) -> None:
    """No bidder stands anywhere on the page."""
    for each in BIDDERS:
        expect(hand.page.locator("body")).not_to_contain_text(each)


# --- opening ----------------------------------------------------------------------------------------------------------


def finds_it_sealed(hand: Mouse, server: Server) -> None:
    turn_to(hand, server, "tender_bids", SEALED)
    sees(hand, "Förseglat till 2026-06-04 09:00. Öppnas av två personer.")
    expect(hand.main().get_by_role("button")).to_have_count(0)


def signs(opener: Mouse, server: Server) -> None:
    turn_to(opener, server, "tender_bids")
    opener.write(opener.box("Öppningslistans beteckning"), LIST)
    press(opener, "Skriv under öppningen")
    sees(opener, "Öppningen är underskriven.")


def files(server: Server, *wanted: tuple[int, bool]) -> list[dict]:
    """Filled-in bid sheets, as a browser chooses them."""
    with closing(open_store(server.data / "vardekedjan.db")) as store:
        model = procurement.load(store, here(store, LOCAL), OPEN).model
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [
        {"name": f"anbud-{number}.xlsx", "mimeType": kind, "buffer": sheet_of(number, model, own)}
        for number, own in wanted
    ]


def takes_in(opener: Mouse, chosen: list[dict], bidders: tuple[str, ...]) -> None:
    opener.page.locator("input[type=file]").set_input_files(chosen)
    fields = opener.main().get_by_role("textbox", name="Anbudsgivare enligt öppningslistan")
    expect(fields).to_have_count(len(chosen))
    for at, name in enumerate(bidders):
        opener.write(fields.nth(at), name)
    wait_idle(opener.page)
    press(opener, f"Läs in filerna ({len(chosen)})")


def takes_in_three_of_which_one_is_corrected(opener: Mouse, server: Server) -> None:
    turn_to(opener, server, "tender_bids")
    takes_in(opener, files(server, (0, True), (1, False), (2, False)), BIDDERS)
    sees(opener, "Godtagna: 2. Avvisade: 1.", f"✗ Avvisad: {BIDDERS[0]}", "Här står ”värde” i en kolumn")
    takes_in(opener, files(server, (0, False)), BIDDERS[:1])
    sees(opener, "Godtagna: 1. Avvisade: 0.", f"✓ Godtagen: {BIDDERS[0]}", "tomt")


# --- result and decision ----------------------------------------------------------------------------------------------


def reads_the_result_and_keeps_it(procurer: Mouse, server: Server) -> None:
    turn_to(procurer, server, "tender_result")
    sees(procurer, "−4 395 000 kr", "−4 050 000 kr", "−3 900 000 kr", "minst 345 000 kr lägre pris")
    sees(procurer, "tomt → 0 enheter enligt regel", f"Kvoten används inte: {BIDDERS[0]}")
    press(procurer, "Spara utvärderingen …")
    press(procurer, "Ja, spara utvärderingen")
    sees(procurer, "Utvärderingen är sparad.")


def decides(procurer: Mouse, server: Server) -> None:
    turn_to(procurer, server, "tender_decision")
    procurer.write(procurer.box("Sista dag för avtalsspärren"), "2026-05-15")
    procurer.write(procurer.box("Lagrum för avtalsspärren"), "20 kap. 1 §")
    procurer.write(procurer.box("Vem som fattar beslutet"), "Socialnämnden")
    wait_idle(procurer.page)
    press(procurer, "Besluta om tilldelning …")
    press(procurer, "Ja, besluta")
    sees(procurer, "Beslutet är fattat.", f"Anbudet från {BIDDERS[2]} är valt.")


def verifies_here_and_on_another_computer(procurer: Mouse, folder: Path) -> None:
    press(procurer, "Verifiera")
    sees(procurer, "Samma resultat, samma fingeravtryck ✓")
    archive = taken(procurer, "Arkivpaket (zip) som går att kontrollera på en annan dator", folder)
    told = subprocess.run([sys.executable, "-m", "sroi", "verify", archive], cwd=ROOT, capture_output=True, check=False)
    assert told.returncode == 0, told.stdout.decode() + told.stderr.decode()


def sees_the_masked_version(reader: Mouse, server: Server) -> None:
    turn_to(reader, server, "tender_decision")
    sees(reader, f"Valt anbud: {BIDDERS[2]}. Avtalsspärr till och med 2026-05-15.")
    expect(reader.main()).not_to_contain_text("4 000 000")


# --- the contract -----------------------------------------------------------------------------------------------------


def signs_the_contract(procurer: Mouse, server: Server) -> None:
    turn_to(procurer, server, "tender_contract")
    procurer.write(procurer.box("Avtalsdag"), "2026-05-19")
    wait_idle(procurer.page)
    press(procurer, "Skriv in avtalet")
    sees(procurer, f"Avtal med {BIDDERS[2]}, tecknat 2026-05-19.", "0 kr av 14 850 000 kr")
    procurer.choose("Vem", SUPPLIER)
    press(procurer, "Utse")
    sees(procurer, "Utsedd.")


def makes_promises_indicators(controller: Mouse, server: Server) -> None:
    turn_to(controller, server, "tender_contract")
    press(controller, "Gör löftena till indikatorer")
    sees(controller, "Alla löften i avtalet (2) är indikatorer i insatsens mätplan.")


def delivers(supplier: Mouse, server: Server) -> None:
    turn_to(supplier, server, "tender_contract")
    sees_none_but_one(supplier)
    supplier.write(supplier.box("Levererat antal"), "10")
    wait_idle(supplier.page)
    press(supplier, "Redovisa")
    sees(supplier, "Leveransen är redovisad.", "2 500 000 kr av 14 850 000 kr", "○ Inte kontrollerad än.")


def sees_none_but_one(supplier: Mouse) -> None:
    sees(supplier, BIDDERS[2])
    for each in BIDDERS[:2]:
        expect(supplier.main()).not_to_contain_text(each)


def validates(controller: Mouse, server: Server) -> None:
    turn_to(controller, server, "tender_contract")
    press(controller, "Validera")
    sees(controller, "✓ Validerad av Kaj Lund", "✓ nått 100 %")


def test_three_bids_from_the_opening_to_delivered_against_promised(
    page: Page, another: Callable[..., Page], tender_server: Server, tmp_path: Path
):
    server = tender_server
    first, second = come_in(another(), server, FIRST), come_in(another(), server, SECOND)
    procurer, reader = come_in(page, server, PROCURER), come_in(another(), server, READER)
    finds_it_sealed(first, server)
    signs(first, server)
    sees(first, "Du har skrivit under.")
    signs(second, server)
    takes_in_three_of_which_one_is_corrected(first, server)
    for name in ("tender_bids", "tender_result"):
        turn_to(reader, server, name)
        sees_none(reader)
    reads_the_result_and_keeps_it(procurer, server)
    decides(procurer, server)
    verifies_here_and_on_another_computer(procurer, tmp_path)
    sees_the_masked_version(reader, server)
    with running(put=lambda data: shutil.copytree(server.data, data) and None, day=LATER, **ACCOUNTS) as later:
        procurer, controller = come_in(another(), later, PROCURER), come_in(another(), later, CONTROLLER)
        signs_the_contract(procurer, later)
        makes_promises_indicators(controller, later)
        delivers(come_in(another(), later, SUPPLIER), later)
        validates(controller, later)
