"""The language is changed anywhere: what was typed stays, and everything else follows."""

import re

from playwright.sync_api import expect
import pytest

from tests.browser.hands import Mouse, open_list
from tests.browser.places import address, first_chain
from tests.browser.visit import open_page, wait_idle
from tests.browser.words import english_in, english_left


def switch(hand: Mouse, language: str) -> Mouse:
    """Choose the other language beside the page."""
    name = {"sv": "Svenska", "en": "English"}[language]
    hand.page.get_by_test_id("stSidebar").get_by_text(name, exact=True).click()
    wait_idle(hand.page)
    expect(hand.page.locator("html")).to_have_attribute("lang", language)
    return Mouse(hand.page, language)


def test_no_word_is_left_in_english_where_only_swedish_was_written(page, server):
    hand = Mouse(page, "sv")
    open_page(page, f"{server.address}/?lang=sv")
    hand.write(hand.box(hand.word("welcome.organisation")), "Storstad")
    hand.press(hand.button("welcome.empty_button"))
    left = {}
    for route in ("", "exchange", "goals", "need", "result", "no-such-page"):
        open_page(page, f"{server.address}/{route}?lang=sv")
        left[route] = english_in(page)
    assert not {name: words for name, words in left.items() if words}


@pytest.mark.parametrize("opened", ["menu", "list", "several", "removal", "upload"])
def test_what_streamlit_opens_is_in_swedish(page, example_server, opened):
    hand = Mouse(page, "sv")
    pages = {"list": "need", "several": "overview", "removal": "activities", "upload": "exchange"}
    open_page(page, address(example_server, "sv", pages.get(opened, "overview")))
    if opened == "menu":
        page.get_by_test_id("stMainMenuButton").click()
        page.get_by_test_id("stMainMenuPopover").wait_for()
    elif opened == "upload":
        file = {"name": "fel.txt", "mimeType": "text/plain", "buffer": b"x"}
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    elif opened == "removal":
        hand.button("edit.remove").first.click()
    else:
        name = hand.word("overview.status" if opened == "several" else "field.method")
        open_list(hand.main().get_by_role("combobox", name=name))
    wait_idle(page)
    assert not english_left(page)


def test_a_form_keeps_text_choice_and_choices_when_the_language_changes(page, example_server):
    hand, chain = Mouse(page, "sv"), first_chain(example_server)
    open_page(page, address(example_server, "sv", "outcomes", "outcomes/new"))
    hand.name("Barnen sover bättre")
    hand.choose(hand.label("term"), hand.word("term.medium"))
    hand.choose(hand.label("output_ids"), chain.outputs[0].name.sv)
    english = switch(hand, "en")
    expect(english.box(english.label("name", required=True))).to_have_value("Barnen sover bättre")
    term = english.main().get_by_role("combobox", name=english.label("term"), exact=True)
    expect(term).to_have_value(english.word("term.medium"))
    expect(english.main().locator(f"[data-tag][aria-label='{chain.outputs[0].name.en}']")).to_be_visible()
    back = switch(english, "sv")
    expect(back.box(back.label("name", required=True))).to_have_value("Barnen sover bättre")
    expect(back.main().locator(f"[data-tag][aria-label='{chain.outputs[0].name.sv}']")).to_be_visible()


def test_a_form_keeps_numbers_reasons_and_ticks_when_the_language_changes(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "impact", "effects/new"))
    hand.fill("units", "7,25")
    hand.fill("deadweight", "12,5 %")
    hand.because("deadweight", "Som året innan.")
    tick = hand.label("measured_against_comparison")
    hand.main().locator("label").filter(has_text=tick).click()
    wait_idle(page)
    english = switch(hand, "en")
    expect(english.box(english.label("units"))).to_have_value("7,25")
    expect(english.box(english.label("deadweight"))).to_have_value("12,5 %")
    expect(english.main().get_by_text(english.word("figure.understood", value="7.25"))).to_be_visible()
    expect(english.box(english.word("figure.reason", field=english.label("deadweight")))).to_have_value(
        "Som året innan."
    )
    expect(english.main().get_by_role("checkbox", name=english.label("measured_against_comparison"))).to_be_checked()


def test_the_list_keeps_search_status_order_and_what_is_begun(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "overview"))
    hand.write(hand.box(hand.word("overview.search")), "Ljusnaby")
    hand.choose(hand.word("overview.status"), hand.word("status.running"))
    hand.choose(hand.word("overview.order"), hand.word("overview.by_name"))
    hand.write(hand.box(hand.word("overview.new_name")), "Nattvandring")
    wait_idle(page)
    english = switch(hand, "en")
    expect(english.box(english.word("overview.search"))).to_have_value("Ljusnaby")
    expect(english.main().locator(f"[data-tag][aria-label='{english.word('status.running')}']")).to_be_visible()
    order = english.main().get_by_role("combobox", name=english.word("overview.order"))
    expect(order).to_have_value(english.word("overview.by_name"))
    expect(english.box(english.word("overview.new_name"))).to_have_value("Nattvandring")


def test_the_calculation_stays_on_its_figure(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "calculation"))
    hand.choose(hand.word("calculation.which"), hand.word("calculation.value"))
    english = switch(hand, "en")
    which = english.main().get_by_role("combobox", name=english.word("calculation.which"))
    expect(which).to_have_value(english.word("calculation.value"))


def test_the_result_changes_language_in_words_numbers_charts_and_title(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "result"))
    chart = hand.main().get_by_test_id("stVegaLiteChart").first
    expect(chart).to_contain_text(hand.word("chart.horizons.axis"))
    swedish = page.title()
    english = switch(hand, "en")
    expect(chart).to_contain_text(english.word("chart.horizons.axis"))
    assert page.title() != swedish
    expect(english.main().locator(".vk-table").first).to_contain_text("SEK")
    expect(english.main()).not_to_contain_text(re.compile(r"\d\skr\b"))
