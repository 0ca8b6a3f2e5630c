"""The whole record of an award as data, for the buyer's file: it holds what every bidder has bid."""

from dataclasses import asdict
import json

from reports.procurement.decision import Award
from reports.procurement.reasons import reasons
from reports.texts import LANGUAGES
from sroi.procurement.kept import evaluation_text, kept_text
from sroi.procurement.pay import agreed_pay
from sroi.procurement.switching import switching


def record_text(award: Award) -> str:
    """The record as canonical JSON: what was decided, on which model, every bid and term, the reasons, who and when."""
    return kept_text(
        {
            "format": "vardekedjan-award",
            "version": 1,
            "procurement_id": award.model.id,
            "title": award.model.title,
            "buyer": award.model.buyer,
            "round": award.model.round,
            "fingerprint": award.evaluation.fingerprint,
            "chosen": {"bid_id": award.winner_id, "bidder": award.winner.bidder, "how": award.choice_note},
            "published_on": award.published_on,
            "decided_on": award.decided_on,
            "decided_by": award.decided_by,
            "standstill_until": award.standstill_until,
            "legal_reference": award.legal_reference,
            "kept_until": award.kept_until,
            "secrets": sorted(award.secrets),
            "opened_by": award.opened_by,
            "opening_list": award.opening_list,
            "came": award.came,
            "turned_away": award.turned_away,
            "evaluation": json.loads(evaluation_text(award.evaluation)),
            "outcome_pay": agreed_pay(award.model, award.winner),
            "would_have_needed": switching(award.model, award.evaluation.lines),
            "reasons": {language: [asdict(each) for each in reasons(award, language)] for language in LANGUAGES},
            "log": award.happened,
        }
    )
