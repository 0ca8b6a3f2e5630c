"""The pages about the program itself: what they say is so here, and to whom one turns."""

from datetime import date

import pytest

from chain.retention import Kind
from pages.about.accessibility import REVIEWED_ON
from storage import configuration as settings
from storage import operations
from tests.acting import here
from tests.browser.visit import TAGS, UPSTREAM
from tests.house.source import ROOT
from tests.pages.visit import Visit

MAIL = "digitalt@kommunen.se"


@pytest.fixture(autouse=True)
def _no_file(monkeypatch, tmp_path):
    monkeypatch.delenv("VARDEKEDJAN_CONTACT", raising=False)
    monkeypatch.setattr(settings, "BESIDE", tmp_path / "vardekedjan.toml")


def written(page: str, language: str) -> str:
    """The page's Markdown, as it is written."""
    return "\n".join(each.value for each in Visit(page, lang=language).at.markdown)


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
@pytest.mark.parametrize(("language", "ours"), [("sv", "administratör"), ("en", "administrator")])
def test_one_turns_to_the_contact_that_is_set_or_to_ones_own_administrator(empty, monkeypatch, page, language, ours):
    assert ours in written(page, language)
    monkeypatch.setenv("VARDEKEDJAN_CONTACT", MAIL)
    assert f"(<mailto:{MAIL}>)" in written(page, language)
    monkeypatch.setenv("VARDEKEDJAN_CONTACT", "https://kommunen.se/kontakt")
    assert "(<https://kommunen.se/kontakt>)" in written(page, language)


def test_the_statement_was_reviewed_on_the_day_that_the_manual_says(empty):
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"last reviewed {REVIEWED_ON}" in manual
    assert date.today() >= REVIEWED_ON
    assert str(REVIEWED_ON) in Visit("accessibility").told("caption")


def test_the_statement_claims_what_the_tests_try():
    assert {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"} <= set(TAGS)
    assert {rule for rule, _ in UPSTREAM} == {"target-size", "presentation-role-conflict"}, "name the gap on the page"


def test_without_sign_in_it_tells_of_no_accounts_and_the_rules_are_those_in_force(empty):
    told = Visit("privacy").told("markdown")
    assert "ingen inloggning" in told
    assert "Konto:" not in told
    assert "Utkast som ingen har rört: Sparas i 180 dagar." in told
    assert "Behållna resultat: Sparas alltid." in told
    operations.set_retention_rule(empty.store, here(empty.store), Kind.DRAFTS, 1, "Beslut", 0)
    assert "Utkast som ingen har rört: Sparas i 1 dag." in Visit("privacy").told("markdown")
