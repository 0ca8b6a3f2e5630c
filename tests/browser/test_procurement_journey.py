"""A municipality begins a procurement, opens three bids, decides by the locked model, and follows up the promises.

Two such procurements side by side, one in Swedish and one in English, by the same six people: each step is walked in
both before the day turns. At the end somebody who was not there checks the archive package and reads why.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
import subprocess
import sys
from urllib.parse import parse_qs, urlencode, urlsplit

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
    APPOINTED,
    BEGUN,
    BIDDERS,
    CONTROLLER,
    FIRST,
    LIST,
    OPENED,
    PASSWORD,
    PROCURER,
    READER,
    SECOND,
    SEEN,
    SIGNED,
    SUPPLIER,
    TRAINING,
    login_of,
    put,
)
from tests.pages.procurement.bidding import sheet_of


@pytest.fixture(scope="module")
def tender_server() -> Iterator[Server]:
    """The app with accounts, on the day the procurements begin."""
    with running(put=put, day=BEGUN, VARDEKEDJAN_SIGN_IN="accounts") as app:
        yield app
        assert app.outside_calls() == []
        printed = app.output.read_text(encoding="utf-8")
        assert [each for each in BIDDERS if each in printed] == [], "the log of the server names nobody who bids"


@dataclass
class Desk:
    """Where the six sit down in turn, each with their own visit: reading Streamlit's code six times takes a minute."""

    page: Page
    server: Server
    visits: dict[str, list] = field(default_factory=dict)

    def sign_in(self, *names: str) -> None:
        """Each of them signs in."""
        for name in names:
            self.page.context.clear_cookies()
            self.page.goto(f"{self.server.address}/sign-in?lang=sv")
            self.page.get_by_label("E-postadress eller användarnamn").fill(login_of(name))
            self.page.get_by_label("Lösenord").fill(PASSWORD)
            with self.page.expect_navigation(wait_until="commit"):
                self.page.get_by_role("button", name="Logga in").click()
            self.visits[name] = self.page.context.cookies()

    def sit_down(self, name: str, address: str) -> None:
        """The person opens a page."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies(self.visits[name])
        open_page(self.page, f"{self.server.address}/{address}")


@dataclass
class Tender:
    """One of the two procurements; whoever is at it reads the app in its language."""

    desk: Desk
    language: str
    id: str = ""

    def at(self, who: str, name: str, **more: str) -> Mouse:
        """Somebody on a page with this procurement open."""
        told = {"lang": self.language, "procurement": self.id} | more
        self.desk.sit_down(who, f"{name}?{urlencode(told)}")
        return Mouse(self.desk.page, self.language)

    def seen(self, key: str) -> tuple[str, ...]:
        """What then stands on the page."""
        told = SEEN[self.language][key]
        return (told,) if isinstance(told, str) else told


def says(hand: Mouse, *keys: str) -> None:
    """These texts stand on the page."""
    sees(hand, *(hand.word(key) for key in keys))


def push(hand: Mouse, *keys: str, **values: object) -> None:
    """Press the buttons with these texts, one after the other."""
    for key in keys:
        press(hand, hand.word(key, **values))


def write(hand: Mouse, **told: str) -> None:
    """Write in the fields with these texts; a key's dot is two lines here."""
    for key, words in told.items():
        hand.write(hand.box(hand.word(key.replace("__", "."))), words)
    wait_idle(hand.page)


def sees_none(hand: Mouse, bidders: tuple[str, ...] = BIDDERS) -> None:
    """None of these stands anywhere on the page."""
    for each in bidders:
        expect(hand.page.locator("body")).not_to_contain_text(each)


# --- the model --------------------------------------------------------------------------------------------------------


def begins(tender: Tender) -> None:
    """From the list to a locked model, on the worked example and the municipality's own chain."""
    hand = tender.at(PROCURER, "procurements")
    push(hand, "tender_example.work-training.button")
    expect(hand.main().locator("h1")).to_have_text(hand.word("page.tender_model"))
    tender.id = parse_qs(urlsplit(hand.page.url).query)["procurement"][0]
    hand.choose(hand.word("tender.from_chain"), TRAINING)
    hand.save()
    hand = tender.at(PROCURER, "tender_model", part="people")
    chosen = None
    for name, part in APPOINTED:
        if part != chosen:
            hand.choose(hand.word("tender.appoint_to"), hand.word(f"tender_part.{part}"))
        chosen = part
        hand.choose(hand.word("tender.appoint_who"), name)
        push(hand, "tender.appoint_button")


def locks(tender: Tender) -> None:
    hand = tender.at(PROCURER, "tender_lock")
    push(hand, "tender.review", "tender.publish", "tender.publish_yes")
    says(hand, "tender.is_locked")


def finds_it_sealed(tender: Tender) -> None:
    hand = tender.at(PROCURER, "tender_bids")
    sees(hand, *tender.seen("sealed"))
    expect(hand.main().get_by_role("button")).to_have_count(0)


# --- opening ----------------------------------------------------------------------------------------------------------


def signs(who: str, tender: Tender) -> Mouse:
    hand = tender.at(who, "tender_bids")
    write(hand, tender_bids__reference=LIST)
    push(hand, "tender_bids.sign")
    says(hand, "tender_bids.is_signed")
    return hand


def files(tender: Tender, *wanted: tuple[int, bool]) -> list[dict]:
    """Filled-in bid sheets, as a browser chooses them."""
    with closing(open_store(tender.desk.server.data / "vardekedjan.db")) as store:
        model = procurement.load(store, here(store, LOCAL), tender.id).model
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [
        {"name": f"anbud-{number}.xlsx", "mimeType": kind, "buffer": sheet_of(number, model, own, tender.language)}
        for number, own in wanted
    ]


