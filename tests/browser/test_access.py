"""No page, form or message has a barrier that is ours to remove: axe-core in light and dark, in both languages."""

from playwright.sync_api import Page
import pytest

from tests.browser.hands import Mouse, open_list
from tests.browser.places import address, every_form, every_page
from tests.browser.visit import open_page, violations, wait_idle

GROUND = "getComputedStyle(document.querySelector(\"[data-testid='stApp']\")).backgroundColor"


def in_both_lights(page: Page) -> list[str]:
    """What is wrong on the page as it stands, in light and in dark."""
    found = violations(page)
    light = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => {GROUND} !== light", arg=light)
    found += [f"dark: {each}" for each in violations(page)]
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"light => {GROUND} === light", arg=light)
    return found


def without_barriers(page: Page, addresses: dict[str, str]) -> None:
    wrong = {}
    for name, where in addresses.items():
        open_page(page, where)
        wrong[name] = in_both_lights(page)
    assert not {name: found for name, found in wrong.items() if found}


def test_no_page_has_a_barrier_of_ours(page, example_server):
    without_barriers(page, every_page(example_server, "sv"))


def test_no_form_has_a_barrier_of_ours(page, example_server):
    without_barriers(page, every_form(example_server, "sv"))


def test_no_page_in_english_has_a_barrier_of_ours(page, example_server):
    wrong = {}
    for name, where in every_page(example_server, "en").items():
        open_page(page, where)
        wrong[name] = violations(page)
    assert not {name: found for name, found in wrong.items() if found}


def test_the_welcome_has_no_barrier_of_ours(page, server):
    hand = Mouse(page, "sv")
    open_page(page, f"{server.address}/?lang=sv")
    assert not in_both_lights(page)
    hand.press(hand.button("welcome.empty_button"))
    assert hand.main().get_by_role("alert").count() == 1
    assert not in_both_lights(page)


def test_a_page_without_an_intervention_has_no_barrier_of_ours(page, example_server):
    open_page(page, f"{example_server.address}/need?lang=sv")
    assert not in_both_lights(page)


def test_messages_about_mistakes_have_no_barrier_of_ours(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "indicators", "indicators/new"))
    hand.fill("baseline", "1.234,5")
    hand.press(hand.button("edit.save"))
    assert hand.main().get_by_role("alert").count() >= 3
    assert not in_both_lights(page)


@pytest.mark.parametrize("opened", ["conventions", "archive", "list", "help", "menu"])
def test_what_unfolds_has_no_barrier_of_ours(page, example_server, opened):
    hand = Mouse(page, "sv")
    where = "need" if opened in ("list", "help") else "overview"
    open_page(page, address(example_server, "sv", where))
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
