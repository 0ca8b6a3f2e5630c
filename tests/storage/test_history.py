"""History: every change can be read, nobody rewrites it, and one's own last actions can be taken back."""

from contextlib import closing
from datetime import timedelta
from hashlib import sha256

from hypothesis import given, settings
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chain import edit
from chain.assumption import Series
from storage import operations
from storage.changes import Change, changes, plain
from storage.operations import Refused, Saved
from storage.rows import table
from storage.store import open_store
from storage.taking_back import taken_back
from tests.acting import here
from tests.storage.anything import any_chain
from tests.storage.look import looking, rows_of
from tests.storage.samples import effect, kept, number, small_chain, with_deadweight, words


def told(store, **asked) -> list[tuple]:
    """The history of C1, latest first: who did what where."""
    return [
        (each.who, each.action, each.place, each.version)
        for each in operations.history(store, here(store), "C1", **asked)
    ]


@pytest.fixture
def changed(store, home):
    """A chain with some changes behind it, and its store."""
    chain = kept(store, home.id).chain
    operations.save(store, here(store, "bo"), with_deadweight(chain, 0.5, 2), 1, reason="Ny studie")
    operations.save(store, here(store, "cia"), edit.without_element(with_deadweight(chain, 0.5, 2), "effects", "E1"), 2)
    return store


def test_the_history_tells_who_when_where_from_what_to_what_and_why_latest_first(changed):
    last, middle, first = operations.history(changed, here(changed), "C1")
    assert (last.who, last.action, last.place, last.version, last.new) == ("cia", "save", "effects/E1", 3, None)
    assert (middle.who, middle.place, middle.reason) == ("bo", "effects/E2/deadweight", "Ny studie")
    assert (middle.old, middle.new) == (plain(number(0.2)), plain(number(0.5)))
    assert (first.who, first.action, first.new) == ("anna", "create", {"name": plain(words("Läxhjälp"))})
    assert last.at >= middle.at >= first.at
    assert middle.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("prefix", "places"),
    [
        ("effects/E2", ["effects/E2/deadweight"]),
        ("effects/E1/deadweight", ["effects/E1"]),
        ("effects/E", []),
        ("effects/e2", []),
        ("effects/E%", []),
        ("chain", ["chain"]),
        ("effects", ["effects/E1", "effects/E2/deadweight"]),
    ],
)
def test_the_history_of_a_place_is_its_own_its_parts_and_what_it_belongs_to(changed, prefix, places):
    assert [place for _, _, place, _ in told(changed, place_prefix=prefix)] == places


def test_a_long_history_is_read_piece_by_piece(changed):
    whole, page, before = operations.history(changed, here(changed), "C1"), [], None
    while piece := operations.history(changed, here(changed), "C1", limit=2, before=before):
        page, before = page + piece, piece[-1].id
    assert page == whole
    assert operations.history_places(changed, here(changed), "C1") == ["chain", "effects/E1", "effects/E2"]


def test_the_history_outlives_the_intervention(changed):
    operations.archive(changed, here(changed, "bo"), "C1")
    operations.delete_for_good(changed, here(changed, "bo"), "C1", "Läxhjälp")
    assert [action for _, action, _, _ in told(changed)] == ["delete", "archive", "save", "save", "create"]


REWRITINGS = (
    "UPDATE change SET who = 'someone else'",
    "UPDATE change SET at = at, new = NULL",
    "UPDATE change SET old = new WHERE place = 'chain'",
    "UPDATE change SET reason = 'a better one'",
    "DELETE FROM change",
    "DELETE FROM change WHERE id = 1",
    "UPDATE redaction SET words = 'other'",
    "UPDATE redaction SET confirmed_by = 'dan', confirmed_at = proposed_at, words = NULL",
)
ONLY = {
    "sqlite": ("INSERT OR REPLACE INTO change SELECT * FROM change", "REPLACE INTO redaction SELECT * FROM redaction"),
    "postgresql": ("TRUNCATE change", "TRUNCATE redaction CASCADE", "TRUNCATE organisation CASCADE"),
}


def test_the_database_itself_refuses_to_rewrite_history(changed, address):
    operations.propose_redaction(changed, here(changed, "bo"), "C1", "Läxhjälp", "Namn")
    before = rows_of(address)
    for statement in (*REWRITINGS, *ONLY[changed._engine.dialect.name]):
        with looking(address) as db, pytest.raises(DBAPIError, match="history stands"), db.begin():
            db.execute(text(statement))
        assert rows_of(address) == before, statement


def test_a_program_that_tries_is_told(changed):
    with pytest.raises(operations.StorageFailed) as failed, changed.writing() as db:
        db.execute(table("change").delete())
    assert failed.value.problem.code == "storage.history_stands"


# --- undo -------------------------------------------------------------------------------------------------------------


