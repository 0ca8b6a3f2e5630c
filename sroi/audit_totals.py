"""Printed figures held against each other: totals and their parts, ratios and what they are ratios of."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np

from sroi.audit_results import Check, Finding, finding
from sroi.printed import PrintedRatio, Report
from sroi.printed_figure import Figure
from sroi.replay import headline_of


class Between(NamedTuple):
    """A number known to lie between two ends."""

    low: float
    high: float


def between(figure: Figure | None) -> Between | None:
    """What a printed figure stands for."""
    return None if figure is None else Between(figure.low, figure.high)


def total_of(figures: Iterable[Figure | None]) -> Between | None:
    """The sum of printed figures; None when there is none, or one of them is not printed."""
    held = list(figures)
    if not held or None in held:
        return None
    return Between(sum(figure.low for figure in held), sum(figure.high for figure in held))


def ratio_between(value: Between, investment: Between, name: str) -> Between | None:
    """`ratio`, `net_ratio` or `net` of a value and an investment, by the engine at their ends; None when undefined."""
    corners = np.array(list(product(value, investment)))
    found = getattr(headline_of(corners[:, 0], corners[:, 1]), name)
    if not np.all(np.isfinite(found)):
        return None
    return Between(float(found.min()), float(found.max()))


def checks(report: Report) -> list[Check]:
    """Every relation between printed figures that the report gives both sides of."""
    found = [*_parts(report), *_relations(report)]
    return [
        Check(code, place, printed, *sides, printed.agrees(*sides)) for code, place, printed, sides in found if sides
    ]


def _parts(report: Report) -> Iterator[tuple[str, str, Figure, Between | None]]:
    totals = report.totals
    if totals.investment:
        yield "sum_of_inputs", "totals/investment", totals.investment, total_of(_input_figures(report))
    if report.rows_complete:
        for name in ("gross", "impact", "present_value"):
            if printed := getattr(totals, name):
                yield "sum_of_rows", f"totals/{name}", printed, total_of(getattr(row, name) for row in report.rows)
    rows = {row.id: row for row in report.rows}
    for each in report.sums:
        parts = total_of(getattr(rows[row_id], each.of) for row_id in each.row_ids)
        yield "sum_of_rows", f"sums/{each.id}", each.figure, parts
    if totals.present_value:
        yield "sum_of_years", "totals/present_value", totals.present_value, total_of(totals.present_value_by_year)
    if totals.undiscounted_value:
        yield "sum_of_years", "totals/undiscounted_value", totals.undiscounted_value, total_of(totals.value_by_year)


def _input_figures(report: Report) -> list[Figure | None]:
    return [figure for each in report.inputs for figure in (each.by_year or (each.amount,))]


def _relations(report: Report) -> Iterator[tuple[str, str, Figure, Between | None]]:
    totals, value = report.totals, between(report.totals.present_value)
    investment = between(totals.investment) or total_of(_input_figures(report))
    if value and investment:
        for name, held in (("net", totals.net_present_value), ("ratio", totals.ratio), ("net_ratio", totals.net_ratio)):
            if held:
                place = "totals/net_present_value" if name == "net" else f"totals/{name}"
                yield name, place, held, ratio_between(value, investment, name)
    elif totals.ratio and totals.net_ratio:
        one = between(totals.ratio)
        yield "net_ratio", "totals/net_ratio", totals.net_ratio, ratio_between(one, Between(1.0, 1.0), "net_ratio")
    for each in report.ratios:
        if each.told and not each.changes:
            sides = _sides(each, report)
            if sides:
                yield each.called, f"ratios/{each.id}", each.figure, ratio_between(*sides, each.called)


def _sides(each: PrintedRatio, report: Report) -> tuple[Between, Between] | None:
    """Value and investment of a ratio beside the headline, from printed figures."""
    rows, inputs = {row.id: row for row in report.rows}, {one.id: one for one in report.inputs}
    value, investment = between(each.value), between(each.investment)
    if value is None:
        chosen = each.row_ids
        value = (
            between(report.totals.present_value)
            if chosen is None
            else total_of(rows[row_id].present_value for row_id in chosen)
        )
    if investment is None:
        chosen = report.inputs if each.input_ids is None else [inputs[input_id] for input_id in each.input_ids]
        whole = between(report.totals.investment) if each.input_ids is None else None
        investment = whole or total_of(figure for one in chosen for figure in (one.by_year or (one.amount,)))
    return (value, investment) if value and investment else None


# --- what the disagreements look like ---


def findings(report: Report, made: Iterable[Check]) -> list[Finding]:
    """What failed checks may mean."""
    return [each for check in made if not check.fits for each in _about(check, report)]


def _about(check: Check, report: Report) -> Iterator[Finding]:
    if check.code.startswith("sum_of"):
        yield from _about_sum(check, report)
    elif check.code in ("ratio", "net_ratio"):
        yield _about_ratio(check, report)
    else:
        yield finding("net_not_difference", check.place, low=check.low, high=check.high)


def _about_sum(check: Check, report: Report) -> Iterator[Finding]:
    """A total that is not the sum of its parts, and the part that would explain it when left out, doubled or turned."""
    said = {"printed": check.printed.value, "sum": (check.low + check.high) / 2}
    yield finding("total_not_sum", check.place, **said, difference=said["printed"] - said["sum"])
    loose = (check.high - check.low) / 2
    for part_id, figure in _parts_of(check, report).items():
        for code, times in (("part_left_out", -1), ("part_twice", 1), ("part_turned", -2)):
            would_be = said["sum"] + times * figure.value
            turned = code != "part_turned" or figure.value < 0
            if figure.value and turned and check.printed.agrees(would_be - loose, would_be + loose):
                yield finding(f"would_fit_{code}", check.place, part=part_id, amount=figure.value)


def _parts_of(check: Check, report: Report) -> Mapping[str, Figure]:
    kind, name = check.place.split("/")[:2]
    if check.code == "sum_of_inputs":
        return {f"inputs/{each.id}": each.amount for each in report.inputs if each.amount}
    if check.code == "sum_of_years":
        series = "present_value_by_year" if name == "present_value" else "value_by_year"
        return {f"totals/{series}/{at}": figure for at, figure in enumerate(getattr(report.totals, series))}
    total = next((each for each in report.sums if kind == "sums" and each.id == name), None)
    of = total.of if total else name
    rows = [row for row in report.rows if total is None or row.id in total.row_ids]
    return {f"rows/{row.id}": getattr(row, of) for row in rows}


def _about_ratio(check: Check, report: Report) -> Finding:
    """A ratio that is not what it is called: the other kind, one over part of the inputs, or none of these."""
    said = {"printed": check.printed.value, "low": check.low, "high": check.high}
    one = -1 if check.code == "ratio" else 1
    if check.printed.agrees(check.low + one, check.high + one):
        called = "net_called_ratio" if check.code == "ratio" else "ratio_called_net"
        return finding(called, check.place, **said, right=(check.low + check.high) / 2)
    over = _over_part(check, report) if check.place.startswith("totals/") else None
    return over or finding("ratio_does_not_follow", check.place, **said)


def _over_part(check: Check, report: Report) -> Finding | None:
    """Would fit if divided by one year's inputs, or by one input."""
    value = between(report.totals.present_value)
    years = max((len(each.by_year) for each in report.inputs), default=0)
    parts = {
        f"year/{at + 1}": total_of(each.by_year[at] for each in report.inputs if at < len(each.by_year))
        for at in range(years)
    }
    parts |= {f"inputs/{each.id}": total_of(each.by_year or (each.amount,)) for each in report.inputs}
    for part, amount in parts.items():
        sides = ratio_between(value, amount, check.code) if value and amount else None
        if sides and check.printed.agrees(*sides):
            return finding("ratio_over_part", check.place, printed=check.printed.value, part=part)
    return None
