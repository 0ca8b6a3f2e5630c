"""What the annex says of each measure and each judged criterion."""

from collections.abc import Iterator

from chain.assumption import Assumption
from chain.procurement.model import Criterion, Measure, Procurement
from reports.paper.model import Block, Column, Facts, Heading, Paragraph, Table
from reports.procurement.words import or_to_fill
from reports.texts import text
from reports.texts.numbers import format_amount, format_number, format_share, format_years
from reports.texts.procurement_places import procurement_label
from sroi.procurement.exact import exact, product, quotient, rounded
from sroi.procurement.worth import FIGURES, unit_worth

WRITTEN = ("unit", "counting_rule", "worked_example", "evidence", "control", "clause", "sanction", "object_link")
SHARES = frozenset({"deadweight", "displacement", "attribution", "drop_off"})


def measure(each: Measure, model: Procurement, language: str) -> Iterator[Block]:
    """One measure: what is counted and how, its proof and its clause, and the locked numbers with what they give."""
    name = each.name.into(language) or each.id
    yield Heading(name, level=2)
    yield Facts(tuple(_facts(each, language)))
    told = [(field, getattr(each, field)) for field in FIGURES if getattr(each, field) is not None]
    if told:
        titles = tuple(Column(text(language, f"annex_column.{key}")) for key in ("number", "value", "span", "source"))
        caption = text(language, "annex_measure.numbers", name=name)
        yield Table(caption, titles, tuple(_number(field, figure, language) for field, figure in told))
    yield from _left_out(each, language)
    yield from _worth(each, model, name, language)


def _facts(each: Measure, language: str) -> Iterator[tuple[str, str]]:
    for field in WRITTEN:
        yield procurement_label(language, field), or_to_fill(getattr(each, field).into(language), language)
    low, high = (format_number(language, end or 0.0) for end in (each.lowest, each.highest))
    yield text(language, "bid_sheet.range"), text(language, "bid_sheet.range_words", low=low, high=high)
    if each.cap is not None:
        yield procurement_label(language, "cap"), format_number(language, each.cap)
    if each.reference_quantity is not None:
        yield text(language, "annex_measure.reference"), format_number(language, each.reference_quantity)
    often = text(language, f"measuring.every.{each.every}") if each.every else ""
    yield procurement_label(language, "every"), or_to_fill(often, language)


def _number(field: str, figure: Assumption, language: str) -> tuple[str, str, str, str]:
    value = _written(field, figure.value, language)
    ends = figure.low, figure.high
    told = [_written(field, end, language) for end in ends if end is not None]
    span = text(language, "bid_sheet.range_words", low=told[0], high=told[1]) if len(told) == len(ends) else ""
    return procurement_label(language, field), value, span, _source(figure, language)


def _written(field: str, value: float, language: str) -> str:
    if field in SHARES:
        return format_share(language, value, None)
    return format_amount(language, value) if field == "unit_value" else format_years(language, value)


def _source(figure: Assumption, language: str) -> str:
    """Where the number comes from, of which price year, and why it is as it is."""
    year = text(language, "annex_measure.price_year", year=figure.price_year) if figure.price_year else ""
    mark = text(language, f"mark.{figure.mark}")
    said = (mark, figure.source, figure.url, year, figure.derivation.into(language), figure.reason.into(language))
    return ". ".join(each.strip().rstrip(".") for each in said if each.strip()) + "."


def _left_out(each: Measure, language: str) -> Iterator[Block]:
    """Deductions that the model does not make are said not to be made."""
    missing = [field for field in ("deadweight", "displacement", "attribution") if getattr(each, field) is None]
    if missing:
        names = "; ".join(procurement_label(language, field) for field in missing)
        yield Paragraph(text(language, "annex_measure.not_deducted", names=names))
    lasts = "lasts" if each.duration_years is not None else "once"
    yield Paragraph(text(language, f"annex_measure.{lasts}"))


def _worth(each: Measure, model: Procurement, name: str, language: str) -> Iterator[Block]:
    """What a unit is worth in each period, and how much it lowers the evaluated price."""
    if not model.periods:
        return
    weight = exact(model.value_weight or 0.0)
    columns = (
        Column(text(language, "annex_column.period")),
        Column(text(language, "annex_column.unit_worth"), number=True),
        Column(text(language, "annex_column.lowers"), number=True),
    )
    rows = tuple(
        (period.key, format_amount(language, worth), format_amount(language, product(weight, worth)))
        for period, worth in zip(model.periods, unit_worth(each, model), strict=True)
    )
    yield Table(text(language, "annex_measure.worth", name=name), columns, rows)


def criterion(each: Criterion, model: Procurement, language: str) -> Iterator[Block]:
    """One judged criterion: the greatest deduction and why, and each level with what it takes and what it gives."""
    yield Heading(each.name.into(language) or each.id, level=2)
    told = {field: getattr(each, field).into(language) for field in ("reason", "object_link", "control")}
    facts = ((procurement_label(language, field), or_to_fill(said, language)) for field, said in told.items())
    yield Facts(((procurement_label(language, "most_sek"), format_amount(language, each.most_sek)), *facts))
    columns = (
        Column(text(language, "annex_column.level"), number=True),
        Column(text(language, "annex_column.takes")),
        Column(text(language, "annex_column.deduction"), number=True),
    )
    rows = tuple(
        (
            format_number(language, level),
            or_to_fill(words.into(language), language),
            _deduction(each, level, model, language),
        )
        for level, words in enumerate(each.levels)
    )
    if rows:
        yield Table(text(language, "annex_criterion.levels", name=each.name.into(language)), columns, rows)


def _deduction(each: Criterion, level: int, model: Procurement, language: str) -> str:
    deduction = quotient(product(exact(each.most_sek), exact(level)), max(each.top, 1))
    return format_amount(language, rounded(deduction, exact(model.rounding_sek or 1.0)))