def test_undo_takes_back_ones_own_last_saves_one_by_one_as_new_changes(changed):
    chain = small_chain()
    operations.save(
        changed,
        here(changed, "bo"),
        operations.load(changed, here(changed), "C1").chain.model_copy(update={"end_year": 2031}),
        3,
    )
    assert [each.place for each in operations.last_own_changes(changed, here(changed, "bo"), "C1")] == [
        "chain/end_year"
    ]
    assert operations.undo(changed, here(changed, "bo"), "C1").version == 5
    assert operations.undo(changed, here(changed, "bo"), "C1").version == 6
    now = operations.load(changed, here(changed), "C1")
    assert (now.version, now.chain) == (6, edit.without_element(chain, "effects", "E1"))
    assert told(changed)[:2] == [("bo", "undo", "effects/E2/deadweight", 6), ("bo", "undo", "chain/end_year", 5)]
    assert [each.undoes for each in operations.history(changed, here(changed), "C1")[:2]] == [2, 4]
    assert [each.code for each in operations.undo(changed, here(changed, "bo"), "C1").problems] == [
        "storage.nothing_to_undo"
    ]
    assert isinstance(operations.undo(changed, here(changed, "cia"), "C1"), Saved)
    assert operations.load(changed, here(changed), "C1").chain == chain


def test_undo_never_takes_away_what_someone_else_did_since(changed):
    there = operations.load(changed, here(changed), "C1")
    operations.save(changed, here(changed, "cia"), with_deadweight(there.chain, 0.9, 2), there.version)
    refused = operations.undo(changed, here(changed, "bo"), "C1")
    assert [(each.code, each.place) for each in refused.problems] == [("storage.moved_on", "effects/E2/deadweight")]
    assert operations.load(changed, here(changed), "C1").chain == with_deadweight(there.chain, 0.9, 2)


def test_nothing_is_undone_in_what_is_archived_or_gone_or_someone_elses(changed):
    assert operations.last_own_changes(changed, here(changed, "anna"), "C1") == ()
    assert isinstance(operations.undo(changed, here(changed, "anna"), "C1"), Refused)
    operations.archive(changed, here(changed, "bo"), "C1")
    assert [each.code for each in operations.undo(changed, here(changed, "bo"), "C1").problems] == ["storage.archived"]
    assert [each.code for each in operations.undo(changed, here(changed, "bo"), "nothing").problems] == ["storage.gone"]


def test_the_second_writer_is_told_of_an_undo_too(changed):
    seen = operations.load(changed, here(changed), "C1")
    operations.undo(changed, here(changed, "bo"), "C1")
    conflict = operations.save(
        changed, here(changed, "dan"), seen.chain.model_copy(update={"end_year": 2030}), seen.version
    )
    assert [each.place for each in conflict.changes] == ["effects/E2/deadweight"]


@settings(max_examples=40)
@given(one=any_chain(), other=any_chain())
def test_taking_back_what_differs_gives_the_chain_before(one, other):
    for before, after in ((one, other), (other, one)):
        logged = [Change(*step) for step in changes(before, after)]
        assert taken_back(after, logged) == before


def test_elements_that_went_come_back_where_they_stood():
    chain = small_chain(effects=5)
    left = (chain.effects[4], effect(9), chain.effects[2])
    after = chain.model_copy(update={"effects": left, "cohorts": Series(values={2026: 1})})
    assert taken_back(after, changes(chain, after)) == chain


# --- redaction --------------------------------------------------------------------------------------------------------

NAME = "Kim Åkesson 19900101-0000"


@pytest.fixture
def named(store, home):
    """A store where someone is named who should not be: in the chain, in its history and in a draft."""
    chain = small_chain().model_copy(update={"need": words(f"Det gäller {NAME} och andra.")})
    made = kept(store, home.id, chain)
    source = number(0.3).model_copy(update={"source": f"Samtal med {NAME}"})
    marked = made.chain.effects[0].model_copy(update={"deadweight": source})
    operations.save(store, here(store, "bo"), edit.with_element(made.chain, "effects", marked), 1)
    there = operations.load(store, here(store), "C1").chain
    operations.save(
        store, here(store, "bo"), there.model_copy(update={"need": words(f"{NAME} igen")}), 2, reason=f"{NAME} ringde"
    )
    operations.save_draft(store, "bo", "C1", "chain/need", {"need.sv": f"x {NAME}", "years": ["2025"]})
    operations.archive(store, here(store, "bo"), "C1")
    return store


def test_two_people_take_words_away_everywhere_and_every_figure_stays(named, address):
    before = operations.load(named, here(named), "C1")
    proposed = operations.propose_redaction(named, here(named, "anna"), "C1", NAME, "Ett namn och personnummer")
    done = operations.confirm_redaction(named, here(named, "cia"), proposed.id)
    mark = f"⟦sha256:{proposed.sha256}⟧"
    assert proposed.sha256 == sha256(NAME.encode()).hexdigest()
    after = operations.load(named, here(named), "C1")
    assert (done.words, done.confirmed_by, after.version) == (None, "cia", before.version + 1)
    assert (after.chain.need.sv, after.chain.effects[0].deadweight.source) == (f"{mark} igen", f"Samtal med {mark}")
    assert plain(after.chain) == _swapped(plain(before.chain), NAME, mark)
    named.close()
    everything = repr(rows_of(address))
    assert NAME not in everything
    assert NAME.encode("unicode_escape").decode() not in everything
    assert everything.count(proposed.sha256) > 5