def takes_in(hand: Mouse, chosen: list[dict], bidders: tuple[str, ...]) -> None:
    hand.page.locator("input[type=file]").set_input_files(chosen)
    fields = hand.main().get_by_role("textbox", name=hand.word("tender_bids.whose"))
    expect(fields).to_have_count(len(chosen))
    for at, name in enumerate(bidders):
        hand.write(fields.nth(at), name)
    wait_idle(hand.page)
    hand.press(hand.main().locator("label").filter(has_text=hand.word("tender_bids.in_time")))
    push(hand, "tender_bids.take", count=len(chosen))


def takes_in_three_of_which_one_is_corrected(who: str, tender: Tender) -> None:
    hand = tender.at(who, "tender_bids")
    takes_in(hand, files(tender, (0, True), (1, False), (2, False)), BIDDERS)
    rejected = hand.word("tender_bids.rejected", bidder=BIDDERS[0])
    sees(hand, hand.word("tender_bids.taken", accepted=2, rejected=1), rejected, *tender.seen("own"))
    takes_in(hand, files(tender, (0, False)), BIDDERS[:1])
    accepted = hand.word("tender_bids.accepted", bidder=BIDDERS[0])
    sees(hand, hand.word("tender_bids.taken", accepted=1, rejected=0), accepted, *tender.seen("blank"))


# --- result and decision ----------------------------------------------------------------------------------------------


def reads_the_result_and_keeps_it(tender: Tender) -> None:
    hand = tender.at(PROCURER, "tender_result")
    sees(hand, *tender.seen("result"))
    push(hand, "tender_result.keep_button", "tender_result.keep_yes")
    says(hand, "tender_result.kept")


def decides(tender: Tender) -> Mouse:
    hand = tender.at(PROCURER, "tender_decision")
    write(
        hand,
        procurement_field__standstill_until="2026-05-15",
        tender_decision__legal_reference="20 kap. 1 §",
        tender_decision__decided_by="Socialnämnden",
    )
    push(hand, "tender_decision.button", "tender_decision.yes")
    says(hand, "tender_decision.is_decided")
    return hand


def takes_the_archive(hand: Mouse, folder: Path) -> Path:
    push(hand, "tender_decision.verify")
    says(hand, "tender_decision.same")
    return taken(hand, hand.word("tender_paper.archive"), folder)


def sees_the_masked_version(tender: Tender) -> None:
    hand = tender.at(READER, "tender_decision")
    sees(hand, *tender.seen("public"))
    expect(hand.main()).not_to_contain_text(*tender.seen("price"))


# --- the contract -----------------------------------------------------------------------------------------------------


def signs_the_contract(tender: Tender) -> None:
    hand = tender.at(PROCURER, "tender_contract")
    write(hand, procurement_field__signed_on="2026-05-19")
    push(hand, "tender_contract.sign")
    sees(hand, *tender.seen("contract"))
    hand.choose(hand.word("tender.appoint_who"), SUPPLIER)
    push(hand, "tender.appoint_button")
    says(hand, "tender.appointed")


def makes_promises_indicators(tender: Tender) -> None:
    hand = tender.at(PROCURER, "tender_contract")
    push(hand, "tender_contract.follow_button")
    sees(hand, hand.word("tender_contract.all_followed", count=2))


def delivers(tender: Tender) -> None:
    hand = tender.at(SUPPLIER, "tender_contract")
    sees(hand, BIDDERS[2])
    sees_none(hand, BIDDERS[:2])
    write(hand, tender_contract__quantity="10")
    push(hand, "tender_contract.deliver_button")
    sees(hand, hand.word("tender_contract.delivered"), *tender.seen("delivered"))


def validates(tender: Tender) -> None:
    hand = tender.at(CONTROLLER, "tender_contract")
    push(hand, "tender_contract.validate")
    sees(hand, *tender.seen("validated"))


# --- who was not there ------------------------------------------------------------------------------------------------


def checks_it_elsewhere(archive: Path, tender: Tender) -> None:
    """In a process that knows nothing of the municipality: it holds, and it says why in words."""
    asked = [sys.executable, "-m", "sroi", "verify", archive, "--lang", tender.language]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    words = told.stdout.replace("\u00a0", " ")
    assert [each for each in (BIDDERS[2], *tender.seen("proven")) if each not in words] == [], words


def test_from_a_new_procurement_to_delivered_against_promised(page: Page, tender_server: Server, tmp_path: Path):
    desk, archives = Desk(page, tender_server), {}
    tenders = [Tender(desk, language) for language in SEEN]
    desk.sign_in(PROCURER)
    for tender in tenders:
        begins(tender)
        locks(tender)
        finds_it_sealed(tender)
    tender_server.turn_to(OPENED)
    desk.sign_in(FIRST, SECOND, PROCURER, READER)
    for tender in tenders:
        says(signs(FIRST, tender), "tender_bids.other_signs")
        signs(SECOND, tender)
        takes_in_three_of_which_one_is_corrected(FIRST, tender)
        sees_none(tender.at(READER, "tender_result"))
        reads_the_result_and_keeps_it(tender)
        folder = tmp_path / tender.language
        folder.mkdir()
        archives[tender.language] = takes_the_archive(decides(tender), folder)
        sees_the_masked_version(tender)
    tender_server.turn_to(SIGNED)
    desk.sign_in(PROCURER, CONTROLLER, SUPPLIER)
    for tender in tenders:
        signs_the_contract(tender)
        makes_promises_indicators(tender)
        delivers(tender)
        validates(tender)
        checks_it_elsewhere(archives[tender.language], tender)
