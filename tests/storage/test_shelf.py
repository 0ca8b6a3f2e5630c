"""Putting away, taking back, deleting for good, copying, taking in, and what was typed and not saved."""

import pytest

from chain.model import Goal
from chain.people import Acting
from storage import operations
from storage.operations import Imported, Stored, Wanted
from storage.rows import table
from storage.store import open_store
from tests.acting import here
from tests.storage.samples import kept, small_chain, words


def listed(store, home, archived: bool = False) -> list[str]:
    """The ids in the list."""
    found = operations.find_interventions(store, Acting("a reader", home.id), Wanted(archived=archived))
    return sorted(each.id for each in found.shown)


def test_an_archived_intervention_moves_to_the_other_list_and_back_unchanged(store, home):
    made = kept(store, home.id)
    for _ in range(2):
        assert operations.archive(store, here(store, "bo"), "C1") is None
    assert (listed(store, home), listed(store, home, archived=True)) == ([], ["C1"])
    [away] = operations.find_interventions(store, here(store), Wanted(archived=True)).shown
    assert away.archived_by == "bo"
    operations.restore(store, here(store, "cia"), "C1")
    assert (listed(store, home), listed(store, home, archived=True)) == (["C1"], [])
    assert operations.load(store, here(store), "C1") == made


def test_the_list_tells_the_header_without_the_chain(store, home):
    chain = kept(store, home.id).chain
    (told,) = operations.find_interventions(store, Acting("a reader", home.id)).shown
    for field in ("id", "name", "responsible_unit", "status", "claim", "method", "start_year", "end_year"):
        assert getattr(told, field) == getattr(chain, field)
        assert type(getattr(told, field)) is type(getattr(chain, field))
    assert (told.version, told.created_by, told.updated_by) == (1, "anna", "anna")


@pytest.mark.parametrize(
    ("archived", "typed", "code"),
    [
        (False, "Läxhjälp", "storage.not_archived"),
        (True, "läxhjälp", "storage.other_name"),
        (True, "", "storage.other_name"),
    ],
)
def test_only_an_archived_intervention_is_deleted_and_only_by_its_name(store, home, archived, typed, code):
    kept(store, home.id)
    if archived:
        operations.archive(store, here(store, "bo"), "C1")
    assert operations.delete_for_good(store, here(store, "bo"), "C1", typed).code == code
    assert operations.load(store, here(store), "C1") is not None


@pytest.mark.parametrize("typed", ["Läxhjälp", " Läxhjälp (en) "])
def test_deleting_for_good_leaves_no_row_but_the_log(store, home, typed):
    kept(store, home.id)
    other = kept(store, home.id, small_chain("C2"))
    operations.save_draft(store, "bo", "C1", "effects/E1", {"deadweight": "20 %"})
    operations.archive(store, here(store, "bo"), "C1")
    assert operations.delete_for_good(store, here(store, "bo"), "C1", typed) is None
    with store.reading() as db:
        left = {
            name: db.execute(rows.select().where(rows.c.intervention_id == "C1")).all()
            for name, rows in table("change").metadata.tables.items()
            if "intervention_id" in rows.c
        }
    assert [row.action for row in left.pop("change")] == ["create", "archive", "delete"]
    assert not any(left.values())
    assert {"draft", "figure_year", "link"} < left.keys()
    assert operations.load(store, here(store), "C2") == other


def test_a_copy_is_the_same_chain_under_another_name_and_made_once(store, home):
    chain = kept(store, home.id).chain
    for _ in range(2):
        twin = operations.copy(store, here(store, "bo"), "C1", words("Läxhjälp, kopia"), new_id="twin")
    assert isinstance(twin, Stored)
    assert twin.chain == chain.model_copy(update={"id": "twin", "name": words("Läxhjälp, kopia")})
    assert listed(store, home) == ["C1", "twin"]
    assert operations.copy(store, here(store, "bo"), "nothing", words("x")).problems[0].code == "storage.gone"


