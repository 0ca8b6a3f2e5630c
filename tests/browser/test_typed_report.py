"""Someone types in a published report of three rows, one of them wrong, and reads what does not follow."""

from playwright.sync_api import expect
import pytest

from tests.browser.hands import Keyboard, Mouse
from tests.browser.phone import ON_A_PHONE, everything_fits
from tests.browser.visit import open_page, violations, wait_idle

ROWS = (
    {"stakeholder": "Familjer", "outcome": "Färre läkarbesök", "quantity": "40", "price": "2 500", "deadweight": "25 %",
     "attribution": "10", "impact": "67 500"},
    {"stakeholder": "Unga", "outcome": "Fler i arbete", "quantity": "5", "price": "20 000", "deadweight": "50",
     "attribution": "20 %", "impact": "40000"},
    {"stakeholder": "Familjer", "outcome": "Lugnare hem", "quantity": "30", "price": "1000,00", "deadweight": "20",
     "attribution": "50", "impact": "24 000"},
)  # fmt: skip
"""The third forgets the share due to others: 30 × 1 000 × 0.8 × 0.5 is 12 000."""
TOTALS = {"investment": "100 000", "present_value": "131 500", "ratio": "0,32"}
"""0.32 is (131 500 − 100 000) ÷ 100 000 rounded: a net figure called the ratio, which is 1.32."""
FINDINGS = {
    "sv": (
        "Familjer, Lugnare hem: effekt första året: tryckt 24 000, men radens uppgifter ger 12 000 SEK.",
        "Skulle stämma om andras andel inte dragits av.",
        "Ett nettotal tycks alltså kallas SROI-kvot.",
    ),
    "en": (
        "Familjer, Lugnare hem: impact of the first year: printed 24 000, but the row's own numbers give SEK 12,000.",
        "Would fit if attribution (the share due to others) was not taken off.",
        "So a net figure seems to be called the SROI ratio.",
    ),
}


def label(hand: Mouse, name: str) -> str:
    """The label of a field, with its currency where it is an amount."""
    money = name in ("price", "impact", "amount", "investment", "present_value")
    return hand.label(f"printed_{name}", required=name in ("title", "outcome")) + (" (SEK)" if money else "")


def typed(hand: Mouse, fields: dict[str, str]) -> None:
    """Fill in the open form and save it."""
    for name, words in fields.items():
        hand.write(hand.box(label(hand, name)), words)
    hand.save()


def change(hand: Mouse, part: str) -> None:
    """Open the form of a part there is one of."""
    card = hand.main().locator(f".st-key-printed-{part}")
    hand.press(card.get_by_role("button", name=hand.word("edit.change"), exact=True))


def type_report(hand: Mouse) -> None:
    """From the menu to the last total."""
    hand.go(hand.word("page.audit"))
    hand.press(hand.button("printed.begin_empty"))
    change(hand, "head")
    typed(hand, {"title": "Familjecentralen"})
    for row in ROWS:
        hand.press(hand.button("edit.add", kind=hand.word("printed.one_rows")))
        typed(hand, row)
    change(hand, "totals")
    typed(hand, TOTALS)


def read_findings(hand: Mouse) -> None:
    """Every finding in its words."""
    hand.press(hand.button("printed.audit_now").first)
    for each in FINDINGS[hand.language]:
        expect(hand.main()).to_contain_text(each)
    expect(hand.main().get_by_text("Fler i arbete")).to_have_count(0)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_is_typed_in_and_its_wrong_row_is_read_in_both_languages(page, example_server, language):
    hand = Mouse(page, language)
    open_page(page, f"{example_server.address}/?lang={language}")
    type_report(hand)
    assert violations(page) == []
    read_findings(hand)
    assert violations(page) == []
    other = "en" if language == "sv" else "sv"
    page.get_by_text({"sv": "Svenska", "en": "English"}[other], exact=True).click()
    wait_idle(page)
    hand.language = other
    for each in FINDINGS[other]:
        expect(hand.main()).to_contain_text(each)


def test_what_is_typed_stands_after_a_reload_and_is_reached_by_the_keyboard(page, example_server):
    hand = Keyboard(page, "sv")
    open_page(page, f"{example_server.address}/audit?lang=sv")
    hand.press(hand.button("printed.begin_example"))
    hand.press(hand.button("edit.add", kind=hand.word("printed.one_rows")))
    hand.write(hand.box(label(hand, "outcome")), "Lugnare hem")
    hand.write(hand.box(label(hand, "price")), "1,234")
    expect(hand.main().get_by_text("Skriv 1234 om det är tusental")).to_be_visible()
    page.reload()
    wait_idle(page)
    expect(hand.box(label(hand, "outcome"))).to_have_value("Lugnare hem")
    expect(hand.box(label(hand, "price"))).to_have_value("1,234")
    hand.write(hand.box(label(hand, "price")), "1 234")
    hand.save()
    expect(hand.main().get_by_role("heading", name="Lugnare hem")).to_be_visible()


@ON_A_PHONE
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_state_of_it_fits_a_phone(page, example_server, language):
    hand = Mouse(page, language)
    open_page(page, f"{example_server.address}/audit?lang={language}")
    hand.press(hand.button("printed.begin_example"))
    here = page.url
    forms = ("head", "totals", "rows/sleep", "inputs/new", "sums/new", "ratios/new")
    states = {"list": here, "found": f"{here}&view=found", **{form: f"{here}&edit={form}" for form in forms}}
    everything_fits(page, states)
