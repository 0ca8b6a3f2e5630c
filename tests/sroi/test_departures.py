"""What departs from a set is named point by point; taking the set's prices changes those and nothing else."""

from dataclasses import replace

import pytest

from chain import edit
from chain.assumption import Assumption, Series
from chain.model import Proxy, Resource
from chain.text import Text
from sroi.departures import (
    CONVENTIONS,
    VIEWS,
    between,
    count_departing,
    departures,
    index_amended,
    kept_under,
    recheck,
    with_set_prices,
)
from sroi.discounting import KPI, Index
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings
from tests.sroi.kept import version
from tests.sroi.sets import FIXED, VISIT, Entry, chain_of, figure, locked, other, proxy

PUBLIC = SWEDISH_PUBLIC_SECTOR


def points(found) -> list[tuple]:
    return [tuple(each) for each in found]


def test_a_chain_of_the_sets_prices_under_its_conventions_does_not_depart():
    assert departures(chain_of(proxy(VISIT), proxy(FIXED, "P2")), PUBLIC, locked()) == ()


@pytest.mark.parametrize(
    "view", [{"horizon_years": 2}, {"perspective": "society"}, {"name": "own"}, {"with_optional": True}]
)
def test_another_view_of_the_same_figures_is_no_departure(view):
    assert departures(chain_of(), PUBLIC.model_copy(update=view), locked()) == ()


def test_every_other_setting_binds():
    assert {*CONVENTIONS, *VIEWS} == set(Settings.model_fields)
    found = departures(chain_of(), SROI_GUIDE, locked())
    assert {each.field for each in found} == {
        "discount_rate", "discounting", "investment_discounted", "costs_after_horizon", "payback", "payback_discounted",
    }  # fmt: skip
    assert found[0] == ("convention", "settings/discount_rate", "discount_rate", 0.035, 0.03)


def test_a_price_departs_in_every_field_that_is_not_the_sets():
    own = proxy(VISIT, value=1200.0, low=None, price_year=2021, unit="kr", source="Vi")
    assert points(departures(chain_of(own), PUBLIC, locked())) == [
        ("price", "proxies/P1/price", "value", 1200.0, 1000.0),
        ("price", "proxies/P1/price", "low", None, 800.0),
        ("price", "proxies/P1/price", "price_year", 2021, 2020),
        ("price", "proxies/P1/price", "unit", "kr", "kr/besök"),
    ]
    assert len(departures(chain_of(own, used=False), PUBLIC, locked())) == 4


def test_a_price_that_may_not_be_uprated_must_have_no_price_year():
    moved = chain_of(proxy(FIXED, price_year=2019))
    assert points(departures(moved, PUBLIC, locked())) == [("price", "proxies/P1/price", "price_year", 2019, None)]
    assert with_set_prices(moved, locked()).proxies[0].price.price_year is None


def test_prices_that_the_set_does_not_hold_are_told_apart_where_they_are_used():
    own = Proxy(id="P2", name=Text(sv="Egen"), price=figure(5.0))
    later = proxy(replace(VISIT, library_id="later"), "P3")
    chain = chain_of(own, later, proxy(VISIT, value=1.0))
    found = departures(chain, PUBLIC, locked())
    assert [(each.kind, each.place) for each in found] == [
        ("price", "proxies/P1/price"), ("outside", "proxies/P2/price"), ("outside", "proxies/P3/price"),
    ]  # fmt: skip
    assert found[1].in_chain == own.price
    kept = kept_under(locked(), found)
    assert (kept.number, kept.sha256, kept.departs, kept.outside) == (2, locked().sha256, 1, 2)
    assert departures(chain_of(own, used=False), PUBLIC, locked()) == ()


AMENDED = Index("KPI", {**KPI.values, 2024: 415.5, 2025: 420.0}, KPI.preliminary, KPI.source)


def test_other_levels_of_the_index_depart_but_later_years_do_not():
    found = departures(chain_of(), PUBLIC, locked(), {"KPI": AMENDED})
    assert points(found) == [("index", "indexes/KPI", "2024", 415.5, 415.01)]
    assert points(index_amended(locked(), {"KPI": AMENDED})) == [("index", "indexes/KPI", "2024", 415.01, 415.5)]
    assert departures(chain_of(), PUBLIC.model_copy(update={"index": "PKV"}), locked(), {}) == (
        ("convention", "settings/index", "index", "PKV", "KPI"),
    )
    assert len(index_amended(locked(), {})) == len(KPI.values)
    assert index_amended(locked()) == ()


def test_departures_are_counted_by_what_departs_and_not_by_field():
    chain = chain_of(proxy(VISIT, value=1.0, low=None, high=None))
    found = departures(chain, SROI_GUIDE.model_copy(update={"price_year": 2023}), locked(), {"KPI": AMENDED})
    assert count_departing(found) == 6 + 1 + 1 + 1  # rates and rules, price year, index, one price


def test_taking_the_sets_prices_changes_the_price_and_what_kind_it_is():
    own = proxy(VISIT, value=5.0, source="Vi", reason=Text(sv="Vår faktura")).model_copy(update={"payer_id": "A1"})
    chain = chain_of(own, Proxy(id="P2", name=Text(sv="Egen"), price=figure(5.0)))
    [first, second] = with_set_prices(chain, locked()).proxies
    kind = {"quality": VISIT.quality, "basis": VISIT.basis, "span": VISIT.span}
    assert first == own.model_copy(update={"price": VISIT.price, **kind})
    assert second == chain.proxies[1]
    settled = with_set_prices(chain, locked())
    assert settled.model_copy(update={"proxies": chain.proxies}) == chain
    assert with_set_prices(settled, locked()) == settled


