"""What of the contract sum is paid for outcomes, in words: as the model announces it, and as a bid makes it."""

from chain.procurement.contract import OutcomePay
from chain.procurement.model import Procurement
from reports.procurement.words import names_of
from reports.texts import text
from reports.texts.numbers import format_amount, format_share


def terms_sentence(model: Procurement, language: str) -> str:
    """Which share of the price is paid for which measure; nothing where none is."""
    return text(language, "outcome_pay.terms", **_terms(model, language)) if model.outcome_terms else ""


def pay_sentence(model: Procurement, pay: OutcomePay, language: str) -> str:
    """The same in kronor: the fixed part, the price of each validated success, and the most that is ever paid."""
    amounts = {
        "fixed": format_amount(language, pay.fixed_sek),
        "each": format_amount(language, pay.per_success_sek),
        "most": format_amount(language, pay.most_sek or 0.0),
    }
    return text(language, "outcome_pay.in_kronor", **_terms(model, language), **amounts)


def _terms(model: Procurement, language: str) -> dict[str, str]:
    terms = model.outcome_terms
    name = names_of(model.measures, language).get(terms.measure_id, terms.measure_id)
    return {"share": format_share(language, terms.outcome_share, None), "name": name}
