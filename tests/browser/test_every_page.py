"""What holds for every page of the menu and for a form of every kind, in both languages.

Each is opened once, and all that must hold on a page as it stands is looked at then, in a narrow window and in a wide
one: opening is what takes time. Pages are turned to from the menu, forms opened by their address on a phone.
"""

from collections.abc import Callable
import re

from playwright.sync_api import Page, expect
import pytest

from reports.texts import text
from tests.browser.hands import Mouse
from tests.browser.phone import PHONE, does_not_fit
from tests.browser.places import SECTIONS, address, every_form, title
from tests.browser.visit import COLOUR_RULES, NAME_RULES, in_both_lights, is_dark, open_page, violations, wait_idle
from tests.browser.words import english_left
from tests.house.source import BESIDE_THE_MENU

WIDE = {"width": 1280, "height": 900}
MENU_IS = """out => {
    const menu = document.querySelector("[data-testid='stSidebar']");
    return (menu !== null && menu.getBoundingClientRect().left === 0) === out;
}"""
ENGLISH_AXIS = re.compile(r"\baxis\b|\blegend\b|\bscale\b|ending with")


def resize(page: Page, window: dict[str, int]) -> None:
    """Make the window wide or narrow: the menu comes out beside the page, or gives way."""
    page.set_viewport_size(window)
    page.wait_for_function(MENU_IS, arg=window == WIDE)
    wait_idle(page)


def english_axes(page: Page) -> list[str]:
    """What the charts read out in English."""
    labels = page.locator("[data-testid='stVegaLiteChart'] [aria-label]")
    names = labels.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
    return [name for name in names if ENGLISH_AXIS.search(name)]


def seen_in_swedish(page: Page, barriers: Callable[[Page], list[str]] = violations) -> dict[str, object]:
    """What is left in English, and what is a barrier in the light that the page is in."""
    return {"in English": english_left(page), "axes in English": english_axes(page), "barriers": barriers(page)}


def seen_in_english(page: Page) -> dict[str, object]:
    """In the dark: what has no name, role or value in words, and the colours. All else is the Swedish page's."""
    return {"barriers": violations(page, NAME_RULES) + violations(page, COLOUR_RULES)}


def seen_in_both_lights(page: Page) -> dict[str, object]:
    """The same as in Swedish, in both."""
    return seen_in_swedish(page, in_both_lights)


SEEN = {"sv": seen_in_swedish, "en": seen_in_english}
LIGHT = {"sv": "light", "en": "dark"}
"""To turn a page from one light into the other takes as long as to look at it: one language is read in each."""


def wrong_on(page: Page, language: str, seen: Callable[[Page], dict[str, object]]) -> dict[str, object]:
    """What is wrong on the page as it stands, by what it is about."""
    assert page.evaluate("document.documentElement.lang") == language
    resize(page, PHONE)
    cut_off = does_not_fit(page)
    resize(page, WIDE)
    return {about: found for about, found in {"cut off": cut_off, **seen(page)}.items() if found}


def turn_to(page: Page, language: str, name: str) -> None:
    """Turn to a page from the menu."""
    path = "" if name == "overview" else name
    page.locator(f"[data-testid='stSidebarNavLink'][href$='/{path}']").click()
    expect(page).to_have_title(f"{title(language, name)} – {text(language, 'common.product')}")
    wait_idle(page)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_fits_a_phone_speaks_one_language_and_has_no_barrier_of_ours(page, reading_server, language, section):
    wrong, names = {}, SECTIONS[section]
    page.emulate_media(color_scheme=LIGHT[language])
    open_page(page, address(reading_server, language, names[0]))
    assert is_dark(page) == (LIGHT[language] == "dark")
    for name in names:
        if name in BESIDE_THE_MENU:
            open_page(page, address(reading_server, language, name))
        else:
            turn_to(page, language, name)
        wrong[name] = wrong_on(page, language, SEEN[language])
    assert not {name: found for name, found in wrong.items() if found}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_has_a_title_of_its_own(language):
    names = [name for names in SECTIONS.values() for name in names]
    assert len({title(language, name) for name in names}) == len(names)


@pytest.mark.parametrize("about", ["intervention", "forecast", "procurement", "portfolio"])
def test_a_form_fits_a_phone_speaks_swedish_and_has_no_barrier_of_ours(page, reading_server, about):
    forms = every_form(reading_server, "sv", about)
    wrong = {}
    for name, where in forms.items():
        page.set_viewport_size(PHONE)
        open_page(page, where)
        wrong[name] = wrong_on(page, "sv", seen_in_both_lights)
    assert not {name: found for name, found in wrong.items() if found}


def test_the_welcome_fits_a_phone_speaks_swedish_and_has_no_barrier_of_ours(page, server):
    page.set_viewport_size(PHONE)
    open_page(page, f"{server.address}/?lang=sv")
    assert not wrong_on(page, "sv", seen_in_both_lights)
    hand = Mouse(page, "sv")
    hand.press(hand.button("welcome.empty_button"))
    expect(hand.main().get_by_role("alert")).to_have_count(1)
    assert not in_both_lights(page)


def test_the_focus_goes_to_the_heading_when_the_page_changes(page, reading_server):
    open_page(page, f"{reading_server.address}/?lang=sv")
    before = page.locator("h1").first.inner_text()
    page.get_by_test_id("stSidebarNavLink").last.press("Enter")
    page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
    expect(page.locator("[data-testid='stMain'] h1").first).to_be_focused()


def test_streamlits_own_words_follow_the_language_and_go_back(page, server):
    open_page(page, f"{server.address}/?lang=sv")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Hoppa till innehållet")
    expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Meny")
    page.get_by_text("English", exact=True).click()
    wait_idle(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Skip to main content")
    expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")
