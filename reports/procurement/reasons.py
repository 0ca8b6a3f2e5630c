"""Why each bid was chosen, was not, or was rejected, in sentences for the bidder or for the record.

A bidder is told its own figures and of the chosen bid its name, its evaluated price, and in which way it was better, as
far as nothing of that is secret; never what anybody else has bid. The least that would have brought a bid first is
worked out with the tie-break that was announced, and a tie is said to be one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chain.procurement.bid import Judgement
from chain.procurement.model import Engine
from reports.procurement.decision import Award, Secret
from reports.procurement.evaluation import promised_in_all
from reports.procurement.words import applied_rule, names_of, or_to_fill, units
from reports.texts import text
from reports.texts.numbers import format_amount, format_number
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Line, Rejected
from sroi.procurement.exact import total
from sroi.procurement.switching import Switching, switching


@dataclass(frozen=True)
class Reasons:
    """The reasons for one bid: whose it is, its rank (None where it was rejected), and the sentences in their order."""

    bid_id: str
    bidder: str
    rank: int | None
    sentences: tuple[str, ...]


def reasons(award: Award, language: str, to_bidder: bool = False) -> tuple[Reasons, ...]:
    """Every bid in order of rank, then those rejected. `to_bidder` speaks to the bidder, otherwise of it."""
    compared = (_compared(award, line, language, to_bidder) for line in award.evaluation.lines)
    return (*compared, *(_rejected(each, language, to_bidder) for each in award.rejected))


def reasons_for(award: Award, bid_id: str, language: str) -> Reasons:
    """The reasons as they are told to this bidder. Raises ValueError where there is no such bid."""
    found = next((each for each in reasons(award, language, to_bidder=True) if each.bid_id == bid_id), None)
    if found is None:
        raise ValueError(f"no bid is called {bid_id!r}")
    return found


def needed(award: Award, line: Line, language: str) -> tuple[str, ...]:
    """What would have brought a bid first, of it by name: a lower price, or more of one measure."""
    return tuple(_needed(award, line, _offer(line.bidder, language, to_bidder=False), language))


def _offer(bidder: str, language: str, to_bidder: bool) -> str:
    return text(language, f"procurement_reason.offer.{'own' if to_bidder else 'of'}", bidder=bidder)


def _compared(award: Award, line: Line, language: str, to_bidder: bool) -> Reasons:
    offer = _offer(line.bidder, language, to_bidder)
    is_chosen = line.bid_id == award.winner_id
    outcome = _chosen(award, line, offer, language) if is_chosen else _lost(award, line, offer, language)
    sentences = (*outcome, *_own_terms(award, line, offer, language))
    needed = () if is_chosen else _needed(award, line, offer, language)
    return Reasons(line.bid_id, line.bidder, line.rank, (*sentences, *needed))


def _chosen(award: Award, line: Line, offer: str, language: str) -> Iterator[str]:
    yield text(language, "procurement_reason.chosen", offer=offer)
    if _same_number(award, line):
        yield _equal(award, line, offer, language)
    else:
        yield text(language, f"procurement_reason.first.{award.model.engine}", offer=offer)


def _same_number(award: Award, line: Line) -> bool:
    return any((other.comparison, other.points) == (line.comparison, line.points) for other in award.others)


def _equal(award: Award, line: Line, offer: str, language: str) -> str:
    """How a bid was chosen, or not, among those with the same number."""
    rule, tie = "not_even" if line.is_tied else "by_tie_break", _tie(award, language)
    choice = or_to_fill(award.choice_note, language)
    return text(language, f"procurement_reason.{rule}", offer=offer, tie=tie, choice=choice)


def _tie(award: Award, language: str) -> str:
    return text(language, f"procurement_tie.{award.model.tie_break}")


def _lost(award: Award, line: Line, offer: str, language: str) -> Iterator[str]:
    winner = award.winner
    yield text(language, "procurement_reason.not_chosen", offer=offer, rank=line.rank, winner=winner.bidder)
    if line.rank == winner.rank:
        yield _equal(award, line, offer, language)
    elif award.model.engine is Engine.RELATIVE:
        yield text(language, "procurement_reason.points", own=_points(line, language), winner=_points(winner, language))
    else:
        yield from _winners(award, line, language)


def _points(line: Line, language: str) -> str:
    return format_number(language, float(line.points or 0), 2)


def _winners(award: Award, line: Line, language: str) -> Iterator[str]:
    """The chosen bid's evaluated price, and in which way it was better without its other figures."""
    winner = award.winner
    if not award.secrets:
        comparison = format_amount(language, winner.comparison)
        yield text(language, "procurement_reason.winners_number", comparison=comparison)
    better = []
    if Secret.PRICE not in award.secrets and winner.price < line.price:
        better.append("price")
    if Secret.QUANTITIES not in award.secrets and winner.value_deduction > line.value_deduction:
        better.append("promises")
    if Secret.LEVELS not in award.secrets and _judged(winner) > _judged(line):
        better.append("judged")
    for each in better:
        yield text(language, f"procurement_reason.better.{each}")


