"""What the command line tells about bids: every term in order of rank, the rules applied, where the winner changes."""

from collections.abc import Iterable

from chain.procurement.model import Procurement
from reports.procurement.weights import weight_sentences
from reports.procurement.words import applied_rule
from reports.texts import text
from reports.texts.numbers import format_amount, format_number
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Evaluation, Line
from sroi.procurement.switching import switching
from sroi.procurement.thresholds import by_value_weight


def bids_lines(model: Procurement, found: Evaluation, language: str) -> Iterable[str]:
    """The bids in order, then those rejected with why, what the losers would have needed, and the weights."""
    yield text(language, "cli.title", name=model.title.into(language) or model.id, id=model.id)
    for line in found.lines:
        yield from _line(model, line, language)
    for rejected in found.rejected:
        reasons = " ".join(sentence(language, each) for each in rejected.reasons)
        yield text(language, "shell_bids.rejected", bidder=rejected.bidder, reasons=reasons)
    if found.ratio_differs:
        yield text(language, "shell_bids.ratio_differs")
    yield from _needed(model, found, language)
    if model.measures:
        bidders = {line.bid_id: line.bidder for line in found.lines}
        yield from weight_sentences(by_value_weight(model, found.lines), bidders, language)
    yield text(language, "shell_bids.origin", version=found.engine_version, fingerprint=found.fingerprint)


def _line(model: Procurement, line: Line, language: str) -> Iterable[str]:
    terms = ("comparison", "price", "deduction")
    amounts = {name: format_amount(language, getattr(line, name)) for name in terms}
    key = "shell_bids.line" if line.points is None else "shell_bids.points"
    points = "" if line.points is None else format_number(language, float(line.points), 2)
    yield text(language, key, rank=line.rank, bidder=line.bidder, points=points, **amounts)
    if line.ratio is not None:
        ratio, value = format_number(language, float(line.ratio), 1), format_amount(language, line.value)
        yield text(language, "shell_bids.ratio", ratio=ratio, value=value)
    for each in line.applied:
        yield f"   {applied_rule(each, model, language)}"


def _needed(model: Procurement, found: Evaluation, language: str) -> Iterable[str]:
    bidders = {line.bid_id: line.bidder for line in found.lines}
    for each in switching(model, found.lines):
        if each.winning_price_cut is not None:
            cut = format_amount(language, each.winning_price_cut)
            yield text(language, "shell_bids.needed", bidder=bidders[each.bid_id], cut=cut)
