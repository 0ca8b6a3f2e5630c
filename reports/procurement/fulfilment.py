"""Delivered against promised, in a table: what the contract binds to, what was delivered, and what is left of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pandas import DataFrame

from chain.procurement.model import Procurement
from reports.procurement.words import names_of, units
from reports.texts import text
from reports.texts.numbers import format_amount, format_number, format_share
from sroi.procurement.delivered import Fulfilled
from sroi.procurement.evaluate import MeasureTerm
from sroi.procurement.exact import total

COLUMNS = ("measure", "period", "promised_units", "delivered_units", "validated_units", "delivered_value", "left_units",
           "fulfilment")  # fmt: skip


def fulfilment_table(model: Procurement, rows: Sequence[Fulfilled], today: date, language: str) -> DataFrame:
    """Each measure by period and in all, at the locked prices; never one measure for another."""
    names = names_of(model.measures, language)
    return DataFrame([_row(model, names, each, today, language) for each in rows], columns=list(COLUMNS))


def _row(model: Procurement, names: dict[str, str], each: Fulfilled, today: date, language: str) -> dict[str, object]:
    return {
        "measure": names[each.measure_id],
        "period": _period(model, each.period, language),
        "promised_units": units(language, each.promised),
        "delivered_units": units(language, each.delivered),
        "validated_units": units(language, each.validated),
        "delivered_value": float(each.delivered_value),
        "left_units": units(language, each.left),
        "fulfilment": _status(model, each, today, language),
    }


def _period(model: Procurement, at: int | None, language: str) -> str:
    return text(language, "tender_contract.in_all") if at is None else model.periods[at].key


def _status(model: Procurement, each: Fulfilled, today: date, language: str) -> str:
    """Reached, not begun, under way, or short once the time is over, with the share; in words and a sign."""
    first, last = (0, -1) if each.period is None else (each.period, each.period)
    ended, not_begun = model.periods[last].end < today, model.periods[first].start > today
    key = "reached" if not each.left else "short" if ended else "not_begun" if not_begun else "under_way"
    share = format_share(language, float(each.share), 0) if each.share is not None else ""
    return text(language, f"tender_fulfilment.{key}", share=share).strip()


def headline(model: Procurement, rows: Sequence[Fulfilled], language: str) -> str:
    """What all that is delivered comes to at the locked prices, of what was promised."""
    whole = [each for each in rows if each.period is None]
    return text(
        language,
        "tender_contract.headline",
        delivered=format_amount(language, total(each.delivered_value for each in whole)),
        promised=format_amount(language, total(each.promised_value for each in whole)),
    )


def break_even_sentence(term: MeasureTerm, name: str, least: int | None, language: str) -> str:
    """The fewest successes at which they are worth what is paid, as the headline of pay by outcome."""
    promised = format_number(language, float(total(term.bound)))
    if least is None:
        return text(language, "tender_contract.never_even", name=name)
    return text(
        language, "tender_contract.breaks_even", name=name, least=format_number(language, least), promised=promised
    )


def paid_sentence(amount: Decimal, language: str) -> str:
    """What is to be paid for what has been validated so far."""
    return text(language, "tender_contract.to_pay", amount=format_amount(language, amount))