def _swapped(value, old: str, new: str):
    if isinstance(value, dict):
        return {key: _swapped(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [_swapped(inner, old, new) for inner in value]
    return value.replace(old, new) if isinstance(value, str) else value


def test_a_redaction_is_told_in_the_history_it_cleans(named):
    proposed = operations.propose_redaction(named, here(named, "anna"), "C1", NAME, "Ett namn")
    operations.confirm_redaction(named, here(named, "cia"), proposed.id)
    last, asked = operations.history(named, here(named), "C1", limit=2)
    assert (last.who, last.action, last.reason) == ("cia", "redact", "Ett namn")
    assert (last.new["sha256"], last.new["proposed_by"]) == (proposed.sha256, "anna")
    assert {"need", "effects/E1/deadweight/source"} <= set(last.new["places"])
    assert (asked.who, asked.action) == ("anna", "redaction_proposed")
    assert [each.words for each in operations.redactions(named, here(named), "C1")] == [None]
    assert (
        operations.confirm_redaction(named, here(named, "dan"), proposed.id).problems[0].code == "storage.no_redaction"
    )
    assert operations.withdraw_redaction(named, here(named, "dan"), proposed.id).code == "storage.no_redaction"


@pytest.mark.parametrize("who", ["anna", " Anna "])
def test_one_person_alone_takes_nothing_away(named, address, who):
    proposed = operations.propose_redaction(named, here(named, "anna"), "C1", NAME, "Ett namn")
    before = rows_of(address)
    refused = operations.confirm_redaction(named, here(named, who), proposed.id)
    assert [each.code for each in refused.problems] == ["storage.redaction_same_person"]
    assert rows_of(address) == before


def test_a_proposal_that_is_withdrawn_leaves_no_words(named):
    proposed = operations.propose_redaction(named, here(named, "anna"), "C1", "igen", "Fel ord")
    assert operations.withdraw_redaction(named, here(named, "anna"), proposed.id) is None
    assert operations.redactions(named, here(named), "C1") == []
    assert operations.history(named, here(named), "C1", limit=1)[0].action == "redaction_withdrawn"
    assert operations.load(named, here(named), "C1").chain.need.sv == f"{NAME} igen"


@pytest.mark.parametrize(
    ("taken", "reason", "code"),
    [
        ("xy", "Namn", "storage.redaction_too_short"),
        (NAME, " ", "storage.redaction_reason"),
        (NAME, f"Det står {NAME}", "storage.redaction_reason"),
        ("finns inte här", "Namn", "storage.redaction_not_found"),
        ("share_of_cohort", "Namn", "storage.redaction_not_found"),
        ("a\0bc", "Namn", "storage.nul_character"),
    ],
)
def test_a_redaction_that_would_miss_or_take_too_much_is_refused(named, taken, reason, code):
    refused = operations.propose_redaction(named, here(named, "anna"), "C1", taken, reason)
    assert code in [each.code for each in refused.problems]


def test_words_in_the_history_of_a_deleted_intervention_can_be_taken_away(named, address):
    operations.delete_for_good(named, here(named, "bo"), "C1", "Läxhjälp")
    proposed = operations.propose_redaction(named, here(named, "anna"), "C1", NAME, "Ett namn")
    operations.confirm_redaction(named, here(named, "cia"), proposed.id)
    assert NAME.encode("unicode_escape").decode() not in repr(rows_of(address)).replace("\\\\u", "\\u")


def test_a_text_that_would_grow_too_long_becomes_the_tombstone_alone(store, home):
    full = number(0.2).model_copy(update={"source": "Kim " + "x" * 1_996})
    marked = small_chain().effects[0].model_copy(update={"deadweight": full})
    kept(store, home.id, edit.with_element(small_chain(), "effects", marked))
    proposed = operations.propose_redaction(store, here(store, "anna"), "C1", "Kim", "Ett namn")
    operations.confirm_redaction(store, here(store, "cia"), proposed.id)
    assert operations.load(store, here(store), "C1").chain.effects[0].deadweight.source == f"⟦sha256:{proposed.sha256}⟧"


def test_words_taken_away_are_not_left_in_the_file(named, path, address):
    proposed = operations.propose_redaction(named, here(named, "anna"), "C1", NAME, "Ett namn")
    operations.confirm_redaction(named, here(named, "cia"), proposed.id)
    if address == str(path):
        kept_bytes = b"".join(each.read_bytes() for each in path.parent.glob("kept.db*"))
        assert b"19900101-0000" not in kept_bytes
        assert proposed.sha256.encode() in kept_bytes
    with closing(open_store(address)) as again:
        assert operations.load(again, here(again), "C1").chain.need.sv == f"⟦sha256:{proposed.sha256}⟧ igen"
