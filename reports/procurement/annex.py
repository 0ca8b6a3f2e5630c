"""The annex to the tender documents: everything that bidders need to know how their bids will be compared.

It is made of the locked model alone, so that the same model gives the same annex, and it says which model by its
fingerprint. Its rules are numbered; what is written later refers to them by their numbers.
"""

from collections.abc import Iterator
from datetime import date

from chain.procurement.document import PROCUREMENT, fingerprint
from chain.procurement.model import Engine, Procurement
from reports.paper.frames import table_of
from reports.paper.model import Block, Document, Facts, Foot, Heading, Items, Note, Paragraph
from reports.procurement.annex_example import example, rewarded
from reports.procurement.annex_measures import criterion, measure
from reports.procurement.annex_rules import formula, rules
from reports.procurement.bid_layout import price_words
from reports.procurement.paying import terms_sentence
from reports.procurement.scales import DEDUCTION, scales_of
from reports.procurement.trying import wins_sentence, wins_table
from reports.procurement.weighing import scale_sentence, weighed
from reports.procurement.words import or_to_fill
from reports.texts import text
from reports.texts.moments import spoken_moment
from reports.texts.numbers import format_number
from sroi.procurement.robustness import robustness
from sroi.procurement.trial import tried

MODEL_FILE = "model.json"


def annex(model: Procurement, language: str, made_on: date) -> Document:
    """The annex in one language."""
    version = text(language, "procurement_words.round", round=model.round)
    return Document(
        title=text(language, "procurement_annex.title", title=model.title.into(language)),
        subtitle=model.buyer,
        language=language,
        made_on=made_on,
        author=model.buyer,
        blocks=tuple(_blocks(model, language)),
        foot=Foot(version=version, fingerprint=fingerprint(model)),
    )


def model_file(model: Procurement) -> bytes:
    """The model as it is handed out with the annex: the SHA-256 of these bytes is its fingerprint."""
    return PROCUREMENT.canonical(model).encode("ascii")


def _blocks(model: Procurement, language: str) -> Iterator[Block]:
    yield Note(text(language, "procurement_annex.read_so"))
    parts = {
        "bought": _bought(model, language),
        "requirements": _requirements(model, language),
        "measures": (block for each in model.measures for block in measure(each, model, language)),
        "criteria": (block for each in model.criteria for block in criterion(each, model, language)),
        "weight": _weight(model, language),
        "pay": _pay(model, language),
        "formula": formula(model, language),
        "rules": rules(model, language),
        "example": example(model, language),
        "rewarded": (*rewarded(model, language), *_how_sure(model, language)),
        "fingerprint": _fingerprint(model, language),
    }
    for name, blocks in parts.items():
        told = tuple(blocks)
        if told:
            yield Heading(text(language, f"procurement_annex.{name}"))
            yield from told
    yield Note(text(language, "procurement_words.no_legal_advice"))


def _bought(model: Procurement, language: str) -> Iterator[Block]:
    told = {
        "object": model.object.into(language),
        "basis": text(language, f"procurement_basis.{model.basis}") if model.basis else "",
        "price_base": price_words(model, language),
    }
    facts = tuple((text(language, f"award_fact.{name}"), or_to_fill(said, language)) for name, said in told.items())
    yield Facts((*facts, *_times(model, language)))
    if model.basis:
        yield Paragraph(text(language, f"procurement_annex.basis_means.{model.basis}"))


def _times(model: Procurement, language: str) -> Iterator[tuple[str, str]]:
    times = {"closes": model.bids_close_at, "opens": model.opens_at}
    for name, at in times.items():
        yield (
            text(language, f"procurement_annex.{name}"),
            or_to_fill(spoken_moment(language, at) if at else "", language),
        )
    periods = ", ".join(each.key for each in model.periods)
    yield text(language, "procurement_annex.periods"), or_to_fill(periods, language)


def _requirements(model: Procurement, language: str) -> Iterator[Block]:
    if model.requirements:
        yield Items(tuple(each.text.into(language) for each in model.requirements))


def _weight(model: Procurement, language: str) -> Iterator[Block]:
    if model.measures and model.value_weight is not None:
        weight = format_number(language, model.value_weight)
        yield Paragraph(text(language, "procurement_annex.weight_means", weight=weight))
        yield Paragraph(or_to_fill(model.weight_reason.into(language), language))


def _pay(model: Procurement, language: str) -> Iterator[Block]:
    if model.outcome_terms:
        yield Paragraph(terms_sentence(model, language))


def _how_sure(model: Procurement, language: str) -> Iterator[Block]:
    """Where the judged deductions change the winner, and how often each of the bids that the weight was chosen by wins,
    over common draws; before publication alone."""
    if model.engine is not Engine.DEDUCTION or not weighed(model):
        return
    if DEDUCTION in scales_of(model):
        yield Paragraph(text(language, "procurement_annex.by_deduction"))
        yield Paragraph(scale_sentence(model, DEDUCTION, language))
    if not model.measures:
        return
    lines = tried(model, weighed(model))
    found = robustness(model, lines)
    yield Paragraph(wins_sentence(model, found[0], language))
    yield table_of(wins_table(model, found, language), language, text(language, "tender.wins"))
    yield Note(text(language, "tender.test_only_before"))


def _fingerprint(model: Procurement, language: str) -> Iterator[Block]:
    yield Facts(((text(language, "award_fact.fingerprint"), fingerprint(model)),))
    yield Paragraph(text(language, "procurement_annex.recompute", file=MODEL_FILE))
