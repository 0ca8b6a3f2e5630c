"""The fields of a published report that is typed in: what it prints, as it prints it. Empty means not printed."""

from collections.abc import Iterable, Mapping

import streamlit as st

from chain.assumption import Frozen
from chain.problem import Problem, problem
from pages.parts import inputs
from pages.parts.sheet import Option, Sheet, label_of
from pages.parts.words import language, plain, t
from reports.printed_figures import Kind, parse, parse_series, prefilled, series_prefilled, series_stands, stands
from reports.texts import has_text, text
from sroi.printed import PrintedInput, PrintedRatio, PrintedRow, PrintedSum, Report
from sroi.printed_edit import LISTS
from sroi.printed_figure import Figure

LONGEST_SERIES = 2_000
ROW_PAIRS: tuple[tuple[tuple[str, Kind], ...], ...] = (
    (("quantity", "number"), ("price", "money")),
    (("deadweight", "share"), ("displacement", "share")),
    (("attribution", "share"), ("drop_off", "share")),
    (("duration_years", "years"), ("impact", "money")),
)
"""Beside each other where there is room, in this order on a phone and for the keyboard."""
MOST_YEARS, LATEST_START = 100, 50
TOTAL_PAIRS = (
    ("investment", "present_value"),
    ("ratio", "net_ratio"),
    ("net_present_value", "undiscounted_value"),
    ("gross", "impact"),
)


def name_of(each: Frozen) -> str:
    """What to call a row, an input, a sum or a ratio."""
    fields = ("stakeholder", "outcome", "proxy", "name")
    return ", ".join(filter(None, (getattr(each, field, "") for field in fields))) or each.id


def _named(each: Iterable[Frozen]) -> list[Option]:
    return [(one.id, name_of(one)) for one in each]


def _help(sheet: Sheet, name: str) -> str | None:
    """The explanation behind a field, where there is one."""
    key = f"printed.help.{inputs.kind_of(sheet)}_{name}"
    return t(key) if has_text(key) else None


def line(sheet: Sheet, name: str, old: str, *, required: bool = False) -> str:
    """Words as they are printed, one line."""
    field = f"printed_{name}"
    label = label_of(field) + (f" ({t('common.required')})" if required else "")
    typed = inputs.line(sheet, field, old, label=label)
    if required and not typed:
        inputs.missing(sheet, field)
    return typed


def figure(sheet: Sheet, name: str, old: Figure | None, kind: Kind, currency: str, *, required: bool = False):
    """A figure as it is printed; what still stands as it was keeps its digits."""
    field = f"printed_{name}"
    label = label_of(field) + (f" ({currency})" if kind == "money" else "")
    label += f" ({t('common.required')})" if required else ""
    default = prefilled(language(), old, kind)
    raw = sheet.line(field, label, default, help=_help(sheet, name), max_chars=60)
    if stands(raw, old, kind):
        return old
    return inputs.number(sheet, field, raw, lambda each, place: parse(each, place, kind, currency), required=required)


def series(sheet: Sheet, name: str, old: tuple[Figure, ...], currency: str) -> tuple[Figure, ...]:
    """Amounts year by year, with semicolons between."""
    field = f"printed_{name}"
    default, label = series_prefilled(language(), old), f"{label_of(field)} ({currency})"
    raw = sheet.line(field, label, default, help=t("printed.series_help"), max_chars=LONGEST_SERIES)
    if not raw.strip():
        return ()
    if series_stands(raw, old):
        return old
    found = parse_series(raw, f"{sheet.form}/{field}", currency)
    if isinstance(found, Problem) or len(found) > MOST_YEARS:
        sheet.report(found if isinstance(found, Problem) else _bounded(sheet, field, 1, MOST_YEARS))
        return old
    return found


def _bounded(sheet: Sheet, field: str, low: int, high: int) -> Problem:
    return problem("printed.bounds", f"{sheet.form}/{field}", low=low, high=high)


def whole(sheet: Sheet, name: str, old: int | None, low: int, high: int) -> int | None:
    """A whole number of years within bounds."""
    field = f"printed_{name}"
    found = inputs.whole(sheet, field, old)
    if found is not None and not low <= found <= high:
        sheet.report(_bounded(sheet, field, low, high))
        return old
    return found


def head(sheet: Sheet, report: Report) -> Mapping[str, object]:
    """What the report is, and what it says of its own reckoning."""
    given = {"title": line(sheet, "title", report.title, required=True)}
    given |= {name: line(sheet, name, getattr(report, name)) for name in ("publisher", "url")}
    left, right = st.columns(2)
    with left:
        given["year"] = inputs.year(sheet, "printed_year", report.year)
    with right:
        given["currency"] = _currency(sheet, report.currency)
    left, right = st.columns(2)
    with left:
        given["discount_rate"] = figure(sheet, "discount_rate", report.discount_rate, "share", "")
    with right:
        given["horizon_years"] = whole(sheet, "horizon_years", report.horizon_years, 1, MOST_YEARS)
    given["rows_complete"] = inputs.tick(sheet, "printed_rows_complete", report.rows_complete)
    return given | {"note": line(sheet, "note", report.note)}


