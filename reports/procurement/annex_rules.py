"""The formula of the annex in words and symbols, and its numbered rules."""

from collections.abc import Iterator

from chain.procurement.bid_checks import ABSURD_FACTOR
from chain.procurement.model import Engine, Measure, Procurement
from reports.paper.model import Block, Facts, Items, Paragraph
from reports.procurement.bid_layout import price_words
from reports.procurement.words import RULES, or_to_fill
from reports.texts import text
from reports.texts.moments import spoken_moment
from reports.texts.numbers import format_amount, format_number

OF_MEASURES = frozenset({"worth", "missing", "above", "cap", "bound"})
"""Rules that have nothing to apply to in a model without measures."""


def formula(model: Procurement, language: str) -> Iterator[Block]:
    """How the evaluated price, or the points, follow from a bid; every sign explained."""
    yield Paragraph(text(language, f"annex_formula.words.{model.engine}"))
    yield Paragraph(text(language, f"annex_formula.{_form(model)}"))
    yield Facts(tuple((sign, text(language, f"annex_sign.{name}")) for name, sign in _signs(model)))
    if any(each.duration_years is not None for each in model.measures):
        yield Paragraph(text(language, "annex_formula.unit_lasting"))
    elif model.measures:
        yield Paragraph(text(language, "annex_formula.unit_once"))
    if model.engine is Engine.RELATIVE and model.points:
        points = {name: format_number(language, getattr(model.points, name)) for name in ("price", "quality")}
        yield Paragraph(text(language, "annex_formula.points", **points))


def _form(model: Procurement) -> str:
    """Which terms the sum has."""
    if model.measures and model.criteria:
        return "both"
    return "promises" if model.measures else "judged" if model.criteria else "price"


def _signs(model: Procurement) -> Iterator[tuple[str, str]]:
    yield "evaluated", "J"
    yield "price", "P"
    if model.measures:
        yield from (("weight", "λ"), ("quantity", "q"), ("unit", "v"))
    if model.criteria:
        yield from (("most", "A"), ("level", "n"), ("top", "N"))
    if model.measures or model.criteria:
        yield from (("sum", "Σ"), ("rounded", "[ ]"))


def rules(model: Procurement, language: str) -> Iterator[Block]:
    """The rules in their order, so that the number in the list is the rule's own."""
    yield Items(tuple(_rule(name, model, language) for name in RULES), numbered=True)


def _rule(name: str, model: Procurement, language: str) -> str:
    if name in OF_MEASURES and not model.measures:
        return text(language, "annex_rule.no_measures")
    closes = spoken_moment(language, model.bids_close_at) if model.bids_close_at else ""
    told = {
        "covers": price_words(model, language).rstrip(". ") + ".",
        "each": _of_each(name, model, language),
        "step": format_amount(language, model.rounding_sek) if model.rounding_sek else or_to_fill("", language),
        "tie": text(language, f"procurement_tie.{model.tie_break}") if model.tie_break else or_to_fill("", language),
        "closes": or_to_fill(closes, language),
        "absurd": format_number(language, ABSURD_FACTOR),
    }
    return text(language, f"annex_rule.{name}", **told)


def _of_each(name: str, model: Procurement, language: str) -> str:
    """What the rule is for each measure, since it may differ."""
    of = {"missing": _missing, "above": _above, "cap": _cap}.get(name)
    return " ".join(of(each, language) for each in model.measures) if of else ""


def _missing(each: Measure, language: str) -> str:
    rule = text(language, f"annex_missing.{each.missing}") if each.missing else or_to_fill("", language)
    return text(language, "annex_rule.of_measure", name=each.name.into(language), rule=rule)


def _above(each: Measure, language: str) -> str:
    highest = format_number(language, each.highest or 0.0)
    rule = text(language, f"annex_above.{each.above}", highest=highest) if each.above else or_to_fill("", language)
    return text(language, "annex_rule.of_measure", name=each.name.into(language), rule=rule)


def _cap(each: Measure, language: str) -> str:
    key = "annex_cap.none" if each.cap is None else "annex_cap.at"
    rule = text(language, key, cap=format_number(language, each.cap or 0.0))
    return text(language, "annex_rule.of_measure", name=each.name.into(language), rule=rule)
