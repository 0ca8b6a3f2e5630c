"""A project owner logs the second year of Ungdomsstart; a reviewer returns, approves and locks; a controller publishes.

Three people side by side in one browser, each signed in. The owner enters values with the keyboard alone. Every figure
is the worked example's (tests/golden/test_golden_youth_start.py): 23 of 48 who answered, 54 asked; ratio 1.74, or 1.38.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
import subprocess
import sys

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
import pytest

from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.hands import Keyboard, Mouse
from tests.browser.server import ROOT, Server, running
from tests.browser.visit import open_page, wait_idle
from tests.browser.youth_start import CHAIN, CONTROLLER, OWNER, PASSWORD, REVIEWER, TODAY, login_of, put

SHARE = "Andel i arbete eller studier efter 12 månader"
HITS, ANSWERED, ASKED = "I arbete eller studier (antal)", "Svarande (antal)", "Tillfrågade (antal)"
OTHERS = ("Deltagare som börjat", "Värde (deltagare)", "28"), ("Kostnad", "Värde (kr)", "2 900 000")
ANSWERS = b"svar;antal\nja;23\n"
LOCKED = f"Perioden är godkänd och låst {TODAY} av {REVIEWER}. Begär upplåsning"


@pytest.fixture(scope="module")
def youth_server() -> Iterator[Server]:
    """The app with accounts, nine days after the share was due."""
    with running(put=put, day=TODAY, VARDEKEDJAN_SIGN_IN="accounts") as app:
        yield app
        assert app.outside_calls() == []


def sign_in(page: Page, server: Server, name: str, language: str = "sv") -> Page:
    """Come in as one of the three."""
    page.goto(f"{server.address}/sign-in?lang=sv")
    page.get_by_label("E-postadress eller användarnamn").fill(login_of(name))
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    open_page(page, f"{server.address}/to_do?lang={language}&intervention={CHAIN}")
    return page


def sees(hand: Mouse, *words: str) -> None:
    """These words stand on the page."""
    for each in words:
        expect(hand.main()).to_contain_text(each)


def follow(hand: Mouse, link: str) -> None:
    """Follow a link of the page."""
    hand.press(hand.main().get_by_role("link", name=link, exact=True))


def press(hand: Mouse, name: str) -> None:
    """Press a button of the page, or of what it has opened."""
    hand.press(hand.page.get_by_role("button", name=name, exact=True))


def log(hand: Mouse, name: str, period: str = "2025") -> None:
    """From the list straight to the field."""
    hand.go("Att göra")
    follow(hand, f"Registrera {name}, {period}")
    expect(hand.main().locator("h1")).to_have_text(f"{name} – {period}")


def counts(hand: Mouse, *told: str, of: str = "") -> None:
    """Write how many reached it, answered and were asked."""
    for label, number in zip((HITS, ANSWERED, ASKED), told, strict=True):
        hand.write(hand.box(label + of), number)


def taken(hand: Mouse, button: str, folder: Path) -> Path:
    """A file fetched from the page."""
    with hand.page.expect_download() as fetched:
        hand.main().get_by_role("button", name=button, exact=True).click()
    file = folder / fetched.value.suggested_filename
    fetched.value.save_as(file)
    return file


# --- the owner enters the year ----------------------------------------------------------------------------------------


def finds_what_is_due(owner: Mouse) -> None:
    owner.go("Att göra")
    sees(owner, "3 mätningar ska in – 1 försenad (9 dagar)", "senast 2026-02-05", "! försenad 9 dagar", "○ ska in")
    log(owner, SHARE)
    sees(owner, "Mål 50 %", "Utgångsläge 22 % (2023)", "Summeringsregel: andel = täljare ÷ nämnare (låst")
    sees(owner, "– (ej tillämpligt)")


def is_told_that_53_of_48_cannot_be(owner: Mouse) -> None:
    counts(owner, "53", "48", "54")
    sees(owner, "Täljaren (53) kan inte vara större än antalet svarande (48).")
    press(owner, "Skicka in")
    expect(owner.box(HITS)).to_be_focused()
    sees(owner, "Rätta det som är markerat ovan. Det du skrivit är kvar.")
    for label, number in ((HITS, "53"), (ANSWERED, "48"), (ASKED, "54")):
        expect(owner.box(label)).to_have_value(number)
    owner.write(owner.box(HITS), "23")


def sees_what_silence_means(owner: Mouse) -> None:
    sees(owner, "47,9 % av 48 svarande – bortfall 6 personer (11 %)", "Hur ska bortfall visas?")
    sees(owner, "Om de 6 är som övriga: 47,9 %", "Om insatsen inte lyckades med någon av dem: 42,6 %")


def splits_by_sex(owner: Mouse) -> None:
    owner.unfold("Uppdelat på Kön")
    counts(owner, "21", "40", "44", of=" – Kvinnor")
    counts(owner, "2", "8", "10", of=" – Män")
    sees(owner, "Gruppen Män visas inte – färre än 5 personer. Totalen visas.")
    sees(owner, "Gruppen Kvinnor visas inte heller, annars kunde den lilla gruppen räknas fram.")


def keeps_a_draft(owner: Mouse) -> None:
    owner.write(owner.box("Mätmetod"), "Enkät")
    wait_idle(owner.page)
    owner.page.locator("input[type=file]").set_input_files(
        {"name": "svar.csv", "mimeType": "text/csv", "buffer": ANSWERS}
    )
    sees(owner, "Filen är bifogad.")
    press(owner, "Spara utkast")
    sees(owner, "Utkastet är sparat.")


def finds_the_draft_and_sends_it_in(owner: Mouse) -> None:
    log(owner, SHARE)
    for label, number in ((HITS, "23"), (ANSWERED, "48"), (ASKED, "54"), ("Mätmetod", "Enkät")):
        expect(owner.box(label)).to_have_value(number)
    sees(owner, "Status: utkast", "47,9 % av 48 svarande")
    press(owner, "Skicka in")
    sees(owner, "Status: inskickad")
    for name, label, amount in (
        ("Deltagare som börjat", "Värde (deltagare)", "28"),
        ("Kostnad", "Värde (kr)", "2 900 000"),
    ):
        log(owner, name)
        owner.write(owner.box(label), amount)
        press(owner, "Skicka in")
        sees(owner, "Status: inskickad")


# --- the reviewer returns it, the owner mends it, it is approved and locked -------------------------------------------


def review(hand: Mouse, name: str) -> None:
    """From the list of what waits to one of it."""
    back = hand.main().get_by_role("link", name="Till det som ska granskas")
    hand.press(back) if back.count() else hand.go("Granska värden")
    follow(hand, f"Granska {name}, 2025")


def returns_it_with_a_note(reviewer: Mouse, folder: Path) -> None:
    reviewer.go("Granska värden")
    sees(reviewer, "Att granska (3)")
    review(reviewer, SHARE)
    sees(reviewer, "47,9 % av 48 svarande", f"Inskickat av {OWNER}", "Det finns inget tidigare värde att jämföra med.")
    assert taken(reviewer, "Hämta svar.csv", folder).read_bytes() == ANSWERS
    press(reviewer, "Återlämna")
    sees(reviewer, "Skriv vad som behöver rättas.")
    note = reviewer.box("Vad behöver rättas?")
    expect(note).to_be_focused()
    reviewer.write(note, "Ni ringde väl också?")
    press(reviewer, "Återlämna")
    sees(reviewer, "Status: återlämnad")


def mends_it_and_says_why(owner: Mouse) -> None:
    owner.go("Att göra")
    sees(owner, "Återlämnade att rätta (1)")
    log(owner, SHARE)
    sees(owner, "Återlämnad med kommentaren: Ni ringde väl också?")
    owner.write(owner.box("Mätmetod"), "Telefonintervju")
    press(owner, "Skicka in")
    sees(owner, "Skriv varför värdet ändras.")
    expect(owner.box("Skäl till ändring")).to_be_focused()
    owner.write(owner.box("Skäl till ändring"), "Metoden var fel angiven")
    press(owner, "Skicka in")
    sees(owner, "Status: inskickad")
    owner.unfold("Historik för värdet")
    sees(owner, "Mätmetod: Enkät → Telefonintervju", "Skäl: Metoden var fel angiven", f"{TODAY} ", "du: 47,9 %")


def approves_and_locks(reviewer: Mouse) -> None:
    for name in (SHARE, *(each[0] for each in OTHERS)):
        review(reviewer, name)
        press(reviewer, "Godkänn")
        sees(reviewer, "Status: godkänd")
    press(reviewer, "Lås perioden 2025")
    press(reviewer, "Lås")
    sees(reviewer, "Perioden 2025 är låst. Godkända värden som låstes: 3.")


# --- what it means, and what is published -----------------------------------------------------------------------------


def reads_the_ratio(controller: Mouse) -> None:
    controller.go("Prognos mot utfall")
    sees(controller, "Prognos 2,02 (90 %-intervall", "utfall 1,74 (90 %-intervall", "Kvot på 10 år för samhället.")
    sees(controller, "1,74 om de som inte svarade är som övriga, 1,38 om insatsen inte lyckades med någon av dem")
    sees(controller, "Prognos 2,02 → antal deltagare −0,20 → effekt −0,14 → kostnad +0,06 → utfall 1,74")
    sees(
        controller, "10 076 400 kr", "5 800 000 kr", "uppmätt utfall för 2024–2025 och prognos för 2026–2030 (streckat)"
    )
    expect(controller.main().get_by_text("utanför det antagna intervallet")).to_have_count(0)


def sees_no_small_group(controller: Mouse) -> None:
    controller.go("Mål och utfall")
    sees(controller, "47,9 %", "✗ inte nått målet")
    controller.unfold("Uppdelat på grupper")
    sees(controller, "Gruppen Män visas inte – färre än 5 personer.", "Gruppen Kvinnor visas inte heller")
    for hidden in ("52,5 %", "25,0 %"):
        expect(controller.main()).not_to_contain_text(hidden)


def reads_the_same_in_english(controller: Page, server: Server) -> None:
    hand = Mouse(controller, "en")
    open_page(controller, f"{server.address}/learned?lang=en&intervention={CHAIN}")
    sees(
        hand,
        "Forecast 2.02 (90% interval",
        "outcome 1.74 (90% interval",
        "1.38 if the intervention succeeded with none",
    )
    sees(hand, "Forecast 2.02 → participants −0.20 → effect −0.14 → cost +0.06 → outcome 1.74")
    hand.go("Target and actual")
    sees(hand, "47.9%", "✗ target not reached")
    open_page(controller, f"{server.address}/log_value?lang=en&intervention={CHAIN}&indicator=M1&period=2025")
    sees(hand, f"locked on {TODAY} by {REVIEWER}", "If the 6 are like the others: 47.9%", "42.6%")


def publishes(controller: Mouse, number: int, ratio: str) -> None:
    controller.go("Publicera")
    sees(
        controller, f"utfall {ratio} (90 %-intervall", "Inget saknas: alla perioder som är slut har ett godkänt värde."
    )
    press(controller, f"Publicera version {number}")
    sees(controller, f"Version {number}, ”Uppföljning till och med 2025”, är publicerad.")


# --- it is opened again, and counts anew ------------------------------------------------------------------------------


def asks_for_opening(owner: Mouse, server: Server) -> None:
    open_page(owner.page, f"{server.address}/log_value?lang=sv&intervention={CHAIN}&indicator=M1&period=2025")
    sees(owner, LOCKED)
    expect(owner.box(HITS)).to_have_count(0)
    owner.write(owner.box("Varför behöver värdet ändras?"), "Två räknades två gånger")
    press(owner, "Begär upplåsning")
    sees(owner, "Upplåsning är begärd av dig: Två räknades två gånger")


def opens_it_for_a_time(reviewer: Mouse, server: Server) -> None:
    open_page(reviewer.page, f"{server.address}/review_values?lang=sv&intervention={CHAIN}&indicator=M1&period=2025")
    sees(reviewer, f"Upplåsning är begärd av {OWNER}: Två räknades två gånger")
    reviewer.write(reviewer.box("Öppen till och med"), "2026-02-28")
    reviewer.write(reviewer.box("Varför låses det upp?"), "Rätt antal ska stå")
    press(reviewer, "Lås upp till dagen")
    sees(reviewer, "Upplåst till och med 2026-02-28.")


def corrects_what_was_approved(owner: Mouse, server: Server) -> None:
    open_page(owner.page, f"{server.address}/log_value?lang=sv&intervention={CHAIN}&indicator=M1&period=2025")
    sees(owner, "Upplåst till och med 2026-02-28.")
    owner.write(owner.box(HITS), "21")
    owner.unfold("Uppdelat på Kön")
    owner.write(owner.box(f"{HITS} – Kvinnor"), "19")
    owner.write(owner.box("Skäl till ändring"), "Två räknades två gånger")
    press(owner, "Skicka in")
    sees(owner, "Status: inskickad")
    owner.unfold("1 värde ändrat sedan godkännande – visa skillnad")
    sees(owner, "Utfall: 47,9 % → 43,8 %", f"{HITS}: 23 → 21")
    owner.go("Mål och utfall")
    sees(owner, "1 har ändrats sedan godkännandet")


def approves_anew(reviewer: Mouse) -> None:
    review(reviewer, SHARE)
    reviewer.unfold("1 värde ändrat sedan godkännande – visa skillnad")
    sees(reviewer, "Utfall: 47,9 % → 43,8 %")
    press(reviewer, "Godkänn")
    sees(reviewer, "Status: godkänd")


def is_warned_and_publishes_anew(controller: Mouse) -> None:
    controller.go("Prognos mot utfall")
    sees(controller, "utfall 1,46 (90 %-intervall")
    sees(controller, "Utfallet ligger utanför det antagna intervallet. Se över antagandet.")
    publishes(controller, 3, "1,46")
    sees(controller, "Jämför med en tidigare version", "Värden, mål och mätplan som har ändrats")
    changes = controller.main().get_by_role("table", name="Värden, mål och mätplan som har ändrats")
    expect(changes).to_contain_text("47,9 %")
    expect(changes).to_contain_text("43,8 %")


# --- what is taken along ----------------------------------------------------------------------------------------------


def rows_of(file: Path) -> list[dict]:
    """The rows of a workbook's first sheet, by its head."""
    head, *rows = load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def by_group(file: Path) -> dict[str, dict]:
    """The share's rows of 2025 in the long table, by group."""
    return {row["grupp"]: row for row in rows_of(file) if (row["indikator-id"], row["period"]) == ("M1", "2025")}


