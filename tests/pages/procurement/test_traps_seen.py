"""The traps of comparing bids, to the digit, where a procurer sees them: on the pages that choose and try a model."""

from chain.assumption import Assumption, Shape
from chain.procurement.model import FictiveBid
from chain.procurement.starter import worked_example
from chain.text import Text
from tests.pages.procurement.tendering import kept, page, plainly

MEASURE = worked_example().measures[0].model_copy(update={"highest": 100.0, "lowest": 0.0})


def keep_with(writer, measure=MEASURE, /, **offers: tuple[float, float]) -> None:
    """The worked example with one measure of 0.25 million kronor, and these test bids: price and units."""
    bids = tuple(
        FictiveBid(id=id_, name=Text(sv=f"Bud {id_}"), price_sek=price, quantities={measure.id: units})
        for id_, (price, units) in offers.items()
    )
    kept(writer, measures=(measure,), test_bids=bids, estimate_sek=None)


def test_the_ratio_picks_the_smallest_bid_and_the_page_says_so(empty):
    """Price and value 4/12, 8/20 and 6/15.5 million kronor: ratio 3.0, 2.5 and 2.6; net value 8, 12 and 9.5."""
    keep_with(empty, A=(4e6, 48), B=(8e6, 80), C=(6e6, 62))
    words = plainly(page("tender_test").words)
    for told in ("8 000 000 kr", "12 000 000 kr", "9 500 000 kr", "3,0", "2,5", "2,6", "Högst kvot har Bud A (A)"):
        assert told in words, told


def test_the_value_weight_decides_and_half_a_krona_picks_the_lowest_price(empty):
    """At 0.5 the evaluated prices are −1.75, −0.50 and −1.425 million kronor."""
    kept(empty)
    visit = page("tender_weight")
    visit.at.select_slider[0].set_value(0.5)
    words = plainly(visit.run().words)
    for told in ("Vid 0,50 vinner Lågt pris (A).", "−1 750 000 kr", "−500 000 kr", "−1 425 000 kr"):
        assert told in words, told


def test_the_same_draws_are_used_for_all_so_that_more_of_the_same_always_wins(empty):
    """50 against 55 units at the same price, σ 0.35: all draws, where draws of their own would give 58 of 100."""
    spread = {"low": 0.50357 * 250_000, "high": 1.98583 * 250_000, "credibility": 0.95, "shape": Shape.LOGNORMAL}
    value = MEASURE.unit_value.model_copy(update=spread)
    assert isinstance(value, Assumption)
    keep_with(empty, MEASURE.model_copy(update={"unit_value": value}), A=(5e6, 50), B=(5e6, 55))
    assert "vinner Bud B (B) i 100 % av dragningarna" in plainly(page("tender_test").words)
