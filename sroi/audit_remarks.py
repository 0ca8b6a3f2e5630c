"""What is right in a printed report but good to know: idle numbers, rough prints, one outcome that carries it all."""

from collections import defaultdict
from collections.abc import Iterator

from sroi.audit_results import ConventionSet, Finding, finding
from sroi.printed import Report
from sroi.replay_search import Search

COARSE_SHARE = 0.05
"""A ratio printed so roughly that it stands for figures this share below and above it is told to be coarse."""
DOMINANT_SHARE = 0.8


def remarks(report: Report) -> Iterator[Finding]:
    """What the print alone tells."""
    yield from _coarse(report)
    idle = [row for row in report.rows if row.drop_off and row.drop_off.value and _one_year(row)]
    if idle:
        yield finding("idle_drop_off", "rows", count=len(idle))
    whole = [row for row in report.rows if row.deadweight and row.deadweight.value == 1]
    if whole:
        yield finding("whole_deadweight", "rows", count=len(whole))


def _one_year(row) -> bool:
    return row.duration_years is not None and row.duration_years.value <= 1


def _coarse(report: Report) -> Iterator[Finding]:
    """Ratios whose print stands for a wide span of figures."""
    held = {f"totals/{name}": getattr(report.totals, name) for name in ("ratio", "net_ratio")}
    held |= {f"ratios/{each.id}": each.figure for each in report.ratios}
    for place, figure in held.items():
        if figure is not None and figure.half_step > COARSE_SHARE * abs(figure.value):
            yield finding("coarse_ratio", place, low=figure.low, high=figure.high)


def dominance(report: Report, search: Search, own: ConventionSet) -> Iterator[Finding]:
    """Tells when one outcome of one stakeholder carries most of the present value."""
    printed = {row.id: row for row in report.rows}
    by_outcome: dict[tuple[str, str], float] = defaultdict(float)
    for row, value in search.present_values(own).items():
        by_outcome[printed[row].stakeholder, printed[row].outcome] += value
    total = sum(by_outcome.values())
    if total <= 0 or len(by_outcome) < 2:
        return
    (_, outcome), largest = max(by_outcome.items(), key=lambda item: item[1])
    if largest > DOMINANT_SHARE * total:
        yield finding("one_outcome", "rows", outcome=outcome, share=largest / total)
