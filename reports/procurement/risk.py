"""The risk that is in a contract, as an appendix to the result: what if the locked numbers turn out otherwise.

It is worked out after the order and changes nothing of it. The same draw of a number is used for every bid.
"""

from collections.abc import Iterator, Sequence

from pandas import DataFrame

from chain.procurement.model import Engine, Procurement
from reports.columns import OWN_TITLE
from reports.paper.frames import table_of
from reports.paper.model import Block, Note, Paragraph
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_amount, format_share
from sroi.procurement.evaluate import Evaluation, Line
from sroi.procurement.robustness import Wins, Worth, robustness, value_spread

STEP_SEK = -3
"""Amounts out of draws are told in whole thousands of kronor: further digits would be chance."""


def has_risk(model: Procurement, lines: Sequence[Line]) -> bool:
    """Whether there is anything to draw: promises with a value, and an order in kronor."""
    return bool(lines) and bool(model.measures) and model.engine is Engine.DEDUCTION


def risk_sentences(lines: Sequence[Line], found: Sequence[Worth], language: str) -> Iterator[str]:
    """Of each bid that comes first: what its promises may be worth, and how often that is more than it costs."""
    spread = {each.bid_id: each for each in found}
    for line in lines:
        if line.rank == 1:
            yield _spread(line, spread[line.bid_id], language)


def _spread(line: Line, worth: Worth, language: str) -> str:
    told = {name: _thousands(language, getattr(worth, name)) for name in ("low", "high")}
    told |= {"price": format_amount(language, line.price), "bidder": line.bidder}
    share = format_share(language, worth.covers_share, 0)
    key = "tender_risk.certain" if worth.low == worth.high else "tender_risk.spread"
    return text(language, key, share=share, **told)


def _thousands(language: str, sek: float) -> str:
    return format_amount(language, round(sek, STEP_SEK))


def risk_table(lines: Sequence[Line], wins: Sequence[Wins], found: Sequence[Worth], language: str) -> DataFrame:
    """Each bid in the order that stands: what it may be worth, and how often it would have come first in each case."""
    spread = {each.bid_id: each for each in found}
    rows = [
        {"bidder": line.bidder, "bid_value": float(line.value)}
        | {f"risk_{end}": round(getattr(spread[line.bid_id], end), STEP_SEK) for end in ("low", "high")}
        | {OWN_TITLE + _case(each, language): format_share(language, each.shares[line.bid_id], 0) for each in wins}
        for line in lines
    ]
    return with_under(DataFrame(rows), bid_value=("risk_low", "risk_high"))


def _case(each: Wins, language: str) -> str:
    return text(language, f"tender_try.case.{each.case.name}")


def risk_blocks(model: Procurement, evaluation: Evaluation, language: str) -> Iterator[Block]:
    """The appendix for paper: that it changes nothing, what is risked, and the table."""
    lines = evaluation.lines
    if not has_risk(model, lines):
        yield Paragraph(text(language, "tender_risk.none"))
        return
    found = value_spread(model, lines)
    yield Note(text(language, "tender_risk.changes_nothing"))
    for words in risk_sentences(lines, found, language):
        yield Paragraph(words)
    frame = risk_table(lines, robustness(model, lines), found, language)
    yield table_of(frame, language, text(language, "tender_risk.table"))
