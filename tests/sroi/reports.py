"""Printed reports made by the engine, and ways to spoil them."""

from sroi.audit_results import ConventionSet
from sroi.printed import PrintedInput, PrintedRow, PrintedTotals, Report
from sroi.printed_figure import Figure, figure, printed
from sroi.ratio import calculate
from sroi.replay import FILTERS, Replay, Row
from sroi.replay_search import GUIDE

ROWS = (
    Row("sleep", 40, 310.25, deadweight=0.25, attribution=0.1, drop_off=0.2, duration=3),
    Row("work", 12, 5210.75, deadweight=0.4, displacement=0.15, attribution=0.35, drop_off=0.1, duration=5),
    Row("friends", 75, 48.6, deadweight=0.1, attribution=0.5, duration=1),
    Row("noise", 30, -22.4, displacement=0.05, duration=2, drop_off=0.3),
)
INPUTS = {"council": (20000.0, 5000.0), "hours": (3300.0,)}


def share(value: float) -> Figure:
    """A share as reports print it."""
    return figure(f"{value * 100:.10f}".rstrip("0").rstrip(".") + "%")


def report(rows=ROWS, inputs=INPUTS, convention: ConventionSet = GUIDE, decimals: int = 2) -> Report:
    """What a report on these rows prints when it reckons by the convention: every figure, at so many decimals."""
    replay, settings = Replay(tuple(rows), inputs), convention.settings()
    result = calculate(replay.chain, settings)
    impacts, gross = replay.first_years(convention.filters), replay.first_years(gross=True)
    parts = zip(rows, impacts, gross, result.effects, strict=True)
    total, net = result.society, convention.headline == "net"
    named = (total.net_ratio, None) if net else (total.ratio, total.net_ratio)
    return Report(
        title="Made up",
        url="https://example.org/report",
        discount_rate=share(convention.discount_rate),
        horizon_years=convention.horizon_years,
        inputs=tuple(
            PrintedInput(id=name, by_year=tuple(printed(amount) for amount in amounts))
            for name, amounts in inputs.items()
        ),
        rows=tuple(_row(*part, replay.years, decimals) for part in parts),
        totals=PrintedTotals(
            investment=printed(total.investment, decimals),
            impact=printed(float(impacts.sum()), decimals),
            present_value=printed(total.value, decimals),
            net_present_value=printed(total.net, decimals),
            ratio=None if named[0] is None else printed(named[0], 4),
            net_ratio=None if named[1] is None else printed(named[1], 4),
        ),
    )


def _row(row: Row, impact: float, gross: float, effect, years: int, decimals: int) -> PrintedRow:
    return PrintedRow(
        id=row.id,
        quantity=printed(row.quantity, 0),
        price=printed(row.price, 2),
        duration_years=printed(row.duration, 0),
        starts_in_year=row.lag + 1,
        drop_off=share(row.drop_off),
        gross=printed(float(gross), decimals),
        impact=printed(float(impact), decimals),
        value_by_year=tuple(printed(value, decimals) for value in effect.value_by_year[:years]),
        present_value=printed(effect.present_value, decimals),
        **{name: share(getattr(row, name)) for name in FILTERS},
    )


def with_row(made: Report, row_id: str, **changes) -> Report:
    """The report with other figures on one row."""
    rows = tuple(row.model_copy(update=changes) if row.id == row_id else row for row in made.rows)
    return made.model_copy(update={"rows": rows})


def with_totals(made: Report, **changes) -> Report:
    """The report with other totals."""
    return made.model_copy(update={"totals": made.totals.model_copy(update=changes)})
