"""A comparison with the keyboard alone: every control is reached by Tab, shows its focus, and lets it go."""

from tests.browser.hands import Keyboard
from tests.browser.test_forecast import field, on, stands
from tests.browser.visit import open_page
from tests.browser.worked import WORDS

METHODS = ("Cope", "De otroliga åren", "Häfte att läsa hemma (biblioterapi)")


def test_the_keyboard_alone_compares_two_programmes_and_a_booklet(page, server):
    hand = Keyboard(page, "sv")
    open_page(page, f"{server.address}/?lang=sv")
    if hand.button("welcome.empty_button").count():
        hand.write(hand.box(hand.word("welcome.organisation")), WORDS["sv"]["organisation"])
        hand.press(hand.button("welcome.empty_button"))
    hand.go(hand.word("page.forecasts"))
    hand.press(hand.main().get_by_role("link", name=hand.word("compared.begin")))
    _begin(hand)
    hand.go(hand.word("page.forecast_options"))
    hand.change(METHODS[2])
    hand.write(hand.box(field(hand, "amount")).first, "3 000")
    hand.save()
    on(hand, "forecast_effects")
    hand.change(METHODS[2])
    hand.write(hand.box(field(hand, "estimate")), "0,08")
    hand.save()
    hand.press(hand.main().get_by_role("link", name=hand.word("compared.to_result")))
    stands(hand, "forecast_result")
    money = hand.main().locator(".vk-table table").first
    told = [row.inner_text().replace("\u00a0", " ").split("\n")[0] for row in money.locator("tbody tr").all()]
    for row, net in zip(told, ("1 964 301 kr", "1 964 301 kr", "839 690 kr"), strict=True):
        assert net in row, told


def _begin(hand: Keyboard) -> None:
    """Two programmes and a booklet against no intervention, the rest from the example."""
    hand.write(hand.box(hand.word("compared.start_name")), "Stöd till föräldrar")
    for method in METHODS:
        hand.choose(hand.word("compared.start_methods"), method)
    hand.write(hand.box(hand.word("compared.start_children")), "100")
    hand.write(hand.box(field(hand, "age_at_start")), "8")
    hand.choose(field(hand, "comparator"), hand.word("comparator.no_intervention"))
    hand.reach(hand.main().get_by_role("radiogroup", name=hand.word("compared.start_fill")))
    hand.page.keyboard.press("ArrowDown")
    hand.press(hand.button("compared.start_button"))
    stands(hand, "forecast_decision")
