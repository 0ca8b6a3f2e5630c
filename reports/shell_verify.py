"""What `python -m sroi verify` tells of a package: whether it holds, what it is, and what is not the same."""

from collections.abc import Iterable

from chain.problem import Problem, problem
from reports.headline import conventions_line, ratio_sentence
from reports.shell import recomputation_lines
from reports.texts import text
from reports.texts.problems import sentence
from reports.version_report import facts, report_edition, version_report
from sroi.package import Verdict


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
        if holds:
            kept, whose = verdict.version, record.settings.perspective
            yield "  " + ratio_sentence(kept.result, language, whose, kept.span, kept.sureness)
    for found in problems:
        yield "  " + text(language, "verify.problem", code=found.code, sentence=sentence(language, found))
    yield from recomputation_lines(verdict.recomputed, language)
