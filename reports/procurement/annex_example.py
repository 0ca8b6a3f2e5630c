"""A fictive bid evaluated term by term, and what the model rewards, by the same code that evaluates the real bids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chain.procurement.model import FictiveBid, Procurement
from reports.paper.frames import table_of
from reports.paper.model import Block, Column, Items, Note, Paragraph, Table
from reports.procurement.evaluation import bids_table, terms_table
from reports.procurement.weights import weight_sentences
from reports.procurement.words import names_of
from reports.texts import text
from reports.texts.numbers import format_amount, format_number, format_share
from sroi.procurement.evaluate import Line
from sroi.procurement.exact import exact, product
from sroi.procurement.greatest import greatest
from sroi.procurement.thresholds import by_value_weight
from sroi.procurement.trial import Kind, fictive_bids, reward, tried

LEFT_OUT = ("bid_counted", "bid_net", "bid_ratio")
"""Of the table of fictive bids: what decides nothing, and what a sentence below it tells."""


def fictive_names(model: Procurement, language: str) -> dict[str, str]:
    """What the fictive bids are called, by id: as the buyer wrote, or by what they were made from."""
    made = {each.value for each in Kind}
    return {
        each.id: each.name.into(language) or (text(language, f"fictive_bid.{each.id}") if each.id in made else each.id)
        for each in fictive_bids(model)
    }


def _named(lines: Sequence[Line], names: Mapping[str, str]) -> list[Line]:
    return [replace(line, bidder=names[line.bid_id]) for line in lines]


def _middle(bids: Sequence[FictiveBid]) -> FictiveBid:
    """The bid to show: the balanced one where there is one, else the one whose price is in the middle."""
    balanced = [each for each in bids if each.id == Kind.BALANCED]
    return balanced[0] if balanced else sorted(bids, key=lambda each: each.price_sek)[len(bids) // 2]


def example(model: Procurement, language: str) -> Iterator[Block]:
    """One fictive bid with every term shown."""
    bids = model.test_bids or fictive_bids(model)
    if not bids:
        return
    shown = _middle(bids)
    line = _named(tried(model, [shown]), fictive_names(model, language))[0]
    yield Paragraph(text(language, "annex_example.fictive", name=line.bidder))
    if line.measures and model.periods:
        frame = terms_table(model, [line], language).drop(columns="bidder")
        yield table_of(frame, language, text(language, "procurement_table.terms"))
    yield Items(tuple(_steps(model, line, language)), numbered=True)


def _steps(model: Procurement, line: Line, language: str) -> Iterator[str]:
    """The sum step by step, as exact as it is made."""
    yield text(language, "annex_example.price", price=format_amount(language, line.price))
    if model.measures:
        weight = exact(model.value_weight or 0.0)
        told = {
            "value": line.value,
            "exact": product(weight, line.value),
            "deduction": line.value_deduction,
        }
        amounts = {name: format_amount(language, amount) for name, amount in told.items()}
        yield text(language, "annex_example.value", value=amounts["value"])
        yield text(language, "annex_example.deduction", weight=format_number(language, float(weight)), **amounts)
    names, most = names_of(model.criteria, language), {each.id: each.most_sek for each in model.criteria}
    for term in line.criteria:
        yield text(
            language,
            "annex_example.judged",
            name=names[term.criterion_id],
            level=term.level,
            top=term.top,
            most=format_amount(language, most[term.criterion_id]),
            deduction=format_amount(language, term.deduction),
        )
    amounts = {name: format_amount(language, getattr(line, name)) for name in ("price", "deduction", "comparison")}
    yield text(language, "annex_example.comparison", **amounts)


def _telling(model: Procurement) -> list[FictiveBid]:
    """The fictive bids; where nothing is promised, to promise twice as much is nothing."""
    return [each for each in fictive_bids(model) if model.measures or each.id != Kind.EXTREME]


def rewarded(model: Procurement, language: str) -> Iterator[Block]:
    """What the model rewards: how fictive bids come out, where the weight changes that, and how much can count."""
    names, lines = fictive_names(model, language), tried(model, _telling(model))
    if not lines:
        return
    yield Paragraph(text(language, "annex_rewarded.tried"))
    frame = bids_table(model, _named(lines, names), language).drop(columns=list(LEFT_OUT), errors="ignore")
    yield table_of(frame, language, text(language, "annex_rewarded.table"))
    yield Items(tuple(_found(model, lines, names, language)))
    if model.measures:
        yield _shares(model, language)
        yield Note(text(language, "annex_rewarded.share_note"))


def _found(model: Procurement, lines: Sequence[Line], names: Mapping[str, str], language: str) -> Iterator[str]:
    found = reward(lines)
    winners = ", ".join(names[each] for each in found.winners)
    yield text(language, "annex_rewarded.first", winners=winners)
    if Kind.EXTREME in names and model.measures:
        yield text(language, f"annex_rewarded.extreme_{'pays' if found.extreme_pays else 'in_vain'}")
    if model.measures:
        own = tried(model, model.test_bids) if model.test_bids else lines
        yield from weight_sentences(by_value_weight(model, own), names, language)


def _shares(model: Procurement, language: str) -> Table:
    """The most that each measure can be worth."""
    names = names_of(model.measures, language)
    columns = (
        Column(text(language, "annex_column.measure")),
        Column(text(language, "annex_column.most"), number=True),
        Column(text(language, "annex_column.share"), number=True),
    )
    rows = tuple(
        (names[each.measure_id], format_amount(language, each.value), format_share(language, float(each.share)))
        for each in greatest(model)
    )
    return Table(text(language, "annex_rewarded.shares"), columns, rows)
