"""A portfolio and a fund account as documents: read back alike, schemas fresh, nothing slips in."""

import json

import pytest

from chain.plan import document, fund
from chain.plan.document import fingerprint, read_portfolio, write_portfolio
from chain.plan.fund import read_fund, write_fund
from chain.plan.model import Choice, Objective
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from tests.chain.funds import fund as account
from tests.chain.portfolios import option, portfolio

WHOLE = portfolio(option("A", 3, 9, persons=4), budget=6, choice=Choice(option_ids=("A",)))
KINDS = {
    "portfolio": (WHOLE, read_portfolio, write_portfolio, document.DOCUMENT),
    "fund": (account(), read_fund, write_fund, fund.DOCUMENT),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_back_alike(kind):
    value, read, write, _ = KINDS[kind]
    assert read(write(value)) == (value, [])
    assert json.loads(write(value))["format"] == f"vardekedjan-{kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_fresh(kind):
    published = KINDS[kind][3]
    assert published.published.read_text(encoding="utf-8") == published.schema_text()


def test_the_fingerprint_follows_the_content():
    assert fingerprint(WHOLE) != fingerprint(WHOLE.model_copy(update={"objective": Objective(perspective="public")}))


@pytest.mark.parametrize("kind", KINDS)
def test_another_kind_of_document_is_refused_in_words(kind):
    value, read, write, _ = KINDS[kind]
    found, problems = read(write(value).replace(f"vardekedjan-{kind}", "vardekedjan-chain"))
    assert found is None
    assert [each.code for each in problems] == [{"portfolio": "plan.format", "fund": "fund.format"}[kind]]
    assert all(f"vardekedjan-{kind}" in sentence(language, problems[0]) for language in LANGUAGES)


def changed(**top) -> str:
    body = json.loads(write_portfolio(WHOLE))
    body["portfolio"] |= top
    return json.dumps(body)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (changed(start_year="2026"), "document.not_whole_number", "/portfolio/start_year"),
        (changed(secret=1), "document.unknown_field", "/portfolio/secret"),
        (changed(objective={"aim": "profit"}), "document.not_choice", "/portfolio/objective/aim"),
    ],
)
def test_what_slips_in_is_refused_where_it_stands(text, code, place):
    found, problems = read_portfolio(text)
    assert found is None
    assert (problems[0].code, problems[0].place) == (code, place)
