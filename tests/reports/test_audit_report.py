"""The audit in words: every code has its sentence, nothing is claimed as fact, no markup gets through."""

import ast
import re

import pytest

from reports import audit_report
from reports.audit_words import option_words, sentences
from reports.texts import LANGUAGES, has_text
from sroi.audit import audit, audit_chain
from sroi.audit_missing import COUNTED
from sroi.audit_results import DIMENSIONS
from sroi.printed import PrintedTotals
from sroi.printed_figure import figure
from sroi.replay import Replay
from sroi.replay_search import Search
from tests.golden.examples import example
from tests.golden.test_golden_audit import published
from tests.house.source import files, tree
from tests.sroi.reports import INPUTS, ROWS, report, with_row, with_totals

WRONG = audit(with_row(report(), "sleep", impact=figure("9307.50")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_row_is_named_with_its_right_value_and_what_would_explain_it(language):
    said = audit_report.markdown(WRONG, language)
    right = {"sv": "8\u00a0376,75\u00a0SEK", "en": "SEK 8,376.75"}[language].replace("\u00a0", " ")
    assert right in said.replace("\u00a0", " ")
    assert {"sv": "9307,50", "en": "9307.50"}[language] in said
    assert {"sv": "Skulle stämma om andras andel inte dragits av", "en": "Would fit if attribution"}[language] in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["wheels", "chac", "safe", "ideell"])
def test_published_reports_are_told_whole_in_text_and_page(name, language):
    found = published(name)
    said, page = audit_report.markdown(found, language), audit_report.html(found, language).decode()
    for words in (said, page):
        assert "audit." not in words
        assert not re.search(r"[{}]|\bnan\b|None", words.split("</style>")[-1])
    for section in audit_report.SECTIONS:
        for line in sentences(found, getattr(found, section), language):
            assert line[0].isupper() or not line[0].isalpha()
    assert page.startswith("<!DOCTYPE html>")


def test_safe_is_told_as_a_net_figure_and_as_what_it_seems():
    said = audit_report.markdown(published("safe"), "en")
    assert "8.38 agrees with the net ratio" in said
    assert "9.38" in said
    assert "seems to be called the SROI ratio" in said


def test_several_fitting_reckonings_are_told_as_unsettled():
    rough = report().model_copy(update={"totals": PrintedTotals(ratio=figure("1"))})
    assert "does not settle which was used" in audit_report.markdown(audit(rough), "en")


def test_no_fitting_reckoning_is_told():
    spoiled = with_totals(report(), present_value=figure("1.00"), net_present_value=None)
    assert "None of the" in audit_report.markdown(audit(spoiled), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_that_is_tried_has_words(language):
    options = Search(report(), Replay(ROWS, INPUTS)).options
    assert set(options) == set(DIMENSIONS)
    for name, each in options.items():
        words = [option_words(name, option, language) for option in each]
        assert len(set(words)) == len(words)


def test_tables_hold_what_was_found():
    rows, totals = audit_report.rows_table(WRONG, "en"), audit_report.totals_table(WRONG, "en")
    assert rows["computed_figure"].tolist() == [pytest.approx(8376.75)]
    assert list(totals["judged"])[:2] == ["Investment", "Impact of the first year"]
    assert len(audit_report.fits_table(WRONG, "sv")) == len(WRONG.fits)
    assert len(audit_report.ladder_table(WRONG.ladders[1], "sv")) == len(WRONG.ladders[1].steps)
    assert len(audit_report.checks_table(WRONG, "sv")) == len(WRONG.checks)


def test_a_chain_is_told_as_one():
    said = audit_report.markdown(audit_chain(example("wheels-to-meals")), "sv")
    assert "inga tryckta totaler" in said


def test_markup_in_a_report_stays_letters():
    nasty = "<script>alert(1)</script> [x](javascript:1) `#`"
    row = with_row(report(), "sleep", outcome=nasty, impact=figure("1.00")).model_copy(update={"title": nasty})
    found = audit(row)
    page, said = audit_report.html(found, "sv").decode(), audit_report.markdown(found, "sv")
    assert "<script" not in page
    assert "<script" not in said.replace("\\<", "")
    assert "[x](" not in said


def test_every_finding_the_code_can_make_has_its_sentence():
    made = {
        node.args[0].value
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "finding"
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(made) > 25
    assert not [code for code in made if not has_text(f"audit.finding.{code}")]
    assert not [name for name in COUNTED if not has_text(f"audit.finding.missing_{name}")]
