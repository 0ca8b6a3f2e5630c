"""Bad input in every kind of field: told at the field in the reader's language, kept as typed, nothing saved."""

import pytest

from chain.people import Acting
from chain.text import LONGEST_WORDS
from reports.texts.places import field_name
from storage import operations
from tests.pages.visit import Visit

LONG = "9" * 100_000
NEVER = ("inf", "nan", "1e5", LONG, "<b>12</b>", "1\x002", "12\u202e", "\u200f12", "tolv")
EVERYWHERE = tuple((typed, None) for typed in NEVER)
MONEY = (
    ("1.234,5", None), ("7,25", 7.25), ("1 234,50", 1234.5), ("12,3 %", None), ("−5", -5.0), ("2.5", 2.5),
    ("1\u00a0234,50\u00a0kr", 1234.5), ("1.234", None), ("5 tkr", None), ("1,234.5", None),
)  # fmt: skip
SHARE = (
    ("1.234,5", None), ("7,25", 0.0725), ("12,3 %", 0.123), ("−5", None), ("2.5", 0.025), ("0,2", None), ("101", None),
    ("1 234,50", None),
)  # fmt: skip
NUMBER = (
    ("1.234,5", None), ("7,25", 7.25), ("1 234,50", 1234.5), ("12,3 %", None), ("−5", -5.0), ("2.5", 2.5),
    ("5 kr", None),
)  # fmt: skip
WHOLE = (
    ("1.234,5", None), ("7,25", None), ("1 234,50", None), ("12,3 %", None), ("2.5", None), ("1 234", 1234), ("40", 40),
)  # fmt: skip
YEAR = (
    ("1.234,5", None), ("7,25", None), ("12,3 %", None), ("−5", None), ("1899", None), ("2201", None), ("99999", None),
    ("2031", 2031),
)  # fmt: skip


class Field:
    """A field of the example municipality's first intervention, and how to read what was saved in it."""

    def __init__(self, page, kind, element, form, name, read, cases):
        self.page, self.kind, self.element, self.form, self.name = page, kind, element, form, name
        self.read, self.cases = read, cases


def number(kind: str, name: str):
    """Reads the figure `name` of the first element of a kind."""
    return lambda chain: getattr(chain.__getattribute__(kind)[0], name).value


FIELDS = {
    "money": Field("value", "proxies", "P01", "proxies/P01", "price", number("proxies", "price"), MONEY),
    "share": Field(
        "impact", "effects", "I1-B1", "effects/I1-B1/impact", "displacement", number("effects", "displacement"), SHARE
    ),
    "number": Field(
        "indicators", "indicators", None, None, "baseline", number("indicators", "baseline"), NUMBER
    ),
    "whole": Field(
        "impact", "effects", "I1-B1", "effects/I1-B1/impact", "lag_years", number("effects", "lag_years"), WHOLE
    ),
    "year": Field("need", None, None, "chain/need", "end_year", lambda chain: chain.end_year, YEAR),
}  # fmt: skip


def opened(writer, field: Field, language: str) -> tuple[Visit, str]:
    """The form with the field, and its name."""
    visit, form = Visit(field.page, intervention="I1", lang=language), field.form
    if field.kind:
        element = field.element or getattr(writer.chain("I1"), field.kind)[0].id
        form = form or f"{field.kind}/{element}"
        visit.edit(field.kind, element)
    return visit, form


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", FIELDS)
def test_a_number_is_understood_or_asked_about_never_guessed(example, kind, language):
    field = FIELDS[kind]
    visit, form = opened(example, field, language)
    before = example.load("I1")
    label = field_name(language, field.name)
    cases = [typed for typed, meant in (*field.cases, *EVERYWHERE) if meant is None]
    for typed in cases if language == "sv" else (cases[0], cases[1], "nan"):
        stands = typed[: 40 if kind == "year" else None]  # what fits in the field
        visit.field(form, field.name).set_value(typed)
        visit.save(form)
        told = visit.told("error")
        assert label in told, typed[:20]
        assert len(told) > len(label) + 20
        assert visit.field(form, field.name).value == stands
        assert example.load("I1") == before, typed[:20]
        kept = operations.draft(example.store, "local user", "I1", form).values[field.name]
        assert kept == stands.replace("\x00", "").replace("\u202e", "") or kept == stands.replace("\x00", "")


def without_ranges(chain):
    """The chain with no range that a price would have to lie within."""
    untold = {"low": None, "high": None}
    prices = (each.model_copy(update={"price": each.price.model_copy(update=untold)}) for each in chain.proxies)
    return chain.model_copy(update={"proxies": tuple(prices)})


