"""The page that audits a published report: the template agrees with itself, a wrong row is named."""

import json

import pytest

from pages.start.audit import EXAMPLES
from tests.pages.visit import Visit

EXAMPLE = EXAMPLES / "printed_example_en.json"


def handed_in(data: bytes, language: str = "sv") -> Visit:
    """A visit that has handed in a document."""
    visit = Visit("audit", lang=language)
    visit.at.file_uploader[0].upload("report.json", data, "application/json")
    return visit.run()


@pytest.mark.parametrize(("language", "wrong"), [("sv", "Rader som inte följer"), ("en", "Rows that do not follow")])
def test_the_template_agrees_with_itself_and_a_changed_impact_does_not(example, language, wrong):
    assert wrong not in handed_in(EXAMPLE.read_bytes(), language).words
    spoilt = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    spoilt["report"]["rows"][0]["impact"] = "9 376.75"
    assert wrong in handed_in(json.dumps(spoilt).encode(), language).words


@pytest.mark.parametrize(
    "document", [b"", b"{", b'{"format": "other"}', b'{"format": "vardekedjan-report", "version": 1}']
)
def test_what_is_no_report_is_refused_with_reasons(example, document):
    assert "Dokumentet går inte att läsa" in handed_in(document).told("error")
