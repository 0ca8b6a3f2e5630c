"""Kept results: kept once, listed, opened as they were, and refused to every change, also by the database itself."""

from contextlib import closing
import sqlite3

import pytest

from sroi.frozen import recompute
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Refused, Saved, VersionSummary
from storage.store import migrate, migrations, open_store
from tests.golden.examples import example
from tests.storage.samples import kept, small_chain, with_deadweight


@pytest.fixture
def chain(store, home):
    """An example intervention with a ratio, in the store."""
    return kept(store, home.id, example("I3")).chain


def keep(store, chain, name="Nämnden", version=1, settings=SWEDISH_PUBLIC_SECTOR, **more):
    """Keep the result, which must succeed."""
    made = operations.keep_version(store, "eva", chain.id, version, settings, name, **more)
    assert isinstance(made, VersionSummary), made
    return made


def test_what_was_kept_stays_as_it_was_however_the_chain_changes(store, chain):
    made = keep(store, chain, note="till mötet")
    changed = chain.model_copy(update={"effects": chain.effects[:1]})
    assert isinstance(operations.save(store, "bo", changed, 1), Saved)
    later = keep(store, chain, "Efteråt", version=2, settings=SROI_GUIDE)
    assert operations.versions(store, chain.id) == [later, made]
    assert (made.number, later.number, made.created_by, made.note) == (1, 2, "eva", "till mötet")
    version, problems = operations.version(store, made.id)
    assert (problems, version.chain) == ([], chain)
    assert version.result == calculate(chain, SWEDISH_PUBLIC_SECTOR)
    assert (made.ratio, made.fingerprint) == (version.result.public.ratio, version.record.fingerprint)
    assert made.ratio_low < made.ratio < made.ratio_high
    assert recompute(version).same


def test_it_is_there_when_the_store_is_opened_again_and_when_the_intervention_is_gone(path, store, chain):
    made = keep(store, chain)
    operations.archive(store, "eva", chain.id)
    assert operations.delete_for_good(store, "eva", chain.id, chain.name.sv) is None
    store.close()
    with closing(open_store(path)) as again:
        assert operations.load(again, chain.id) is None
        assert operations.versions(again, chain.id) == [made]
        assert operations.version(again, made.id)[1] == []


def test_a_double_click_keeps_once_and_another_name_keeps_anew(store, chain):
    made = keep(store, chain)
    assert keep(store, chain) == made
    assert keep(store, chain, "Styrelsen").number == 2


def test_without_a_ratio_the_result_can_be_kept_all_the_same(store, home):
    kept(store, home.id, small_chain())
    made = keep(store, small_chain())
    assert (made.ratio, made.ratio_low) == (None, None)
    assert operations.version(store, made.id)[0].result.problems


@pytest.mark.parametrize(
    ("version", "name", "code"),
    [(2, "A", "version.moved_on"), (0, "A", "version.moved_on"), (1, " ", "version.no_name")],
)
def test_what_cannot_be_kept_is_told_and_leaves_nothing(store, chain, version, name, code):
    outcome = operations.keep_version(store, "eva", chain.id, version, SWEDISH_PUBLIC_SECTOR, name)
    assert isinstance(outcome, Refused)
    assert [found.code for found in outcome.problems] == [code]
    assert operations.versions(store, chain.id) == []


def test_of_an_intervention_that_is_gone_nothing_can_be_kept(store, home):
    outcome = operations.keep_version(store, "eva", "no-such", 1, SWEDISH_PUBLIC_SECTOR, "A")
    assert outcome.problems[0].code == "storage.gone"
    assert operations.version(store, "no-such")[1][0].code == "version.gone"


def test_keeping_stands_in_the_log(path, store, chain):
    made = keep(store, chain)
    store.close()
    with closing(sqlite3.connect(path)) as db:
        [(place, new, who)] = db.execute("SELECT place, new, who FROM change WHERE action = 'keep'")
    assert (place, who) == ("versions/1", "eva")
    assert made.fingerprint in new


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE frozen_version SET ratio = 9",
        "UPDATE frozen_version SET note = note",
        "DELETE FROM frozen_version",
        "INSERT OR REPLACE INTO frozen_version SELECT * FROM frozen_version",
    ],
)
def test_the_database_refuses_to_change_or_delete_what_is_kept(path, store, chain, statement):
    made = keep(store, chain)
    store.close()
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(statement)
    with closing(open_store(path)) as again:
        assert operations.versions(again, chain.id) == [made]


def test_a_row_that_was_altered_around_the_database_is_named(path, store, chain):
    made = keep(store, chain)
    store.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TRIGGER frozen_version_no_update")
        db.execute("""UPDATE frozen_version SET result = replace(result, '"ratio":0.7', '"ratio":1.7')""")
    with closing(open_store(path)) as again:
        version, problems = operations.version(again, made.id)
    assert version.result.public.ratio > 1.7
    assert [found.code for found in problems] == ["version.result_altered"]


def test_the_step_to_this_table_goes_down_and_up_again_on_a_filled_file(path, store, chain):
    keep(store, chain)
    store.close()
    migrate(path, migrations(), "0004")
    with closing(sqlite3.connect(path)) as db:
        left = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert not {name for name in left if "frozen" in name}
    with closing(open_store(path)) as again:
        assert operations.versions(again, chain.id) == []
        assert keep(again, chain).number == 1
        assert operations.load(again, chain.id).chain == chain


def test_two_who_keep_after_each_other_get_numbers_of_their_own(store, home):
    first, second = kept(store, home.id, small_chain("C1")), kept(store, home.id, small_chain("C2"))
    numbers = [keep(store, each.chain, name).number for each in (first, second) for name in ("A", "B")]
    assert numbers == [1, 2, 1, 2]
    changed = with_deadweight(first.chain, 0.5)
    assert isinstance(operations.save(store, "bo", changed, 1), Saved)
    assert keep(store, first.chain, "C", version=2).number == 3
