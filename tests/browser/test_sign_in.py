"""Somebody is invited, chooses a password, comes in, invites a colleague, and signs out on every open page."""

from collections.abc import Iterator
import re

from playwright.sync_api import BrowserContext, Page, expect
import pytest

from storage.operations.people.rescue import administrator_link
from storage.store import open_store
from tests.browser.hands import Mouse
from tests.browser.server import Server, running
from tests.browser.visit import cut_off, open_page, violations, wait_idle

PASSWORD = "rött hus vid sjön"


@pytest.fixture(scope="module")
def shared_server() -> Iterator[Server]:
    """The app with accounts and the example municipality."""
    with running(example=True, VARDEKEDJAN_SIGN_IN="accounts") as app:
        yield app
        assert app.outside_calls() == []


def looks_right(page: Page) -> None:
    """No barrier of ours in light or dark, and nothing cut off on a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        assert violations(page) == [], scheme
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_timeout(300)
    assert cut_off(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})


def choose_password(page: Page, address: str, name: str) -> None:
    """Take up an invitation."""
    page.goto(address)
    looks_right(page)
    page.get_by_label("Ditt namn").fill(name)
    page.get_by_label("Nytt lösenord").fill(PASSWORD)
    page.get_by_label("Samma lösenord en gång till").fill(PASSWORD)
    page.get_by_role("button", name="Skapa kontot").click()
    wait_idle(page)


def invite(page: Page, server: Server) -> str:
    """Invite a colleague; returns the link."""
    open_page(page, f"{server.address}/people?lang=sv")
    looks_right(page)
    wait_idle(page)
    hand = Mouse(page, "sv")
    hand.write(hand.main().get_by_label("E-postadress eller användarnamn"), "bo@ljusnaby.se")
    hand.pick(page.get_by_role("combobox", name="Roller"), "läsare")
    hand.press(page.get_by_role("button", name="Bjud in", exact=True))
    looks_right(page)
    return page.get_by_test_id("stCode").inner_text().strip()


def test_from_an_invitation_to_signing_out(page: Page, context: BrowserContext, shared_server: Server):
    store = open_store(shared_server.data / "vardekedjan.db")
    made = administrator_link(store, "Ljusnaby", "anna@ljusnaby.se")
    page.goto(f"{shared_server.address}/result?lang=sv&intervention=I1")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    looks_right(page)
    choose_password(page, f"{shared_server.address}/invitation?token={made.token}&lang=sv", "Anna Berg")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alla insatser")
    link = invite(page, shared_server)

    other = context.new_page()
    open_page(other, f"{shared_server.address}/result?lang=sv&intervention=I1")
    page.get_by_role("link", name="Logga ut").click()
    looks_right(page)
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är utloggad")
    other.get_by_text("English", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("You are no longer signed in")
    looks_right(other)
    expect(other.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    other.get_by_role("link", name="Sign in").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")
    other.close()

    choose_password(page, link, "Bo Ek")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alla insatser")
    expect(page.get_by_test_id("stSidebarNav")).not_to_contain_text("Personer och roller")
    open_page(page, f"{shared_server.address}/people?lang=sv")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan hör till en annan roll")
    looks_right(page)

    context.clear_cookies()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
