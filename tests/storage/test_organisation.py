"""The first visit, the goal register, the price library and a person's choices."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
import shutil
from threading import Barrier

import pytest

from chain.document import read_chain
from chain.follow_up_document import read_follow_up
from chain.model import Goal
from chain.people import LOCAL, Acting
from storage import operations
from storage.operations import Group, Organisation, Refused
from storage.operations.organisations import EXAMPLE_FILES, EXAMPLES, FOLLOW_UP_FILES
from storage.sources.prices import shipped_guides, shipped_prices
from tests.acting import here, home_of
from tests.storage.samples import number, words


def test_the_example_municipality_is_there_whole_and_once(store):
    assert home_of(store) is None
    made = operations.start_with_example(store, LOCAL)
    assert operations.start_with_example(store, LOCAL) == made == home_of(store)
    assert made.is_example
    documents = [read_chain(path.read_bytes())[0] for path in sorted(EXAMPLES.glob(EXAMPLE_FILES))]
    assert len(documents) == 4
    listed = operations.find_interventions(store, Acting("a reader", made.id)).shown
    assert [each.id for each in listed] == [each.id for each in documents]
    assert [operations.load(store, here(store), each.id).chain for each in documents] == documents
    named = {goal.id: goal for each in documents for goal in each.goals}
    assert {each.goal.id: each.goal for each in operations.goals(store, Acting("a reader", made.id))} == named
    assert operations.prices(store, Acting("a reader", made.id)) == list(shipped_prices())
    _the_follow_up_is_there(store, Acting("a reader", made.id))


def _the_follow_up_is_there(store, acting: Acting) -> None:
    """Every plan and target as written; values counted, but three that teach what is to be done."""
    written = [read_follow_up(path.read_bytes())[0] for path in sorted(EXAMPLES.glob(FOLLOW_UP_FILES))]
    assert len(written) == 4
    for each in written:
        shown = operations.follow_up_of(store, acting, each.intervention_id, drafts=True)
        assert shown.plan == each.plan
        assert set(shown.targets) == set(each.targets)
        told = {(seen.indicator_id, seen.period): seen.total for seen in each.observations}
        assert {(seen.indicator_id, seen.period): seen.total for seen in shown.observations} == told
    counting = [operations.follow_up_of(store, acting, each.intervention_id) for each in written]
    waiting = [len(each.observations) - len(seen.observations) for each, seen in zip(written, counting, strict=True)]
    assert waiting == [1, 1, 1, 0]
    counts = operations.to_do(store, acting, date(2026, 3, 1)).counts
    assert min(counts[Group.LATE], counts[Group.RETURNED], counts[Group.REVIEW]) > 0


def test_an_empty_start_has_the_prices_and_nothing_else(store):
    made = operations.start_empty(store, LOCAL, " Ljusnaby ")
    assert made.name == "Ljusnaby"
    assert operations.find_interventions(store, Acting("a reader", made.id)).total == 0
    assert operations.goals(store, Acting("a reader", made.id)) == []
    assert operations.prices(store, Acting("a reader", made.id)) == list(shipped_prices())
    assert operations.start_empty(store, LOCAL, "Ljusnaby") == made
    assert operations.start_empty(store, LOCAL, "En annan") not in (made, *operations.organisations(store, LOCAL)[:1])


def test_people_who_start_at_the_same_moment_start_one_organisation(store):
    together = Barrier(6)

    def start(n: int) -> Organisation:
        together.wait()
        return operations.start_with_example(store, LOCAL)

    with ThreadPoolExecutor(6) as people:
        made = set(people.map(start, range(6)))
    assert made == {home_of(store)}
    assert len(operations.find_interventions(store, Acting("a reader", made.pop().id)).shown) == 4


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_an_organisation_without_a_name_is_refused(store, name):
    assert isinstance(operations.start_empty(store, LOCAL, name), Refused)
    assert home_of(store) is None


def test_a_broken_example_is_refused_whole_and_names_the_file(store, tmp_path: Path):
    for path in EXAMPLES.glob(EXAMPLE_FILES):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "I3.json").write_text('{"format": "vardekedjan-chain", "version": 1, "chain": {}}', encoding="utf-8")
    refused = operations.start_with_example(store, LOCAL, tmp_path)
    assert isinstance(refused, Refused)
    assert {each.place.partition("#")[0] for each in refused.problems} == {"I3.json"}
    assert home_of(store) is None
    shutil.copytree(EXAMPLES, tmp_path / "all")
    (tmp_path / "all" / "follow_up" / "I2.json").write_text('{"format": "other"}', encoding="utf-8")
    refused = operations.start_with_example(store, LOCAL, tmp_path / "all")
    assert {each.place.partition("#")[0] for each in refused.problems} == {"follow_up/I2.json"}
    assert home_of(store) is None
    missing = operations.start_with_example(store, LOCAL, tmp_path / "nowhere")
    assert [each.code for each in missing.problems] == ["storage.no_example"]


def test_an_organisation_can_be_renamed(store, home):
    assert operations.rename_organisation(store, Acting("bo", home.id), "Ljusnaby kommun").name == "Ljusnaby kommun"
    assert home_of(store) == Organisation(home.id, "Ljusnaby kommun", False)
    assert isinstance(operations.rename_organisation(store, Acting("bo", home.id), " "), Refused)
    assert isinstance(operations.rename_organisation(store, Acting("bo", "nobody"), "x"), Refused)


def test_a_goal_is_kept_renamed_retired_and_taken_up_again(store, home):
    first, second = Goal(id="G1", name=words("Trygga barn")), Goal(id="G2", name=words("Fler i arbete"))
    for goal in (first, second):
        operations.save_goal(store, Acting("bo", home.id), goal)
    renamed = first.model_copy(update={"adopted_by": words("Fullmäktige")})
    operations.save_goal(store, Acting("bo", home.id), renamed)
    assert [each.goal for each in operations.goals(store, Acting("a reader", home.id))] == [renamed, second]
    assert operations.retire_goal(store, Acting("bo", home.id), "G1") is None
    assert [each.goal for each in operations.goals(store, Acting("a reader", home.id))] == [second]
    retired = operations.goals(store, Acting("a reader", home.id), retired=True)[0]
    assert (retired.goal, retired.retired_at is None) == (renamed, False)
    operations.save_goal(store, Acting("bo", home.id), renamed)
    assert [each.goal for each in operations.goals(store, Acting("a reader", home.id))] == [renamed, second]
    assert operations.retire_goal(store, Acting("bo", home.id), "G9").code == "storage.no_goal"
    assert isinstance(operations.save_goal(store, Acting("bo", "nobody"), first), Refused)


def test_an_own_price_counts_beside_its_template_and_can_be_reset(store, home):
    shipped = operations.prices(store, Acting("a reader", home.id))
    entry = shipped[3]
    own = replace(entry, price=number(777.5), own=True)
    for sek in (1.0, 777.5):
        kept = operations.save_own_price(store, Acting("bo", home.id), replace(own, price=number(sek)))
    assert (kept.price, kept.template, kept.own) == (number(777.5), entry.price, True)
    assert operations.prices(store, Acting("a reader", home.id)) == [*shipped[:3], kept, *shipped[4:]]
    assert operations.reset_own_price(store, Acting("bo", home.id), entry.library_id) is None
    assert operations.prices(store, Acting("a reader", home.id)) == shipped
    assert operations.reset_own_price(store, Acting("bo", home.id), "nothing").code == "storage.no_price"


def test_a_price_that_the_library_lacks_is_the_organisations_own(store, home):
    entry = replace(
        operations.prices(store, Acting("a reader", home.id))[0],
        library_id="egen",
        price=number(10),
        payers=(),
        flags=(),
    )
    kept = operations.save_own_price(store, Acting("bo", home.id), entry)
    assert (kept.own, kept.template) == (True, None)
    assert operations.prices(store, Acting("a reader", home.id))[-1] == kept
    operations.reset_own_price(store, Acting("bo", home.id), "egen")
    assert operations.prices(store, Acting("a reader", home.id)) == list(shipped_prices())


def test_an_own_price_between_two_ore_is_refused(store, home):
    entry = replace(operations.prices(store, Acting("a reader", home.id))[0], price=number(10.005))
    refused = operations.save_own_price(store, Acting("bo", home.id), entry)
    assert [each.code for each in refused.problems] == ["storage.fraction_of_ore"]
    assert operations.prices(store, Acting("a reader", home.id)) == list(shipped_prices())


def test_what_is_no_single_amount_in_sek_is_guidance_and_no_price():
    assert {each.price.unit[:2] for each in shipped_prices()} == {"kr"}
    assert all(each.value is None or not each.passport.unit.startswith("kr") for each in shipped_guides())
    ids = [each.library_id for each in (*shipped_prices(), *shipped_guides())]
    assert len(ids) == len(set(ids)) == 92
    assert operations.price_guides() == shipped_guides()


def test_a_choice_is_a_persons_own_and_can_change(store):
    assert operations.preference(store, "bo", "language") is None
    for language in ("en", "sv"):
        operations.set_preference(store, "bo", "language", language)
    assert operations.set_preference(store, "bo", "language", "en\0").code == "storage.nul_character"
    assert operations.preference(store, "bo", "language") == "sv"
    assert operations.preference(store, "cia", "language") is None
