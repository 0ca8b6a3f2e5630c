"""The audit of a printed report for screen and paper: sentences, tables, one HTML page, one Markdown text."""

from collections.abc import Iterator

from pandas import DataFrame

from reports.audit_words import (
    convention_words,
    figure_words,
    ladder_sentence,
    option_words,
    place_words,
    row_lines,
    row_place,
    sentences,
    slips_words,
)
from reports.markup import escaped
from reports.printed_figures import prefilled
from reports.table_output import to_html
from reports.texts import text
from reports.version_report import POLICY, STYLE
from sroi.audit_results import Audit, Ladder

SECTIONS = ("findings", "remarks", "missing", "not_judged")


def title(audit: Audit, language: str) -> str:
    """What was audited."""
    return text(language, "audit.title", title=audit.title or text(language, "audit.untitled"))


def summary(audit: Audit, language: str) -> list[str]:
    """The first lines: is anything wrong, which conventions fit, how many rows follow, how far the ratio moves."""
    lines = [text(language, "audit.clean" if audit.clean else "audit.not_clean")]
    if audit.level == "rows":
        lines += _about_fits(audit, language)
    if audit.rows_checked:
        lines.append(text(language, "audit.rows_checked", checked=audit.rows_checked, wrong=len(audit.wrong_rows)))
    rounded = len(audit.rows) - len(audit.wrong_rows)
    if rounded:
        lines.append(text(language, "audit.rows_rounded", count=rounded))
    return lines + [ladder_sentence(each, language) for each in audit.ladders]


def _about_fits(audit: Audit, language: str) -> Iterator[str]:
    if not audit.totals:
        yield text(language, "audit.no_totals")
        return
    best = audit.fits[0]
    said = {"count": len(audit.totals), "conventions": convention_words(best.convention, language)}
    if audit.fitting > 1:
        yield text(language, "audit.several_fit", fitting=audit.fitting, **said)
    elif audit.fitting:
        yield text(language, "audit.one_fits", **said)
    else:
        yield text(language, "audit.none_fits", tried=audit.tried, matched=best.matched, **said)
    if best.indifferent:
        names = ", ".join(text(language, f"audit.dimension.{name}") for name in best.indifferent)
        yield text(language, "audit.indifferent", names=names)


# --- tables ---


def totals_table(audit: Audit, language: str) -> DataFrame:
    """Each printed total beside what the report's own conventions give from its rows."""
    rows = [
        {
            "judged": place_words(audit, total.own.place, language),
            "printed_figure": total.own.printed.value,
            "computed_figure": total.own.computed,
            "printed_difference": total.own.printed.value - total.own.computed,
            "fits_print": _verdict(total.own.fits, language),
            "sets_alike": total.outcomes_that_fit,
        }
        for total in audit.totals
    ]
    columns = ["judged", "printed_figure", "computed_figure", "printed_difference", "fits_print", "sets_alike"]
    return DataFrame(rows, columns=columns)


def checks_table(audit: Audit, language: str) -> DataFrame:
    """Each printed figure beside what the other printed figures say it is."""
    rows = []
    for check in audit.checks:
        middle, place = (check.low + check.high) / 2, place_words(audit, check.place, language)
        rows.append({
            "judged": text(language, f"audit.check.{check.code}", place=place),
            "printed_figure": check.printed.value,
            "computed_figure": middle,
            "printed_difference": check.printed.value - middle,
            "fits_print": _verdict(check.fits, language),
        })  # fmt: skip
    columns = ["judged", "printed_figure", "computed_figure", "printed_difference", "fits_print"]
    return DataFrame(rows, columns=columns)


def _verdict(fits: bool, language: str) -> str:
    return text(language, "audit.fits" if fits else "audit.differs")


def fits_table(audit: Audit, language: str) -> DataFrame:
    """The best outcomes of the search: conventions, how many totals agree, how many sets give the same."""
    rows = [
        {
            "conventions": convention_words(fit.convention, language),
            "figures_matched": fit.matched,
            "sets_alike": fit.alike,
        }
        for fit in audit.fits
    ]
    return DataFrame(rows, columns=["conventions", "figures_matched", "sets_alike"])


def rows_table(audit: Audit, language: str) -> DataFrame:
    """Each row figure that does not follow: printed, right, difference, and what would explain it."""
    rows = [
        {
            "judged": row_place(audit, found, language),
            "printed_figure": found.printed.value,
            "computed_figure": found.right,
            "printed_difference": found.difference,
            "explained_by": slips_words(audit, found, language),
        }
        for found in audit.rows
    ]
    return DataFrame(
        rows, columns=["judged", "printed_figure", "computed_figure", "printed_difference", "explained_by"]
    )


