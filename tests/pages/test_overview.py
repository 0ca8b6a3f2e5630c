"""All interventions: found, ordered, copied, put away, brought back, and deleted only with the exact name."""

from chain.model import Status
from chain.people import Acting
from chain.text import Text
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit


def names(visit: Visit) -> list[str]:
    """The interventions in the order in which they are shown."""
    headings = [each.value.replace("\\", "") for kind in ("header", "subheader") for each in getattr(visit.at, kind)]
    return [each for each in headings if each != "Ny insats"]


def ordered(visit: Visit, code: str) -> list[str]:
    """The names in this order."""
    return names(visit.choose("overview-order@sv", code))


def search(visit: Visit, words: str) -> list[str]:
    """What is found."""
    visit.at.text_input(key="overview-search").set_value(words)
    return names(visit.run())


def test_search_looks_in_names_and_units_in_both_languages(example):
    visit, all_of_them = Visit(), {name: example.chain(name) for name in ("I1", "I2", "I3", "I4")}
    assert len(names(visit)) == 4
    assert search(visit, "parenting KOMET") == [all_of_them["I1"].name.sv]
    unit = all_of_them["I3"].responsible_unit.sv
    assert all_of_them["I3"].name.sv in search(visit, unit.upper())
    assert search(visit, "finns inte") == []
    assert "Ingen insats stämmer" in visit.told("info")


def test_filter_and_order(example):
    example.save(
        lambda chain: chain.model_copy(update={"status": Status.IDEA, "start_year": 2031, "end_year": 2032}), "I2"
    )
    changed = example.chain("I2").name.sv
    visit = Visit()
    assert names(visit)[0] == changed
    assert ordered(visit, "start")[-1] == changed
    assert ordered(visit, "name") == sorted(names(visit), key=str.casefold)
    visit.at.multiselect(key="overview-status@sv").set_value(["idea"])
    assert names(visit.run()) == [changed]


def test_more_than_a_sheet_is_turned(empty):
    for number in range(10):
        operations.copy(empty.store, here(empty.store, "x"), "T1", Text(sv=f"Kopia {number}"))
    visit = Visit()
    assert len(names(visit)) == 10
    assert len(visit.at.pagination) == 1


def test_a_copy_is_a_new_intervention(example):
    before = example.chain("I1")
    visit = Visit().press("copy-I1")
    assert "Kopian finns nu i listan" in visit.told("success")
    assert f"Kopia av {before.name.sv}" in names(visit)
    ids = {each.id for each in operations.find_interventions(example.store, Acting("a reader", example.home)).shown} - {
        "I1",
        "I2",
        "I3",
        "I4",
    }
    made = example.chain(ids.pop())
    assert made == before.model_copy(update={"id": made.id, "name": made.name})
    assert example.chain("I1") == before


def test_archive_asks_first_and_can_be_undone_or_restored(example):
    name, before = example.chain("I1").name.sv, example.chain("I1")
    visit = Visit()
    assert "Inget försvinner" in visit.words
    visit.press("archive-I1")
    assert name not in names(visit)
    visit.press("flash-undo")
    assert name in names(visit)
    visit.press("archive-I1")
    visit.at.toggle(key="overview-archived").set_value(True)
    assert names(visit.run()) == [name]
    visit.press("restore-I1")
    visit.at.toggle(key="overview-archived").set_value(False)
    assert name in names(visit.run())
    assert example.chain("I1") == before


def test_deletion_needs_the_archive_and_the_exact_name(example):
    name = example.chain("I1").name.sv
    visit = Visit()
    assert "delete-I1" not in [each.key for each in visit.at.button]
    visit.press("archive-I1")
    visit.at.toggle(key="overview-archived").set_value(True)
    visit.run()
    for typed in ("", "I1", name[:-1], name.upper()):
        visit.at.text_input(key="delete-name-I1").set_value(typed)
        visit.press("delete-I1")
        assert "Namnet stämmer inte" in visit.told("error")
        assert example.load("I1") is not None
    visit.at.text_input(key="delete-name-I1").set_value(name)
    visit.press("delete-I1")
    assert "raderad" in visit.told("success")
    assert example.load("I1") is None


def test_what_another_has_deleted_is_told(example):
    visit = Visit()
    operations.archive(example.store, here(example.store, "x"), "I1")
    operations.delete_for_good(example.store, here(example.store, "x"), "I1", example.chain("I1").name.sv)
    visit.press("copy-I1")
    assert "Insatsen finns inte" in visit.told("error")


def test_what_is_missing_and_the_next_step_are_said(empty):
    visit = Visit()
    assert "Kan inte räknas fullt ut: 2 saker saknas eller är fel." in visit.words
    links = [each.label for each in visit.at.main if each.type == "page_link"]
    assert links == ["Nästa steg: Behov och syfte", "Läs resultatet"]


def test_a_new_intervention_opens_on_its_first_link(empty):
    visit = Visit(lang="en")
    for field, typed in (("new-name", "Youth club"), ("new-start", "2025"), ("new-end", "2027")):
        visit.at.text_input(key=field).set_value(typed)
    visit.press("new-create")
    assert visit.title == "Need and purpose"
    chain = empty.chain(visit.at.session_state["intervention"])
    assert (chain.name, chain.start_year, chain.end_year) == (Text(en="Youth club"), 2025, 2027)
