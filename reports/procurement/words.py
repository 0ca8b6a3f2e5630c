"""Amounts, quantities, names and rules of a procurement as a reader meets them, the same in every document."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from chain.procurement.model import Criterion, Measure, Procurement
from chain.procurement.part import Event
from reports.texts import text
from reports.texts.numbers import format_number
from sroi.procurement.counting import Applied, AppliedRule

RULES = (
    "price",
    "worth",
    "missing",
    "above",
    "cap",
    "rounding",
    "tie",
    "late",
    "two_bids",
    "requirement",
    "bound",
    "sheet",
)
"""The numbered rules of the annex, in their order: every other document refers to a rule by its number there."""
_NUMBER_OF: Mapping[AppliedRule, int] = {
    AppliedRule.BLANK_IS_ZERO: RULES.index("missing") + 1,
    AppliedRule.BLANK_CLARIFIED: RULES.index("missing") + 1,
    AppliedRule.ABOVE_CLARIFIED: RULES.index("above") + 1,
    AppliedRule.ABOVE_CAPPED: RULES.index("above") + 1,
    AppliedRule.STOPS_COUNTING: RULES.index("cap") + 1,
}


def units(language: str, quantity: Decimal | None) -> str:
    """A quantity; a blank is said to be one and is never shown as 0."""
    return text(language, "procurement_words.blank") if quantity is None else format_number(language, float(quantity))


def or_to_fill(words: str, language: str) -> str:
    """The words, or where there are none a mark that the buyer is to write them."""
    return words.strip() or text(language, "procurement_words.to_fill")


def event_name(language: str, event: Event) -> str:
    """What was done, as a line of the log says it."""
    return text(language, f"procurement_event.{event}")


def names_of(elements: Iterable[Measure | Criterion], language: str) -> dict[str, str]:
    """What measures or criteria are called, by id."""
    return {each.id: each.name.into(language) or each.id for each in elements}


def applied_rule(each: Applied, model: Procurement, language: str) -> str:
    """One use of a rule: *Training 2029: blank → 0 units by rule 3 (a blank answer counts as 0 units)*."""
    where = "" if each.period is None else f" {model.periods[each.period].key}"
    return text(
        language,
        "procurement_words.applied",
        name=names_of(model.measures, language)[each.measure_id] + where,
        before=units(language, each.before),
        after=units(language, each.after),
        number=_NUMBER_OF[each.rule],
        rule=text(language, f"procurement_rule.{each.rule}"),
    )
