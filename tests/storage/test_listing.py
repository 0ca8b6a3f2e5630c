"""Finding interventions: every sheet once, in Swedish order, by the letters typed, and reading only what is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from unicodedata import normalize

import pytest
from sqlalchemy import event

from chain.model import Chain, Status
from chain.people import LOCAL, Access, Acting
from chain.text import Text
from storage import operations
from storage.operations import Found, Organisation, Wanted
from storage.store import Store
from tests.storage.samples import small_chain

NUMBERS = count(1)


def named(name: str | Text, status: Status = Status.IDEA, start: int = 2025) -> Chain:
    """A chain under this name."""
    text = name if isinstance(name, Text) else Text(sv=name)
    told = {"name": text, "status": status, "start_year": start, "end_year": start + 2}
    return Chain(id=f"L{next(NUMBERS)}", cohorts=small_chain().cohorts, **told)


def put(store: Store, home: Organisation, *names: str | Text, **told) -> list[str]:
    """Create interventions under these names; returns their ids."""
    chains = [named(each, **told) for each in names]
    for each in chains:
        operations.create(store, Acting("anna", home.id), each)
    return [each.id for each in chains]


def find(store: Store, home: Organisation, words: str = "", offset: int = 0, limit: int | None = None, **told) -> Found:
    """What the organisation finds."""
    return operations.find_interventions(store, Acting("a reader", home.id), Wanted(words, **told), offset, limit)


def names(found: Found) -> list[str]:
    """The names shown, in order."""
    return [each.name.into("sv") for each in found.shown]


@pytest.fixture
def neighbour(store: Store, home: Organisation) -> Organisation:
    """Another organisation in the same installation."""
    return operations.start_empty(store, LOCAL, "Grannby")


@contextmanager
def counted(store: Store) -> Iterator[dict[str, int]]:
    """How many statements are sent, and how many rows they bring: each question is asked once more to count them."""
    seen = {"statements": 0, "rows": 0}

    def sent(connection, _cursor, statement, parameters, _context, _many) -> None:
        seen["statements"] += 1
        if statement.startswith("SELECT"):
            seen["rows"] += len(connection.connection.cursor().execute(statement, parameters).fetchall())

    event.listen(store._engine, "after_cursor_execute", sent)
    try:
        yield seen
    finally:
        event.remove(store._engine, "after_cursor_execute", sent)


@pytest.mark.parametrize("order", ["changed", "name", "start", "status"])
def test_the_sheets_together_show_everything_once(store, home, order):
    ids = put(store, home, *["Lika"] * 4, *["Olika"] * 3)
    whole = [each.id for each in find(store, home, order=order).shown]
    sheets = [find(store, home, offset=first, limit=3, order=order) for first in (0, 3, 6, 9)]
    assert sorted(whole) == sorted(ids)
    assert [each.id for sheet in sheets for each in sheet.shown] == whole
    assert {(sheet.total, len(sheet.shown)) for sheet in sheets} == {(7, 3), (7, 1), (7, 0)}


def test_names_stand_in_swedish_order_whatever_their_capitals_and_accents(store, home):
    wanted = ["abborre", "Ärtsoppa", "Öring", "Åkerbär", "zebra", "Élan", "elit", "ål", "Zorn", "Éva", "æra", "över"]
    put(store, home, *wanted)
    ordered = ["abborre", "Élan", "elit", "Éva", "zebra", "Zorn", "Åkerbär", "ål", "æra", "Ärtsoppa", "Öring", "över"]
    assert names(find(store, home, order="name")) == ordered


def test_a_name_that_is_missing_in_the_language_is_ordered_by_the_other(store, home):
    put(store, home, Text(sv="Banan", en="Yoghurt"), Text(en="Citron"), Text(sv="Apelsin", en="Zebra"))
    assert names(find(store, home, order="name")) == ["Apelsin", "Banan", "Citron"]
    assert names(find(store, home, order="name", language="en")) == ["Citron", "Banan", "Apelsin"]


def test_status_and_first_year_order_as_they_should(store, home):
    for status, start in ((Status.ENDED, 2020), (Status.IDEA, 2030), (Status.RUNNING, 2025)):
        put(store, home, str(status), status=status, start=start)
    assert names(find(store, home, order="status")) == ["idea", "running", "ended"]
    assert names(find(store, home, order="start")) == ["ended", "running", "idea"]
    assert names(find(store, home, statuses=(Status.IDEA, Status.ENDED), order="start")) == ["ended", "idea"]
    told = find(store, home, statuses=(Status.IDEA,), limit=0)
    assert (told.total, dict(told.statuses)) == (1, {Status.ENDED: 1, Status.IDEA: 1, Status.RUNNING: 1})


@pytest.mark.parametrize("words", ["ÅTERFALL", "återfall", "Återfall ned", "NED åter"])
def test_words_are_found_whatever_their_capitals_and_all_of_them_must_be_there(store, home, words):
    put(store, home, "Färre Återfall: 50 % ned", "Återfall, men upp", "Kortare köer ned")
    wanted = ["Färre Återfall: 50 % ned"] + (["Återfall, men upp"] if "ned" not in words.casefold() else [])
    assert sorted(names(find(store, home, words))) == sorted(wanted)


def test_a_letter_written_as_two_signs_is_the_same_letter(store, home):
    put(store, home, normalize("NFD", "Återfall"), "Zon", "Ärende")
    assert find(store, home, "återfall").total == find(store, home, normalize("NFD", "ÅTERFALL")).total == 1
    assert names(find(store, home, order="name")) == ["Zon", normalize("NFD", "Återfall"), "Ärende"]


@pytest.mark.parametrize(("sign", "name"), [("%", "Hälften, 50% färre"), ("_", "läx_hjälp"), ("\\", "C:\\läxor")])
def test_signs_that_databases_read_as_patterns_are_letters_here(store, home, sign, name):
    put(store, home, "Hälften, 50% färre", "läx_hjälp", "C:\\läxor", "läxxhjälp")
    assert names(find(store, home, sign)) == [name]
    assert find(store, home, f"nowhere{sign}").total == 0


def test_what_is_put_away_is_found_apart(store, home):
    [away, _] = put(store, home, "Bort", "Kvar")
    operations.archive(store, Acting("anna", home.id), away)
    assert (names(find(store, home)), names(find(store, home, archived=True))) == (["Kvar"], ["Bort"])
    assert dict(find(store, home, archived=True, limit=0).statuses) == {Status.IDEA: 1}


def test_the_shared_are_found_with_their_owner_and_nothing_else_of_others(store, home, neighbour):
    put(store, home, "Egen")
    read, write, _, away = put(store, neighbour, "Läst", "Skriven", "Grannens", "Undanlagd")
    acting = Acting("bo", neighbour.id)
    for shared, access in ((read, Access.READ), (write, Access.WRITE), (away, Access.READ)):
        assert operations.share(store, acting, shared, home.id, access) is None
    operations.archive(store, acting, away)
    found = find(store, home, order="name")
    told = [(each.name.sv, each.owner, each.access) for each in found.shown]
    assert told == [("Egen", "Ljusnaby", Access.OWN), ("Läst", "Grannby", Access.READ),
                    ("Skriven", "Grannby", Access.WRITE)]  # fmt: skip
    assert (found.total, dict(found.statuses)) == (3, {Status.IDEA: 3})
    assert names(find(store, home, archived=True)) == ["Undanlagd"]
    assert find(store, home, "grannens").total == 0
    assert sorted(names(find(store, neighbour))) == ["Grannens", "Läst", "Skriven"]
    nobody = Organisation("nobody's", "", False)
    assert find(store, nobody) == Found(0, {}, ())


def test_a_list_reads_no_more_rows_and_asks_no_more_questions_when_there_is_more_that_it_does_not_show(
    store, home, neighbour
):
    put(store, home, *[f"Insats {n}" for n in range(4)])
    few = _asked(store, home)
    put(store, home, *[f"Insats {n}" for n in range(4, 30)])
    put(store, neighbour, *[f"Insats {n}" for n in range(30)])
    assert _asked(store, home) == few


def _asked(store: Store, home: Organisation) -> list[tuple[int, int]]:
    """Statements and rows of each kind of list, three shown; those of the database's own housekeeping included."""
    asked = []
    for told in ({}, {"words": "insats"}, {"order": "name"}, {"statuses": (Status.IDEA,)}, {"offset": 1}):
        with counted(store) as seen:
            assert len(find(store, home, limit=3, **told).shown) == 3
        asked.append((seen["statements"], seen["rows"]))
    return asked


def test_reading_several_asks_as_many_questions_as_reading_one(store, home, neighbour):
    ids = [operations.create(store, Acting("anna", home.id), small_chain(f"S{n}")).chain.id for n in range(5)]
    [theirs] = put(store, neighbour, "Grannens")
    acting, asked = Acting("a reader", home.id), []
    for some in (ids[:1], [*ids, theirs, "nowhere"]):
        store.recent = type(store.recent)()
        with counted(store) as seen:
            found = operations.load_several(store, acting, some)
        asked.append(seen["statements"])
        assert found == {each: operations.load(store, acting, each) for each in some if each in ids}
    assert asked[0] == asked[1]
    assert operations.load_several(store, acting, []) == {}