def ladder_table(found: Ladder, language: str) -> DataFrame:
    """The steps of one ladder: what is moved, to what, and the ratio then."""
    rows = [
        {
            "used_convention": text(language, f"audit.dimension.{step.dimension}"),
            "taken_to": option_words(step.dimension, step.after, language),
            "stepped_ratio": step.ratio,
        }
        for step in found.steps
    ]
    return DataFrame(rows, columns=["used_convention", "taken_to", "stepped_ratio"])


# --- the whole ---


def markdown(audit: Audit, language: str) -> str:
    """The audit as text for the shell, readable as Markdown."""
    return "\n".join(_lines(audit, language)) + "\n"


def _lines(audit: Audit, language: str) -> Iterator[str]:
    yield f"# {_plain(title(audit, language))}"
    if audit.url:
        yield text(language, "audit.source", url=_plain(audit.url))
    yield ""
    yield from (f"- {_plain(line)}" for line in summary(audit, language))
    if audit.rows:
        yield from ("", f"## {text(language, 'audit.heading.rows')}", "")
        for found in audit.rows:
            first, *more = row_lines(audit, found, language)
            yield f"- {_plain(first)}"
            yield from (f"  {_plain(line)}" for line in more)
    differing = [check for check in audit.checks if not check.fits]
    if differing:
        yield from ("", f"## {text(language, 'audit.heading.checks')}", "")
        for check in differing:
            place = place_words(audit, check.place, language)
            said = text(language, f"audit.check.{check.code}", place=place)
            ends = " – ".join(figure_words(audit, check.place, end, language) for end in (check.low, check.high))
            yield f"- {_plain(said)}: {prefilled(language, check.printed)} / {ends}"
    for section in SECTIONS:
        if found := getattr(audit, section):
            yield from ("", f"## {text(language, f'audit.heading.{section}')}", "")
            yield from (f"- {_plain(line)}" for line in sentences(audit, found, language))
    yield from _ladder_lines(audit, language)
    yield from ("", text(language, "audit.engine", version=audit.engine_version))


def _ladder_lines(audit: Audit, language: str) -> Iterator[str]:
    stepped = [ladder for ladder in audit.ladders if ladder.steps]
    if stepped:
        yield from ("", f"## {text(language, 'audit.heading.ladders')}", "")
    for ladder in stepped:
        yield f"- {ladder_sentence(ladder, language)}"
        for step in ladder.steps:
            before, after = (option_words(step.dimension, end, language) for end in (step.before, step.after))
            dimension = text(language, f"audit.dimension.{step.dimension}")
            ratio = figure_words(audit, "ratio", float("nan") if step.ratio is None else step.ratio, language)
            yield "  - " + text(language, "audit.step", dimension=dimension, before=before, after=after, ratio=ratio)


def _plain(words: str) -> str:
    """One line; what a Markdown reader would take for markup is kept as letters."""
    line = " ".join(words.split())
    return "".join(f"\\{sign}" if sign in "\\`*[]<>|#" else sign for sign in line)


def html(audit: Audit, language: str) -> bytes:
    """The audit as one page that asks for nothing from anywhere, UTF-8."""
    name = escaped(title(audit, language))
    body = "\n".join(_sections(audit, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{name}</h1>\n{body}\n</main></body></html>\n"
    ).encode()


def _sections(audit: Audit, language: str) -> Iterator[str]:
    if audit.url:
        yield _paragraph(text(language, "audit.source", url=audit.url))
    yield from map(_paragraph, summary(audit, language))
    tables = {
        "rows": rows_table(audit, language),
        "totals": totals_table(audit, language),
        "checks": checks_table(audit, language),
        "fits": fits_table(audit, language),
    }
    for key, frame in tables.items():
        if len(frame):
            heading = text(language, f"audit.heading.{key}")
            yield f"<h2>{escaped(heading)}</h2>{to_html(frame, language, heading)}"
    for section in SECTIONS:
        if found := getattr(audit, section):
            items = "".join(f"<li>{escaped(line)}</li>" for line in sentences(audit, found, language))
            yield f"<h2>{escaped(text(language, f'audit.heading.{section}'))}</h2><ul>{items}</ul>"
    for ladder in audit.ladders:
        if ladder.steps:
            heading = ladder_sentence(ladder, language)
            yield f"<h2>{escaped(heading)}</h2>{to_html(ladder_table(ladder, language), language, heading)}"
    yield _paragraph(text(language, "audit.engine", version=audit.engine_version))


def _paragraph(words: str) -> str:
    return f"<p>{escaped(words)}</p>"
