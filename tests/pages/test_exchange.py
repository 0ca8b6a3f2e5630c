"""A chain as a file: out is exactly the document, in is identical or refused with a sentence and nothing saved."""

import json

import pytest

from chain.document import json_schema, write_chain
from chain.people import Acting
from chain.starter import new_chain
from chain.text import Text
from storage import operations
from tests.golden.examples import example as shipped
from tests.pages.visit import Visit


def bring(content: bytes | str, writer, language: str = "sv") -> Visit:
    """Choose a file on the page."""
    visit = Visit("exchange", intervention="T1", lang=language)
    raw = content.encode() if isinstance(content, str) else content
    visit.at.file_uploader(key="bring-in").upload("kedja.json", raw, "application/json")
    return visit.run()


def count(writer) -> int:
    """How many interventions there are."""
    return len(operations.find_interventions(writer.store, Acting("a reader", writer.home)).shown)


def test_what_is_taken_out_is_the_document(example, monkeypatch):
    taken = {}

    def caught(label, data, key, **extra):
        taken[key] = (data, extra["file_name"], label)

    monkeypatch.setattr("pages.start.exchange.st.download_button", caught)
    Visit("exchange", intervention="I2")
    data, name, label = taken["take-out"]
    assert data == write_chain(example.chain("I2"))
    assert name == "I2.json"
    assert "Ladda ner" in label
    assert json.loads(taken["take-schema"][0]) == json_schema()


def test_a_chain_taken_out_and_in_is_identical(empty):
    told = write_chain(shipped("I3"))
    visit = bring(told, empty)
    assert "2023–2025" in visit.words
    assert "med 6 resurser, 7 effekter och 7 värderade effekter" in visit.words
    assert count(empty) == 1, "nothing is saved before someone says so"
    visit.press("bring-in-yes")
    assert "Kedjan finns nu bland insatserna" in visit.told("success")
    assert empty.chain("I3") == shipped("I3")
    assert write_chain(empty.chain("I3")) == told


def test_a_taken_id_gives_a_second_intervention_and_touches_nothing(empty):
    before = empty.load("T1")
    other = new_chain("T1", Text(sv="En annan"), 2020, 2021)
    bring(write_chain(other), empty).press("bring-in-yes")
    assert empty.load("T1") == before
    assert count(empty) == 2


def test_the_very_same_chain_is_not_taken_in_twice(empty):
    bring(write_chain(empty.chain("T1")), empty).press("bring-in-yes")
    assert count(empty) == 1


WHOLE = json.loads(write_chain(new_chain("X1", Text(sv="Fil"), 2024, 2026)))
REFUSED = {
    "empty": b"",
    "no json": b"hej",
    "cut": json.dumps(WHOLE)[:-20].encode(),
    "not utf-8": b'{"format": "\xff\xfe"}',
    "list": b"[1, 2]",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep inside": json.dumps(WHOLE).replace('"Fil"', "[" * 5_000 + "]" * 5_000).encode(),
    "huge": b'{"format": "' + b"a" * 30_000_000 + b'"}',
    "later version": json.dumps({**WHOLE, "version": 99}).encode(),
    "other format": json.dumps({**WHOLE, "format": "something"}).encode(),
    "infinite": json.dumps(WHOLE).replace("2024", "Infinity").encode(),
    "unknown field": json.dumps({**WHOLE, "chain": {**WHOLE["chain"], "colour": "red"}}).encode(),
    "year far away": json.dumps(WHOLE).replace("2026", "99999").encode(),
    "nul": json.dumps(WHOLE).replace("Fil", "F\\u0000il").encode(),
    "bidi": json.dumps(WHOLE).replace("Fil", "F\\u202eil").encode(),
    "markup key": json.dumps({**WHOLE, "chain": {**WHOLE["chain"], "![x](https://x.y/z)": 1}}).encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(empty, name):
    for language, words in (("sv", "Filen kan inte hämtas in. Inget är sparat."), ("en", "cannot be brought in")):
        visit = bring(REFUSED[name], empty, language)
        told = visit.told("error")
        assert words in told
        assert len(told) > len(words) + 30
        assert len(told) < 20_000
        assert "](http" not in visit.at.error[0].value
        assert "bring-in-yes" not in [each.key for each in visit.at.button]
    assert count(empty) == 1
