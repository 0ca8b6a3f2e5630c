"""A strategist tells a kept result: in own words, before a room by the keyboard, and by a link until it is revoked."""

import re

from playwright.sync_api import Page, expect
import pytest

from reports.tell.story import STORY
from reports.texts import text
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.phone import PHONE
from tests.browser.visit import cut_off, in_both_lights, open_page, violations, wait_idle

WORDS = "Mest av värdet stannar kvar."
ROOM = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def kept(example_server) -> str:
    """The address of the app, in which a result is kept."""
    store = open_store(example_server.data / "vardekedjan.db")
    acting = here(store, "Eva")
    now = operations.load(store, acting, "I1").version
    assert operations.keep_version(store, acting, "I1", now, SWEDISH_PUBLIC_SECTOR, "Till nämnden").ratio
    store.close()
    return example_server.address


def word(key: str, **values: object) -> str:
    """What the app calls something."""
    return text("sv", key, **values)


def in_own_words(page: Page) -> None:
    """Put the finding of the waterfall in other words."""
    page.get_by_text(word("telling.change")).click()
    wait_idle(page)
    page.locator(".st-key-say-value-waterfall-finding button").click()
    wait_idle(page)
    field = page.get_by_label(word("field.own_words"), exact=True)
    field.fill(WORDS)
    field.press("Tab")
    wait_idle(page)
    page.get_by_role("button", name=word("telling.keep")).click()
    expect(page.get_by_text(word("telling.kept"))).to_be_visible()
    wait_idle(page)


def turns(page: Page, key: str, number: int) -> None:
    """Press a key, and be at this part."""
    page.keyboard.press(key)
    expect(page.locator(".vk-where")).to_contain_text(f"{number} av {len(STORY)}")
    expect(page.locator("h1")).to_have_text(word(f"told.part.{STORY[number - 1]}"))
    wait_idle(page)


def before_a_room(page: Page) -> None:
    """Walk through the parts by the keyboard alone, and try what somebody asks."""
    page.set_viewport_size(ROOM)
    page.get_by_role("link", name=word("telling.present")).click()
    expect(page.locator("h1")).to_have_text(word("told.part.need"))
    wait_idle(page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for key, number in (("ArrowRight", 2), (" ", 3), ("PageDown", 4), ("ArrowLeft", 3), ("End", 9), ("Home", 1)):
        turns(page, key, number)
    turns(page, "PageUp", 1)
    for number in (2, 3, 4):
        turns(page, "ArrowRight", number)
    assert float(page.locator(".vk-first").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")) >= 32
    assert (
        float(page.locator(".vk-stage > p").last.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")) >= 20
    )
    expect(page.locator(".vk-stage").get_by_text(WORDS)).to_be_visible()
    assert page.locator(".vk-stage figure img:visible").evaluate_all("all => all.every(each => each.naturalWidth > 0)")
    assert in_both_lights(page) == []
    page.get_by_text(word("present.try")).click()
    wait_idle(page)
    field = page.get_by_label(re.compile(r"\(behållet: ")).first
    field.fill("1")
    field.press("ArrowLeft")  # a field keeps its own keys
    field.press("Tab")
    expect(page.get_by_text(word("present.tried"))).to_be_visible()
    expect(page.locator(".vk-where")).to_contain_text("4 av 9")
    wait_idle(page)
    expect(page.get_by_text(word("present.kept"), exact=True)).to_be_visible()
    page.set_viewport_size(PHONE)
    wait_idle(page)
    assert cut_off(page) <= 0


def link_made(page: Page, kept: str) -> str:
    """Make a link, and copy it."""
    open_page(page, f"{kept}/share_link?lang=sv&intervention=I1")
    name = page.get_by_label(word("field.link_name"))
    name.fill("Nämnden")
    name.press("Tab")
    wait_idle(page)
    page.get_by_role("button", name=word("share_link.make")).click()
    made = page.get_by_test_id("stCode")
    expect(made).to_be_visible()
    wait_idle(page)
    assert violations(page) == []
    return made.inner_text().strip()


def test_a_result_is_told_shown_and_shared_until_the_link_is_revoked(page, another, kept):
    open_page(page, f"{kept}/told?lang=sv&intervention=I1")
    in_own_words(page)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    wait_idle(page)
    assert cut_off(page) <= 0
    before_a_room(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    address = link_made(page, kept)
    reader = another()
    sockets = []
    reader.on("websocket", lambda socket: sockets.append(socket.url))
    assert reader.goto(address).status == 200
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Föräldrakurser")
    expect(reader.get_by_text(WORDS)).to_be_visible()
    assert sockets == []
    assert in_both_lights_plain(reader) == []
    reader.set_viewport_size(PHONE)
    assert cut_off(reader) <= 0
    assert reader.context.cookies() == []
    page.get_by_role("button", name=word("share_link.revoke")).click()
    page.get_by_role("button", name=word("share_link.revoke_yes")).click()
    expect(page.get_by_text(word("share_link.is_revoked", name="Nämnden"))).to_be_visible()
    assert reader.goto(address).status == 404
    expect(reader.get_by_role("heading", level=1)).to_have_text(word("told_page.closed"))
    expect(reader.get_by_text("Föräldrakurser")).to_have_count(0)


def in_both_lights_plain(page: Page) -> list[str]:
    """What is a barrier on a page that is no part of the screen, in light and dark."""
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"in the dark: {each}" for each in violations(page)]
