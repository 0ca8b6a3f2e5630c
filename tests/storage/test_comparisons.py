"""Kept comparisons: every save on top of the one it names, place by place in the history, and the way back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.forecast.document import read_comparison, write_comparison
from chain.forecast.model import Comparison, CostItem, ExcessCost, Option, PayerShare
from chain.model import Level
from chain.text import Text
from storage import operations
from storage.changes import Change
from storage.document_changes import document_before, document_changes
from storage.operations import Conflict, Refused, Saved
from storage.store import open_store
from storage.taking_back import MovedOn
from tests.acting import here
from tests.chain.comparisons import changed, number, shipped
from tests.storage.look import rows_of
from tests.storage.samples import small_chain, words


@pytest.fixture
def kept(store, home):
    """The worked example is kept."""
    return operations.add_comparison(store, here(store), shipped())


def places(outcome: Saved) -> list[str]:
    """What a save changed."""
    return [each.place for each in outcome.changes]


def test_it_comes_back_as_it_was_also_after_a_restart(store, kept, address):
    assert kept.comparison == shipped()
    assert operations.load_comparison(store, here(store), kept.comparison.id) == kept
    with closing(open_store(address)) as again:
        assert operations.load_comparison(again, here(again), kept.comparison.id) == kept
        [listed] = operations.comparisons(again, here(again))
    assert (listed.id, listed.name, listed.version) == (kept.comparison.id, shipped().name, 1)
    assert operations.add_comparison(store, here(store), shipped()) == kept, "a double click makes one"


def test_a_save_tells_each_place_that_moved_and_a_second_one_nothing(store, kept):
    acting, id_ = here(store), kept.comparison.id
    new = changed(shipped(), "population/children/value", 75.0)
    new = changed(new, "options/A/costs", (*new.options[0].costs, CostItem(id="new", name=words("Lokal"))))
    outcome = operations.save_comparison(store, acting, new, 1)
    assert (places(outcome), outcome.version) == (["population/children", "options/A/costs/new"], 2)
    assert operations.save_comparison(store, acting, new, 1) == operations.save_comparison(store, acting, new, 2)
    told = operations.comparison_history(store, acting, id_)
    assert [(each.action, each.version, each.place) for each in told] == [
        ("save", 2, "options/A/costs/new"), ("save", 2, "population/children"), ("create", 1, "comparison"),
    ]  # fmt: skip
    assert (told[1].old["value"], told[1].new["value"], told[1].who) == (100.0, 75.0, "a reader")
    assert len(operations.comparison_history(store, acting, id_, "options/A")) == 1


def test_of_two_writers_the_second_is_told_what_the_first_changed_and_both_can_be_kept(store, kept):
    anna, bo = here(store, "anna"), here(store, "bo")
    operations.save_comparison(store, anna, changed(shipped(), "decision/price_year", 2025), 1)
    late = changed(shipped(), "decision/start_year", 2030)
    told = operations.save_comparison(store, bo, late, 1)
    assert isinstance(told, Conflict)
    assert (told.by, told.version, [each.place for each in told.changes]) == ("anna", 2, ["decision/price_year"])
    both = changed(told.current.comparison, "decision/start_year", 2030)
    assert operations.save_comparison(store, bo, both, told.version).version == 3


def test_of_many_who_save_at_once_each_builds_on_the_others(store, kept):
    def add(number_: int) -> None:
        acting, now = here(store, f"writer {number_}"), kept
        while True:
            more = (*now.comparison.excess_costs, ExcessCost(id=f"E{number_}", payer=Level.REGION))
            outcome = operations.save_comparison(store, acting, changed(now.comparison, "excess_costs", more),
                                                 now.version)  # fmt: skip
            if isinstance(outcome, Saved):
                return
            now = outcome.current

    with ThreadPoolExecutor(4) as several:
        list(several.map(add, range(8)))
    found = operations.load_comparison(store, here(store), kept.comparison.id)
    assert found.version == 9
    assert {f"E{n}" for n in range(8)} <= {each.id for each in found.comparison.excess_costs}


def test_undo_takes_back_ones_own_last_save_and_only_where_nobody_has_been_since(store, kept):
    anna, bo, id_ = here(store, "anna"), here(store, "bo"), kept.comparison.id
    operations.save_comparison(store, anna, changed(shipped(), "decision/price_year", 2025), 1)
    there = operations.load_comparison(store, anna, id_)
    operations.save_comparison(store, bo, changed(there.comparison, "decision/start_year", 2031), 2)
    assert [each.place for each in operations.last_own_comparison_changes(store, anna, id_)] == ["decision/price_year"]
    assert operations.undo_comparison(store, anna, id_).version == 4
    now = operations.load_comparison(store, anna, id_).comparison
    assert now == changed(shipped(), "decision/start_year", 2031)
    assert [each.code for each in operations.undo_comparison(store, anna, id_).problems] == ["storage.nothing_to_undo"]
    operations.save_comparison(store, anna, changed(now, "decision/start_year", 2033), 4)
    [moved] = operations.undo_comparison(store, bo, id_).problems
    assert (moved.code, moved.place) == ("storage.moved_on", "decision/start_year")
    assert operations.load_comparison(store, bo, id_).version == 5


def test_put_away_it_stands_and_deleted_only_its_past_is_left(store, kept):
    acting, id_ = here(store), kept.comparison.id
    operations.save_draft(store, "bo", operations.comparison_key(id_), "decision", {"x": "typed"})
    operations.save_draft(store, "bo", operations.comparison_key("another"), "decision", {"x": "typed"})
    new = changed(shipped(), "decision/price_year", 2025)
    assert operations.delete_comparison(store, acting, id_, "x").code == "storage.comparison_not_archived"
    assert operations.archive_comparison(store, acting, id_) is None
    [refused] = operations.save_comparison(store, acting, new, 1).problems
    assert refused.code == "storage.comparison_archived"
    assert operations.comparisons(store, acting) == []
    assert [each.id for each in operations.comparisons(store, acting, archived=True)] == [id_]
    assert operations.restore_comparison(store, acting, id_) is None
    assert operations.save_comparison(store, acting, new, 1).version == 2
    operations.archive_comparison(store, acting, id_)
    assert operations.delete_comparison(store, acting, id_, "Något annat").code == "storage.comparison_other_name"
    assert operations.delete_comparison(store, acting, id_, f" {shipped().name.sv} ") is None
    assert operations.load_comparison(store, acting, id_) is None
    actions = [each.action for each in operations.comparison_history(store, acting, id_)]
    assert actions == ["delete", "archive", "save", "restore", "archive", "create"]
    assert [each.intervention_id for each in operations.open_drafts(store, "bo")] == [
        operations.comparison_key("another")
    ]
    [taken] = operations.add_comparison(store, acting, shipped()).problems
    assert taken.code == "storage.comparison_id_taken", "its past is not continued by something else"


def test_it_is_about_an_intervention_as_long_as_that_is_there(store, kept):
    acting, id_ = here(store), kept.comparison.id
    operations.create(store, acting, small_chain("C1"))
    assert operations.point_comparison(store, acting, id_, "no-such").code == "storage.gone"
    assert operations.point_comparison(store, acting, id_, "C1") is None
    copy = operations.copy_comparison(store, acting, id_, words("Kopia"), "twin")
    assert (copy.intervention_id, copy.version, copy.comparison.name) == ("C1", 1, words("Kopia"))
    assert copy.comparison == changed(changed(shipped(), "id", "twin"), "name", words("Kopia"))
    operations.archive(store, acting, "C1")
    name = small_chain("C1").name.sv
    assert operations.delete_for_good(store, acting, "C1", name) is None
    assert operations.load_comparison(store, acting, id_).intervention_id is None


def test_what_no_document_can_hold_is_refused_and_nothing_is_kept(store, kept):
    acting = here(store)
    twice = (Option(id="A"), Option(id="A"))
    for bad, code in (
        (changed(shipped(), "name", Text(sv="noll\0")), "document.control_character"),
        (changed(shipped(), "name", Text.model_construct(sv="\ud800", en="")), "storage.half_character"),
        (changed(shipped(), "options", twice), "storage.duplicate_id"),
        (changed(shipped(), "population/children/value", float("inf")), "document.not_a_figure"),
    ):
        for tried in (operations.save_comparison(store, acting, bad, 1),
                      operations.add_comparison(store, acting, changed(bad, "id", "other"))):  # fmt: skip
            assert isinstance(tried, Refused)
            assert tried.problems[0].code == code
    assert [(each.id, each.version) for each in operations.comparisons(store, acting)] == [(kept.comparison.id, 1)]


NAME = "Kim Exempelsson"


@pytest.mark.parametrize("deleted", [False, True])
def test_two_people_take_words_away_in_the_comparison_its_history_and_drafts(store, kept, address, deleted):
    acting, id_ = here(store, "anna"), kept.comparison.id
    key = operations.comparison_key(id_)
    named = changed(shipped(), "limitations", Text(sv=f"Enligt {NAME}"))
    source = named.population.children.model_copy(update={"source": f"Samtal med {NAME}"})
    named = changed(named, "population/children", source)
    operations.save_comparison(store, acting, named, 1, reason=f"{NAME} ringde")
    operations.save_draft(store, "bo", key, "decision", {"question.sv": f"x {NAME}"})
    if deleted:
        operations.archive_comparison(store, acting, id_)
        operations.delete_comparison(store, acting, id_, shipped().name.sv)
    asked = operations.propose_redaction(store, acting, key, NAME, "Ett namn")
    assert operations.confirm_redaction(store, here(store, "cia"), asked.id).confirmed_by == "cia"
    after = operations.load_comparison(store, acting, id_)
    if deleted:
        assert after is None
    else:
        assert (after.version, after.comparison.population.children.value) == (3, 100.0)
        assert after.comparison.limitations.sv == f"Enligt ⟦sha256:{asked.sha256}⟧"
    told = operations.comparison_history(store, acting, id_)[0]
    assert (told.action, told.who, told.place) == ("redact", "cia", "comparison")
    store.close()
    everything = repr(rows_of(address))
    assert NAME not in everything
    assert everything.count(asked.sha256) > 3


# --- differences and back, without a database -------------------------------------------------------------------------

SETS = st.lists(st.sampled_from("ABCDE"), unique=True, max_size=5)
VALUES = st.floats(0, 1, allow_nan=False)


@st.composite
def some_comparison(draw) -> Comparison:
    """A comparison of a few interventions with costs, in any order."""
    options = tuple(
        Option(
            id=each,
            name=Text(sv=draw(st.sampled_from(("", "Ett", "Två")))),
            costs=tuple(CostItem(id=cost, amount=number(draw(VALUES))) for cost in draw(SETS)),
            payer_shares=tuple(PayerShare(payer=level, share=number(0.5))
                               for level in draw(st.lists(st.sampled_from(list(Level)[:3]), max_size=2))),
        )
        for each in draw(SETS)
    )  # fmt: skip
    horizons = tuple(draw(st.lists(st.integers(1, 60), max_size=3)))
    base = Comparison(id="X", name=Text(sv=draw(st.sampled_from("ab"))), options=options)
    return changed(base, "decision/horizons", horizons)


@given(some_comparison(), some_comparison())
def test_the_way_back_leads_exactly_to_where_one_was(old, new):
    steps = document_changes(old, new)
    assert document_before(new, steps) == old
    assert (steps == ()) == (old == new)
    assert len({each.place for each in steps}) == len(steps)
    for comparison in (old, new):
        assert read_comparison(write_comparison(comparison)) == (comparison, [])


def test_no_way_back_where_the_place_has_moved_or_gone():
    old = shipped()
    for place, value in (("decision/price_year", 2025), ("options/A/effect/estimate", number(0.1))):
        new = changed(old, place, value)
        steps = document_changes(old, new)
        assert [each.place for each in steps] == [place]
        later = changed(new, place, None)
        with pytest.raises(MovedOn, match=place):
            document_before(later, steps)
    gone = changed(old, "options", old.options[1:])
    with pytest.raises(MovedOn):
        document_before(gone, [Change("options/A/words", {"sv": "", "en": ""}, {"sv": "x", "en": ""})])
