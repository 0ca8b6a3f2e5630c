"""Statistics from outside as kept: switched on, chosen, fetched, and what the source said before."""

from contextlib import closing
from datetime import date

import pytest

from chain.people import Acting, Grant, Role
from chain.problem import Problem
from storage import operations
from storage.operations import Kept, Refused, Statistics
from storage.sources.kolada_answers import (
    Area,
    AreaKind,
    Asked,
    Cell,
    Fetched,
    Figure,
    KeyFigure,
    Lists,
    Missing,
    Sex,
)  # fmt: skip
from storage.store import open_store
from tests.acting import here
from tests.storage.look import rows_of
from tests.storage.samples import small_chain

LISTS = Lists(
    (KeyFigure("N31849", "Utbetalt ekonomiskt bistånd"), KeyFigure("N02797", "Unga som varken …", by_sex=True)),
    (Area("9999", "Ljusnaby", AreaKind.MUNICIPALITY), Area("0000", "Riket", AreaKind.REGION),
     Area("G99999", "Liknande", AreaKind.GROUP)),
)  # fmt: skip
ASKED = Asked(("N31849",), ("9999", "0000"), tuple(range(2020, 2025)))


def at(area: str, year: int, sex: Sex = Sex.ALL) -> Cell:
    """A cell of the one key figure."""
    return Cell("N31849", area, year, sex)


def answer(**more: Figure) -> Fetched:
    """Two years of two areas; `y2023=…` says something else of the own area."""
    figures = {at("9999", 2022): Figure(58900.0), at("9999", 2023): Figure(missing=Missing.NOT_STATED),
               at("0000", 2022): Figure(67020.5)}  # fmt: skip
    figures |= {at("9999", int(name[1:])): figure for name, figure in more.items()}
    return Fetched(ASKED, LISTS.key_figures[:1], LISTS.areas[:2], figures)


def codes(answer: object) -> list[str]:
    """Why it was refused."""
    found = answer.problems if isinstance(answer, Refused) else [answer] if isinstance(answer, Problem) else []
    return [each.code for each in found]


@pytest.fixture
def acting(store, home) -> Acting:
    """One who may everything, in an organisation that has switched statistics on and chosen."""
    person = here(store)
    assert operations.switch_statistics(store, person, True) is None
    assert isinstance(operations.choose_statistics(store, person, ["N31849"], ["9999", "0000"]), Statistics)
    there = operations.statistics(store, person)
    operations.arrange_statistics(store, person, "9999", 2020, 2024, there.version)
    return person


def test_it_is_off_from_the_beginning_and_then_nothing_is_chosen_or_fetched(store, home):
    person = here(store)
    there = operations.statistics(store, person)
    assert (there.is_on, there.key_figures, there.areas, there.last_year) == (False, (), (), date.today().year - 1)
    for refused in (
        operations.choose_statistics(store, person, ["N31849"]),
        operations.ask_statistics(store, person),
        operations.ask_statistics(store, person, lists=True),
        operations.keep_statistics(store, person, answer()),
        operations.keep_statistics_lists(store, person, LISTS),
        operations.arrange_statistics(store, person, None, 2020, 2024, 0),
    ):
        assert codes(refused) == ["statistics.off"]
    assert operations.statistics_series(store, person, "N31849") is None


def test_the_installation_can_be_set_so_that_nothing_is_fetched_by_anyone(store, acting, monkeypatch):
    operations.keep_statistics(store, acting, answer())
    monkeypatch.setenv("VARDEKEDJAN_STATISTICS", "off")
    assert not operations.statistics(store, acting).is_allowed
    assert codes(operations.ask_statistics(store, acting)) == ["statistics.not_here"]
    assert codes(operations.keep_statistics(store, acting, answer())) == ["statistics.not_here"]
    assert codes(operations.switch_statistics(store, acting, True)) == ["statistics.not_here"]
    assert operations.statistics_series(store, acting, "N31849").figures, "what was fetched can be read"
    assert operations.switch_statistics(store, acting, False) is None


def with_roles(acting: Acting, *roles: Role, intervention_id: str | None = None) -> Acting:
    """The same desk, a person who has these roles."""
    return Acting("rolf", acting.organisation_id, frozenset(Grant(role, intervention_id) for role in roles))


SWITCHES, FETCHES = {Role.ADMINISTRATOR}, {Role.CONTROLLER, Role.PROJECT_OWNER, Role.STRATEGIST}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_switch_who_may_fetch_and_who_may_read(store, acting, role):
    operations.keep_statistics(store, acting, answer())
    person, never = with_roles(acting, role), ["storage.not_for_role"]
    assert codes(operations.switch_statistics(store, person, True)) == ([] if role in SWITCHES else never)
    asked = (
        operations.choose_statistics(store, person, ["N02797"]),
        operations.arrange_statistics(store, person, "9999", 2020, 2024, 99),
        operations.ask_statistics(store, person),
        operations.keep_statistics(store, person, answer()),
        operations.keep_statistics_lists(store, person, LISTS),
    )
    assert all(codes(each) == ([] if role in FETCHES else never) for each in asked)
    reads = role not in (Role.ASSESSOR, Role.SUPPLIER)
    assert bool(operations.statistics(store, person)) is reads
    assert bool(operations.statistics_series(store, person, "N31849")) is reads
    assert bool(operations.find_areas(store, person, "")) is reads