def test_an_import_takes_its_own_id_or_a_new_one_and_never_comes_in_twice(store, home):
    first = operations.import_chain(store, Acting("bo", home.id), small_chain())
    assert (first.stored.chain, first.taken_id, first.already_there) == (small_chain(), None, False)
    assert operations.import_chain(store, Acting("bo", home.id), small_chain()).already_there
    other = small_chain(effects=1)
    for _ in range(2):
        second = operations.import_chain(store, Acting("bo", home.id), other, new_id="new")
        assert operations.load(store, here(store), "new").chain == other.model_copy(update={"id": "new"})
    assert second.already_there
    assert listed(store, home) == ["C1", "new"]
    assert operations.load(store, here(store), "C1").chain == small_chain()


def test_an_import_with_a_taken_id_says_so(store, home):
    kept(store, home.id)
    told = operations.import_chain(store, Acting("bo", home.id), small_chain(effects=1))
    assert isinstance(told, Imported)
    assert told.taken_id == "C1"
    assert told.chain.id != "C1"


def test_imported_goals_meet_the_register_by_name_and_never_overwrite_it(store, home):
    ours = Goal(id="G1", name=words("Trygga barn"))
    same = Goal(id="K7", name=words("Fler klarar skolan"))
    for goal in (ours, same):
        operations.save_goal(store, Acting("anna", home.id), goal)
    theirs = small_chain().model_copy(
        update={"goals": (Goal(id="G1", name=words(" fler klarar SKOLAN")), Goal(id="G2", name=words("Nytt")))}
    )
    told = operations.import_chain(store, Acting("bo", home.id), theirs)
    assert told.goals_matched == (("G1", "K7"),)
    assert told.goals_added == (Goal(id="G2", name=words("Nytt")),)
    assert told.chain.outcomes[0].goal_ids == ("K7",)
    assert [each.goal for each in operations.goals(store, Acting("a reader", home.id))] == [
        ours,
        same,
        Goal(id="G2", name=words("Nytt")),
    ]


def test_an_imported_goal_with_a_taken_id_and_a_new_name_gets_an_id_of_its_own(store, home):
    operations.save_goal(store, Acting("anna", home.id), Goal(id="G1", name=words("Trygga barn")))
    told = operations.import_chain(store, Acting("bo", home.id), small_chain())
    assert told.goals_matched == (("G1", "G1-2"),)
    assert told.chain.outcomes[0].goal_ids == ("G1-2",)
    assert [each.goal.id for each in operations.goals(store, Acting("a reader", home.id))] == ["G1", "G1-2"]


def test_a_draft_survives_a_restart_as_typed_and_is_the_writers_own(address, store, home):
    typed = {"deadweight": "12,3 %", "years": ["2025", ""], "direct": False, "text": "å\n" * 50_000}
    assert operations.save_draft(store, "bo", "C1", "effects/E1", {"old": "x"}) is None
    assert operations.save_draft(store, "bo", "C1", "effects/E1", typed, version=4) is None
    store.close()
    again = open_store(address)
    there = operations.draft(again, "bo", "C1", "effects/E1")
    assert (there.values, there.version) == (typed, 4)
    assert operations.draft(again, "cia", "C1", "effects/E1") is None
    assert operations.open_drafts(again, "bo") == [there]
    operations.discard_draft(again, "bo", "C1", "effects/E1")
    assert operations.open_drafts(again, "bo") == []
    again.close()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"a": "x\0"}, "storage.nul_character"),
        ({"a": ["x", "\udc80"]}, "storage.half_character"),
        ({"a": "x" * 2_000_001}, "storage.draft_too_long"),
    ],
)
def test_a_draft_that_cannot_be_kept_leaves_the_one_before(store, home, values, code):
    operations.save_draft(store, "bo", "C1", "chain", {"a": "kept"})
    assert operations.save_draft(store, "bo", "C1", "chain", values).code == code
    assert operations.draft(store, "bo", "C1", "chain").values == {"a": "kept"}
