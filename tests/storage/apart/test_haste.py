"""Memory and haste: what is asked is asked of the sharing as it stands, also between reading and writing."""

from threading import Thread
import time

from chain.people import Access
from storage import operations
from storage.operations import Stored
from storage.unit_of_work import Store
from tests.storage.apart.asked import (
    WRITE,
    changed,
)
from tests.storage.apart.county import REAL, Target, anna
from tests.storage.asking import codes, counted
from tests.storage.databases import POSTGRES
from tests.storage.look import looking


def test_a_chain_in_memory_is_handed_only_to_those_who_may_read_it_now(store, real):
    owner, guest = anna(store, "owner"), anna(store, "reader")
    with counted(store) as first:
        seen = operations.load(store, guest, REAL)
    with counted(store) as again:
        assert operations.load(store, guest, REAL) == seen
    assert len(again) == len(first) <= 2, "it came from memory: who asks and for what is read, no row of the chain"
    operations.unshare(store, owner, REAL, guest.organisation_id)
    assert operations.load(store, guest, REAL) is None
    assert isinstance(operations.load(store, owner, REAL), Stored)


GUESTS = {name: WRITE[name] for name in ("save", "keep_version", "propose_redaction", "confirm_redaction", "undo")}


def guests_in_turn(store: Store, real: Target):
    """The owner, a writer, and what a writer does; before each the intervention is shared anew."""
    owner, writer = anna(store, "owner"), anna(store, "writer")
    for name, call in GUESTS.items():
        operations.share(store, owner, REAL, writer.organisation_id, Access.WRITE)
        if name == "undo":
            operations.save(store, writer, changed(real), 1)
        refused = "storage.no_redaction" if name == "confirm_redaction" else "storage.gone"
        yield owner, writer, call, (refused,)


def test_a_sharing_that_ends_between_reading_and_writing_lets_nothing_be_written(store, real, monkeypatch):
    for owner, writer, call, refused in guests_in_turn(store, real):
        writing, past = Store.writing, []

        def late(self: Store, about: str = "", owner=owner, writer=writer, writing=writing, past=past):
            monkeypatch.setattr(Store, "writing", writing)
            operations.unshare(self, owner, REAL, writer.organisation_id)
            past += operations.history(self, owner, REAL)
            return writing(self, about)

        monkeypatch.setattr(Store, "writing", late)
        assert codes(call(store, writer, real)) == refused
        assert past == operations.history(store, owner, REAL)


@POSTGRES
def test_a_guest_who_waits_for_the_end_of_the_sharing_is_refused(store, address, real, monkeypatch):
    record = operations.sharing.record
    for owner, writer, call, refused in guests_in_turn(store, real):
        answers: list[object] = []
        guest = Thread(target=lambda asked=call, by=writer, into=answers: into.append(asked(store, by, real)))

        def meanwhile(*told, guest=guest, **more) -> None:
            record(*told, **more)
            guest.start()
            until_it_waits(address, guest)

        monkeypatch.setattr("storage.operations.sharing.record", meanwhile)
        assert operations.unshare(store, owner, REAL, writer.organisation_id) is None
        monkeypatch.setattr("storage.operations.sharing.record", record)
        guest.join()
        assert codes(answers[0]) == refused


def until_it_waits(address: str, guest: Thread) -> None:
    """Return when someone waits for a lock in the database, or when the guest has come to an end."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with looking(address) as db:
        while guest.is_alive() and not db.exec_driver_sql(waits).scalar():
            db.rollback()  # a transaction sees one moment of who waits
            time.sleep(0.01)
