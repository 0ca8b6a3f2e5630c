"""What the command line tells about bids: every term in order of rank, the rules applied, where the winner changes."""

from collections.abc import Iterable
from decimal import Decimal

from chain.procurement.model import Procurement
from reports.texts import text
from reports.texts.numbers import format_money, format_number
from reports.texts.problems import sentence
from sroi.procurement.counting import Applied
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
    yield from _weights(model, found, language)
    yield text(language, "shell_bids.origin", version=found.engine_version, fingerprint=found.fingerprint)


def _line(model: Procurement, line: Line, language: str) -> Iterable[str]:
    terms = ("comparison", "price", "deduction")
    amounts = {name: _money(language, getattr(line, name)) for name in terms}
    key = "shell_bids.line" if line.points is None else "shell_bids.points"
    points = "" if line.points is None else format_number(language, float(line.points), 2)
    yield text(language, key, rank=line.rank, bidder=line.bidder, points=points, **amounts)
    if line.ratio is not None:
        ratio, value = format_number(language, float(line.ratio), 1), _money(language, line.value)
        yield text(language, "shell_bids.ratio", ratio=ratio, value=value)
    names = {each.id: each.name.into(language) for each in model.measures}
    for each in line.applied:
        yield _applied(each, names[each.measure_id], model, language)


def _money(language: str, amount: Decimal) -> str:
    """With öre where there are any."""
    return format_money(language, amount, 0 if amount == amount.to_integral_value() else 2)


def _applied(each: Applied, name: str, model: Procurement, language: str) -> str:
    where = "" if each.period is None else f" {model.periods[each.period].key}"
    before = text(language, "shell_bids.blank") if each.before is None else format_number(language, float(each.before))
    after = format_number(language, float(each.after))
    rule = text(language, f"procurement_rule.{each.rule}")
    return text(language, "shell_bids.applied", name=name + where, before=before, after=after, rule=rule)


def _needed(model: Procurement, found: Evaluation, language: str) -> Iterable[str]:
    bidders = {line.bid_id: line.bidder for line in found.lines}
    for each in switching(model, found.lines):
        if each.winning_price_cut is not None:
            cut = _money(language, each.winning_price_cut)
            yield text(language, "shell_bids.needed", bidder=bidders[each.bid_id], cut=cut)


def _weights(model: Procurement, found: Evaluation, language: str) -> Iterable[str]:
    bidders = {line.bid_id: line.bidder for line in found.lines}
    for each in by_value_weight(model, found.lines) if model.measures else ():
        start = format_number(language, float(each.start), 3)
        key, end = "shell_bids.weight_from", ""
        if each.end is not None:
            key, end = "shell_bids.weight", format_number(language, float(each.end), 3)
        yield text(language, key, start=start, end=end, bidder=", ".join(bidders[name] for name in each.winners))
