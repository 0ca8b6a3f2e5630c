"""From an empty start to a forecast that is described to the end, and found again by who comes back."""

from playwright.sync_api import expect
import pytest

from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.hands import Mouse
from tests.browser.server import running
from tests.browser.visit import open_page, violations
from tests.browser.worked import WORDS

NAME = {"sv": "Stöd till föräldrar", "en": "Support for parents"}
HUNDRED = {"sv": "100 %", "en": "100%"}
COPE = {"sv": "Cope", "en": "COPE"}


@pytest.fixture
def empty_server():
    """The app on an empty data folder, for one test."""
    with running() as app:
        yield app


def begin(hand: Mouse) -> None:
    """An organisation of one's own, and the way to the forecasts."""
    hand.write(hand.box(hand.word("welcome.organisation")), WORDS[hand.language]["organisation"])
    hand.press(hand.button("welcome.empty_button"))
    hand.go(hand.word("page.forecasts"))
    expect(hand.main().get_by_text(hand.word("compared.empty"))).to_be_visible()
    hand.press(hand.main().get_by_role("link", name=hand.word("compared.begin")))


def field(hand: Mouse, name: str) -> str:
    """The label of a field of a forecast."""
    return hand.word(f"forecast_field.{name}")


def make(hand: Mouse, fill: str) -> None:
    """Make the choices of the first page."""
    hand.write(hand.box(hand.word("compared.start_name")), NAME[hand.language])
    hand.choose(hand.word("compared.start_methods"), COPE[hand.language])
    hand.write(hand.box(hand.word("compared.start_children")), "60")
    hand.write(hand.box(field(hand, "age_at_start")), "8")
    hand.choose(field(hand, "comparator"), hand.word("comparator.waiting_list"))
    hand.page.get_by_text(hand.word(f"forecast_fill.{fill}")).click()
    hand.press(hand.button("compared.start_button"))


def stands(hand: Mouse, name: str) -> None:
    """Stand on this page of the description."""
    expect(hand.main().locator("h1")).to_have_text(hand.word(f"page.{name}"))


def on(hand: Mouse, name: str) -> None:
    """Go on to the next page by the link at the bottom."""
    hand.press(hand.main().get_by_role("link", name=hand.word("walk.next", title=hand.word(f"page.{name}"))))
    stands(hand, name)


def population(hand: Mouse) -> None:
    """Everyone has the problem; some recover and some fall back, at every age."""
    stands(hand, "forecast_population")
    for name, share in (("start_share", HUNDRED[hand.language]), ("recovered_share", "10 %")):
        hand.write(hand.box(field(hand, name)), share)
    for row, share in enumerate(("12 %", "4 %")):
        hand.write(hand.box(field(hand, "probability")).nth(row), share)
    hand.save()


def option(hand: Mouse) -> None:
    """What the method costs, and that the municipality pays all of it."""
    on(hand, "forecast_options")
    hand.change(COPE[hand.language])
    hand.write(hand.box(field(hand, "uptake_share")), HUNDRED[hand.language])
    hand.write(hand.box(field(hand, "amount")).first, "3 000")
    hand.write(hand.box(hand.word("figure.price_year")).first, "2024")
    payer = hand.word("compared.payer_share", payer=hand.word("level.municipality"))
    hand.write(hand.box(payer), HUNDRED[hand.language])
    hand.save()


def effect(hand: Mouse) -> None:
    """Eleven children in a hundred, of all who began, measured after two years."""
    on(hand, "forecast_effects")
    hand.change(COPE[hand.language])
    hand.choose(field(hand, "measure"), hand.word("forecast_measure.risk_difference"))
    hand.choose(field(hand, "basis"), hand.word("forecast_basis.intention_to_treat"))
    hand.write(hand.box(field(hand, "estimate")), "0,11" if hand.language == "sv" else "0.11")
    hand.write(hand.box(field(hand, "measured_month")), "24")
    expect(hand.main().get_by_text(hand.word("compared.of_hundred", count="11"))).to_be_visible()
    hand.save()


def costs(hand: Mouse) -> None:
    """What a child with the problem costs the municipality more."""
    on(hand, "forecast_costs")
    hand.add("excess_costs")
    hand.name("Skola" if hand.language == "sv" else "School")
    hand.choose(field(hand, "compared"), hand.word("forecast_compared.excess"))
    hand.write(hand.box(field(hand, "amount")), "24 000")
    hand.write(hand.box(hand.word("figure.price_year")), "2024")
    hand.save()


def health(hand: Mouse) -> None:
    """How much quality of life the problem takes."""
    on(hand, "forecast_health")
    hand.write(hand.box(field(hand, "quality_without")), HUNDRED[hand.language])
    hand.write(hand.box(field(hand, "quality_loss")), "10 %")
    hand.save()


def card(hand: Mouse) -> str:
    """What the overview says of it."""
    hand.go(hand.word("page.forecasts"))
    return hand.main().locator("[class*='st-key-forecast-']").inner_text()


def test_from_nothing_to_a_described_forecast_that_claims_what_was_typed(page, another, empty_server):
    hand = Mouse(page, "sv")
    open_page(page, f"{empty_server.address}/?lang=sv")
    begin(hand)
    make(hand, "open")
    for step in (population, option, effect, costs, health):
        step(hand)
    assert hand.word("trail.done", count=6, of=6) in card(hand)
    assert not violations(page)
    page.close()

    store = open_store(empty_server.data / "vardekedjan.db")
    [listed] = operations.comparisons(store, here(store))
    found = operations.load_comparison(store, here(store), listed.id).comparison
    store.close()
    [cope] = found.options
    assert (cope.effect.estimate.value, cope.effect.measured_month) == (0.11, 24)
    assert (cope.costs[0].amount.value, cope.delivery.uptake_share.value) == (3000.0, 1.0)
    assert [(each.age_from, each.age_to, each.amount.value) for each in found.excess_costs[0].bands] == [
        (8, 200, 24_000.0)
    ]

    later = another()
    open_page(later, f"{empty_server.address}/forecast_health?lang=sv&comparison={listed.id}")
    expect(Mouse(later, "sv").box(field(hand, "quality_loss"))).to_have_value("10\u00a0%")


def test_few_choices_suffice_when_the_gaps_are_filled_with_the_examples_figures(page, empty_server):
    hand = Mouse(page, "en")
    open_page(page, f"{empty_server.address}/?lang=en")
    begin(hand)
    make(hand, "example")
    assert hand.word("trail.done", count=6, of=6) in card(hand)
    hand.go(hand.word("page.forecast_health"))
    hand.write(hand.box(field(hand, "quality_loss")), "12%")
    hand.save()
