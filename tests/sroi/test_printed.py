"""The document of a printed report: what it keeps, and what it refuses without ever failing."""

import json

from hypothesis import given
from hypothesis import strategies as st
import pytest

from reports.texts.problems import sentence
from sroi.printed import FORMAT, Report, read_report, write_report
from sroi.printed_figure import figure
from tests.golden.examples import HERE
from tests.sroi.reports import report

SOUND = json.loads(write_report(report()))


@pytest.mark.parametrize(
    ("written", "value", "half_step"),
    [
        ("1.93", 1.93, 0.005),
        ("1.90", 1.9, 0.005),
        ("42375", 42375, 0.5),
        ("81 741.93", 81741.93, 0.005),
        ("81\u00a0741", 81741, 0.5),
        ("3.56e6", 3_560_000, 5_000),
        ("5%", 0.05, 0.005),
        ("12.5 %", 0.125, 0.0005),
        ("6:1", 6, 0.5),
        ("-5.00", -5, 0.005),
        ("\u22125", -5, 0.5),
        ("0.00", 0, 0.005),
    ],
)
def test_a_print_tells_its_value_and_how_exact_it_is(written, value, half_step):
    read = figure(written)
    assert (read.value, read.half_step) == (pytest.approx(value, rel=1e-15), pytest.approx(half_step, rel=1e-12))


@pytest.mark.parametrize("written", ["", "1,93", "1,234", "12 34", "1.2.3", "abc", "٣", "1e99", "9" * 17, "5:2", "--1"])
def test_what_could_mean_something_else_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        figure(written)


def test_agreement_is_judged_within_the_print():
    read = figure("1.93")
    assert [read.agrees(value) for value in (1.9249, 1.925, 1.9349, 1.935, 1.9351)] == [False, True, True, True, False]
    assert read.agrees(1.5, 1.9251)
    assert not read.agrees(1.5, 1.92)


def test_written_and_read_back_it_is_the_same_report():
    assert read_report(write_report(report())) == (report(), [])
    assert write_report(Report()) == json.dumps({"format": FORMAT, "version": 1, "report": {}}, indent=2) + "\n"


def test_plain_numbers_are_read_by_their_own_digits():
    document = {"format": FORMAT, "version": 1, "report": {"totals": {"ratio": 1.93, "investment": 42375}}}
    read, problems = read_report(json.dumps(document))
    assert not problems
    assert (read.totals.ratio, read.totals.investment) == (figure("1.93"), figure("42375"))


def changed(**changes) -> dict:
    return {**SOUND, "report": {**SOUND["report"], **changes}}


@pytest.mark.parametrize(
    ("document", "code", "place"),
    [
        ({**SOUND, "format": "vardekedjan-chain"}, "report.format", "/format"),
        ({**SOUND, "version": 2}, "document.newer", "/version"),
        ({**SOUND, "version": True}, "document.version", "/version"),
        ({**SOUND, "more": 1}, "document.unknown_field", "/more"),
        ({"format": FORMAT, "version": 1}, "document.missing_field", "/report"),
        ([], "document.not_object", ""),
        (changed(rows=[{"id": "a"}, {"id": "a"}]), "document.repeated_id", "/report/rows/1/id"),
        (
            changed(sums=[{"id": "a", "figure": "1", "row_ids": ["gone"]}]),
            "document.dangling",
            "/report/sums/0/row_ids",
        ),
        (changed(totals={"ratio": "1,93"}), "report.not_a_printed_figure", "/report/totals/ratio"),
        (changed(totals={"ratio": True}), "report.not_a_printed_figure", "/report/totals/ratio"),
        (changed(totals={"ratio": [1]}), "report.not_a_printed_figure", "/report/totals/ratio"),
        (changed(rows=[{"id": "a", "price": "150 %"}]), "report.share_for_amount", "/report/rows/0/price"),
        (changed(totals={"value_by_year": ["6:1"]}), "report.share_for_amount", "/report/totals/value_by_year/0"),
        (
            changed(
                rows=[{"id": "a", "price": "1"}],
                ratios=[{"id": "r", "figure": "150%", "changes": [{"id": "a", "field": "price", "value": "150%"}]}],
            ),
            "report.share_for_amount",
            "/report/ratios/0/changes/0/value",
        ),
        (changed(totals={"ratios": "1"}), "document.unknown_field", "/report/totals/ratios"),
        (changed(title="a\u202eb"), "document.bidi_character", "/report/title"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(document, code, place):
    read, problems = read_report(json.dumps(document))
    assert read is None
    assert (code, place) in [(found.code, found.place) for found in problems]
    assert all(
        not sentence(language, found).startswith("problem.") and found.code not in sentence(language, found)
        for found in problems
        for language in ("sv", "en")
    )


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b"[" * 10_000, b"NaN", "{}", '{"format": NaN}', "x" * 6_000_000])
def test_rubbish_is_refused_and_never_an_exception(data):
    read, problems = read_report(data)
    assert read is None
    assert problems


def paths(node, path=()):
    """Every place in a document."""
    yield path
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in steps:
        yield from paths(value, (*path, key))


@given(
    st.sampled_from([path for path in paths(SOUND) if path]),
    st.sampled_from([None, True, -1, 1e308, "", "x", "-3", "900%", [], {}, [[]], {"id": 7}, "a" * 3_000, 10**30]),
)
def test_anything_anywhere_gives_a_report_or_problems(path, value):
    document = json.loads(json.dumps(SOUND))
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    read, problems = read_report(json.dumps(document))
    assert (read is None) == bool(problems)


@pytest.mark.parametrize("name", ["wheels", "chac", "safe", "ideell"])
def test_the_golden_reports_are_sound_documents(name):
    read, problems = read_report((HERE / f"report_{name}.json").read_bytes())
    assert problems == []
    assert read.url.startswith("https://")
