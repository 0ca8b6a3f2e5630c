"""What a printed report leaves out, counted; and what therefore cannot be judged."""

from collections.abc import Iterator

from sroi.audit_results import Finding, finding
from sroi.printed import PrintedRow, Report

COUNTED = (
    "quantity", "price", "deadweight", "displacement", "attribution", "duration_years", "price_year", "source", "page",
)  # fmt: skip
TOTALS = ("investment", "present_value", "net_present_value", "ratio")


def missing(report: Report) -> list[Finding]:
    """What is not printed, rows counted of all rows; and what is never said though a reader needs it."""
    return [*_in_rows(report), *_in_whole(report), *missing_totals(report)]


def _in_rows(report: Report) -> Iterator[Finding]:
    rows = report.rows
    for name in COUNTED:
        count = sum(1 for row in rows if getattr(row, name) in (None, ""))
        if count:
            yield finding(f"missing_{name}", "rows", count=count, of=len(rows))
    lasting = [row for row in rows if row.duration_years is not None and row.duration_years.value > 1]
    blank = [row for row in lasting if row.drop_off is None]
    if blank:
        yield finding("missing_drop_off", "rows", count=len(blank), of=len(lasting))
    untouched = [row for row in rows if _nothing_taken_off(row)]
    if untouched:
        yield finding("nothing_taken_off", "rows", count=len(untouched), of=len(rows))
    if lasting and len(blank) < len(lasting) and not any(row.drop_off and row.drop_off.value for row in lasting):
        yield finding("no_drop_off", "rows", count=len(lasting))
    if rows and not any(_is_negative(row) for row in rows):
        yield finding("no_negative", "rows")


def _nothing_taken_off(row: PrintedRow) -> bool:
    """All three deductions are printed as nought; blank ones are counted as missing instead."""
    return all(share is not None and share.value == 0 for share in (row.deadweight, row.displacement, row.attribution))


def _is_negative(row: PrintedRow) -> bool:
    held = (row.price, row.quantity, row.gross, row.impact, row.present_value)
    return any(figure is not None and figure.value < 0 for figure in held)


def _in_whole(report: Report) -> Iterator[Finding]:
    lasting = any(row.duration_years is not None and row.duration_years.value > 1 for row in report.rows)
    if report.discount_rate is None:
        yield finding("missing_discount_rate", "discount_rate")
    elif report.discount_rate.value == 0:
        yield finding("no_discounting", "discount_rate", lasting=lasting)
    years = sorted({row.price_year for row in report.rows if row.price_year})
    if len(years) > 1:
        yield finding("mixed_price_years", "rows", first=years[0], last=years[-1])
    if not report.inputs:
        yield finding("missing_inputs", "inputs")
    if not any(each.changes for each in report.ratios):
        yield finding("missing_sensitivity", "ratios")
    if not report.url:
        yield finding("missing_url", "url")


def missing_totals(report: Report) -> Iterator[Finding]:
    """Totals that a reader needs to follow the ratio."""
    for name in TOTALS:
        if getattr(report.totals, name) is None:
            yield finding("missing_total", f"totals/{name}")
