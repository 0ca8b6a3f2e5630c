"""Input fields of a portfolio: labels of its own, plain amounts, and amounts for a span of years."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from chain.plan.model import ByYear
from chain.plan.periods import Period, by_year, periods
from chain.problem import problem
from chain.text import Text
from pages.parts import inputs
from pages.parts.measures import MONEY, Measure
from pages.parts.rows import row, taken_away
from pages.parts.sheet import Option, Sheet, help_of
from pages.parts.words import language, t
from reports.texts.portfolio_places import portfolio_label


def label(name: str) -> str:
    """What the field of this name is called."""
    return portfolio_label(language(), name.rsplit("/", 1)[-1])


def text(sheet: Sheet, name: str, old: Text, **more: object) -> Text:
    """Words under the portfolio's own label."""
    return inputs.text(sheet, name, old, label=label(name), **more)


def choice(sheet: Sheet, name: str, old: str | None, options: Sequence[Option], **more: object) -> str | None:
    """One of several codes, under the portfolio's own label."""
    return inputs.choice(sheet, name, old, options, label=label(name), **more)


def choices(sheet: Sheet, name: str, old: Sequence[str], options: Sequence[Option]) -> tuple:
    """Any of several codes, under the portfolio's own label."""
    return inputs.choices(sheet, name, old, options, label=label(name))


def amount(
    sheet: Sheet,
    name: str,
    old: float | None,
    measure: Measure,
    *,
    lowest: float | None = 0.0,
    required: bool = False,
    title: str = "",
) -> float | None:
    """A number, from `lowest` on where there is such a bound; None while the field is empty."""
    caption = (title or label(name)) + (f" ({t('common.required')})" if required else "")
    raw = sheet.line(name, caption, measure.prefill(language(), old), max_chars=40, help=help_of("portfolio", name))
    found = inputs.number(sheet, name, raw, measure.parse, required=required)
    if found is None:
        return None
    if lowest is not None and found < lowest:
        sheet.report(problem("portfolio.below_nought", f"{sheet.form}/{name}"))
        return old
    if measure is MONEY:
        st.caption(t("figure.understood", value=measure.show(language(), found)))
    return found


def year(sheet: Sheet, name: str, old: int | None, **more: object) -> int | None:
    """A calendar year, under the portfolio's own label."""
    return inputs.year(sheet, name, old, label=label(name), **more)


Told = tuple[object, Period | None]
"""What a row is about, and its span of years; None for the empty row to go on with."""


def spans(of: Iterable[tuple[object, ByYear]]) -> list[Told]:
    """A row for each span of years of each thing."""
    return [(each, period) for each, amounts in of for period in periods(amounts)]


def rows(
    sheet: Sheet,
    part: str,
    there: list[Told],
    about: Callable[[str, object], object],
    measure: Measure,
    *,
    lowest: float | None = 0.0,
    first_year: int,
) -> list[tuple[object, Period]]:
    """A box for each row and an empty one; `about(name, old)` draws what a row is about. Empty rows fall away."""
    found = []
    for index, (old, period) in enumerate([*there, (None, None)]):
        name = f"{part}/{index}"
        with row(sheet, name, t(f"portfolio.one_more_{part}") if period is None and there else "",
                 bool(there) and period is None):  # fmt: skip
            told = about(name, old)
            span = _span(sheet, name, period, measure, lowest, first_year)
            gone = period is not None and taken_away(sheet, name)
        if span is not None and not gone:
            found.append((told, span))
    return found


def _span(
    sheet: Sheet, name: str, old: Period | None, measure: Measure, lowest: float | None, start: int
) -> Period | None:
    """From which year to which, and how much each year; nothing while there is no amount."""
    first, last, each = st.columns(3)
    with first:
        begins = year(sheet, f"{name}/first_year", old.first_year if old else start)
    with last:
        ends = year(sheet, f"{name}/last_year", old.last_year if old else start)
    with each:
        title = t("portfolio.sek_a_year") if measure is MONEY else ""
        value = amount(sheet, f"{name}/amount_a_year", old.amount if old else None, measure, lowest=lowest, title=title)
    if value is None:
        return None
    if begins is None or ends is None:
        inputs.missing(sheet, f"{name}/first_year" if begins is None else f"{name}/last_year")
        return None
    if ends < begins:
        sheet.report(
            problem("portfolio.years_backwards", f"{sheet.form}/{name}/last_year", from_year=begins, to_year=ends)
        )
        return old
    return Period(begins, ends, value)


def together(found: Iterable[tuple[object, Period]]) -> dict[object, ByYear]:
    """The amounts of each thing that rows are about, in the order in which they come."""
    parts: dict[object, list[Period]] = {}
    for about, span in found:
        parts.setdefault(about, []).append(span)
    return {about: by_year(spans_) for about, spans_ in parts.items()}


def refuse(sheet: Sheet, name: str, code: str) -> None:
    """Say under the field what is wrong with it, and hold the saving back."""
    sheet.report(problem(code, f"{sheet.form}/{name}"))
