"""What goes wrong around a database: every confirmed save is there, no half one is, and someone is told."""

from contextlib import closing
from pathlib import Path
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import event, select

from storage.failure import StorageFailed
from storage.operations import Refused, Saved, list_interventions, load, save, save_draft, start_empty
from storage.rows import table
from storage.store import open_store
from tests.storage.samples import kept, number, small_chain, with_deadweight, words


@pytest.mark.parametrize("confirmed", [1, 2, 7])
def test_killed_while_saving_every_confirmed_save_is_there_and_no_half_one(path, store, home, confirmed):
    kept(store, home.id, small_chain(effects=60))
    store.close()
    command = [sys.executable, "-m", "tests.storage.saver", "march", str(path), "0", "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as marching:
        heard = [int(marching.stdout.readline()) for _ in range(confirmed)]
        marching.kill()
        heard += [int(line) for line in marching.stdout.read().splitlines()]
    with closing(open_store(path)) as again:
        there = load(again, "C1")
        assert there.version in (heard[-1], heard[-1] + 1)
        assert {each.deadweight.value for each in there.chain.effects} == {float(there.version)}
        assert _logged(again) == dict.fromkeys(range(2, there.version + 1), 60)
        assert isinstance(save(again, "bo", with_deadweight(there.chain, 0.5), there.version), Saved)


def _logged(store) -> dict[int, int]:
    log = table("change")
    with store.reading() as db:
        versions = list(db.execute(select(log.c.version).where(log.c.action == "save")).scalars())
    return {version: versions.count(version) for version in versions}


def test_a_full_disk_is_told_and_nothing_is_half_saved(store, home):
    chain = kept(store, home.id).chain
    _limit(store, grow=False)
    much = chain.model_copy(update={"need": words("x" * 15_000), "purpose": words("y" * 15_000)})
    with pytest.raises(StorageFailed) as told:
        save(store, "bo", much, 1)
    assert told.value.problem.code == "storage.disk_full"
    with pytest.raises(StorageFailed):
        save_draft(store, "bo", "C1", "chain", {"need": "z" * 100_000})
    assert (load(store, "C1").chain, load(store, "C1").version) == (chain, 1)
    _limit(store, grow=True)
    assert save(store, "bo", much, 1).version == 2
    assert load(store, "C1").chain == much


def _limit(store, grow: bool) -> None:
    """Let the file grow no further, as on a full disk, or grow again; on every connection of this store."""
    with store.reading() as db:
        pages = 10**6 if grow else db.exec_driver_sql("PRAGMA page_count").scalar()
    store._engine.dispose()
    event.listen(store._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}"))


def test_a_database_that_someone_else_holds_is_told_as_busy(path, store, home, monkeypatch):
    chain = kept(store, home.id).chain
    event.listen(store._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 20"))
    store._engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed) as told:
            save(store, "bo", with_deadweight(chain, 0.9), 1)
        assert told.value.problem.code == "storage.busy"
        assert load(store, "C1").chain == chain
    assert save(store, "bo", with_deadweight(chain, 0.9), 1).version == 2


def test_a_failure_halfway_leaves_nothing(store, home, monkeypatch):
    chain = kept(store, home.id).chain

    def fail(*_told, **_more):
        raise RuntimeError("the process broke between the rows and the log")

    monkeypatch.setattr("storage.operations.interventions.record", fail)
    with pytest.raises(RuntimeError):
        save(store, "bo", with_deadweight(chain, 0.9), 1)
    monkeypatch.undo()
    assert (load(store, "C1").chain, load(store, "C1").version) == (chain, 1)


def _spoil_the_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(b"\xff" * (size // 3))


def _spoil_the_head(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"no database at all")


def _cut_off(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize("spoil", [_spoil_the_middle, _spoil_the_head, _cut_off])
def test_a_damaged_file_is_found_when_opened_and_left_as_it_is(path, store, home, spoil):
    kept(store, home.id, small_chain(effects=40))
    store.close()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(StorageFailed) as told:
        open_store(path)
    assert told.value.problem.code == "storage.damaged_file"
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE invoices (id INTEGER)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StorageFailed) as told:
        open_store(path)
    assert told.value.problem.code == "storage.foreign_file"
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageFailed) as told:
        open_store(tmp_path / "file" / "kept.db")
    assert told.value.problem.code == "storage.cannot_open"


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql+psycopg://x/y"])
def test_a_database_of_another_kind_is_refused_by_name(address):
    with pytest.raises(StorageFailed) as told:
        open_store(address)
    assert told.value.problem.code == "storage.unknown_database"


def test_an_address_opens_the_same_file_as_its_path_whatever_its_name(tmp_path):
    path = tmp_path / "mapp å 100% #1?" / "kept.db"
    with closing(open_store(path)) as store:
        kept(store, _home(store))
    with closing(open_store(f"sqlite:///{path}")) as again:
        assert load(again, "C1").chain == small_chain()
    assert {each.name for each in path.parent.iterdir()} <= {"kept.db", "kept.db.lock", "kept.db-wal", "kept.db-shm"}


def _home(store) -> str:
    return start_empty(store, "anna", "Ljusnaby").id


def test_hostile_words_are_only_words(store, home):
    hostile = "'); DROP TABLE intervention; --"
    chain = small_chain().model_copy(update={"name": words(hostile), "need": words("\u202e<script>=1+1")})
    kept(store, home.id, chain)
    assert load(store, "C1").chain == chain
    assert load(store, hostile) is None
    assert list_interventions(store, hostile) == []
    assert isinstance(save(store, hostile, with_deadweight(chain, 0.3), 1), Saved)
    assert load(store, "C1").updated_by == hostile
    huge = chain.model_copy(update={"effects": (chain.effects[0].model_copy(update={"lag_years": number(1e15)}),)})
    assert not isinstance(save(store, "bo", huge, 2), Refused)
