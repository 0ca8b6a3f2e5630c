"""What of an award anybody may see: masked by one rule that the document itself tells.

Of a bid that was not chosen only whose it is and its rank are shown: no price, no quantity, no judgement, nor anything
that they could be worked out from. Of the chosen bid everything is shown except what the buyer has found to be secret
and what that could be worked out from. Of a rejected bid only reasons that tell no figure of it are shown.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from chain.problem import Problem
from reports.columns import column
from reports.paper.model import Block, Column, Document, Facts, Heading, Items, Note, Paragraph, Table
from reports.procurement.decision import Award, Secret
from reports.procurement.evaluation import promised_in_all
from reports.procurement.notice import decision_facts, foot, standstill
from reports.procurement.words import names_of
from reports.texts import LANGUAGES, text
from reports.texts.numbers import format_amount, format_number
from reports.texts.problems import sentence
from sroi.procurement.evaluate import Line
from sroi.procurement.exact import total
from sroi.procurement.kept import kept_text

SHOWN = ("bid_price", "bid_promised", "bid_counted", "bid_value", "bid_judged", "bid_deduction", "bid_comparison")
"""What is shown of the chosen bid; all of it is masked of the others."""
GOES_WITH: Mapping[Secret, frozenset[str]] = MappingProxyType(
    {
        Secret.PRICE: frozenset({"bid_price", "bid_comparison"}),
        Secret.QUANTITIES: frozenset({"bid_promised", "bid_counted", "bid_value", "bid_deduction", "bid_comparison"}),
        Secret.LEVELS: frozenset({"bid_judged", "bid_deduction", "bid_comparison"}),
    }
)
"""What goes with each secret, since the sum is told by its terms: price − deduction = evaluated price."""
WITHOUT_FIGURES = frozenset(
    f"procurement.{code}" for code in ("late", "two_bids", "requirement_blank", "requirement_unmet", "other_model")
)
"""Reasons for rejecting a bid that tell no figure of it."""


def public_version(award: Award, language: str) -> Document:
    """The edition for anybody who asks for it."""
    return Document(
        title=text(language, "award_public.title", title=award.model.title.into(language)),
        subtitle=award.model.buyer,
        language=language,
        made_on=award.decided_on,
        author=award.model.buyer,
        blocks=tuple(_blocks(award, language)),
        foot=foot(award, language, mark=text(language, "award_public.mark")),
    )


def masked_text(award: Award) -> str:
    """The same as canonical JSON; null stands for what is masked."""
    return kept_text(
        {
            "format": "vardekedjan-award-public",
            "version": 1,
            "procurement_id": award.model.id,
            "title": award.model.title,
            "buyer": award.model.buyer,
            "round": award.model.round,
            "fingerprint": award.evaluation.fingerprint,
            "decided_on": award.decided_on,
            "standstill_until": award.standstill_until,
            "legal_reference": award.legal_reference,
            "chosen": award.winner.bidder,
            "bids": [_data(award, line) for line in award.evaluation.lines],
            "rejected": [
                {"bidder": each.bidder, "reasons": [why.code for why in each.reasons if why.code in WITHOUT_FIGURES]}
                for each in award.rejected
            ],
            "masked": {language: list(_rule(award, language)) for language in LANGUAGES},
        }
    )


def _masked(award: Award, line: Line) -> frozenset[str]:
    """The columns that are masked of a bid."""
    if line.bid_id != award.winner_id:
        return frozenset(SHOWN)
    return frozenset().union(*(GOES_WITH[each] for each in award.secrets))


def _data(award: Award, line: Line) -> dict[str, object]:
    told = {
        "bid_price": line.price,
        "bid_promised": {each.measure_id: each.promised for each in line.measures},
        "bid_counted": {each.measure_id: each.counted for each in line.measures},
        "bid_value": line.value,
        "bid_judged": total(each.deduction for each in line.criteria),
        "bid_deduction": line.deduction,
        "bid_comparison": line.comparison,
    }
    masked = _masked(award, line)
    shown = {name.removeprefix("bid_"): None if name in masked else said for name, said in told.items()}
    return {"bidder": line.bidder, "rank": line.rank, "is_chosen": line.bid_id == award.winner_id} | shown


def _blocks(award: Award, language: str) -> Iterator[Block]:
    yield Note(text(language, "award_public.is_masked"))
    yield Items(tuple(_rule(award, language)))
    yield Heading(text(language, "award_public.decision"))
    yield Facts(tuple(decision_facts(award, language)))
    yield Heading(text(language, "award_public.bids"))
    yield _table(award, language)
    yield Paragraph(text(language, f"procurement_words.order.{award.model.engine}"))
    if award.rejected:
        yield Heading(text(language, "award_public.rejected"))
        yield Items(tuple(_rejected(each.bidder, each.reasons, language) for each in award.rejected))
    yield Heading(text(language, "award_public.standstill"))
    yield Paragraph(standstill(award, language))
    yield Note(text(language, "procurement_words.no_legal_advice"))


def _rule(award: Award, language: str) -> Iterator[str]:
    """What is masked, in words."""
    yield text(language, "award_public.rule.others")
    yield text(language, "award_public.rule.rejected")
    for each in sorted(award.secrets):
        yield text(language, f"award_public.rule.{each}")
    if not award.secrets:
        yield text(language, "award_public.rule.none")


def _table(award: Award, language: str) -> Table:
    left_out = {"bid_counted"} if award.model.measures else {"bid_promised", "bid_counted", "bid_value"}
    left_out |= set() if award.model.criteria else {"bid_judged"}
    keys = [key for key in SHOWN if key not in left_out]
    heads = [Column(column(key).title(language), number=column(key).unit != "words") for key in keys]
    first = (Column(column("bidder").title(language)), Column(column("bid_rank").title(language), number=True))
    rows = tuple(_row(award, line, keys, language) for line in award.evaluation.lines)
    return Table(text(language, "procurement_table.bids"), (*first, *heads), rows)


def _row(award: Award, line: Line, keys: list[str], language: str) -> tuple[str, ...]:
    masked, written = _masked(award, line), _written(award, line, language)
    hidden = text(language, "procurement_words.masked")
    cells = (hidden if key in masked else written[key] for key in keys)
    return (line.bidder, format_number(language, line.rank), *cells)


def _written(award: Award, line: Line, language: str) -> dict[str, str]:
    names = names_of(award.model.measures, language)
    amounts = {"bid_price": line.price, "bid_value": line.value, "bid_deduction": line.deduction}
    amounts |= {"bid_judged": total(each.deduction for each in line.criteria), "bid_comparison": line.comparison}
    promised = (f"{names[each.measure_id]}: {promised_in_all(each, language)}" for each in line.measures)
    written = {name: format_amount(language, amount) for name, amount in amounts.items()}
    return written | {"bid_promised": "; ".join(promised)}


def _rejected(bidder: str, why: tuple[Problem, ...], language: str) -> str:
    open_to_all = [sentence(language, each) for each in why if each.code in WITHOUT_FIGURES]
    hidden = [] if len(open_to_all) == len(why) else [text(language, "award_public.reason_masked")]
    return text(language, "award_public.rejected_bid", bidder=bidder, why=" ".join((*open_to_all, *hidden)))