def _judged(line: Line) -> Decimal:
    return total(each.deduction for each in line.criteria)


def _own_terms(award: Award, line: Line, offer: str, language: str) -> Iterator[str]:
    amounts = {name: format_amount(language, getattr(line, name)) for name in ("price", "deduction", "comparison")}
    yield text(language, "procurement_reason.terms", offer=offer, **amounts)
    yield from _promised(award, line, language)
    yield from _levels(award, line, language)
    for each in line.applied:
        yield text(language, "procurement_reason.rule", rule=applied_rule(each, award.model, language))


def _promised(award: Award, line: Line, language: str) -> Iterator[str]:
    names = names_of(award.model.measures, language)
    for term in line.measures:
        yield text(
            language,
            "procurement_reason.promised",
            name=names[term.measure_id],
            promised=promised_in_all(term, language),
            counted=units(language, total(term.counted)),
            value=format_amount(language, term.value),
        )


def _levels(award: Award, line: Line, language: str) -> Iterator[str]:
    judged = {each.criterion_id: each for each in award.came.judgements if each.bid_id == line.bid_id}
    names = names_of(award.model.criteria, language)
    for term in line.criteria:
        level = text(language, "procurement_words.level_of", level=term.level, top=term.top)
        yield text(
            language,
            "procurement_reason.level",
            name=names[term.criterion_id],
            level=level,
            deduction=format_amount(language, term.deduction),
            motive=_motive(judged.get(term.criterion_id), language),
        )


def _motive(judgement: Judgement | None, language: str) -> str:
    return judgement.motive.into(language) if judgement else ""


def _needed(award: Award, line: Line, offer: str, language: str) -> Iterator[str]:
    """What would have brought the bid first, with the tie said honestly; nothing where the model cannot tell."""
    found = {each.bid_id: each for each in switching(award.model, award.evaluation.lines)}.get(line.bid_id)
    if found is None:
        return
    if found.winning_price_cut is None:
        yield text(language, "procurement_reason.no_price", offer=offer)
    elif found.tie_price_cut:
        yield from _price_cut(award, found, found.winning_price_cut, offer, language)
    else:
        yield text(language, "procurement_reason.tied", tie=_tie(award, language))
    yield from _more_units(award, found, language)


def _price_cut(award: Award, found: Switching, cut: Decimal, offer: str, language: str) -> Iterator[str]:
    exact = format_amount(language, found.tie_price_cut)
    key = "needed" if any(each.units is not None for each in found.more_units) else "needed_price"
    yield text(language, f"procurement_reason.{key}", offer=offer, cut=format_amount(language, cut))
    rule = "tie_wins" if found.tie_wins else "tie_loses"
    yield text(language, f"procurement_reason.{rule}", offer=offer, exact=exact, tie=_tie(award, language))


def _more_units(award: Award, found: Switching, language: str) -> Iterator[str]:
    names = names_of(award.model.measures, language)
    for each in found.more_units:
        key = "more" if each.units is not None else "no_more"
        count = format_number(language, each.units or 0)
        yield text(language, f"procurement_reason.{key}", name=names[each.measure_id], count=count)


def _rejected(each: Rejected, language: str, to_bidder: bool) -> Reasons:
    offer = _offer(each.bidder, language, to_bidder)
    first = text(language, "procurement_reason.rejected", offer=offer)
    return Reasons(each.bid_id, each.bidder, None, (first, *(sentence(language, why) for why in each.reasons)))
