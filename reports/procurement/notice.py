"""The notice of the award to one bidder: who was chosen, the reasons for this bidder, and the standstill.

The day until which no contract is signed and the reference to the law are typed by the buyer: neither is worked out or
kept here. What lacks is marked, so that no notice goes out that looks complete and is not.
"""

from collections.abc import Iterator

from reports.paper.model import Block, Document, Facts, Foot, Heading, Items, Note, Paragraph
from reports.procurement.decision import Award
from reports.procurement.reasons import reasons_for
from reports.procurement.words import or_to_fill
from reports.texts import text
from reports.texts.numbers import format_date


def award_notice(award: Award, bid_id: str, language: str) -> Document:
    """The notice to the bidder behind this bid, compared or rejected. Raises ValueError where there is no such bid."""
    mine = reasons_for(award, bid_id, language)
    return Document(
        title=text(language, "award_notice.title", title=award.model.title.into(language)),
        subtitle=text(language, "award_notice.to", bidder=mine.bidder),
        language=language,
        made_on=award.decided_on,
        author=award.model.buyer,
        blocks=tuple(_blocks(award, mine.sentences, language)),
        foot=foot(award, language),
    )


def foot(award: Award, language: str, mark: str = "") -> Foot:
    """Round and fingerprint of the model at the foot of every page."""
    version = text(language, "procurement_words.round", round=award.model.round)
    return Foot(version=version, fingerprint=award.evaluation.fingerprint, mark=mark)


def _blocks(award: Award, sentences: tuple[str, ...], language: str) -> Iterator[Block]:
    yield Heading(text(language, "award_notice.decision"))
    yield Facts(tuple(decision_facts(award, language)))
    yield Heading(text(language, "award_notice.reasons"))
    yield Items(sentences)
    yield Heading(text(language, "award_notice.standstill"))
    yield Paragraph(standstill(award, language))
    yield Note(text(language, "procurement_words.no_legal_advice"))


def decision_facts(award: Award, language: str) -> Iterator[tuple[str, str]]:
    """What was decided, when, by whom, on what."""
    model = award.model
    told = {
        "buyer": model.buyer,
        "object": model.object.into(language),
        "chosen": award.winner.bidder,
        "decided_on": format_date(award.decided_on),
        "decided_by": or_to_fill(award.decided_by, language),
        "basis": text(language, f"procurement_basis.{model.basis}") if model.basis else "",
    }
    return ((text(language, f"award_fact.{name}"), or_to_fill(said, language)) for name, said in told.items())


def standstill(award: Award, language: str) -> str:
    """Until when no contract is signed, and by which rule, both as the buyer typed them."""
    day = format_date(award.standstill_until) if award.standstill_until else ""
    reference = or_to_fill(award.legal_reference, language)
    return text(language, "award_notice.until", day=or_to_fill(day, language), reference=reference)
