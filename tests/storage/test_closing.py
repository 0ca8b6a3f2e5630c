"""The store's answer about itself, and its end: a save that is under way is let through first."""

from threading import Event, Thread

import pytest

from storage.failure import StorageFailed
from storage.store import Store, open_store


def test_closing_waits_for_the_save_under_way(store: Store):
    inside, go_on, kept = Event(), Event(), []

    def save() -> None:
        with store.writing("somebody") as db:
            inside.set()
            go_on.wait(10)
            db.exec_driver_sql("UPDATE organisation SET name = 'kept'")
        kept.append(True)

    saving, closing = Thread(target=save), Thread(target=store.close, args=(10,))
    saving.start()
    inside.wait(10)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive(), "closed on top of a save"
    go_on.set()
    closing.join(10)
    assert kept == [True]
    assert not closing.is_alive()


def test_closing_does_not_wait_for_ever(store: Store):
    with store.writing("somebody"):
        store.close(0.01)


def test_a_store_in_order_answers(store: Store):
    store.ask()


def test_a_file_that_was_moved_away_is_missed(path):
    store = open_store(path)
    path.rename(path.with_suffix(".away"))
    with pytest.raises(StorageFailed) as failed:
        store.ask()
    assert failed.value.problem.code == "storage.cannot_open"
    assert not path.exists(), "asking made a new, empty database"
    path.with_suffix(".away").rename(path)
    store.ask()
    store.close()
    assert not path.with_name(f"{path.name}-wal").exists(), "the log was not emptied into the file"
