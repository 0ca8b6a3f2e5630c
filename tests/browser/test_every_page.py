"""What holds for every page of the menu and for a form of every kind, in both languages.

Each is opened once, on a phone, and read there and then on a wide screen: opening is what takes time, so everything
that is to be seen on a page as it stands is seen in the same visit.
"""

import re

from playwright.sync_api import Page, expect
import pytest

from reports.texts import text
from tests.browser.hands import Mouse
from tests.browser.phone import PHONE, does_not_fit
from tests.browser.places import SECTIONS, every_form, every_page, title
from tests.browser.visit import in_both_lights, open_page, violations, wait_idle
from tests.browser.words import english_left

WIDE = {"width": 1280, "height": 900}
MENU_STANDS = """() => document.querySelector("[data-testid='stSidebar']")?.getBoundingClientRect().left === 0"""
ENGLISH_AXIS = re.compile(r"\baxis\b|\blegend\b|\bscale\b|ending with")


def widen(page: Page) -> None:
    """Look at the page on a wide screen: the menu comes out beside it."""
    page.set_viewport_size(WIDE)
    page.wait_for_function(MENU_STANDS)
    wait_idle(page)


def english_axes(page: Page) -> list[str]:
    """What the charts read out in English."""
    labels = page.locator("[data-testid='stVegaLiteChart'] [aria-label]")
    names = labels.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
    return [name for name in names if ENGLISH_AXIS.search(name)]


def seen_in_swedish(page: Page) -> dict[str, object]:
    """What is wrong on a page that was opened on a phone: cut off, left in English, a barrier in light or dark."""
    small = does_not_fit(page)
    widen(page)
    return {
        "cut off": small,
        "in English": english_left(page),
        "axes in English": english_axes(page),
        "barriers": in_both_lights(page),
    }


def seen_in_english(page: Page) -> dict[str, object]:
    """The same of a page in English, whose colours are the Swedish page's."""
    small = does_not_fit(page)
    widen(page)
    return {"cut off": small, "barriers": violations(page)}


SEEN = {"sv": seen_in_swedish, "en": seen_in_english}


def wrong_on(page: Page, language: str, where: str) -> dict[str, object]:
    """What is wrong on the page at this address, by what it is about."""
    page.set_viewport_size(PHONE)
    open_page(page, where)
    assert page.evaluate("document.documentElement.lang") == language
    return {about: found for about, found in SEEN[language](page).items() if found}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_fits_a_phone_speaks_one_language_and_has_no_barrier_of_ours(page, reading_server, language, section):
    wrong = {}
    for name, where in every_page(reading_server, language, section).items():
        wrong[name] = wrong_on(page, language, where)
        expect(page).to_have_title(f"{title(language, name)} – {text(language, 'common.product')}")
    assert not {name: found for name, found in wrong.items() if found}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_has_a_title_of_its_own(language):
    names = [name for names in SECTIONS.values() for name in names]
    assert len({title(language, name) for name in names}) == len(names)


@pytest.mark.parametrize("about", ["intervention", "forecast"])
def test_a_form_fits_a_phone_speaks_swedish_and_has_no_barrier_of_ours(page, reading_server, about):
    forms = every_form(reading_server, "sv", about)
    wrong = {name: wrong_on(page, "sv", where) for name, where in forms.items()}
    assert not {name: found for name, found in wrong.items() if found}


def test_the_welcome_fits_a_phone_speaks_swedish_and_has_no_barrier_of_ours(page, server):
    assert not wrong_on(page, "sv", f"{server.address}/?lang=sv")
    hand = Mouse(page, "sv")
    hand.press(hand.button("welcome.empty_button"))
    assert hand.main().get_by_role("alert").count() == 1
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
