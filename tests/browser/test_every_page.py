"""What holds for every page of the menu: the focus goes to its heading, and it speaks the reader's language."""

import re

from playwright.sync_api import expect

from tests.browser.visit import open_page, wait_idle

ENGLISH_AXIS = re.compile(r"axis titled|legend titled|scale with")


def links(page, server):
    """The address of every page in the menu, in Swedish, with the first intervention open."""
    open_page(page, f"{server.address}/?lang=sv")
    found = page.get_by_test_id("stSidebarNavLink").evaluate_all("links => links.map(link => link.href)")
    assert len(found) > 5
    return found


def test_the_focus_goes_to_the_heading_when_the_page_changes(page, example_server):
    addresses = links(page, example_server)
    before = page.locator("h1").first.inner_text()
    page.get_by_test_id("stSidebarNavLink").nth(len(addresses) - 1).press("Enter")
    page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
    expect(page.locator("[data-testid='stMain'] h1").first).to_be_focused()


def test_charts_read_their_axes_out_in_swedish(page, example_server):
    for address in links(page, example_server):
        open_page(page, address)
        labels = page.locator("[data-testid='stVegaLiteChart'] [aria-label]")
        names = labels.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
        assert not [name for name in names if ENGLISH_AXIS.search(name)]


def test_streamlits_own_words_follow_the_language_and_go_back(page, server):
    open_page(page, f"{server.address}/?lang=sv")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Hoppa till innehållet")
    expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Meny")
    page.get_by_text("English", exact=True).click()
    wait_idle(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("stSkipToContent")).to_have_text("Skip to main content")
    expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")
