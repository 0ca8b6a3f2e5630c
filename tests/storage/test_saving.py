"""Saving: one version a save, the second of two writers is told, and what cannot be kept is refused whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
import subprocess
import sys

import pytest
from sqlalchemy import event, select

from chain.assumption import Assumption
from chain.people import Acting
from chain.text import Text
from storage.changes import Change, changes, plain
from storage.operations import (
    Conflict,
    Refused,
    Saved,
    archive,
    create,
    delete_for_good,
    find_interventions,
    load,
    save,
)
from storage.rows import table
from storage.store import open_store
from tests.acting import here
from tests.storage.samples import effect, kept, number, small_chain, with_deadweight, words
from tests.storage.saver import count_up


def test_a_save_is_a_new_version_with_its_writer_its_time_and_its_changes(store, home):
    made = kept(store, home.id)
    saved = save(store, here(store, "bo"), with_deadweight(made.chain, 0.5, 1), 1)
    there = load(store, here(store), "C1")
    assert (saved.version, there.version, there.updated_by, there.created_by) == (2, 2, "bo", "anna")
    assert there.updated_at == saved.updated_at
    assert timedelta(0) <= datetime.now(UTC) - there.updated_at < timedelta(minutes=1)
    assert saved.changes == (Change("effects/E1/deadweight", plain(number(0.2)), plain(number(0.5))),)


def test_the_second_writer_is_told_what_the_first_ones_changed_and_nothing_of_theirs_is_lost(store, home):
    chain = kept(store, home.id).chain
    save(store, here(store, "bo"), with_deadweight(chain, 0.5, 1), 1)
    save(store, here(store, "cia"), with_deadweight(chain, 0.7, 1), 2)
    told = save(store, here(store, "dan"), chain.model_copy(update={"end_year": 2030}), 1)
    assert isinstance(told, Conflict)
    assert (told.by, told.version) == ("cia", 3)
    assert told.changes == (Change("effects/E1/deadweight", plain(number(0.2)), plain(number(0.7))),)
    assert told.current.chain == load(store, here(store), "C1").chain == with_deadweight(chain, 0.7, 1)
    mine = told.current.chain.model_copy(update={"end_year": 2030})
    assert isinstance(save(store, here(store, "dan"), mine, told.version), Saved)
    assert load(store, here(store), "C1").chain == mine


def test_what_someone_changed_and_changed_back_is_no_news(store, home):
    chain = kept(store, home.id).chain
    save(store, here(store, "bo"), with_deadweight(chain, 0.5, 1), 1)
    save(store, here(store, "bo"), with_deadweight(chain, 0.2, 1), 2)
    told = save(store, here(store, "dan"), chain.model_copy(update={"end_year": 2030}), 1)
    assert isinstance(told, Conflict)
    assert told.changes == ()


def test_a_double_click_saves_once(store, home):
    chain = with_deadweight(kept(store, home.id).chain, 0.5, 1)
    assert save(store, here(store, "bo"), chain, 1).changes
    again = save(store, here(store, "bo"), chain, 1)
    assert (again.version, again.changes) == (2, ())


def test_a_double_click_creates_once_and_another_chain_does_not_take_its_place(store, home):
    made = kept(store, home.id)
    again = create(store, Acting("anna", home.id), small_chain())
    assert (again.chain, again.version, again.created_at) == (made.chain, 1, made.created_at)
    refused = create(store, Acting("bo", home.id), small_chain(effects=1))
    assert [each.code for each in refused.problems] == ["storage.id_taken"]
    assert load(store, here(store), "C1").chain == made.chain
    assert len(find_interventions(store, Acting("a reader", home.id)).shown) == 1


def test_saving_what_is_archived_or_gone_is_refused(store, home):
    chain = kept(store, home.id).chain
    archive(store, here(store, "bo"), "C1")
    changed = with_deadweight(chain, 0.9)
    assert [each.code for each in save(store, here(store, "bo"), changed, 1).problems] == ["storage.archived"]
    assert delete_for_good(store, here(store, "bo"), "C1", "Läxhjälp") is None
    assert [each.code for each in save(store, here(store, "bo"), changed, 1).problems] == ["storage.gone"]


@pytest.mark.parametrize(
    ("update", "code", "place"),
    [
        ({"name": Text.model_construct(sv="a\0b", en="")}, "storage.nul_character", "chain/name"),
        ({"risks": (Text.model_construct(sv="", en="\ud83d"),)}, "storage.half_character", "chain/risks"),
        ({"effects": (effect(1), effect(1, 0.3))}, "storage.duplicate_id", "effects/E1"),
    ],
)
def test_what_no_database_keeps_is_refused_with_its_place(store, home, update, code, place):
    chain = kept(store, home.id).chain
    refused = save(store, here(store, "bo"), chain.model_copy(update=update), 1)
    assert isinstance(refused, Refused)
    assert (code, place) in [(each.code, each.place) for each in refused.problems]
    assert load(store, here(store), "C1").chain == chain


@pytest.mark.parametrize("sek", [99.995, float("nan")])
def test_a_price_between_two_ore_is_refused_not_rounded(store, home, sek):
    chain = kept(store, home.id).chain
    price = Assumption.model_construct(**{**vars(number(1)), "value": sek})
    proxy = chain.proxies[0].model_copy(update={"price": price})
    refused = save(store, here(store, "bo"), chain.model_copy(update={"proxies": (proxy,)}), 1)
    assert [each.place for each in refused.problems] == ["proxies/P1/price"]
    assert load(store, here(store), "C1").version == 1


def test_hidden_text_in_a_figure_is_refused_by_the_figures_place(store, home):
    chain = kept(store, home.id).chain
    hidden = number(0.2).model_copy(update={"source": "a\0"})
    changed = chain.effects[0].model_copy(update={"deadweight": hidden})
    refused = save(store, here(store, "bo"), chain.model_copy(update={"effects": (changed,)}), 1)
    assert [each.place for each in refused.problems] == ["effects/E1/deadweight/source"]


def test_threads_that_save_at_once_lose_nothing(store, home):
    kept(store, home.id)
    with ThreadPoolExecutor(6) as people:
        list(people.map(lambda n: count_up(store, 2030 + n, times=5), range(6)))
    there = load(store, here(store), "C1")
    assert there.chain.cohorts.values == {2025: 10, 2026: 0} | dict.fromkeys(range(2030, 2036), 5)
    assert there.version == 1 + 30


def test_processes_that_save_at_once_lose_nothing(address, store, home):
    kept(store, home.id)
    command = [sys.executable, "-m", "tests.storage.saver", "count", address]
    running = [subprocess.Popen([*command, year, "10"]) for year in ("2030", "2031")]
    assert [each.wait(60) for each in running] == [0, 0]
    there = load(store, here(store), "C1")
    assert there.chain.cohorts.values == {2025: 10, 2026: 0, 2030: 10, 2031: 10}
    assert there.version == 1 + 20


def test_another_process_is_seen_at_once_in_spite_of_what_is_remembered(address, store, home):
    chain = kept(store, home.id).chain
    load(store, here(store), "C1")
    other = open_store(address)
    save(other, here(other, "bo"), with_deadweight(chain, 0.5), 1)
    assert load(store, here(store), "C1").chain == with_deadweight(chain, 0.5)
    archive(other, here(other, "bo"), "C1")
    assert load(store, here(store), "C1").archived
    delete_for_good(other, here(other, "bo"), "C1", "Läxhjälp")
    kept(other, home.id, small_chain(effects=1))
    assert load(store, here(store), "C1").chain == small_chain(effects=1)
    other.close()


def test_a_longer_chain_is_read_with_as_many_queries_and_a_change_writes_only_its_rows(store, home):
    for name, length in (("short", 1), ("long", 60)):
        kept(store, home.id, small_chain(name, effects=length))
    asked = []
    event.listen(store._engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    short, long = _asked_for(store, asked, "short"), _asked_for(store, asked, "long")
    assert len(short) == len(long)
    chain = load(store, here(store), "long").chain
    asked.clear()
    save(store, here(store, "bo"), with_deadweight(chain, 0.9, 7), 1)
    written = [statement.split()[:3] for statement, _ in asked if statement.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert sorted(each[1] if each[0] == "UPDATE" else each[2] for each in written) == [
        "change",
        "figure",
        "intervention",
    ]


def _asked_for(store, asked: list, intervention_id: str) -> list:
    asked.clear()
    load(store, here(store), intervention_id)
    return list(asked)


def test_the_log_tells_every_step_in_order(store, home):
    chain = kept(store, home.id).chain
    save(store, here(store, "bo"), with_deadweight(chain, 0.5, 2).model_copy(update={"name": words("Läxhjälp 2")}), 1)
    archive(store, here(store, "cia"), "C1")
    log = table("change")
    with store.reading() as db:
        steps = select(log.c.who, log.c.action, log.c.place, log.c.version).where(log.c.intervention_id == "C1")
        told = [tuple(row) for row in db.execute(steps.order_by(log.c.id))]
    assert told == [
        ("anna", "create", "chain", 1),
        ("bo", "save", "chain/name", 2),
        ("bo", "save", "effects/E2/deadweight", 2),
        ("cia", "archive", "chain", 2),
    ]


def test_elements_keep_a_new_order_and_the_places_of_those_that_came_and_went(store, home):
    chain = kept(store, home.id, small_chain(effects=4)).chain
    first, second, third, fourth = chain.effects
    for version, order in enumerate([(fourth, first, second, third), (first, effect(9), third), (third, effect(9))], 1):
        chain = chain.model_copy(update={"effects": order})
        assert isinstance(save(store, here(store, "bo"), chain, version), Saved)
        store.recent = type(store.recent)()
        assert load(store, here(store), "C1").chain == chain


def test_differences_name_what_came_what_went_and_a_new_order():
    old = small_chain(effects=3)
    first, second, third = old.effects
    new = old.model_copy(update={"effects": (third, second, effect(9)), "cohorts": None})
    assert [(each.place, each.old is None, each.new is None) for each in changes(old, new)] == [
        ("chain/cohorts", False, True),
        (f"effects/{first.id}", False, True),
        ("effects/E9", True, False),
        ("effects", False, False),
    ]
