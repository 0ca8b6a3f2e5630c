"""Sensitivity cases that a report prints, reckoned again with the numbers that they replace."""

from dataclasses import replace

from sroi.audit_results import Check, ConventionSet, Finding, finding
from sroi.printed import PrintedRatio, Report
from sroi.replay import Replay
from sroi.replay_search import Search


def sensitivities(report: Report, search: Search, own: ConventionSet) -> tuple[list[Check], list[Finding]]:
    """Each printed case beside the ratio under the report's own conventions; and those that cannot be judged."""
    made, untold = [], []
    for each in report.ratios:
        if not each.told:
            untold.append(finding("ratio_not_told", f"ratios/{each.id}"))
        elif each.changes:
            ratio = _ratio(each, search, own)
            if ratio is None:
                untold.append(finding("case_not_judged", f"ratios/{each.id}"))
            else:
                place = f"ratios/{each.id}"
                made.append(Check("case", place, each.figure, ratio, ratio, each.figure.agrees(ratio)))
    return made, untold


def _ratio(case: PrintedRatio, search: Search, own: ConventionSet) -> float | None:
    """The case's ratio from exact rows; None when it is nothing the engine can reckon."""
    replay = _changed(case, search.replay)
    if replay is None:
        return None
    found = replay.headline(replace(own, row_values="exact").settings())
    return found.net_ratio if case.called == "net_ratio" else found.ratio


def _changed(case: PrintedRatio, replay: Replay) -> Replay | None:
    rows, inputs = {row.id: row for row in replay.rows}, dict(replay.inputs)
    for change in case.changes:
        value = change.value.value
        if change.field == "amount":
            if change.id not in inputs:
                return None
            inputs[change.id] = (value,)
            continue
        is_share = change.field not in ("quantity", "price")
        if not rows[change.id].from_inputs or (is_share and not 0 <= value <= 1):
            return None
        rows[change.id] = replace(rows[change.id], **{change.field: value})
    return Replay(tuple(rows.values()), inputs)