def test_a_caller_may_add_words_to_the_note():
    def noted(entry):
        return entry.price.model_copy(update={"note": Text(sv="Ur uppsättningen")})

    changed = with_set_prices(chain_of(proxy(VISIT, value=5.0)), locked(), noted)
    assert changed.proxies[0].price.note.sv == "Ur uppsättningen"


def shared(chain, *names: str):
    """The chain with one number behind the prices of these proxies, and behind what an hour costs."""
    for name in names:
        held = edit.element(chain, "proxies", name)
        priced = held.model_copy(update={"price": held.price.model_copy(update={"figure_id": "F"})})
        chain = edit.with_element(chain, "proxies", priced)
    number = chain.proxies[0].price.value
    hours = Resource(
        id="R1", name=Text(sv="Tid"), kind="staff_time", hours=Series(values={2024: 1.0}),
        hourly_cost=Assumption(value=number, figure_id="F", reason=Text(sv="Samma tal")),
    )  # fmt: skip
    return edit.with_element(chain, "resources", hours)


def test_a_number_in_several_places_changes_in_all_of_them():
    chain = shared(chain_of(proxy(VISIT, value=5.0), proxy(VISIT, "P2", value=5.0)), "P1", "P2")
    changed = with_set_prices(chain, locked())
    assert [each.price.value for each in changed.proxies] == [1000.0, 1000.0]
    assert {each.price.figure_id for each in changed.proxies} == {"F"}
    hourly = changed.resources[0].hourly_cost
    assert (hourly.value, hourly.low, hourly.reason.sv) == (1000.0, 800.0, "Samma tal")


def test_places_that_the_set_holds_apart_leave_the_shared_name():
    dear = other(replace(VISIT, library_id="dear"), 2000.0)
    chain = shared(chain_of(proxy(VISIT), proxy(dear, "P2", value=1000.0)), "P1", "P2")
    changed = with_set_prices(chain, locked(VISIT, dear))
    assert [(each.price.value, each.price.figure_id) for each in changed.proxies] == [(1000.0, "F"), (2000.0, None)]
    assert changed.resources == chain.resources


def test_places_that_the_set_holds_apart_in_their_range_alone_leave_it_too():
    safer = replace(VISIT, library_id="safer", price=VISIT.price.model_copy(update={"low": 900.0}))
    held = locked(VISIT, safer)
    chain = shared(chain_of(proxy(VISIT, value=5.0), proxy(safer, "P2", value=5.0)), "P1", "P2")
    changed = with_set_prices(chain, held)
    assert [(each.price.low, each.price.figure_id) for each in changed.proxies] == [(800.0, None), (900.0, None)]
    assert departures(changed, PUBLIC, held) == ()


def test_a_template_under_the_same_name_does_not_decide():
    held = proxy(VISIT, value=5.0, figure_id="F")
    chain = chain_of(held.model_copy(update={"template": figure(7.0, figure_id="F")}))
    assert departures(with_set_prices(chain, locked()), PUBLIC, locked()) == ()


def test_from_one_set_to_the_next_everything_that_changed_is_named():
    new = Entry("new", figure(1.0))
    changed = replace(
        other(VISIT, 1100.0), own=True, price=other(VISIT, 1100.0).price.model_copy(update={"source": "B"})
    )
    settings = PUBLIC.model_copy(update={"discount_rate": 0.035, "horizon_years": 15, "name": "own"})
    later = locked(new, changed, settings=settings, number=3, indexes={"KPI": AMENDED})
    found = points(between(locked(), later))
    assert found == [
        ("convention", "settings/horizon_years", "horizon_years", 10, 15),
        ("convention", "settings/discount_rate", "discount_rate", 0.03, 0.035),
        ("added", "prices/new", "", None, later.prices["new"]),
        ("price", "prices/visit", "source", "Källan", "B"),
        ("price", "prices/visit", "value", 1000.0, 1100.0),
        ("price", "prices/visit", "own", False, True),
        ("removed", "prices/fixed", "", locked().prices["fixed"], None),
        ("index", "indexes/KPI", "2024", 415.01, 415.5),
        ("index", "indexes/KPI", "2025", None, 420.0),
    ]
    settled = locked(indexes={"KPI": replace(KPI, preliminary=frozenset(), source="SCB")})
    assert [(each.field, each.before, each.after) for each in between(locked(), settled)] == [
        ("preliminary", (2024,), ()), ("source", KPI.source, "SCB"),
    ]  # fmt: skip


def test_a_kept_result_is_checked_against_the_set_it_names():
    chain, held = chain_of(proxy(VISIT, value=1.0)), locked()
    told = kept_under(held, departures(chain, PUBLIC, held))
    assert told.departs == 1
    assert recheck(version(chain=chain, assumption_set=told), held) == []
    flattering = told.model_copy(update={"departs": 0})
    assert [each.code for each in recheck(version(chain=chain, assumption_set=flattering), held)] == [
        "version.other_set"
    ]
    assert recheck(version(chain=chain, assumption_set=told), locked(number=3))
    assert recheck(version(chain=chain), held)
