"""The account of a fund to take along: on paper, and as a spreadsheet. A memorandum, and every page says so."""

from collections.abc import Iterator, Sequence
from datetime import date

from pandas import DataFrame

from chain.plan.fund import FundAccount
from chain.problem import Problem
from reports.paper.frames import table_of
from reports.paper.model import Block, Document, Foot, Heading, Items, Note, Paragraph
from reports.plan import fund as told
from reports.table_book import to_workbook
from reports.texts import text
from reports.texts.numbers import format_date
from sroi.plan.fund import Account


def paper(
    fund: FundAccount, account: Account, problems: Sequence[Problem], language: str, made_on: date, version: str
) -> Document:
    """The whole account as a document."""
    return Document(
        title=told.fund_name(fund, language),
        subtitle=text(language, "fund.paper_subtitle", day=format_date(made_on)),
        language=language,
        made_on=made_on,
        blocks=tuple(_blocks(fund, account, problems, language)),
        foot=Foot(version=version, mark=text(language, "fund.paper_mark")),
    )


def _blocks(fund: FundAccount, account: Account, problems: Sequence[Problem], language: str) -> Iterator[Block]:
    yield Note(text(language, "fund.memorandum"))
    yield Items(tuple(told.said(fund, account, language)))
    years, *others = sheets(fund, account, language)
    for title, table in others:
        yield from _sheet(title, table, language)
    yield Heading(text(language, "fund_field.rules"))
    yield from _rules(fund, language)
    lines = [line for each in told.problem_lines(fund, problems, language).values() for line in each]
    if lines:
        yield Heading(text(language, "fund.to_mend"))
        yield Items(tuple(lines))
    yield from _sheet(*years, language)  # so broad that it needs the page turned


def _sheet(title: str, table: DataFrame, language: str) -> Iterator[Block]:
    yield Heading(title)
    yield table_of(table, language, title) if len(table) else Paragraph(text(language, "fund.nothing_here"))


def _rules(fund: FundAccount, language: str) -> Iterator[Block]:
    rules = told.rules_said(fund, language)
    yield Items(tuple(rules)) if rules else Paragraph(text(language, "fund.no_rules"))
    if fund.rules.source:
        yield Note(" ".join(filter(None, (fund.rules.source, fund.rules.url))))


def sheets(fund: FundAccount, account: Account, language: str) -> list[tuple[str, DataFrame]]:
    """The tables of the account with their titles."""
    return [
        (text(language, "fund.account"), told.account_table(account, language)),
        (text(language, "fund_field.reductions"), told.frames_table(fund, account, language)),
        (text(language, "fund_field.investments"), told.investments_table(fund, language)),
    ]


def workbook(fund: FundAccount, account: Account, language: str, made_on: date, version: str) -> bytes:
    """The tables as a spreadsheet."""
    about = (
        told.fund_name(fund, language),
        text(language, "fund.memorandum"),
        version,
        text(language, "file.taken", day=format_date(made_on)),
        *told.said(fund, account, language),
        *told.rules_said(fund, language),
    )
    return to_workbook(sheets(fund, account, language), language, about)
