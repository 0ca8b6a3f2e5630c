"""What goes wrong around a SQLite file: a full disk, another holder, damage, another program's file."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
import sqlite3

import pytest
from sqlalchemy import event

from chain.people import LOCAL
from storage.failure import StorageFailed
from storage.operations import load, save, save_draft, start_empty
from storage.store import open_store
from tests.acting import here
from tests.storage.databases import SQLITE
from tests.storage.samples import kept, small_chain, with_deadweight, words


@SQLITE
def test_a_full_disk_is_told_and_nothing_is_half_saved(store, home):
    chain = kept(store, home.id).chain
    limit(store, grow=False)
    much = chain.model_copy(update={"need": words("x" * 15_000), "purpose": words("y" * 15_000)})
    with pytest.raises(StorageFailed) as told:
        save(store, here(store, "bo"), much, 1)
    assert told.value.problem.code == "storage.disk_full"
    with pytest.raises(StorageFailed):
        save_draft(store, "bo", "C1", "chain", {"need": "z" * 100_000})
    assert (load(store, here(store), "C1").chain, load(store, here(store), "C1").version) == (chain, 1)
    limit(store, grow=True)
    assert save(store, here(store, "bo"), much, 1).version == 2
    assert load(store, here(store), "C1").chain == much


def limit(store, grow: bool) -> None:
    """Let the file grow no further, as on a full disk, or grow again; on every connection of this store."""
    with store.reading() as db:
        pages = 10**6 if grow else db.exec_driver_sql("PRAGMA page_count").scalar()
    store._engine.dispose()
    event.listen(store._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages}"))


@SQLITE
def test_a_database_that_someone_else_holds_is_told_as_busy(path, store, home, monkeypatch):
    chain = kept(store, home.id).chain
    event.listen(store._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 20"))
    store._engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed) as told:
            save(store, here(store, "bo"), with_deadweight(chain, 0.9), 1)
        assert told.value.problem.code == "storage.busy"
        assert load(store, here(store), "C1").chain == chain
    assert save(store, here(store, "bo"), with_deadweight(chain, 0.9), 1).version == 2


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


@SQLITE
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


def test_an_address_opens_the_same_file_as_its_path_whatever_its_name(tmp_path):
    path = tmp_path / "mapp å 100% #1?" / "kept.db"
    with closing(open_store(path)) as store:
        kept(store, _home(store))
    with closing(open_store(f"sqlite:///{path}")) as again:
        assert load(again, here(again), "C1").chain == small_chain()
    assert {each.name for each in path.parent.iterdir()} <= {"kept.db", "kept.db.lock", "kept.db-wal", "kept.db-shm"}


def _home(store) -> str:
    return start_empty(store, LOCAL, "Ljusnaby").id


@SQLITE
def test_writers_of_one_process_queue_instead_of_racing_for_the_file(store, home):
    chain = kept(store, home.id).chain
    event.listen(store._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 1"))
    store._engine.dispose()
    with ThreadPoolExecutor(1) as another, store.writing():
        saving = another.submit(save, store, here(store, "bo"), with_deadweight(chain, 0.9), 1)
        with pytest.raises(TimeoutError):
            saving.result(timeout=0.3)
        store_is_still_ours = not saving.done()
    assert store_is_still_ours
    assert saving.result().version == 2


@SQLITE
def test_a_queue_that_does_not_move_is_told(store, home, monkeypatch):
    chain = kept(store, home.id).chain
    monkeypatch.setattr("storage.sqlite.QUEUE_SECONDS", 0.05)
    with ThreadPoolExecutor(1) as another, store.writing():
        with pytest.raises(StorageFailed) as told:
            another.submit(save, store, here(store, "bo"), with_deadweight(chain, 0.9), 1).result()
        assert told.value.problem.code == "storage.busy"
