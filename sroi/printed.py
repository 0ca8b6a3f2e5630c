"""What a published report prints, as an open, versioned JSON document: its rows, its inputs and its totals.

Everything may be left out that the report does not print: None means *not printed* and is never read as 0.
"""

from collections.abc import Iterator
from itertools import islice
import json
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from chain.assumption import Frozen, Identifier, Line, Year
from chain.envelope import unfit
from chain.hostile import inspect, parse
from chain.problem import Problem, problem
from chain.refusals import refusals
from sroi.printed_figure import Printed, PrintedAmount, is_amount

FORMAT, VERSION = "vardekedjan-report", 1
MOST_PROBLEMS = 100
MOST_ROWS = 500
Series = Annotated[tuple[PrintedAmount, ...], Field(max_length=100)]
Ids = Annotated[tuple[Identifier, ...], Field(max_length=MOST_ROWS)]
AMOUNTS = ("quantity", "price", "amount")
"""Fields of a change that are no shares."""
Kind = Literal["gross", "impact", "present_value"]


class PrintedInput(Frozen):
    """What one stakeholder puts in: one `amount` in the first year, or amounts `by_year` from it."""

    id: Identifier
    stakeholder: Line = ""
    name: Line = ""
    amount: PrintedAmount | None = None
    by_year: Series = ()
    page: Line = ""


class PrintedRow(Frozen):
    """One row of the map: what it is made of, and what the report says follows from it.

    Shares 0–1 or with a per cent sign; `attribution` is the share due to others. `starts_in_year` 1 is the first value
    column, 0 a column before it (the period of activity). `gross` is quantity × price for one year, `impact` the same
    less deadweight, displacement and attribution, before drop-off. `value_by_year` begins with the map's first value
    column and is not discounted; `present_value` is discounted and summed over the years.
    """

    id: Identifier
    stakeholder: Line = ""
    outcome: Line = ""
    proxy: Line = ""
    quantity: PrintedAmount | None = None
    price: PrintedAmount | None = None
    duration_years: PrintedAmount | None = None
    starts_in_year: Annotated[int, Field(ge=0, le=50)] = 1
    deadweight: Printed | None = None
    displacement: Printed | None = None
    attribution: Printed | None = None
    drop_off: Printed | None = None
    price_year: Year | None = None
    source: Line = ""
    page: Line = ""
    gross: PrintedAmount | None = None
    impact: PrintedAmount | None = None
    value_by_year: Series = ()
    present_value: PrintedAmount | None = None


class PrintedTotals(Frozen):
    """The report's own totals. `ratio` is what it calls the social return, `net_ratio` what it calls the net one."""

    investment: PrintedAmount | None = None
    gross: PrintedAmount | None = None
    impact: PrintedAmount | None = None
    undiscounted_value: PrintedAmount | None = None
    present_value: PrintedAmount | None = None
    net_present_value: PrintedAmount | None = None
    ratio: Printed | None = None
    net_ratio: Printed | None = None
    value_by_year: Series = ()
    present_value_by_year: Series = ()
    page: Line = ""


class PrintedSum(Frozen):
    """A subtotal over some rows."""

    id: Identifier
    name: Line = ""
    figure: PrintedAmount
    of: Kind = "present_value"
    row_ids: Ids
    page: Line = ""


class PrintedChange(Frozen):
    """One number that a sensitivity case replaces; `id` is a row's, or an input's when the field is `amount`."""

    id: Identifier
    field: Literal["quantity", "price", "deadweight", "displacement", "attribution", "drop_off", "amount"]
    value: Printed


class PrintedRatio(Frozen):
    """Another ratio that the report prints: for one payer, one end of an interval, or a sensitivity case.

    Its value is `value`, or that of the rows `row_ids`, or the whole; its investment likewise. `told` False says that
    the report does not tell what it is made of.
    """

    id: Identifier
    name: Line = ""
    figure: Printed
    called: Literal["ratio", "net_ratio"] = "ratio"
    value: PrintedAmount | None = None
    investment: PrintedAmount | None = None
    row_ids: Ids | None = None
    input_ids: Ids | None = None
    changes: Annotated[tuple[PrintedChange, ...], Field(max_length=MOST_ROWS)] = ()
    told: bool = True
    page: Line = ""


class Report(Frozen):
    """One published report. `rows_complete` False: the totals cover more rows than these."""

    title: Line = ""
    publisher: Line = ""
    url: Line = ""
    year: Year | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "SEK"
    discount_rate: Printed | None = None
    horizon_years: Annotated[int, Field(ge=1, le=100)] | None = None
    rows_complete: bool = True
    note: Line = ""
    inputs: Annotated[tuple[PrintedInput, ...], Field(max_length=MOST_ROWS)] = ()
    rows: Annotated[tuple[PrintedRow, ...], Field(max_length=MOST_ROWS)] = ()
    sums: Annotated[tuple[PrintedSum, ...], Field(max_length=MOST_ROWS)] = ()
    ratios: Annotated[tuple[PrintedRatio, ...], Field(max_length=MOST_ROWS)] = ()
    totals: PrintedTotals = PrintedTotals()


def write_report(report: Report) -> str:
    """The report as a pretty JSON document; printed figures as the text they were printed with, defaults left out."""
    body = report.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"format": FORMAT, "version": VERSION, "report": body}, ensure_ascii=False, indent=2) + "\n"


def read_report(data: bytes | str) -> tuple[Report | None, list[Problem]]:
    """The report in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); never an exception.

    As strict as the reading of a chain: unknown fields, repeated keys and ids, links to nothing, control characters and
    numbers that are none are refused, each with its JSON pointer.
    """
    document, problems = parse(data)
    return (None, problems) if problems else opened_report(document)


def opened_report(document: object) -> tuple[Report | None, list[Problem]]:
    """As `read_report`, from what `chain.hostile.parse` gave."""
    problems = list(islice(inspect(document), MOST_PROBLEMS)) or list(
        unfit(document, FORMAT, VERSION, "report", "report.format")
    )
    if problems:
        return None, problems
    try:
        report = Report.model_validate_json(json.dumps(document["report"]), strict=True)
    except ValidationError as error:
        return None, _unlike(refusals(error, "/report"))[:MOST_PROBLEMS]
    problems = list(islice(_broken_links(report), MOST_PROBLEMS))
    return (None if problems else report), problems


def _unlike(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _broken_links(report: Report) -> Iterator[Problem]:
    for kind in ("inputs", "rows", "sums", "ratios"):
        seen: set[str] = set()
        for index, each in enumerate(getattr(report, kind)):
            if each.id in seen:
                yield problem("document.repeated_id", f"/report/{kind}/{index}/id")
            seen.add(each.id)
    rows, inputs = {row.id for row in report.rows}, {each.id for each in report.inputs}
    for index, each in enumerate(report.sums):
        yield from _missing(each.row_ids, rows, f"/report/sums/{index}/row_ids")
    for index, each in enumerate(report.ratios):
        place = f"/report/ratios/{index}"
        yield from _missing(each.row_ids or (), rows, f"{place}/row_ids")
        yield from _missing(each.input_ids or (), inputs, f"{place}/input_ids")
        for at, change in enumerate(each.changes):
            if change.field in AMOUNTS and not is_amount(change.value):
                yield problem("report.share_for_amount", f"{place}/changes/{at}/value")
            yield from _missing((change.id,), inputs if change.field == "amount" else rows, f"{place}/changes/{at}/id")


def _missing(ids: tuple[str, ...], known: set[str], place: str) -> Iterator[Problem]:
    for each in ids:
        if each not in known:
            yield problem("document.dangling", place, missing_id=each)
