"""How sure it is, from one uncertain figure to the claim judged, out as a living workbook and in again."""

import json
from urllib.parse import urlencode

from playwright.sync_api import expect
import pytest

from chain.document import fingerprint
from reports.texts.numbers import format_share_input
from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.hands import Mouse
from tests.browser.server import Server, running
from tests.browser.visit import cut_off, open_page, violations, wait_idle

CHAIN = "I2"
SAID = {"sv": "Vi frågade nio föräldrar i november.", "en": "We asked nine parents in November."}
HELD = {"sv": "Fokusgrupp", "en": "Focus group"}
APART = {"low": 0.5, "high": 1.5}


@pytest.fixture
def example_server():
    """The app with the example municipality, for one test: the two languages change the same intervention."""
    with running(example=True) as app:
        yield app
        assert app.outside_calls() == []


def chain_of(server: Server):
    """The chain as it is saved now."""
    store = open_store(server.data / "vardekedjan.db")
    found = operations.load(store, here(store), CHAIN).chain
    store.close()
    return found


def to(hand: Mouse, server: Server, page: str, **more: str) -> None:
    """Open a page of the intervention."""
    asked = {"intervention": CHAIN, "lang": hand.language, **more}
    open_page(hand.page, f"{server.address}/{page}?{urlencode(asked)}")


def state_a_range(hand: Mouse, server: Server) -> str:
    """Say how sure one is of how large a share changes; returns the figure's place."""
    effect = next(each for each in chain_of(server).effects if each.quantity.kind == "share_of_cohort"
                  and each.in_base_case and each.quantity.share.low is None)  # fmt: skip
    to(hand, server, "impact", edit=f"effects/{effect.id}")
    hand.unfold(hand.word("sure.fold", field=hand.label("share")))
    wait_idle(hand.page)
    hand.choose(hand.word("sure.way"), hand.word("sure_way.range"))
    for end, times in APART.items():
        words = format_share_input(hand.language, round(effect.quantity.share.value * times, 6))
        hand.write(hand.box(hand.word(f"sure.{end}", field=hand.label("share"))), words)
    hand.save()
    return f"effects/{effect.id}/quantity/share"


def answer(hand: Mouse, server: Server) -> None:
    """Answer a point that only people know, and note who has confirmed the result."""
    to(hand, server, "honesty", edit="answers/involved_in_values")
    hand.choose(hand.label("stand", required=True), hand.word("stand.partly"))
    hand.fill("words", SAID[hand.language], required=True)
    hand.save()
    expect(hand.main().get_by_text(SAID[hand.language]).first).to_be_visible()
    hand.press(hand.button("edit.add", kind=hand.word("kind_one.reviews")))
    hand.write(hand.box(f"{hand.word('judgement.occasion')} ({hand.word('common.required')})"), HELD[hand.language])
    hand.choose(hand.label("kind"), hand.word("review_kind.verified"))
    hand.fill("seen_by", "Parents")
    hand.fill("seen_on", "2025-11-03")
    hand.choose(hand.label("verdict"), hand.word("verdict.confirmed"))
    hand.save()
    met = f"✓ {hand.word('honesty.state.met')}: {hand.word('honesty.item.verified_with_stakeholders')}"
    expect(hand.main().get_by_text(met).first).to_be_visible()


def out_and_in(hand: Mouse, server: Server, folder) -> None:
    """Take the intervention out as a living workbook and bring it in again: nothing has changed."""
    before, there = chain_of(server), server.interventions()
    name = before.name.into(hand.language)
    to(hand, server, "spreadsheet")
    with hand.page.expect_download() as waiting:
        hand.button("spreadsheet.out_button", name=name).click()
    book = folder / waiting.value.suggested_filename
    waiting.value.save_as(book)
    hand.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(book)
    expect(hand.main().get_by_text(hand.word("upload.no_edits"))).to_be_visible()
    wait_idle(hand.page)
    hand.press(hand.button("spreadsheet.bring_in"))
    expect(hand.main().get_by_text(hand.word("spreadsheet.done"))).to_be_visible()
    assert server.interventions() == there, "the very same chain is no new intervention"
    after = chain_of(server)
    assert json.loads(after.model_dump_json()) == json.loads(before.model_dump_json())
    assert fingerprint(after) == fingerprint(before)
    assert (after.reviews[0].name.into(hand.language), len(after.answers)) == (HELD[hand.language], 1)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_one_uncertain_figure_to_the_claim_judged_and_the_workbook_out_and_in(
    page, example_server, tmp_path, language
):
    hand = Mouse(page, language)
    place = state_a_range(hand, example_server)
    to(hand, example_server, "result")
    shown = {"sv": "90\u00a0%-intervall", "en": "90% interval"}[language]
    expect(hand.main().get_by_text(shown).first).to_be_visible()
    for title in ("drivers", "tipping", "learning"):
        to(hand, example_server, title)
        expect(hand.main().locator("h1")).to_have_text(hand.word(f"page.{title}"))
        if title != "learning":
            expect(hand.main().locator(".vk-table").first).to_be_attached()
    figure = {each.id: each for each in chain_of(example_server).effects}[place.split("/")[1]].quantity.share
    assert (figure.low, figure.high) == pytest.approx((figure.value * 0.5, figure.value * 1.5))
    answer(hand, example_server)
    if language == "sv":
        assert violations(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        wait_idle(page)
        assert cut_off(page) <= 0
        page.set_viewport_size({"width": 1280, "height": 900})
    out_and_in(hand, example_server, tmp_path)