def _currency(sheet: Sheet, old: str) -> str:
    field = "printed_currency"
    typed = sheet.line(field, label_of(field), old, help=_help(sheet, "currency"), max_chars=10).strip().upper()
    if len(typed) == 3 and typed.isascii() and typed.isalpha():
        return typed
    sheet.report(problem("printed.currency", f"{sheet.form}/{field}"))
    return old


def totals(sheet: Sheet, report: Report) -> Mapping[str, object]:
    """The report's own totals."""
    old, currency, given = report.totals, report.currency, {}
    for pair in TOTAL_PAIRS:
        for column, name in zip(st.columns(2), pair, strict=True):
            with column:
                kind = "ratio" if name.endswith("ratio") else "money"
                given[name] = figure(sheet, name, getattr(old, name), kind, currency)
    with st.expander(t("printed.more")):
        for name in ("value_by_year", "present_value_by_year"):
            given[name] = series(sheet, name, getattr(old, name), currency)
        given["page"] = line(sheet, "page", old.page)
    return given


def one_input(sheet: Sheet, report: Report, old: PrintedInput) -> Mapping[str, object]:
    """What one stakeholder puts in."""
    given = {"stakeholder": line(sheet, "stakeholder", old.stakeholder, required=True)}
    given["name"] = line(sheet, "name", old.name)
    given["amount"] = figure(sheet, "amount", old.amount, "money", report.currency)
    with st.expander(t("printed.more")):
        given["by_year"] = series(sheet, "by_year", old.by_year, report.currency)
        given["page"] = line(sheet, "page", old.page)
    return given


def one_row(sheet: Sheet, report: Report, old: PrintedRow) -> Mapping[str, object]:
    """One row of the map: who, what, how much, what is taken off, and what the report says follows."""
    currency = report.currency
    given = {name: line(sheet, name, getattr(old, name), required=name == "outcome")
             for name in ("stakeholder", "outcome", "proxy")}  # fmt: skip
    for pair in ROW_PAIRS:
        for column, (name, kind) in zip(st.columns(2), pair, strict=True):
            with column:
                given[name] = figure(sheet, name, getattr(old, name), kind, currency)
    with st.expander(t("printed.more")):
        given |= _more_of_row(sheet, old, currency)
    return given


def _more_of_row(sheet: Sheet, old: PrintedRow, currency: str) -> Mapping[str, object]:
    starts = whole(sheet, "starts_in_year", old.starts_in_year, 0, LATEST_START)
    given = {"starts_in_year": 1 if starts is None else starts}
    given["gross"] = figure(sheet, "gross", old.gross, "money", currency)
    given["present_value"] = figure(sheet, "present_value", old.present_value, "money", currency)
    given["value_by_year"] = series(sheet, "value_by_year", old.value_by_year, currency)
    given["price_year"] = inputs.year(sheet, "printed_price_year", old.price_year)
    return given | {name: line(sheet, name, getattr(old, name)) for name in ("source", "page")}


def one_sum(sheet: Sheet, report: Report, old: PrintedSum) -> Mapping[str, object]:
    """A subtotal over some of the rows."""
    given = {"name": line(sheet, "name", old.name)}
    printed = None if old.figure is BLANK else old.figure
    given["figure"] = figure(sheet, "figure", printed, "money", report.currency, required=True)
    kinds = [(kind, text(language(), f"audit.figure.{kind}")) for kind in ("gross", "impact", "present_value")]
    given["of"] = inputs.choice(sheet, "printed_of", old.of, kinds)
    given["row_ids"] = inputs.choices(sheet, "printed_row_ids", old.row_ids, _named(report.rows))
    if not given["row_ids"]:
        inputs.missing(sheet, "printed_row_ids")
    return given | {"page": line(sheet, "page", old.page)}


def one_ratio(sheet: Sheet, report: Report, old: PrintedRatio) -> Mapping[str, object]:
    """Another ratio that the report prints, and what it says that it is made of."""
    given = {"name": line(sheet, "name", old.name, required=True)}
    printed = None if old.figure is BLANK else old.figure
    given["figure"] = figure(sheet, "figure", printed, "ratio", report.currency, required=True)
    called = [(kind, text(language(), f"audit.figure.{kind}")) for kind in ("ratio", "net_ratio")]
    given["called"] = inputs.choice(sheet, "printed_called", old.called, called)
    given["told"] = inputs.tick(sheet, "printed_told", old.told)
    if given["told"]:
        for name in ("value", "investment"):
            given[name] = figure(sheet, name, getattr(old, name), "money", report.currency)
        for name, there in (("row_ids", report.rows), ("input_ids", report.inputs)):
            picked = inputs.choices(sheet, f"printed_{name}", getattr(old, name) or (), _named(there))
            given[name] = picked or None
    if old.changes:
        st.caption(plain(t("printed.changes_kept", count=len(old.changes))))
    return given | {"page": line(sheet, "page", old.page)}


BLANK = Figure("0", 0.0, 0.5)
"""Stands in a new sum or ratio until a figure is typed; it is never kept, since the figure is required."""
FORMS = {"inputs": one_input, "rows": one_row, "sums": one_sum, "ratios": one_ratio}


def blank(kind: str, element_id: str) -> Frozen:
    """An element of this kind about which nothing is typed yet."""
    more = {"sums": {"figure": BLANK, "row_ids": ()}, "ratios": {"figure": BLANK}}.get(kind, {})
    return LISTS[kind](id=element_id, **more)
