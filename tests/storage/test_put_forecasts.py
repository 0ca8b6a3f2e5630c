"""A forecast put into a kept intervention: one save, replaced and not repeated, undone, and nothing on a stale view."""

from dataclasses import replace

import pytest

from chain.forecast.origin import put_in
from chain.people import Acting, Grant, Role
from chain.problem import Severity
from sroi.forecast.child_chain import Standing, standing
from storage import operations
from storage.operations import Conflict, Putting, Refused, Saved
from tests.acting import here
from tests.chain.comparisons import changed, shipped
from tests.storage.samples import small_chain, words

WHAT = Putting(shipped().id, 1, "A")


@pytest.fixture
def chain(store, home):
    """An intervention and the worked comparison are kept."""
    operations.add_comparison(store, here(store), shipped())
    return operations.create(store, here(store), small_chain()).chain


def now(store, chain):
    return operations.load(store, here(store), chain.id)


def test_it_is_one_save_that_tells_where_it_came_from_and_that_undo_takes_back(store, chain):
    outcome = operations.put_forecast(store, here(store, "anna"), WHAT, chain.id, 1, "Prognosen inlagd")
    assert isinstance(outcome, Saved)
    assert outcome.version == 2
    there = now(store, chain)
    [held] = put_in(there.chain)
    assert (held.origin.comparison_id, held.origin.option_id, held.origin.version) == (shipped().id, "A", 1)
    assert (held.series.author, held.with_costs) == ("anna", True)
    assert shipped().name.sv in held.series.note.sv
    past = operations.history(store, here(store), chain.id)
    assert {each.reason for each in past if each.version == 2} == {"Prognosen inlagd"}
    assert operations.undo(store, here(store, "anna"), chain.id).version == 3
    assert now(store, chain).chain == chain


def test_put_in_again_it_replaces_itself_and_the_same_figures_are_no_new_version(store, chain):
    acting = here(store)
    operations.put_forecast(store, acting, WHAT, chain.id, 1)
    first = now(store, chain).chain
    assert operations.put_forecast(store, here(store, "bo"), WHAT, chain.id, 2) == operations.put_forecast(
        store, here(store, "bo"), WHAT, chain.id, 1
    ), "a double click is harmless"
    better = changed(shipped(), "options/A/effect/estimate/value", 0.25)
    operations.save_comparison(store, acting, better, 1)
    [held] = put_in(first)
    assert standing(first, better, held) is Standing.MOVED
    assert operations.put_forecast(store, acting, WHAT._replace(version=2), chain.id, 2).version == 3
    second = now(store, chain).chain
    assert [each.id for each in second.effects] == [each.id for each in first.effects]
    assert len(second.outcomes) == len(first.outcomes)
    assert [each.origin.version for each in put_in(second)] == [2]
    assert standing(second, better, put_in(second)[0]) is Standing.CURRENT
    operations.put_forecast(store, acting, WHAT._replace(version=2, with_costs=False), chain.id, 3)
    assert len(now(store, chain).chain.resources) == len(chain.resources)


def test_what_people_said_of_the_rows_stays_and_figures_changed_in_the_chain_are_told(store, chain):
    acting = here(store)
    operations.put_forecast(store, acting, WHAT, chain.id, 1)
    put = now(store, chain).chain
    outcome, effect = put.outcomes[-1], put.effects[-1]
    put = changed(put, f"outcomes/{outcome.id}/name", words("Lugnare barn"))
    put = changed(put, f"effects/{effect.id}/in_base_case", False)
    operations.save(store, acting, put, 2)
    [held] = put_in(put)
    assert standing(put, shipped(), held) is Standing.CURRENT
    spoiled = changed(put, f"proxies/{effect.proxy_id}/price/value", 1.0)
    operations.save(store, acting, spoiled, 3)
    assert standing(spoiled, shipped(), held) is Standing.EDITED
    operations.put_forecast(store, acting, WHAT, chain.id, 4)
    assert now(store, chain).chain == put
    assert standing(put, None, held) is Standing.GONE


def test_nothing_is_put_in_on_a_stale_view_nor_from_what_may_not_be_calculated_or_seen(store, chain):
    acting = here(store)
    operations.save(store, here(store, "bo"), changed(chain, "need", words("Nytt")), 1)
    told = operations.put_forecast(store, acting, WHAT, chain.id, 1)
    assert isinstance(told, Conflict)
    assert told.by == "bo"
    broken = changed(shipped(), "decision/comparator", None)
    operations.save_comparison(store, acting, broken, 1)
    asked = {
        "storage.comparison_moved": (acting, WHAT, chain.id),
        "storage.no_comparison": (Acting("eve", "another"), WHAT, chain.id),
        "storage.gone": (acting, WHAT._replace(version=2), "nothing"),
        "comparison.comparator_missing": (acting, WHAT._replace(version=2), chain.id),
    }
    for code, (who, what, name) in asked.items():
        refused = operations.put_forecast(store, who, what, name, 2)
        assert isinstance(refused, Refused), code
        assert code in {each.code for each in refused.problems if each.severity is Severity.ERROR}
    assert now(store, chain).version == 2
    assert not put_in(now(store, chain).chain)


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        (Grant(Role.READER), "storage.not_for_role"),
        (Grant(Role.CONTROLLER, "another"), "storage.no_comparison"),
        (Grant(Role.SUPPLIER), "storage.no_comparison"),
    ],
)
def test_whoever_may_not_read_the_one_or_write_the_other_puts_nothing_in(store, chain, grant, code):
    acting = replace(here(store, "anna"), grants=frozenset({grant}))
    refused = operations.put_forecast(store, acting, WHAT, chain.id, 1)
    assert [each.code for each in refused.problems] == [code]
    assert now(store, chain).version == 1


def test_a_project_owner_puts_it_in(store, chain):
    acting = replace(here(store, "anna"), grants=frozenset({Grant(Role.PROJECT_OWNER)}))
    assert operations.put_forecast(store, acting, WHAT, chain.id, 1).version == 2
