"""No message, and nothing that unfolds, has a barrier that is ours to remove: axe-core in light and in dark.

Every page and form as it is opened: tests/browser/test_every_page.py."""

from playwright.sync_api import expect
import pytest

from tests.browser.hands import Mouse, open_list
from tests.browser.places import address
from tests.browser.visit import in_both_lights, open_page, wait_idle


def test_a_page_without_an_intervention_has_no_barrier_of_ours(page, reading_server):
    open_page(page, f"{reading_server.address}/need?lang=sv")
    assert not in_both_lights(page)


def test_messages_about_mistakes_have_no_barrier_of_ours(page, reading_server):
    hand = Mouse(page, "sv")
    open_page(page, address(reading_server, "sv", "indicators", "indicators/new"))
    hand.fill("baseline", "1.234,5")
    hand.press(hand.button("edit.save"))
    expect(hand.main().get_by_role("alert").nth(2)).to_be_visible()
    assert not in_both_lights(page)


@pytest.mark.parametrize("opened", ["conventions", "archive", "list", "help", "menu"])
def test_what_unfolds_has_no_barrier_of_ours(page, reading_server, opened):
    hand = Mouse(page, "sv")
    where = "need" if opened in ("list", "help") else "overview"
    open_page(page, address(reading_server, "sv", where))
    unfold(hand, opened)
    assert not in_both_lights(page)


def unfold(hand: Mouse, what: str) -> None:
    if what == "conventions":
        hand.main().locator("summary").first.click()
    elif what == "archive":
        hand.button("overview.archive").first.click()
    elif what == "list":
        open_list(hand.main().get_by_role("combobox").first)
    elif what == "help":
        hand.main().locator("[data-testid='stTooltipIcon'] button").first.focus()
    else:
        hand.page.get_by_test_id("stMainMenuButton").click()
        hand.page.get_by_test_id("stMainMenuPopover").wait_for()
    wait_idle(hand.page)
