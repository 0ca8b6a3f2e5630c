"""Kept results: kept once, listed, opened as they were, and refused to every change, also by the database itself."""

from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sroi.frozen import recompute
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.sureness import Drawing
from storage import operations
from storage.database import database_at
from storage.operations import Refused, Saved, VersionSummary
from storage.rows import table
from storage.store import migrate, migrations, open_store
from tests.acting import here
from tests.golden.examples import example
from tests.storage.look import looking, rows_of, schema
from tests.storage.samples import kept, small_chain, with_deadweight, words


@pytest.fixture
def chain(store, home):
    """An example intervention with a ratio, in the store."""
    return kept(store, home.id, example("I3")).chain


def keep(store, chain, name="Nämnden", version=1, settings=SWEDISH_PUBLIC_SECTOR, **more):
    """Keep the result, which must succeed."""
    made = operations.keep_version(store, here(store, "eva"), chain.id, version, settings, name, **more)
    assert isinstance(made, VersionSummary), made
    return made


def test_what_was_kept_stays_as_it_was_however_the_chain_changes(store, chain):
    made = keep(store, chain, note="till mötet")
    changed = chain.model_copy(update={"effects": chain.effects[:1]})
    assert isinstance(operations.save(store, here(store, "bo"), changed, 1), Saved)
    later = keep(store, chain, "Efteråt", version=2, settings=SROI_GUIDE)
    assert operations.versions(store, here(store), chain.id) == [later, made]
    assert (made.number, later.number, made.created_by, made.note) == (1, 2, "eva", "till mötet")
    version, problems = operations.version(store, here(store), made.id)
    assert (problems, version.chain) == ([], chain)
    assert version.result == calculate(chain, SWEDISH_PUBLIC_SECTOR)
    assert (made.ratio, made.fingerprint) == (version.result.public.ratio, version.record.fingerprint)
    assert made.ratio_low < made.ratio < made.ratio_high
    assert recompute(version).same


def test_interval_and_probability_stand_in_the_list_as_they_were_drawn(store, chain):
    made = keep(store, chain)
    version, _ = operations.version(store, here(store), made.id)
    outlook = version.sureness.of("public")
    assert (made.interval_low, made.interval_high) == outlook.ratio.interval(0.9)[:2]
    assert (made.value_chance, made.drawn_figures, made.all_figures) == (outlook.chance.share, 6, 62)
    assert version.record.drawing == Drawing()
    assert operations.versions(store, here(store), chain.id) == [made]


def test_it_is_there_when_the_store_is_opened_again_and_when_the_intervention_is_gone(address, store, chain):
    made = keep(store, chain)
    operations.archive(store, here(store, "eva"), chain.id)
    assert operations.delete_for_good(store, here(store, "eva"), chain.id, chain.name.sv) is None
    store.close()
    with closing(open_store(address)) as again:
        assert operations.load(again, here(again), chain.id) is None
        assert operations.versions(again, here(again), chain.id) == [made]
        assert operations.version(again, here(again), made.id)[1] == []


def test_a_double_click_keeps_once_and_another_name_keeps_anew(store, chain):
    made = keep(store, chain)
    assert keep(store, chain) == made
    assert keep(store, chain, "Styrelsen").number == 2


def test_without_a_ratio_the_result_can_be_kept_all_the_same(store, home):
    kept(store, home.id, small_chain())
    made = keep(store, small_chain())
    assert (made.ratio, made.ratio_low) == (None, None)
    assert operations.version(store, here(store), made.id)[0].result.problems


@pytest.mark.parametrize(
    ("version", "name", "code"),
    [(2, "A", "version.moved_on"), (0, "A", "version.moved_on"), (1, " ", "version.no_name")],
)
def test_what_cannot_be_kept_is_told_and_leaves_nothing(store, chain, version, name, code):
    outcome = operations.keep_version(store, here(store, "eva"), chain.id, version, SWEDISH_PUBLIC_SECTOR, name)
    assert isinstance(outcome, Refused)
    assert [found.code for found in outcome.problems] == [code]
    assert operations.versions(store, here(store), chain.id) == []


def test_of_an_intervention_that_is_gone_nothing_can_be_kept(store, home):
    outcome = operations.keep_version(store, here(store, "eva"), "no-such", 1, SWEDISH_PUBLIC_SECTOR, "A")
    assert outcome.problems[0].code == "storage.gone"
    assert operations.version(store, here(store), "no-such")[1][0].code == "version.gone"


def test_keeping_stands_in_the_history(store, chain):
    made = keep(store, chain)
    last, _ = operations.history(store, here(store), chain.id)
    assert (last.place, last.who, last.action) == ("versions/1", "eva", "keep")
    assert last.new["fingerprint"] == made.fingerprint


REWRITINGS = (
    "UPDATE frozen_version SET ratio = 9",
    "UPDATE frozen_version SET note = note",
    "UPDATE frozen_version SET chain = '{}', removed_sha256 = 'none'",
    "DELETE FROM frozen_version",
)
ONLY = {
    "sqlite": ("INSERT OR REPLACE INTO frozen_version SELECT * FROM frozen_version",),
    "postgresql": ("TRUNCATE frozen_version CASCADE", "TRUNCATE redaction CASCADE"),
}


def test_the_database_refuses_to_change_or_delete_what_is_kept(address, store, chain):
    keep(store, chain)
    before = rows_of(address)
    for statement in (*REWRITINGS, *ONLY[store._engine.dialect.name]):
        with looking(address) as db, pytest.raises(DBAPIError, match="history stands"), db.begin():
            db.execute(text(statement))
        assert rows_of(address) == before, statement