def test_one_who_reads_a_single_intervention_reads_what_stands_beside_its_indicators(store, acting):
    operations.keep_statistics(store, acting, answer())
    person = with_roles(acting, Role.READER, intervention_id="C1")
    assert operations.statistics_series(store, person, "N31849") is None
    assert operations.statistics_series(store, person, "N31849", "C2") is None
    assert operations.statistics_series(store, person, "N31849", "C1").figures


def test_what_is_asked_is_what_was_chosen_and_no_more(store, acting):
    asked = operations.ask_statistics(store, acting)
    assert asked.base == "https://api.kolada.se/v3"
    assert asked.asked == Asked(("N31849",), ("9999", "0000"), (2020, 2021, 2022, 2023, 2024))
    assert operations.ask_statistics(store, acting, lists=True).asked is None
    operations.choose_statistics(store, acting, ["N31849"], chosen=False)
    assert codes(operations.ask_statistics(store, acting)) == ["statistics.nothing_chosen"]


def test_figures_come_back_as_they_were_said_also_after_a_restart(store, acting, address):
    assert operations.keep_statistics(store, acting, answer()) == Kept(3, 0, ())
    store.close()
    with closing(open_store(address)) as again:
        series = operations.statistics_series(again, acting, "N31849")
    assert {cell: said.figure for cell, said in series.figures.items()} == dict(answer().figures)
    assert [each.id for each in series.areas] == ["9999", "0000"]
    assert (series.own_area_id, series.years, series.replaced) == ("9999", (2020, 2021, 2022, 2023, 2024), ())


def test_what_the_source_changes_is_kept_with_what_it_said_before(store, acting):
    operations.keep_statistics(store, acting, answer())
    first = operations.statistics_series(store, acting, "N31849").figures[at("9999", 2022)].fetched_at
    assert operations.keep_statistics(store, acting, answer()).changed == 0
    again = operations.statistics_series(store, acting, "N31849").figures[at("9999", 2022)].fetched_at
    assert again > first, "it was said once more"
    kept = operations.keep_statistics(store, acting, answer(y2022=Figure(59000.0), y2023=Figure(0.0)))
    assert kept.changed == 2
    kept = operations.keep_statistics(store, acting, answer(y2022=Figure(missing=Missing.REMOVED), y2023=Figure(0.0)))
    assert kept.changed == 1
    series = operations.statistics_series(store, acting, "N31849")
    assert series.figures[at("9999", 2023)].figure == Figure(0.0), "a value that is 0 is a value"
    told = [(each.cell.year, each.before.figure, each.after) for each in series.replaced]
    assert told == [
        (2022, Figure(59000.0), Figure(missing=Missing.REMOVED)),
        (2023, Figure(missing=Missing.NOT_STATED), Figure(0.0)),
        (2022, Figure(58900.0), Figure(59000.0)),
    ]
    assert series.replaced[2].before.fetched_at == again


def test_what_the_source_leaves_out_is_told_as_gone_and_may_come_back(store, acting):
    operations.keep_statistics(store, acting, answer())
    without = Fetched(ASKED, LISTS.key_figures[:1], LISTS.areas[:2], {at("0000", 2022): Figure(67020.5)})
    assert operations.keep_statistics(store, acting, without).changed == 2
    series = operations.statistics_series(store, acting, "N31849")
    assert series.figures[at("9999", 2022)].figure == Figure(missing=Missing.GONE)
    assert operations.keep_statistics(store, acting, without).changed == 0
    assert operations.keep_statistics(store, acting, answer()).changed == 2
    assert operations.statistics_series(store, acting, "N31849").figures[at("9999", 2022)].figure == Figure(58900.0)


def test_only_what_was_asked_for_can_be_gone(store, acting):
    operations.keep_statistics(store, acting, answer())
    fewer = Fetched(Asked(("N31849",), ("0000",), (2022,)), LISTS.key_figures[:1], LISTS.areas[:2], {})
    assert operations.keep_statistics(store, acting, fewer).changed == 1
    series = operations.statistics_series(store, acting, "N31849")
    assert series.figures[at("9999", 2022)].figure == Figure(58900.0)


def test_a_key_figure_that_the_source_does_not_know_is_told_and_nothing_else_is_lost(store, acting):
    operations.choose_statistics(store, acting, ["N99999"])
    asked = Asked(("N31849", "N99999"), ASKED.area_ids, ASKED.years)
    kept = operations.keep_statistics(
        store, acting, Fetched(asked, LISTS.key_figures[:1], LISTS.areas[:2], answer().figures, ("N99999",))
    )
    assert kept == Kept(3, 0, ("N99999",))
    assert [each.key_figure.title for each in operations.statistics(store, acting).key_figures] == [
        "Utbetalt ekonomiskt bistånd", "",
    ]  # fmt: skip


