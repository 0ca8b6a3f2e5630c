"""What `python -m sroi verify` tells of a package: whether it holds, what it is, and what is not the same."""

from collections.abc import Iterable

from chain.problem import Problem, problem
from reports.headline import conventions_line, ratio_sentence
from reports.texts import text
from reports.texts.problems import sentence
from reports.version_report import facts, report_edition, version_report
from sroi.frozen import Recomputation
from sroi.package import Verdict

MOST_DIFFERENCES = 20


def about_report(verdict: Verdict) -> list[Problem]:
    """A report of this edition must be what its version gives; one of another edition is covered by its hash alone."""
    if not (verdict.holds and verdict.manifest.report_edition == report_edition()):
        return []
    same = version_report(verdict.version, verdict.manifest.language) == verdict.report
    return [] if same else [problem("package.other_report", "package", file="report.html")]


def verdict_lines(verdict: Verdict, holds: bool, problems: list[Problem], language: str) -> Iterable[str]:
    """The verdict in lines: what was found, what the package is of, and what its figures are when calculated again."""
    yield text(language, "verify.holds" if holds else "verify.fails")
    if verdict.version:
        record = verdict.version.record
        yield from (f"  {name}: {words}" for name, words in facts(record, language))
        yield "  " + conventions_line(language, record.settings, verdict.version.chain)
        span = verdict.version.span if holds else None
        if holds:
            yield "  " + ratio_sentence(verdict.version.result, language, record.settings.perspective, span)
    for found in problems:
        yield "  " + text(language, "verify.problem", code=found.code, sentence=sentence(language, found))
    yield from _again_lines(verdict.recomputed, language)


def _again_lines(again: Recomputation | None, language: str) -> Iterable[str]:
    if again is None:
        return
    if again.engine_moved:
        yield "  " + text(language, "version.engine_moved", then=again.engine_then, now=again.engine_now)
    if again.same:
        yield "  " + text(language, "version.same")
        return
    yield "  " + text(
        language, "version.not_same_moved" if again.engine_moved else "version.not_same", count=len(again.differences)
    )
    for each in again.differences[:MOST_DIFFERENCES]:
        yield "    " + text(language, "verify.difference", place=each.place, kept=each.before, now=each.after)
