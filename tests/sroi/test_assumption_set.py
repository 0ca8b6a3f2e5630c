"""A locked set is what was locked, letter by letter, and nothing else is taken for one."""

from dataclasses import replace
import hashlib
import json

import pytest

from chain.canonical import canonical
from sroi.assumption_set import lock, open_set
from sroi.discounting import KPI
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.sroi.sets import AT, FIXED, VISIT, Entry, figure, locked


def test_a_locked_set_says_everything_and_opens_as_the_same():
    kept = locked(note=" Beslut i nämnden ")
    data = json.loads(kept.text)
    assert kept.sha256 == hashlib.sha256(kept.text.encode("ascii")).hexdigest()
    assert open_set(kept.text, kept.sha256) == (kept, [])
    assert (data["format"], data["version"], data["organisation"]) == ("vardekedjan-assumptions", 1, "Ljusnaby")
    assert (data["number"], data["name"], data["note"]) == (2, "Gemensamt 2026", "Beslut i nämnden")
    assert (data["locked_at"], data["locked_by"]) == ("2026-02-01T09:30:15Z", "Eva")
    assert data["settings"] == SWEDISH_PUBLIC_SECTOR.model_dump(mode="json")
    assert data["indexes"][0]["values"]["2024"] == 415.01
    assert [each["library_id"] for each in data["prices"]] == ["visit", "fixed"]
    assert data["prices"][1]["price"]["price_year"] == 2019
    assert (data["prices"][1]["own"], data["prices"][1]["may_be_uprated"]) == (True, False)
    assert kept.prices["visit"].price == VISIT.price


def test_the_index_of_a_set_calculates_as_the_one_it_was_locked_with():
    assert locked().indexes == {"KPI": KPI}
    counted = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR, indexes=locked().indexes)
    assert counted == calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)


def test_the_same_locked_twice_has_the_same_hash_and_any_other_another():
    others = (
        locked(replace(VISIT, own=True), FIXED),
        locked(number=3),
        locked(name="B"),
        locked(settings=SWEDISH_PUBLIC_SECTOR.model_copy(update={"discount_rate": 0.04})),
    )
    assert locked().sha256 == locked().sha256
    assert len({locked().sha256, *(each.sha256 for each in others)}) == 5


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "assumption_set.no_name"),
        ({"name": "x" * 201}, "form.too_long"),
        ({"name": "a\u202eb"}, "form.unreadable"),
        ({"note": "a\0b"}, "form.unreadable"),
        ({"organisation": "a\0b"}, "assumption_set.unreadable"),
        ({"number": 0}, "assumption_set.unreadable"),
        ({"who": "x" * 3000}, "assumption_set.unreadable"),
        ({"indexes": {}}, "engine.index_unknown"),
        ({"prices": [VISIT, FIXED, VISIT]}, "assumption_set.twice"),
        ({"prices": [Entry("two words", figure(1.0))]}, "assumption_set.unreadable"),
        ({"settings": SWEDISH_PUBLIC_SECTOR.model_copy(update={"price_year": 1999})}, "engine.price_year_not_in_index"),
    ],
)
def test_what_cannot_be_locked_is_told(more, code):
    told = {"organisation": "L", "number": 1, "name": "A", "note": "", "who": "Eva", "at": AT}
    told |= {"settings": SWEDISH_PUBLIC_SECTOR, "prices": [VISIT]}
    [found] = lock(**told | more)
    assert found.code == code


def test_without_a_price_year_no_index_is_needed():
    assert locked(settings=SWEDISH_PUBLIC_SECTOR.model_copy(update={"price_year": None}), indexes={}).indexes == {}


def altered(change) -> str:
    """The text of a set after a change."""
    data = json.loads(locked().text)
    change(data)
    return canonical(data)


def test_another_text_than_the_one_with_the_hash_is_opened_and_told():
    text = altered(lambda data: data["prices"][0]["price"].update(value=999.0))
    found, [told] = open_set(text, locked().sha256)
    assert found.prices["visit"].price.value == 999.0
    assert (told.code, told.words()["found"]) == ("assumption_set.altered", hashlib.sha256(text.encode()).hexdigest())
    assert open_set(text)[1] == []


HOSTILE = {
    "nothing": "",
    "no object": "[]",
    "broken": "{",
    "another kind": '{"format": "vardekedjan-version"}',
    "a lone surrogate": '"\ud800"',
    "a lone surrogate in a name": altered(lambda data: data.update(name="\ud800")),
    "a byte-order mark": "\ufeff" + locked().text,
    "words that turn": altered(lambda data: data["prices"][0]["name"].update(sv="a\u202eb")),
    "a number that is none": locked().text.replace("1000.0", "NaN"),
    "a number without end": locked().text.replace("1000.0", "1" * 5000),
    "a depth without end": '{"a":' * 5000 + "1" + "}" * 5000,
    "a key twice": locked().text.replace('"number":2', '"number":2,"number":3'),
    "a price twice": altered(lambda data: data["prices"].append(data["prices"][0])),
    "an index twice": altered(lambda data: data["indexes"].append(data["indexes"][0])),
    "an index at nought": altered(lambda data: data["indexes"][0]["values"].update({"2024": 0.0})),
    "a year that is none": altered(lambda data: data["indexes"][0]["values"].update({"20": 1.0})),
    "number nought": altered(lambda data: data.update(number=0)),
    "a field too many": altered(lambda data: data["prices"][0].update(secret=1)),
    "a convention too many": altered(lambda data: data["settings"].update(filters="both")),
    "no settings": altered(lambda data: data.pop("settings")),
    "prices without end": altered(lambda data: data.update(prices=[0] * 3000)),
    "too large": " " * 6_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_set_is_told_and_never_breaks(text):
    found, problems = open_set(text, "0" * 64)
    assert found is None
    assert {each.code for each in problems} <= {"assumption_set.unreadable", "assumption_set.twice"}
    assert problems
