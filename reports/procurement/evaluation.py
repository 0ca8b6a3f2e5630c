"""The evaluation in tables, the same for screen and paper: price, promises, what counts, deduction, evaluated price.

A blank is said to be blank. Each rule that made what counts differ from what the bid says is named with its number in
the annex. Net value and ratio stand last; the ratio decides nothing, and where its order is another that is said.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pandas import DataFrame

from chain.procurement.bid import Bids
from chain.procurement.model import Procurement
from reports.paper.frames import table_of
from reports.paper.model import Block, Note, Paragraph
from reports.procurement.words import applied_rule, names_of, units
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_number
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Evaluation, Line, MeasureTerm
from sroi.procurement.exact import product, total

BIDS = (
    "bidder", "bid_price", "bid_promised", "bid_counted", "bid_value", "bid_reference", "bid_judged", "bid_deduction",
    "bid_comparison", "bid_points", "bid_rank", "bid_net", "bid_ratio",
)  # fmt: skip
"""The columns of the first table, in their order; what the model has no use for is left out."""


def bids_table(model: Procurement, lines: Sequence[Line], language: str, reference: Decimal | None = None) -> DataFrame:
    """The bids in order of rank, one a row; `reference` is the value of the buyer's own reference quantities (SEK)."""
    rows = [_bid(model, line, language) | {"bid_reference": _float(reference)} for line in lines]
    frame = DataFrame(rows, columns=list(_columns(model, lines, reference)))
    return with_under(frame, bid_net=("bid_ratio",))


def _columns(model: Procurement, lines: Sequence[Line], reference: Decimal | None) -> Iterator[str]:
    left_out = set() if model.measures else {"bid_promised", "bid_counted", "bid_value", "bid_net", "bid_ratio"}
    left_out |= set() if model.criteria else {"bid_judged"}
    left_out |= {"bid_reference"} if reference is None else set()
    left_out |= {"bid_points"} if all(line.points is None for line in lines) else set()
    return (key for key in BIDS if key not in left_out)


def _bid(model: Procurement, line: Line, language: str) -> dict[str, object]:
    names = names_of(model.measures, language)
    return {
        "bidder": line.bidder,
        "bid_price": float(line.price),
        "bid_promised": "; ".join(_of(names, term, promised_in_all(term, language)) for term in line.measures),
        "bid_counted": "; ".join(_of(names, term, units(language, total(term.counted))) for term in line.measures),
        "bid_value": float(line.value),
        "bid_judged": float(total(each.deduction for each in line.criteria)),
        "bid_deduction": float(line.deduction),
        "bid_comparison": float(line.comparison),
        "bid_points": None if line.points is None else format_number(language, float(line.points), 2),
        "bid_rank": line.rank,
        "bid_net": _float(line.net),
        "bid_ratio": _float(line.ratio),
    }


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _of(names: dict[str, str], term: MeasureTerm, quantity: str) -> str:
    return f"{names[term.measure_id]}: {quantity}"


def promised_in_all(term: MeasureTerm, language: str) -> str:
    """What is promised over all periods, and in how many of them the bid is blank."""
    told = [each for each in term.promised if each is not None]
    blanks = len(term.promised) - len(told)
    if not told:
        return text(language, "procurement_words.blank")
    whole = units(language, total(told))
    if not blanks:
        return whole
    return text(language, "procurement_words.and_blanks", units=whole, count=blanks, periods=len(term.promised))


def terms_table(model: Procurement, lines: Sequence[Line], language: str) -> DataFrame:
    """Every term of the value: promised and counted by bid, measure and period, and what it is worth."""
    names, periods = names_of(model.measures, language), model.periods
    rows = [
        {
            "bidder": line.bidder,
            "measure": names[term.measure_id],
            "period": periods[at].key,
            "bid_promised": units(language, promised),
            "bid_counted": units(language, counted),
            "unit_worth": float(worth),
            "term_value": float(product(counted, worth)),
        }
        for line in lines
        for term in line.measures
        for at, (promised, counted, worth) in enumerate(zip(term.promised, term.counted, term.unit_worth, strict=True))
    ]
    columns = ("bidder", "measure", "period", "bid_promised", "bid_counted", "unit_worth", "term_value")
    return DataFrame(rows, columns=list(columns))


def judged_table(model: Procurement, came: Bids, lines: Sequence[Line], language: str) -> DataFrame:
    """How each bid is judged: level of the top one, deduction, why."""
    names = names_of(model.criteria, language)
    motives = {(each.bid_id, each.criterion_id): each.motive.into(language) for each in came.judgements}
    rows = [
        {
            "bidder": line.bidder,
            "criterion": names[term.criterion_id],
            "level": text(language, "procurement_words.level_of", level=term.level, top=term.top),
            "criterion_deduction": float(term.deduction),
            "motive": motives.get((line.bid_id, term.criterion_id), ""),
        }
        for line in lines
        for term in line.criteria
    ]
    return DataFrame(rows, columns=["bidder", "criterion", "level", "criterion_deduction", "motive"])


def applied_table(model: Procurement, lines: Sequence[Line], language: str) -> DataFrame:
    """Each time a rule was applied, by bid."""
    rows = [
        {"bidder": line.bidder, "applied": applied_rule(each, model, language)}
        for line in lines
        for each in line.applied
    ]
    return DataFrame(rows, columns=["bidder", "applied"])


def ratio_note(evaluation: Evaluation, language: str) -> str | None:
    """Why the ratio is not used, where its order is another: one sentence; otherwise None."""
    if not evaluation.ratio_differs:
        return None
    best = max(evaluation.lines, key=lambda line: line.ratio)
    return text(language, "procurement_words.ratio_differs", bidder=best.bidder)


def evaluation_blocks(model: Procurement, came: Bids, evaluation: Evaluation, language: str) -> Iterator[Block]:
    """The whole evaluation for paper: the tables above with what is to be known to read them."""
    lines = evaluation.lines
    if not lines:
        yield Paragraph(text(language, "procurement_words.no_lines"))
        return
    frames = {
        "bids": bids_table(model, lines, language, evaluation.reference_value),
        "terms": terms_table(model, lines, language),
        "judged": judged_table(model, came, lines, language),
        "applied": applied_table(model, lines, language),
    }
    for name, frame in frames.items():
        if len(frame):
            yield table_of(frame, language, text(language, f"procurement_table.{name}"))
        if name == "bids":
            yield from _how_to_read(model, evaluation, language)


def _how_to_read(model: Procurement, evaluation: Evaluation, language: str) -> Iterator[Block]:
    engine = text(language, f"procurement_words.order.{model.engine}")
    weighs = text(language, "procurement_words.value_is_locked") if model.measures else ""
    yield Note(" ".join(filter(None, (engine, weighs, ratio_note(evaluation, language)))))
    for each in evaluation.problems:
        yield Note(sentence(language, each))
