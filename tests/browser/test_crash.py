"""What was written is there after a crash, in a second tab, and once only after a double click."""

from playwright.sync_api import expect
import pytest

from tests.browser.hands import Mouse
from tests.browser.places import address, first_chain
from tests.browser.server import running, start, wait_until_healthy
from tests.browser.visit import open_page, violations, wait_idle

LEFT = {"name": "Skolan avlastas", "number": "7,25", "deadweight": "12,5 %", "lag_years": "1"}


@pytest.fixture
def mortal_server():
    """The app with the example, for one test that kills it."""
    with running(example=True) as app:
        yield app


def again(server):
    """The app killed and started anew on the same data and port."""
    server.process.kill()
    server.process.wait()
    reborn = start(server.data, server.data.parent, server.port)
    wait_until_healthy(reborn)
    return reborn


def write_quickly(hand: Mouse) -> None:
    """Fill fields faster than the server answers, and leave the last one."""
    hand.choose(hand.word("quantity.way"), hand.word("quantity.direct_number"))
    for field, words in LEFT.items():
        hand.fill(field, words, required=field == "name")
    wait_idle(hand.page)


def expect_written(hand: Mouse) -> None:
    for field, words in LEFT.items():
        expect(hand.box(hand.label(field, required=field == "name"))).to_have_value(words)
    expect(hand.main().get_by_text(hand.word("edit.draft_kept"))).to_be_visible()


def test_a_killed_server_loses_nothing_that_left_a_field(page, mortal_server):
    hand = Mouse(page, "sv")
    form = address(mortal_server, "sv", "impact", "effects/new")
    open_page(page, form)
    write_quickly(hand)
    reborn = again(mortal_server)
    try:
        open_page(page, form)
        expect_written(hand)
        page.reload()
        wait_idle(page)
        expect_written(hand)
        hand.save()
        assert [each.name.sv for each in first_chain(reborn).effects].count(LEFT["name"]) == 1
    finally:
        reborn.process.kill()
        reborn.process.wait()


def two_tabs(page, server, form):
    """The same form in two tabs, both opened before anything is written."""
    slow, quick = Mouse(page, "sv"), Mouse(page.context.new_page(), "sv")
    for hand in (slow, quick):
        open_page(hand.page, form)
    return slow, quick


def test_the_second_of_two_writers_is_told_what_the_first_changed_and_loses_nothing(page, example_server):
    actor = first_chain(example_server).actors[0]
    slow, quick = two_tabs(page, example_server, address(example_server, "sv", "stakeholders", f"actors/{actor.id}"))
    slow.fill("name", "Socialnämnden", required=True)
    quick.choose(quick.label("level"), quick.word("level.region"))
    quick.save()
    slow.press(slow.button("edit.save"))
    expect(slow.button("edit.conflict_override")).to_be_visible()
    words = (slow.word("level.municipality"), slow.word("level.region"))
    expect(slow.main().get_by_text("{} → {}".format(*words))).to_be_visible()
    expect(slow.box(slow.label("name", required=True))).to_have_value("Socialnämnden")
    assert first_chain(example_server).actors[0].name == actor.name

    assert not violations(page)
    slow.press(slow.button("edit.conflict_override"))
    expect(slow.main().get_by_text(slow.word("edit.saved"), exact=True)).to_be_visible()
    saved = first_chain(example_server).actors[0]
    assert (saved.name.sv, saved.level) == ("Socialnämnden", "region"), "what each of them changed is kept"


def test_changes_in_different_parts_are_both_kept(page, example_server):
    chain = first_chain(example_server)
    slow, quick = two_tabs(page, example_server, address(example_server, "sv", "need"))
    slow.fill("target_group", "Alla som vill")
    open_page(quick.page, address(example_server, "sv", "activities", f"activities/{chain.activities[0].id}"))
    quick.name("Leta upp familjerna")
    quick.save()
    slow.press(slow.button("edit.save"))
    expect(slow.main().get_by_text(slow.word("edit.merged_own"))).to_be_visible()
    saved = first_chain(example_server)
    assert (saved.target_group.sv, saved.activities[0].name.sv) == ("Alla som vill", "Leta upp familjerna")


def test_a_double_click_saves_once(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "activities", "activities/new"))
    before = len(first_chain(example_server).activities)
    hand.name("Fika")
    wait_idle(page)
    hand.button("edit.save").dblclick()
    wait_idle(page)
    expect(hand.main().get_by_role("heading", name="Fika", exact=True)).to_have_count(1)
    assert len(first_chain(example_server).activities) == before + 1
