"""The whole walk with the keyboard alone: every control is reached by Tab, shows its focus, and lets it go."""

from playwright.sync_api import expect

from tests.browser.hands import Keyboard
from tests.browser.visit import open_page
from tests.browser.worked import FIGURES, begin, walk


def test_the_keyboard_alone_walks_from_an_empty_start_to_a_result(page, server):
    hand = Keyboard(page, "sv")
    open_page(page, f"{server.address}/?lang=sv")
    begin(hand)
    walk(hand)
    expect(hand.main().get_by_text(FIGURES["sv"]["ratio"]).first).to_be_visible()
