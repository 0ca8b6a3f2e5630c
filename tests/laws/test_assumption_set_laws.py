"""What must hold for any chain and any assumption set."""

from hypothesis import given
from hypothesis import strategies as st

from chain import edit
from chain.assumption import Assumption
from chain.model import Chain, passports
from sroi.assumption_set import LockedSet, open_set
from sroi.departures import between, departures, kept_under, with_set_prices
from tests.laws.chains import TEXTS, any_chain, assumptions, decimals
from tests.laws.conventions import all_settings, few
from tests.sroi.sets import Entry, locked

LIBRARY = ("a", "b", "c")
PRICES = assumptions(decimals(1, 3, 0), price_year=2020, unit="kr")
"""Few values, so that prices are often the same."""


@st.composite
def sets(draw) -> LockedSet:
    """A set that holds some of the library."""
    entries = [
        Entry(name, draw(PRICES), name=draw(TEXTS), own=draw(st.booleans()), may_be_uprated=draw(st.booleans()))
        for name in draw(st.lists(st.sampled_from(LIBRARY), unique=True, min_size=1))
    ]
    return locked(*entries, settings=draw(all_settings()))


@st.composite
def from_library(draw) -> Chain:
    """A chain whose prices are now and then from the library, and now and then one number under a shared name."""
    chain = draw(any_chain())
    for proxy in chain.proxies:
        price = draw(PRICES).model_copy(update={"figure_id": draw(st.sampled_from((None, "F", "F")))})
        taken = {"price": price, "library_id": draw(st.none() | st.sampled_from(LIBRARY)), "template": draw(PRICES)}
        changed = proxy.model_copy(update=taken)
        chain = edit.with_shared_figures(edit.with_element(chain, "proxies", changed), changed)
    return chain


def of_kind(found, kind: str) -> list:
    return [each for each in found if each.kind == kind]


def numbers(figure: Assumption) -> tuple:
    return tuple(getattr(figure, name) for name in edit.ASSUMPTION_NUMBERS)


@few
@given(sets())
def test_what_is_locked_opens_the_same_and_no_set_differs_from_itself(held):
    assert open_set(held.text, held.sha256) == (held, [])
    assert between(held, held) == ()


@few
@given(sets(), sets())
def test_the_way_back_between_two_sets_is_the_way_there_turned_round(one, other):
    turned = {"added": "removed", "removed": "added"}
    there = [(each.kind, each.place, each.field, each.before, each.after) for each in between(one, other)]
    back = [
        (turned.get(each.kind, each.kind), each.place, each.field, each.after, each.before)
        for each in between(other, one)
    ]
    assert sorted(there, key=repr) == sorted(back, key=repr)
    same = all(one.prices.get(name) == price for name, price in other.prices.items()) and one.prices.keys() == (
        other.prices.keys()
    )
    assert same == (not [each for each in there if each[0] in ("added", "removed", "price")])


@few
@given(from_library(), sets())
def test_taking_the_sets_prices_leaves_none_that_departs_and_changes_nothing_else(chain, held):
    before = departures(chain, held.set.settings, held)
    changed = with_set_prices(chain, held)
    after = departures(changed, held.set.settings, held)
    assert of_kind(after, "price") == []
    assert [(each.kind, each.place) for each in after] == [
        (each.kind, each.place) for each in before if each.kind != "price"
    ]
    assert with_set_prices(changed, held) == changed
    if not of_kind(before, "price"):
        assert changed == chain
    assert changed.model_copy(update={"proxies": chain.proxies}) == chain
    assert [each.template for each in changed.proxies] == [each.template for each in chain.proxies]


@few
@given(from_library(), sets())
def test_places_under_one_name_still_hold_one_number(chain, held):
    found: dict[str, set] = {}
    for _, figure in passports(with_set_prices(chain, held)):
        if figure.figure_id:
            found.setdefault(figure.figure_id, set()).add(numbers(figure))
    assert {name: len(each) for name, each in found.items()} == dict.fromkeys(found, 1)


@few
@given(from_library(), sets(), all_settings())
def test_what_a_kept_result_says_of_its_set_is_what_departs(chain, held, settings):
    found = departures(chain, settings, held)
    told = kept_under(held, found)
    assert (told.departs == 0) == (not of_kind(found, "price") and not of_kind(found, "convention"))
    assert told.outside == len(of_kind(found, "outside"))
    assert told.sha256 == held.sha256
