"""Replays a published report: which conventions reproduce it, which figures do not follow, what cannot be judged."""

from collections.abc import Iterator
from dataclasses import replace

from chain.document import FORMAT as CHAIN_FORMAT
from chain.document import read_chain
from chain.hostile import parse
from chain.model import Chain
from chain.problem import Problem
from sroi.audit_chain import audit_chain
from sroi.audit_missing import missing
from sroi.audit_remarks import dominance, remarks
from sroi.audit_results import Audit, Check, Finding, Fit, Ladder, RowFinding, TotalAudit, as_data, finding
from sroi.audit_rows import RowAudit
from sroi.audit_rules import ladders, printed_ladder
from sroi.audit_sensitivity import sensitivities
from sroi.audit_totals import checks, findings
from sroi.printed import PrintedTotals, Report, opened_report
from sroi.replay import Replay, inputs_of, rows_of
from sroi.replay_search import GUIDE, MOST_FITS, Search, figures_by_year, printed_totals
from sroi.settings import ENGINE_VERSION

__all__ = ["as_data", "audit", "audit_chain", "read_any"]


def read_any(data: bytes | str) -> tuple[Report | Chain | None, list[Problem]]:
    """A report or a chain, told apart by the document's `format`; or every reason why it is neither."""
    document, problems = parse(data)
    if problems:
        return None, problems
    if isinstance(document, dict) and document.get("format") == CHAIN_FORMAT:
        return read_chain(data)
    return opened_report(document)


def audit(report: Report) -> Audit:
    """Hold a report's printed figures against its own inputs and against each other, through the engine.

    Totals are judged when every row can be computed and the rows are all there; else only what the printed figures say
    about each other. Agreement is judged within what the print can tell. Never raises for what a report holds.
    """
    rows, reasons = rows_of(report)
    search = Search(report, Replay(tuple(rows), inputs_of(report)))
    whole = bool(rows) and not reasons and report.rows_complete
    made = checks(report)
    said = findings(report, made)
    general = {
        "engine_version": ENGINE_VERSION,
        "title": report.title,
        "url": report.url,
        "currency": report.currency,
        "names": tuple(_names(report)),
        "missing": tuple(missing(report)),
        "checks": tuple(made),
        "remarks": tuple(remarks(report)),
    }
    if whole:
        return _whole(report, search, general, said)
    rows_alone = _rows_alone(report, search) if rows else None
    found = rows_alone.findings() if rows_alone else []
    return Audit(
        **general,
        level="printed",
        rows_checked=rows_alone.checked if rows_alone else 0,
        rows=tuple(found),
        findings=(*said, *(_in_rows(rows_alone, found) if rows_alone else ())),
        ladders=tuple(_printed_ladder(report, made)),
        not_judged=(*reasons, *(rows_alone.not_judged() if rows_alone else ()), *_not_judged(report, len(rows))),
    )


def _in_rows(rows: RowAudit, found: list[RowFinding]) -> list[Finding]:
    return [*rows.mixed_rules(), *rows.same_slip(found)]


def _names(report: Report) -> Iterator[tuple[str, str]]:
    for row in report.rows:
        yield f"rows/{row.id}", ", ".join(filter(None, (row.stakeholder, row.outcome, row.proxy))) or row.id
    for each in report.inputs:
        yield f"inputs/{each.id}", ", ".join(filter(None, (each.stakeholder, each.name))) or each.id
    for kind in ("sums", "ratios"):
        yield from ((f"{kind}/{each.id}", each.name or each.id) for each in getattr(report, kind))


def _rows_alone(report: Report, search: Search) -> RowAudit:
    """Rows without totals to go by: the conventions are those that most of their own figures follow."""
    if not figures_by_year(report):
        return RowAudit(search, search.fitted_to_options(GUIDE))
    alone = replace(search, report=report.model_copy(update={"totals": PrintedTotals()}))
    best = alone.outcomes()[0]
    return RowAudit(alone, best.convention, trusted=2 * best.rows_matched > figures_by_year(report))


def _whole(report: Report, search: Search, general: dict, said: list[Finding]) -> Audit:
    """The audit of a report whose totals can be computed from its rows."""
    outcomes = search.outcomes()
    own = outcomes[0]
    by_year = figures_by_year(report)
    told = own.fits and report.totals.present_value is not None
    rows = RowAudit(search, own.convention, trusted=told or 2 * own.rows_matched > by_year)
    found = rows.findings()
    cases, untold = sensitivities(report, search, own.convention)
    return Audit(
        **general | {"checks": (*general["checks"], *cases), "remarks": _remarks(general, search, own)},
        level="rows",
        tried=search.tried_count,
        outcomes=len(outcomes),
        fitting=sum(fit.fits for fit in outcomes) if printed_totals(report) else 0,
        fits=tuple(outcomes[:MOST_FITS]),
        totals=tuple(_totals(outcomes)),
        rows_checked=rows.checked,
        rows=tuple(found),
        findings=(*_all_findings(said, own, cases), *_in_rows(rows, found)),
        ladders=ladders(report, search, own.convention),
        not_judged=(*untold, *rows.not_judged(), finding("public_perspective", "totals/ratio")),
    )


def _remarks(general: dict, search: Search, own: Fit) -> tuple[Finding, ...]:
    return (*general["remarks"], *dominance(search.report, search, own.convention))


def _all_findings(said: list[Finding], own: Fit, cases: list[Check]) -> Iterator[Finding]:
    yield from said
    told = {each.place for each in said}
    for compared in own.figures:
        is_net = own.convention.headline == "net" and compared.place in ("totals/ratio", "totals/net_ratio")
        if is_net and compared.fits and compared.place not in told:
            code = "net_called_ratio" if compared.place == "totals/ratio" else "ratio_called_net"
            right = compared.computed + (1 if compared.place == "totals/ratio" else -1)
            said_of = {"printed": compared.printed.value, "low": right, "high": right, "right": right}
            yield finding(code, compared.place, **said_of)
    yield from (finding("case_does_not_follow", case.place, low=case.low) for case in cases if not case.fits)


def _totals(outcomes) -> Iterator[TotalAudit]:
    """Each printed total under the report's own set, and how many outcomes give that one figure."""
    for at, own in enumerate(outcomes[0].figures):
        fitting = [fit for fit in outcomes if fit.figures[at].fits]
        values = {f"{fit.figures[at].computed:.9e}" for fit in fitting}
        yield TotalAudit(own, len(values), fitting[0].convention if fitting else None)


def _printed_ladder(report: Report, made: list[Check]) -> Iterator[Ladder]:
    for check in made:
        if check.place == "totals/ratio" and report.totals.present_value:
            net = not check.fits and check.printed.agrees(check.low - 1, check.high - 1)
            if net or check.fits:
                yield printed_ladder(report, check.low, check.high, net)


def _not_judged(report: Report, computed: int) -> Iterator[Finding]:
    """What would need figures that are not printed."""
    if not report.rows:
        yield finding("no_rows", "rows")
    elif not report.rows_complete:
        yield finding("rows_not_complete", "rows", count=len(report.rows))
    yield finding("conventions_not_judged", "totals", computed=computed, of=len(report.rows))
    yield finding("rule_not_judged", "totals/ratio")
    for each in report.ratios:
        if not each.told:
            yield finding("ratio_not_told", f"ratios/{each.id}")
        elif each.changes:
            yield finding("case_not_judged", f"ratios/{each.id}")
