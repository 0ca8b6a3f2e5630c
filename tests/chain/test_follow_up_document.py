"""The follow-up as a document: written and read back, strict, with a published schema; the examples are sound."""

from datetime import date
import json
from pathlib import Path

import pytest

from chain.document import read_chain
from chain.follow_up_checks import check_follow_up
from chain.follow_up_document import DOCUMENT, fingerprint, read_follow_up, write_follow_up
from chain.forecast.starter import worked_example
from chain.problem import Severity

EXAMPLES = Path(__file__).parents[2] / "chain" / "examples"
NAMES = ("I1", "I2", "I3", "I4")


def read(name: str):
    return read_follow_up((EXAMPLES / "follow_up" / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_written_and_read_back(name):
    found, problems = read(name)
    assert problems == []
    assert read_follow_up(write_follow_up(found)) == (found, [])
    assert len(fingerprint(found)) == 64


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_have_no_errors(name):
    chain, _ = read_chain((EXAMPLES / f"{name}.json").read_bytes())
    found = check_follow_up(read(name)[0], chain, date(2026, 2, 14), (worked_example(),))
    assert [each for each in found if each.severity is Severity.ERROR] == []


def test_where_a_percentage_was_no_whole_number_of_people_it_says_so():
    found, _ = read("I1")
    told = {each.period: (each.total.hits, each.comment) for each in found.of("I1-M1")}
    assert told["2023-H1"] == (8, "")  # 8 of 22 are 36 per cent
    assert told["2025-H1"][0] == 11
    assert "47 procent" in told["2025-H1"][1]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"format": "vardekedjan-chain"}, "follow_up.format", "/format"),
        ({"version": 2}, "document.newer", "/version"),
        ({"follow_up": {}}, "document.missing_field", "/follow_up/intervention_id"),
        ({"follow_up": {"intervention_id": "I1", "nonsense": 1}}, "document.unknown_field", "/follow_up/nonsense"),
    ],
)
def test_what_is_no_follow_up(change, code, place):
    document = json.loads((EXAMPLES / "follow_up" / "I1.json").read_text(encoding="utf-8")) | change
    found, problems = read_follow_up(json.dumps(document))
    assert found is None
    assert [(each.code, each.place) for each in problems] == [(code, place)]


def test_a_negative_count_is_refused():
    document = json.loads((EXAMPLES / "follow_up" / "I1.json").read_text(encoding="utf-8"))
    document["follow_up"]["observations"][0]["total"]["hits"] = -1
    _, problems = read_follow_up(json.dumps(document))
    assert [each.place for each in problems] == ["/follow_up/observations/0/total/hits"]


def test_the_published_schema_is_fresh():
    assert DOCUMENT.published.read_text(encoding="utf-8") == DOCUMENT.schema_text(), (
        "run: python -m chain.follow_up_document"
    )