def test_a_program_that_tries_to_change_what_is_kept_is_told(store, chain):
    keep(store, chain)
    with pytest.raises(operations.StorageFailed) as failed, store.writing() as db:
        db.execute(table("frozen_version").update().values(note="other"))
    assert failed.value.problem.code == "storage.history_stands"


def test_a_row_that_was_altered_around_the_database_is_named(address, store, chain):
    made = keep(store, chain)
    whose = "" if store._engine.dialect.name == "sqlite" else "ON frozen_version"
    store.close()
    with looking(address) as db, db.begin():
        db.exec_driver_sql(f"DROP TRIGGER frozen_version_stands {whose}")
        db.exec_driver_sql("""UPDATE frozen_version SET result = replace(result, '"ratio":0.7', '"ratio":1.7')""")
    with closing(open_store(address)) as again:
        version, problems = operations.version(again, here(again), made.id)
    assert version.result.public.ratio > 1.7
    assert [found.code for found in problems] == ["version.result_altered"]


def test_the_step_to_this_table_goes_down_and_up_again_on_a_filled_database(address, store, chain):
    keep(store, chain)
    store.close()
    migrate(database_at(address), migrations(), "0005")
    assert not [line for line in schema(address) if "frozen" in line]
    with closing(open_store(address)) as again:
        assert operations.versions(again, here(again), chain.id) == []
        assert keep(again, chain).number == 1
        assert operations.load(again, here(again), chain.id).chain == chain


def test_two_who_keep_after_each_other_get_numbers_of_their_own(store, home):
    first, second = kept(store, home.id, small_chain("C1")), kept(store, home.id, small_chain("C2"))
    numbers = [keep(store, each.chain, name).number for each in (first, second) for name in ("A", "B")]
    assert numbers == [1, 2, 1, 2]
    changed = with_deadweight(first.chain, 0.5)
    assert isinstance(operations.save(store, here(store, "bo"), changed, 1), Saved)
    assert keep(store, first.chain, "C", version=2).number == 3


# --- words about a person in what is kept -----------------------------------------------------------------------------

NAME = "Kim Åkesson 19900101-0000"


@pytest.fixture
def named(store, home):
    """The id of an intervention kept with a name in its need, kept again with it in the note only, and once without."""
    clean = example("I3")
    made = kept(store, home.id, clean.model_copy(update={"need": words(f"Det gäller {NAME}.")}))
    keep(store, made.chain, "Med namn")
    operations.save(store, here(store, "bo"), clean, 1)
    keep(store, clean, "I anteckningen", version=2, note=f"visad för {NAME}")
    keep(store, clean, "Utan", version=2)
    return clean.id


def redact(store, intervention_id, **more):
    """Take the name away, as two."""
    proposed = operations.propose_redaction(store, here(store, "anna"), intervention_id, NAME, "Ett namn", **more)
    return operations.confirm_redaction(store, here(store, "cia"), proposed.id)


def test_a_redaction_that_does_not_reach_what_is_kept_leaves_it_and_names_it(store, named):
    before = operations.versions(store, here(store), named)
    redact(store, named)
    assert operations.versions(store, here(store), named) == before
    assert [each.name for each in operations.versions_with(store, here(store), named, NAME)] == [
        "Med namn",
        "I anteckningen",
    ]
    assert operations.version(store, here(store), before[-1].id)[1] == []
    [refused] = operations.propose_redaction(store, here(store, "anna"), named, NAME, "Ett namn").problems
    assert refused.code == "storage.redaction_only_kept"


def test_two_people_withdraw_what_was_kept_with_a_name_in_it_and_its_figures_stay(store, named, address):
    untouched, noted, withheld = operations.versions(store, here(store), named)
    removed = sha256(operations.version(store, here(store), withheld.id)[0].chain_json.encode()).hexdigest()
    done = redact(store, named, kept_too=True)
    assert operations.versions_with(store, here(store), named, NAME) == []
    after, note, gone = operations.versions(store, here(store), named)
    mark = f"⟦sha256:{done.sha256}⟧"
    assert (after, note) == (untouched, replace(noted, note=f"visad för {mark}"))
    why = gone.withdrawn
    assert (why.removed_sha256, why.reason, why.proposed_by, why.confirmed_by) == (removed, "Ett namn", "anna", "cia")
    assert replace(gone, withdrawn=None) == withheld
    assert [each.code for each in operations.version(store, here(store), gone.id)[1]] == ["version.withdrawn"]
    version, problems = operations.version(store, here(store), note.id)
    assert (problems, recompute(version).same, version.record.note) == ([], True, note.note)
    assert {"versions/1", "versions/2"} <= set(operations.history(store, here(store), named, limit=1)[0].new["places"])
    everything = repr(rows_of(address))
    assert "19900101-0000" not in everything


def test_what_a_redaction_may_do_to_what_is_kept_is_no_more_than_that(store, named, address):
    proposed = operations.propose_redaction(store, here(store, "anna"), named, NAME, "Ett namn", kept_too=True)
    confirm = f"UPDATE redaction SET confirmed_by = 'cia', confirmed_at = proposed_at WHERE id = '{proposed.id}'"
    for change in (
        "ratio = 9",
        f"result = '{proposed.sha256}'",
        "chain = '{}'",
        f"chain = '{proposed.sha256}'",
        f"chain = '{proposed.sha256}', redaction_id = '{proposed.id}'",
        f"redaction_id = '{proposed.id}', removed_sha256 = 'x'",
        "note = NULL",
    ):
        with looking(address) as db:
            db.exec_driver_sql(confirm)
            with pytest.raises(DBAPIError, match="history stands"):
                db.exec_driver_sql(f"UPDATE frozen_version SET {change}")
