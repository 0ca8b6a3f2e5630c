"""What came in and how it was evaluated, as the page of the result tells it; its tables are those of the record."""

from collections.abc import Iterator, Sequence

from pandas import DataFrame

from chain.procurement.bid import Bid
from chain.procurement.bid_checks import promise_of
from chain.procurement.model import Measure, Procurement
from reports.columns import OWN_TITLE
from reports.procurement.evaluation import applied_table, bids_table
from reports.procurement.words import names_of, units
from reports.texts import text
from reports.texts.numbers import format_amount, format_number
from sroi.procurement.evaluate import Evaluation
from sroi.procurement.exact import exact

ORDER = (
    *("bidder", "bid_rank", "bid_comparison", "bid_points", "bid_price", "bid_promised", "bid_value", "bid_judged"),
    "bid_deduction",
)
"""The columns of the record that stand in the table of the page, what decides first; the others are told beside it."""


def order_table(model: Procurement, evaluation: Evaluation, language: str) -> DataFrame:
    """The bids in order of rank with every term of the evaluated price."""
    frame = bids_table(model, evaluation.lines, language)
    return frame[[each for each in ORDER if each in frame.columns]]


def promises_table(model: Procurement, bids: Sequence[Bid], language: str) -> DataFrame:
    """What the bids promise by measure and period, as they say it: a blank is said to be blank."""
    names = names_of(model.measures, language)
    rows = [
        {"bidder": bid.bidder, "measure": names[measure.id]} | _by_period(model, bid, measure, language)
        for bid in bids
        for measure in model.measures
    ]
    return DataFrame(rows, columns=["bidder", "measure", *(OWN_TITLE + each.key for each in model.periods)])


def _by_period(model: Procurement, bid: Bid, measure: Measure, language: str) -> dict[str, str]:
    promise = promise_of(bid, measure)
    told = promise.quantities if promise else (None,) * len(model.periods)
    return {
        OWN_TITLE + period.key: units(language, None if each is None else exact(each))
        for period, each in zip(model.periods, told, strict=True)
    }


def applied_sentences(model: Procurement, evaluation: Evaluation, language: str) -> Iterator[str]:
    """Each use of a rule that was told before: whose bid, from what to what, by which rule of the annex."""
    for bidder, applied in applied_table(model, evaluation.lines, language).itertuples(index=False):
        yield f"{bidder}: {applied}"


def reference_sentence(evaluation: Evaluation, language: str) -> str:
    """What the buyer's own reference quantities would be worth; nothing where they are not told."""
    if evaluation.reference_value is None:
        return ""
    return text(language, "tender_result.reference", value=format_amount(language, evaluation.reference_value))


def ratio_sentence(evaluation: Evaluation, language: str) -> str:
    """Net value and ratio of each bid, which decide nothing; nothing where no measure has a value."""
    told = [
        text(language, "tender_result.ratio_of", bidder=line.bidder, net=format_amount(language, line.net),
             ratio=format_number(language, float(line.ratio), 1))
        for line in evaluation.lines if line.ratio is not None and line.net is not None
    ]  # fmt: skip
    return text(language, "tender_result.ratio", bids=" · ".join(told)) if told else ""
