"""What goes wrong around a database: every confirmed save is there, no half one is, and someone is told."""

from contextlib import closing
import subprocess
import sys

import pytest
from sqlalchemy import select

from chain.people import Acting
from storage.failure import StorageFailed
from storage.operations import Refused, Saved, find_interventions, history, load, save, undo
from storage.rows import table
from storage.store import open_store
from tests.acting import here
from tests.storage.samples import kept, number, small_chain, with_deadweight, words


@pytest.mark.parametrize("confirmed", [1, 2, 7])
def test_killed_while_saving_every_confirmed_save_is_there_and_no_half_one(address, store, home, confirmed):
    kept(store, home.id, small_chain(effects=60))
    store.close()
    command = [sys.executable, "-m", "tests.storage.saver", "march", address, "0", "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as marching:
        heard = [int(marching.stdout.readline()) for _ in range(confirmed)]
        marching.kill()
        heard += [int(line) for line in marching.stdout.read().splitlines()]
    with closing(open_store(address)) as again:
        there = load(again, here(again), "C1")
        assert there.version in (heard[-1], heard[-1] + 1)
        assert {each.deadweight.value for each in there.chain.effects} == {float(there.version)}
        assert _logged(again) == dict.fromkeys(range(2, there.version + 1), 60)
        assert isinstance(save(again, here(again, "bo"), with_deadweight(there.chain, 0.5), there.version), Saved)


def _logged(store) -> dict[int, int]:
    log = table("change")
    with store.reading() as db:
        versions = list(db.execute(select(log.c.version).where(log.c.action == "save")).scalars())
    return {version: versions.count(version) for version in versions}


def test_a_failure_halfway_leaves_nothing(store, home, monkeypatch):
    chain = kept(store, home.id).chain

    def fail(*_told, **_more):
        raise RuntimeError("the process broke between the rows and the log")

    monkeypatch.setattr("storage.operations.interventions.record", fail)
    with pytest.raises(RuntimeError):
        save(store, here(store, "bo"), with_deadweight(chain, 0.9), 1)
    monkeypatch.undo()
    assert (load(store, here(store), "C1").chain, load(store, here(store), "C1").version) == (chain, 1)


def test_a_reader_sees_one_moment_whatever_is_saved_meanwhile(store, home):
    chain = kept(store, home.id).chain
    proxies = table("proxy")
    with store.reading() as db:
        before = db.execute(select(table("intervention").c.version)).scalar()
        renamed = chain.proxies[0].model_copy(update={"name": words("Annat namn")})
        assert isinstance(save(store, here(store, "bo"), chain.model_copy(update={"proxies": (renamed,)}), 1), Saved)
        assert (before, db.execute(select(proxies.c.name_sv)).scalar()) == (1, "Elevpeng")
    assert load(store, here(store), "C1").chain.proxies == (renamed,)


def test_a_reader_cannot_write(store, home):
    if store._engine.dialect.name == "postgresql":
        with pytest.raises(StorageFailed) as told, store.reading() as db:
            db.execute(table("preference").insert().values(who="bo", key="x", value="y"))
        assert told.value.problem.code == "storage.read_only_server"
    with store.reading() as db:
        assert db.execute(select(table("preference"))).all() == []


def test_a_clock_that_is_set_back_changes_no_order_and_no_version(store, home, monkeypatch):
    chain = kept(store, home.id).chain
    monkeypatch.setattr(
        "storage.operations.interventions.now", lambda: load(store, here(store), "C1").created_at.replace(year=1999)
    )
    assert save(store, here(store, "bo"), with_deadweight(chain, 0.5, 1), 1).version == 2
    assert save(store, here(store, "bo"), with_deadweight(chain, 0.6, 1), 2).version == 3
    store.recent = type(store.recent)()
    assert load(store, here(store), "C1").chain == with_deadweight(chain, 0.6, 1)
    told = save(store, here(store, "cia"), with_deadweight(chain, 0.7, 2), 1)
    assert [(each.old["value"], each.new["value"]) for each in told.changes] == [(0.2, 0.6)]
    assert [each.version for each in history(store, here(store), "C1")] == [3, 2, 1]
    assert undo(store, here(store, "bo"), "C1").version == 4
    assert load(store, here(store), "C1").chain == with_deadweight(chain, 0.5, 1)


@pytest.mark.parametrize("address", ["mysql://x/y", "oracle+oracledb://x/y"])
def test_a_database_of_another_kind_is_refused_by_name(address):
    with pytest.raises(StorageFailed) as told:
        open_store(address)
    assert told.value.problem.code == "storage.unknown_database"


def test_hostile_words_are_only_words(store, home):
    hostile = "'); DROP TABLE intervention; --"
    chain = small_chain().model_copy(update={"name": words(hostile), "need": words("\u202e<script>=1+1")})
    kept(store, home.id, chain)
    assert load(store, here(store), "C1").chain == chain
    assert load(store, here(store), hostile) is None
    assert find_interventions(store, Acting("a reader", hostile)).total == 0
    assert isinstance(save(store, here(store, hostile), with_deadweight(chain, 0.3), 1), Saved)
    assert load(store, here(store), "C1").updated_by == hostile
    huge = chain.model_copy(update={"effects": (chain.effects[0].model_copy(update={"lag_years": number(1e15)}),)})
    assert not isinstance(save(store, here(store, "bo"), huge, 2), Refused)