@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_understood_is_saved_as_meant(example, kind):
    field = FIELDS[kind]
    example.save(without_ranges, "I1")
    for typed, meant in field.cases:
        if meant is not None:
            visit, form = opened(example, field, "sv")
            visit.type(form, **{field.name: typed}).save(form)
            assert field.read(example.chain("I1")) == meant, typed


WORDS = (
    ("ord\x00ord", "U+0000"), ("ord\x1bord", "U+001B"), ("ord\u202eord", "U+202E"), ("ord\u2066ord", "U+2066"),
    ("å" * 100_000, "100"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "name", "label"),
    [("chain/need", "purpose.sv", "Syfte"), ("outputs/new", "unit", "Enhet"), ("outputs/new", "name.sv", "Namn")],
)
def test_words_that_cannot_be_kept_are_told_at_their_field(empty, form, name, label):
    visit = Visit(form.split("/")[0].replace("chain", "need"), intervention="T1")
    if form.endswith("new"):
        visit.edit("outputs", "new").type(form, name__sv="Antal")
    before = empty.load("T1")
    for typed, sign in WORDS:
        visit.field(form, name).set_value(typed)
        visit.save(form)
        assert label in visit.told("error"), typed[:9]
        assert sign in visit.told("error"), typed[:9]
        assert visit.field(form, name).value == typed
        assert empty.load("T1") == before
        assert operations.draft(empty.store, "local user", "T1", form)


def test_long_words_do_not_stop_the_page_in_the_other_language(empty):
    Visit("need", intervention="T1").type("chain/need", purpose__sv="å" * (LONGEST_WORDS + 1))
    visit = Visit("need", intervention="T1", lang="en")
    visit.type("chain/need", purpose__en="Calm").save("chain/need")
    assert "20,001 characters" in visit.told("error")
    assert not empty.chain("T1").purpose


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>", "**fet** [länk](https://example.org) ![b](https://x.y/z)",
    "=1+1", ":material/home: :red[x] $x^2$", "# Rubrik\n- punkt",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_is_words_like_any_other(empty, words):
    visit = Visit("need", intervention="T1")
    visit.type("chain/need", name__sv=words, need__sv=words).save("chain/need")
    stood = visit.field("chain/need", "name.sv").value
    assert empty.chain("T1").name.sv == stood
    visit.go("activities").edit("activities", "new").type("activities/new", name__sv=words).save("activities/new")
    shown = [each.value for page in ("activities", "result", "overview") for each in visit.go(page).at.markdown]
    shown += [visit.at.title[0].value, *(each.value for each in visit.at.caption)]
    assert not [each for each in shown if words in each or "](http" in each or ":red[" in each]
    drawn = next(each.value for each in visit.go("picture").at.markdown if "<svg" in each.value)
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert "<" not in words or "&#60;" in drawn


def test_marks_that_part_scripts_are_welcome(empty):
    visit = Visit("need", intervention="T1").type("chain/need", need__sv="\u200fשלום\u200e").save("chain/need")
    assert empty.chain("T1").need.sv == "\u200fשלום\u200e"
    assert not visit.told("error")


def test_a_refused_number_shows_what_was_typed_as_words(empty):
    visit = Visit("activities", intervention="T1")
    visit.go("outputs").edit("outputs", "new").type("outputs/new", targets__2024="![x](https://x.y/z)")
    assert "](https" not in visit.at.error[0].value
    assert "![x](https://x.y/z)" in visit.told("error")


def test_a_new_intervention_needs_a_name_and_years_that_can_be(empty):
    visit = Visit()
    for name, start, end, told in (
        ("", "2024", "2026", "Insatsens namn behövs"),
        ("Ny", "24", "2026", "Första år: ”24”"),
        ("Ny", "", "2026", "Första år är tomt. Skriv ett årtal med fyra siffror, till exempel 2026."),
        ("Ny", "2027", "2026", "Slutåret ligger före startåret"),
        ("N\x00y", "2024", "2026", "U+0000"),
        ("N\u202ey", "2024", "2026", "U+202E"),
    ):
        for field, typed in (("new-name", name), ("new-start", start), ("new-end", end)):
            visit.at.text_input(key=field).set_value(typed)
        visit.press("new-create")
        assert told in visit.told("error")
        assert [visit.at.text_input(key=f"new-{field}").value for field in ("name", "start", "end")] == [
            name,
            start,
            end,
        ]
    assert len(operations.find_interventions(empty.store, Acting("a reader", empty.home)).shown) == 1
