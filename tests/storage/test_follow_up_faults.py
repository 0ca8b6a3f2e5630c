"""What goes wrong while values are entered: killed, full disk, broken halfway, thirty at once; nothing lost or half."""

from contextlib import closing
from secrets import token_hex
import subprocess
import sys

import pytest
from sqlalchemy import select

from storage.failure import StorageFailed
from storage.operations import Entry, follow_up_of, save_many, save_value
from storage.rows import table
from storage.store import open_store
from tests.storage.databases import POSTGRES, SQLITE
from tests.storage.following import KEY, SHARE, TODAY, look, olle, planned, seen, split
from tests.storage.many_writers import log_at_once
from tests.storage.test_faults_postgres import full_disk
from tests.storage.test_faults_sqlite import limit


@pytest.mark.parametrize("confirmed", [1, 5])
def test_killed_while_saving_every_confirmed_value_is_there_and_no_half_one(address, store, home, confirmed):
    planned(store, home)
    store.close()
    command = [sys.executable, "-m", "tests.storage.many_writers", address, home.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as saving:
        heard = [int(saving.stdout.readline()) for _ in range(confirmed)]
        saving.kill()
        heard += [int(line) for line in saving.stdout.read().splitlines()]
    with closing(open_store(address)) as again:
        there = look(again, olle(home))
        assert there.version in (heard[-1], heard[-1] + 1)
        assert [each.number for each in there.versions] == list(range(there.version - 1, 0, -1))
        assert _noted(again) == there.version - 1
        assert save_value(again, olle(home), "C1", seen(48), there.version, TODAY).version == there.version + 1


def _noted(store) -> int:
    log = table("change")
    with store.reading() as db:
        return len(db.execute(select(log.c.id).where(log.c.action == "log")).all())


def test_broken_between_value_and_history_nothing_is_kept(store, home, monkeypatch):
    planned(store, home)

    def fail(*_told, **_more):
        raise RuntimeError("the process broke")

    monkeypatch.setattr("storage.operations.follow_up.rows.record", fail)
    with pytest.raises(RuntimeError):
        save_value(store, olle(home), "C1", seen(), 1, TODAY)
    with pytest.raises(RuntimeError):
        save_many(store, olle(home), "C1", [Entry(seen(), 1)], TODAY)
    monkeypatch.undo()
    assert (look(store, olle(home)).version, look(store, olle(home)).versions) == (1, ())


@SQLITE
def test_a_full_disk_on_sqlite_is_told_and_nothing_is_half_kept(store, home):
    planned(store, home)
    limit(store, grow=False)
    _refused_for_space(store, home)
    limit(store, grow=True)
    _goes_on(store, home)


@POSTGRES
def test_a_full_disk_on_postgresql_is_told_and_nothing_is_half_kept(cluster, address, store, home):
    planned(store, home)
    with full_disk(cluster, address, ("measurement_version",), longest=2_000):
        _refused_for_space(store, home)
    _goes_on(store, home)


def _goes_on(store, home) -> None:
    there = look(store, olle(home))
    assert save_value(store, olle(home), "C1", seen(), there.version, TODAY).version == there.version + 1


def _refused_for_space(store, home) -> None:
    with pytest.raises(StorageFailed) as told:
        _fill(store, home)
    assert told.value.problem.code == "storage.disk_full"
    there = look(store, olle(home))
    assert [each.number for each in there.versions] == list(range(there.version - 1, 0, -1))


def _fill(store, home) -> None:
    for number in range(300):
        there = look(store, olle(home))
        much = seen(number % 48, comment=token_hex(1_000), method=token_hex(1_000), groups=split(number % 24, 0))
        save_value(store, olle(home), "C1", much, there.version, TODAY)


def test_thirty_who_log_at_once_lose_nothing_and_double_nothing(store, home):
    """As much as thirty write in half a minute, a value each every seven seconds, but without the pauses between."""
    ids = [f"M{number}" for number in range(1, 11)]
    planned(store, home, *(SHARE.model_copy(update={"id": each, "replaces": None}) for each in ids))
    keys = [KEY._replace(indicator_id=each, period=period) for each in ids for period in ("2024", "2025")]
    made = log_at_once(store, home.id, keys, writers=30, each=4)
    assert made.errors == []
    assert made.saved == 30 * 4
    kept = {each: look(store, olle(home), each) for each in made.keys}
    assert sum(len(each.versions) for each in kept.values()) == made.saved
    assert sorted(each.observation.comment for there in kept.values() for each in there.versions) == sorted(made.told)
    assert len(follow_up_of(store, olle(home), "C1", drafts=True).observations) == 20