def takes_the_files(controller: Mouse, folder: Path) -> None:
    public = by_group(taken(controller, "Lång tabell (Excel)", folder))
    assert {name: row["täljare"] for name, row in public.items()} == {"Alla": 21, "Kvinnor": None, "Män": None}
    assert (public["Alla"]["svarande"], public["Alla"]["mål"]) == (48, 0.5)
    stratsys = rows_of(taken(controller, "Fil för Stratsys (Excel)", folder))
    assert {row["mått"] for row in stratsys if row["period"] == "2025"} >= {f"{SHARE} (M1)", "Kostnad (M3)"}
    controller.main().get_by_text("Intern: alla värden").click()
    wait_idle(controller.page)
    internal = by_group(taken(controller, "Lång tabell (Excel)", folder))
    assert {name: row["täljare"] for name, row in internal.items()} == {"Alla": 21, "Kvinnor": 19, "Män": 2}
    archive = taken(controller, "Arkivpaket (zip) som går att räkna om", folder)
    told = subprocess.run([sys.executable, "-m", "sroi", "verify", archive], cwd=ROOT, capture_output=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def is_reminded_until_the_benefits_end(server: Server) -> None:
    """To do runs through 2030, though the project ended in 2025."""
    with closing(open_store(server.data / "vardekedjan.db")) as store:
        due = operations.to_do(store, here(store), date(2031, 2, 14)).shown
    assert [each.key.period for each in due] == ["2026", "2027", "2028", "2029", "2030"]


def test_the_second_year_from_the_list_to_a_verified_archive(
    page: Page, another: Callable[..., Page], youth_server: Server, tmp_path: Path
):
    server = youth_server
    owner = Keyboard(sign_in(another(), server, OWNER), "sv")
    reviewer = Mouse(sign_in(another(), server, REVIEWER), "sv")
    controller = Mouse(sign_in(page, server, CONTROLLER), "sv")
    for step in (finds_what_is_due, is_told_that_53_of_48_cannot_be, sees_what_silence_means, splits_by_sex):
        step(owner)
    keeps_a_draft(owner)
    owner.page.context.close()
    owner = Keyboard(sign_in(another(), server, OWNER), "sv")
    finds_the_draft_and_sends_it_in(owner)
    returns_it_with_a_note(reviewer, tmp_path)
    mends_it_and_says_why(owner)
    approves_and_locks(reviewer)
    reads_the_ratio(controller)
    sees_no_small_group(controller)
    publishes(controller, 2, "1,74")
    reads_the_same_in_english(controller.page.context.new_page(), server)
    owner = Mouse(owner.page, "sv")
    asks_for_opening(owner, server)
    opens_it_for_a_time(reviewer, server)
    corrects_what_was_approved(owner, server)
    approves_anew(reviewer)
    is_warned_and_publishes_anew(controller)
    takes_the_files(controller, tmp_path)
    is_reminded_until_the_benefits_end(server)
