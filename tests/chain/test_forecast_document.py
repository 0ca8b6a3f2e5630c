"""A comparison as a document: what is written reads back alike, the schema is the published one, nothing slips in."""

import json

import pytest

from chain.forecast.document import DOCUMENT, fingerprint, read_comparison, write_comparison
from tests.chain.comparisons import EXAMPLE, changed, shipped

TEXT = EXAMPLE.read_text(encoding="utf-8")


def test_the_example_is_canonical():
    assert write_comparison(shipped()) == TEXT


def test_the_published_schema_is_fresh():
    assert DOCUMENT.published.read_text(encoding="utf-8") == DOCUMENT.schema_text()
    assert {"Comparison", "Option", "Assumption"} <= set(DOCUMENT.json_schema()["$defs"])


def test_the_fingerprint_follows_the_content():
    other = changed(shipped(), "population/children/value", 101)
    assert fingerprint(other) != fingerprint(shipped())
    assert fingerprint(read_comparison(write_comparison(other))[0]) == fingerprint(other)


def body(**top) -> str:
    return json.dumps(json.loads(TEXT) | top)


def with_change(change) -> str:
    document = json.loads(TEXT)
    change(document["comparison"])
    return json.dumps(document)


REFUSED = {
    "no_json": ("{", "document.broken", ""),
    "a_chain": (body(format="vardekedjan-chain"), "comparison.format", "/format"),
    "newer": (body(version=2), "document.newer", "/version"),
    "no_version": (body(version=None), "document.version", "/version"),
    "unknown_top": (body(more=1), "document.unknown_field", "/more"),
    "empty": (json.dumps({"format": "vardekedjan-forecast", "version": 1}), "document.missing_field", "/comparison"),
    "text_for_number": (
        with_change(lambda c: c["population"]["children"].update(value="100")),
        "document.not_number",
        "/comparison/population/children/value",
    ),
    "unknown_field": (with_change(lambda c: c.update(secret=1)), "document.unknown_field", "/comparison/secret"),
    "no_choice": (
        with_change(lambda c: c["decision"].update(comparator="nobody")),
        "document.not_choice",
        "/comparison/decision/comparator",
    ),
    "turned_text": (
        with_change(lambda c: c["name"].update(sv="a\u202eb")),
        "document.bidi_character",
        "/comparison/name/sv",
    ),
    "list": ("[]", "document.not_object", ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_where(name):
    data, code, place = REFUSED[name]
    found, problems = read_comparison(data)
    assert found is None
    assert (code, place) in {(each.code, each.place) for each in problems}
