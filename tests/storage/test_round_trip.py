"""What is kept is what is read: the identical chain, whatever it holds, and whatever it was before."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from chain.document import write_chain
from chain.model import KINDS, Chain
from chain.people import LOCAL, Acting
from storage.figures import MONEY, to_ore, to_sek
from storage.mapping import HEADER, PLANS
from storage.operations import Saved, Stored, create, load, new_intervention_id, save, start_empty
from storage.rows import table
from storage.store import open_store
from tests.acting import here
from tests.laws.chains import chains as complete_chains
from tests.storage.anything import any_chain


@pytest.fixture(scope="module")
def kept(database, tmp_path_factory, request):
    """One store for many examples."""
    file = tmp_path_factory.mktemp("law") / "kept.db"
    store = open_store(file if database == "sqlite" else request.getfixturevalue("cluster").database())
    yield store, start_empty(store, LOCAL, "Ljusnaby").id
    store.close()


def _kept_and_read(store, organisation_id: str, chain: Chain) -> Chain:
    made = create(store, Acting("test", organisation_id), chain)
    assert isinstance(made, Stored)
    return load(store, here(store), chain.id).chain


@settings(max_examples=40)
@given(chain=any_chain())
def test_any_chain_comes_back_identical(kept, chain):
    chain = chain.model_copy(update={"id": new_intervention_id()})
    read = _kept_and_read(*kept, chain)
    assert read == chain
    assert _as_dicts(read) == _as_dicts(chain)


def _as_dicts(chain: Chain) -> dict:
    """Everything spelled out with its types, so that True is not 1 and a whole number not a float."""
    return {place: repr(value) for place, value in _leaves("", chain.model_dump(mode="json"))}


def _leaves(place: str, value: object):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{place}/{key}", inner)
    elif isinstance(value, list):
        yield place, len(value)
        for position, inner in enumerate(value):
            yield from _leaves(f"{place}/{position}", inner)
    else:
        yield place, value + 0.0 if isinstance(value, float) else value


@settings(max_examples=40)
@given(before=any_chain(), after=any_chain())
def test_a_save_turns_any_chain_into_any_other(kept, before, after):
    store, organisation_id = kept
    name = new_intervention_id()
    before, after = (each.model_copy(update={"id": name}) for each in (before, after))
    create(store, Acting("test", organisation_id), before)
    saved = save(store, here(store, "test"), after, 1)
    assert isinstance(saved, Saved)
    assert load(store, here(store), name).chain == after
    assert saved.version == (1 if before == after else 2)


@settings(max_examples=10)
@given(chain=complete_chains(), data=st.data())
def test_a_complete_chain_comes_back_as_the_same_document(kept, chain, data):
    chain = _in_ore(chain).model_copy(update={"id": new_intervention_id()})
    assert write_chain(_kept_and_read(*kept, chain)) == write_chain(chain)


def _in_ore(chain: Chain) -> Chain:
    """The chain with its interval ends on whole öre: half a price may fall between two."""
    proxies = tuple(
        each.model_copy(
            update={"price": each.price.model_copy(update={"low": each.price.low and round(each.price.low, 2)})}
        )
        for each in chain.proxies
    )
    return chain.model_copy(update={"proxies": proxies})


def test_every_field_of_the_model_has_its_column():
    for plan in (HEADER, *PLANS.values()):
        columns = set(table(plan.table).columns.keys())
        assert set(plan.plain) <= columns
        assert {f"{text}_{language}" for text in plan.texts for language in ("sv", "en")} <= columns


def test_the_money_figures_are_the_sek_figures_of_the_model():
    assert {
        ("resources", "amounts"),
        ("resources", "hourly_cost"),
        ("proxies", "price"),
        ("proxies", "template"),
    } == MONEY
    assert {kind for kind, _ in MONEY} < set(KINDS)


@given(ore=st.integers(-(10**17), 10**17))
def test_every_amount_in_ore_is_held_exactly(ore):
    held = to_ore(to_sek(ore))
    assert held is not None
    assert to_sek(held) == to_sek(ore)
    assert abs(ore) > 2**53 or held == ore


@pytest.mark.parametrize("sek", [0.001, 1234.565, 1e-9, 0.1 + 0.2, float("nan"), float("inf")])
def test_an_amount_between_two_ore_is_never_rounded(sek):
    assert to_ore(sek) is None