def test_what_is_taken_off_comes_back_with_its_figures(store, acting):
    operations.keep_statistics(store, acting, answer())
    operations.choose_statistics(store, acting, ["N31849"], ["9999"], chosen=False)
    there = operations.statistics(store, acting)
    assert (there.key_figures, [each.id for each in there.areas], there.own_area_id) == ((), ["0000"], None)
    operations.keep_statistics_lists(store, acting, Lists((), LISTS.areas[2:]))
    left = {each.area.id for each in operations.find_areas(store, acting, "")}
    assert left == {"9999", "0000", "G99999"}, "the first is neither listed nor chosen, but has figures"
    operations.choose_statistics(store, acting, ["N31849"], ["9999"])
    assert len(operations.statistics_series(store, acting, "N31849").figures) == 3


def test_the_lists_are_searched_by_words_and_by_id_and_keep_what_is_chosen(store, acting):
    operations.keep_statistics_lists(store, acting, LISTS)
    names = [each.area.id for each in operations.find_areas(store, acting, "")]
    assert names == ["9999", "0000", "G99999"]
    [found] = operations.find_key_figures(store, acting, "BISTÅND utbetalt")
    assert (found.key_figure.id, found.chosen) == ("N31849", True)
    assert [each.key_figure.id for each in operations.find_key_figures(store, acting, "n02797")] == ["N02797"]
    asked = operations.find_key_figures(store, acting, ids=("U12345", "N02797"))
    assert [(each.key_figure.id, each.key_figure.title) for each in asked] == [
        ("U12345", ""),
        ("N02797", "Unga som varken …"),
    ]
    renamed = Lists((KeyFigure("N31849", "Nytt namn"), KeyFigure("N00001", "Ny")), LISTS.areas[:1])
    operations.keep_statistics_lists(store, acting, renamed)
    left = {each.key_figure.id: each.key_figure.title for each in operations.find_key_figures(store, acting)}
    assert left == {"N31849": "Nytt namn", "N00001": "Ny"}
    assert [each.area.id for each in operations.find_areas(store, acting, "")] == ["9999", "0000"], "one is chosen"


def test_of_two_who_arrange_the_second_is_told_and_two_who_choose_lose_nothing(store, acting):
    there = operations.statistics(store, acting)
    operations.choose_statistics(store, here(store, "anna"), ["N02797"])
    operations.choose_statistics(store, here(store, "bo"), ["U31804"])
    assert [each.key_figure.id for each in operations.statistics(store, acting).key_figures] == [
        "N31849", "N02797", "U31804",
    ]  # fmt: skip
    operations.arrange_statistics(store, here(store, "anna"), "0000", 2020, 2024, there.version)
    late = operations.arrange_statistics(store, here(store, "bo"), "9999", 2010, 2024, there.version)
    assert codes(late) == ["statistics.moved"]
    assert operations.statistics(store, acting).own_area_id == "0000"


@pytest.mark.parametrize(("ids", "areas", "code"), [
    (["N1"], [], "statistics.not_a_key_figure"), (["N31849/../x"], [], "statistics.not_a_key_figure"),
    ([], ["Gävle"], "statistics.not_an_area"), ([], ["2180,"], "statistics.not_an_area"),
    ([f"N{number:05}" for number in range(60)], [], "statistics.too_many_key_figures"),
    ([], [f"{number:04}" for number in range(30)], "statistics.too_many_areas"),
])  # fmt: skip
def test_what_cannot_be_chosen_is_told_and_nothing_is_kept(store, acting, address, ids, areas, code):
    before = rows_of(address)
    assert codes(operations.choose_statistics(store, acting, ids, areas))[:1] == [code]
    assert rows_of(address) == before


@pytest.mark.parametrize(("own", "first", "last", "code"), [
    ("9999", 2024, 2020, "statistics.years"), ("9999", 1900, 2024, "statistics.years"),
    ("9999", 1971, 2024, "statistics.years"), ("1234", 2020, 2024, "statistics.own_not_chosen"),
])  # fmt: skip
def test_what_cannot_be_arranged_is_told(store, acting, own, first, last, code):
    version = operations.statistics(store, acting).version
    assert codes(operations.arrange_statistics(store, acting, own, first, last, version)) == [code]


def test_each_thing_done_is_in_the_history_and_what_changes_nothing_is_not(store, acting, address):
    operations.keep_statistics(store, acting, answer())
    lines = [row for row in rows_of(address)["change"] if "'action': 'statistics'" in row]
    for name in ("is_on", "N31849", "9999", "0000", "own_area_id", "first_year", "fetched"):
        assert any(f"'place': 'statistics/{name}'" in row for row in lines), name
    again = operations.statistics(store, acting)
    operations.switch_statistics(store, acting, True)
    operations.choose_statistics(store, acting, ["N31849"])
    operations.arrange_statistics(store, acting, "9999", 2020, 2024, again.version)
    assert len([row for row in rows_of(address)["change"] if "'action': 'statistics'" in row]) == len(lines)


def test_an_indicator_keeps_pointing_whatever_is_fetched(store, acting):
    operations.create(store, acting, small_chain())
    operations.keep_statistics(store, acting, answer())
    assert operations.load(store, acting, "C1").chain == small_chain()
