"""The individual report on an award: all that was done and found, why, and what only the buyer can tell.

What the tool knows it tells; what it does not know the buyer types, and what is not typed is marked as lacking.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from pandas import DataFrame

from chain.procurement.bid import Clarification
from reports.paper.frames import table_of
from reports.paper.model import Block, Document, Facts, Heading, Items, Note, Paragraph
from reports.procurement.bid_layout import price_words
from reports.procurement.decision import Award, Happened
from reports.procurement.evaluation import evaluation_blocks
from reports.procurement.notice import decision_facts, foot, standstill
from reports.procurement.paying import pay_sentence
from reports.procurement.reasons import Reasons, reasons
from reports.procurement.risk import risk_blocks
from reports.procurement.words import event_name, names_of, or_to_fill, units
from reports.texts import text
from reports.texts.moments import format_moment
from reports.texts.numbers import format_amount, format_date
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Rejected
from sroi.procurement.exact import exact
from sroi.procurement.pay import agreed_pay


@dataclass(frozen=True)
class Typed:
    """What only the buyer can tell in an individual report, each in plain words."""

    address: str = ""
    procedure: str = ""
    procedure_reason: str = ""
    subcontractors: str = ""
    abnormally_low: str = ""
    conflicts: str = ""
    not_electronic: str = ""
    other: str = ""


def individual_report(award: Award, language: str, typed: Typed | None = None) -> Document:
    """The whole report, for the buyer's file; it holds what all bidders have bid."""
    return Document(
        title=text(language, "award_report.title", title=award.model.title.into(language)),
        subtitle=award.model.buyer,
        language=language,
        made_on=award.decided_on,
        author=award.model.buyer,
        blocks=tuple(_blocks(award, typed or Typed(), language)),
        foot=foot(award, language, mark=text(language, "award_report.mark")),
    )


def _blocks(award: Award, typed: Typed, language: str) -> Iterator[Block]:
    parts = {
        "decision": _decision(award, language),
        "reasons": _reasons(reasons(award, language), language),
        "evaluation": evaluation_blocks(award.model, award.came, award.evaluation, language),
        "clarified": _clarified(award, language),
        "opening": _opening(award, language),
        "typed": [Facts(tuple(_typed(typed, language)))],
        "log": _log(award.happened, language),
        "risk": risk_blocks(award.model, award.evaluation, language),
        "kept": [Paragraph(standstill(award, language)), Paragraph(preservation(award.kept_until, language))],
    }
    for name, blocks in parts.items():
        yield Heading(text(language, f"award_report.{name}"))
        yield from blocks
    yield Note(text(language, "procurement_words.no_legal_advice"))


def _decision(award: Award, language: str) -> Iterator[Block]:
    yield Facts((*decision_facts(award, language), *decision_terms(award, language)))


def decision_terms(award: Award, language: str) -> Iterator[tuple[str, str]]:
    """What the contract is worth and covers, and what it was calculated with on which model."""
    pay = agreed_pay(award.model, award.winner)
    told = {
        "contract_price": format_amount(language, award.winner.price),
        "price_base": price_words(award.model, language),
        "engine": award.evaluation.engine_version,
        "fingerprint": award.evaluation.fingerprint,
    }
    told |= {"outcome_pay": pay_sentence(award.model, pay, language)} if pay else {}
    return ((text(language, f"award_fact.{name}"), said) for name, said in told.items())


def _reasons(found: Sequence[Reasons], language: str) -> Iterator[Block]:
    for each in found:
        key = "rejected" if each.rank is None else "ranked"
        yield Heading(text(language, f"award_report.{key}", bidder=each.bidder, rank=each.rank), level=2)
        yield Items(each.sentences)


def _clarified(award: Award, language: str) -> Iterator[Block]:
    told = tuple(corrections(award, language))
    yield Items(told) if told else Paragraph(text(language, "award_report.nothing_clarified"))


def corrections(award: Award, language: str) -> Iterator[str]:
    """What was made clear of a bid, and which files were turned away and then put right."""
    yield from (_clarification(award, each, language) for each in award.came.clarifications)
    yield from (_corrected(each, language) for each in award.corrected())


def _clarification(award: Award, each: Clarification, language: str) -> str:
    model, bidders = award.model, {bid.id: bid.bidder for bid in award.came.bids}
    where = "" if each.period is None else f" {model.periods[each.period].key}"
    return text(
        language,
        "award_report.clarification",
        bidder=bidders.get(each.bid_id, each.bid_id),
        name=names_of(model.measures, language).get(each.measure_id, each.measure_id) + where,
        quantity=units(language, exact(each.quantity)),
        reason=each.reason.into(language),
        by=or_to_fill(each.decided_by, language),
    )


def _corrected(each: Rejected, language: str) -> str:
    why = " ".join(sentence(language, reason) for reason in each.reasons)
    return text(language, "award_report.corrected", bidder=each.bidder, why=why)


def _opening(award: Award, language: str) -> Iterator[Block]:
    yield Paragraph(opening_words(award, language))


def opening_words(award: Award, language: str) -> str:
    """Who opened the bids, and the list that they refer to."""
    by = or_to_fill(", ".join(award.opened_by), language)
    return text(language, "award_report.opened", by=by, reference=or_to_fill(award.opening_list, language))


def _typed(typed: Typed, language: str) -> Iterator[tuple[str, str]]:
    for each in fields(typed):
        yield text(language, f"award_typed.{each.name}"), or_to_fill(getattr(typed, each.name), language)


def _log(happened: Sequence[Happened], language: str) -> Iterator[Block]:
    if not happened:
        yield Paragraph(text(language, "award_report.no_log"))
        return
    rows = [
        {
            "moment": format_moment(each.at),
            "person": each.who,
            "action": event_name(language, each.event),
            "why": each.words,
        }
        for each in happened
    ]
    yield table_of(DataFrame(rows), language, text(language, "award_report.log_table"))


def preservation(kept_until: date | None, language: str) -> str:
    """For how long the documents are kept, as the buyer typed it."""
    day = format_date(kept_until) if kept_until else ""
    return text(language, "award_report.preservation", day=or_to_fill(day, language))
