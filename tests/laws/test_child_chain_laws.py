"""Laws of a forecast in a chain: it is worth there what it is worth by itself, to every payer at every horizon."""

from collections import defaultdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from chain.document import read_chain, write_chain
from chain.forecast.origin import effect_origin, put_in
from chain.model import by_id
from reports.forecast.beside_ratio import settings_of
from reports.forecast.stamp import Beside
from sroi.forecast.child import forecast
from sroi.forecast.child_chain import Stamp, Standing, into_chain, standing
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.chain.sound import spoiled
from tests.laws.comparisons import comparisons

some = settings(max_examples=15, deadline=None)
STAMP = Stamp(3, "anna", date(2026, 2, 1))


def by_level(chain, result) -> dict:
    """The present value of what was put in, SEK, by what kind of payer it falls to."""
    levels = {actor.id: actor.level for actor in chain.actors}
    put = {effect.id for effect in chain.effects if effect_origin(effect)}
    found = defaultdict(float)
    for each in result.effects:
        if each.effect_id in put:
            found[levels[each.actor_id]] += float(each.present_value)
    return found


@some
@given(comparisons(), comparisons())
def test_what_is_put_in_is_worth_what_the_forecast_says_to_every_payer_and_horizon(before, comparison):
    old = before.model_copy(update={"id": comparison.id})
    chain = into_chain(into_chain(spoiled(), old, "A", stamp=STAMP), comparison, "A", stamp=STAMP)
    found = forecast(comparison)
    for years in found.horizons:
        result = calculate(chain, settings_of(Beside(found, "society", years), SWEDISH_PUBLIC_SECTOR))
        worth = by_level(chain, result)
        for payer in found.of("A").at(years).payers:
            assert worth[payer.level] == pytest.approx(payer.offset, rel=1e-9, abs=1e-9)


@some
@given(comparisons(), st.booleans())
def test_it_is_an_ordinary_chain_that_nothing_changes_when_it_is_put_in_again(comparison, with_costs):
    chain = into_chain(spoiled(), comparison, "A", with_costs=with_costs, stamp=STAMP)
    assert read_chain(write_chain(chain)) == (chain, [])
    assert into_chain(chain, comparison, "A", with_costs=with_costs, stamp=STAMP) == chain
    for held in put_in(chain):
        assert held.with_costs in (with_costs, False)  # what costs nothing puts nothing in
        assert standing(chain, comparison, held) is Standing.CURRENT
        assert by_id(chain.outcomes).keys() >= by_id(spoiled().outcomes).keys()
