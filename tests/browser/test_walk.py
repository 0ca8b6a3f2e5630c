"""The whole walk from an empty start to a result that was worked out by hand, and read again by who comes back.

In Swedish with the keyboard alone: every control is reached by Tab, shows its focus, and lets it go. In English with
the mouse.
"""

from playwright.sync_api import expect
import pytest

from tests.browser.hands import Keyboard, Mouse
from tests.browser.server import running
from tests.browser.visit import open_page, wait_idle
from tests.browser.worked import FIGURES, WORDS, begin, walk


@pytest.fixture
def empty_server():
    """The app on an empty data folder, for one test."""
    with running() as app:
        yield app
        assert app.watched()
        assert app.outside_calls() == []


def plainly(words: str) -> str:
    """Words with ordinary spaces."""
    return words.replace("\u00a0", " ")


def row(hand: Mouse, caption: str, head: str) -> list[str]:
    """The cells of one row in the table with this caption."""
    table = hand.page.locator(".vk-table table").filter(has=hand.page.locator("caption", has_text=caption)).first
    cells = table.locator("tbody tr").filter(has=hand.page.locator("th", has_text=head)).first.locator("td")
    return [plainly(cell) for cell in cells.all_text_contents()]


def read_result(hand: Mouse) -> None:
    """The result page says what the hand computed."""
    figures, own = FIGURES[hand.language], WORDS[hand.language]
    caption = hand.word("result.money", horizon=10)
    expect(hand.main().get_by_text(figures["ratio"]).first).to_be_visible()
    for name in ("investment", "value", "net", "ratio", "net_ratio", "payback", "cashable"):
        assert row(hand, caption, hand.word(f"table.money.{name}"))[0] == figures[name], name
    who = hand.word("result.who")
    hand.unfold(hand.word("show.as_table", caption=who))
    for actor in ("payer", "gainer"):
        assert row(hand, who, own[actor])[:3] == figures[actor]


def read_calculation(hand: Mouse) -> None:
    """The calculation behind an effect shows its quantity, its price and its deductions."""
    hand.go(hand.word("page.calculation"))
    hand.choose(hand.word("calculation.which"), hand.word("calculation.effect", name="Mindre bistånd"))
    shown = plainly(hand.main().locator(".vk-table").inner_text())
    for term in FIGURES[hand.language]["terms"]:
        assert term in shown, term


def read_picture(hand: Mouse) -> None:
    """The picture says that everything hangs together."""
    hand.go(hand.word("page.picture"))
    whole = hand.word("picture.finding_whole", resources=1, activities=1, outputs=1, outcomes=1, effects=2)
    expect(hand.main().get_by_text(whole, exact=True).first).to_be_visible()
    expect(hand.main().locator(".vk-picture rect")).to_have_count(6)
    expect(hand.main().locator(".vk-picture rect.vk-open")).to_have_count(0)


@pytest.mark.parametrize(("language", "hands"), [("sv", Keyboard), ("en", Mouse)])
def test_from_an_empty_start_to_a_result_that_is_still_there_next_week(page, another, empty_server, language, hands):
    hand = hands(page, language)
    open_page(page, f"{empty_server.address}/?lang={language}")
    begin(hand)
    walk(hand)
    for read in (read_result, read_calculation, read_picture):
        read(Mouse(page, language))
    page.close()

    later = another()
    back = Mouse(later, language)
    open_page(later, f"{empty_server.address}/?lang={language}")
    back.press(back.main().get_by_role("link", name=back.word("overview.result")))
    wait_idle(later)
    read_result(back)
