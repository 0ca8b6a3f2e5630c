"""The calculation written out, for the screen and for files: every assumption, every formula, every value.

CSV for a spreadsheet, JSON for a program, HTML for a reader; all with the conventions and the engine's version.
"""

from collections.abc import Iterator, Sequence
import json
import re

from pandas import DataFrame

from reports.forecast.cheers import cheers_table
from reports.forecast.headline import headline
from reports.forecast.names import figure_name, level, option_name
from reports.forecast.stamp import Beside, stamp, stamp_lines
from reports.forecast.tables import Sides
from reports.markup import escaped
from reports.table_output import to_csv, to_html, with_under
from reports.texts import has_text, text
from reports.texts.numbers import format_number
from reports.version_report import POLICY, STYLE
from sroi.forecast.child_log import Given, Line, Log

STEPS = ("alternative", "year", "part", "payer_of_step", "formula", "with_numbers", "exact_value", "number_unit")
SHOWN = ("part", "year", *STEPS[3:])
"""The columns where only one option is told of."""
GIVEN = ("assumption", "exact_value", "number_unit", "range", "mark", "source", "told")
DIGITS = 6
LETTERS = ("N", "u", "P", "R", "i", "r", "q", "qP", "v")
_NAME = re.compile(r"[A-Za-z_]{2,}")


def steps_table(log: Log, beside: Beside, language: str, lines: Sequence[Line] | None = None) -> DataFrame:
    """The steps of the calculation in their order: what, for which option, year and payer, formula, numbers, value."""
    rows = [
        {
            "alternative": option_name(beside.comparison, line.option_id, language),
            "year": "" if line.year is None else str(line.year),
            "part": text(language, f"prognosis.step.{line.name}"),
            "payer_of_step": _whose(line, beside, language),
            "formula": in_words(line.formula, language),
            "with_numbers": _numbers(line, language),
            "exact_value": line.value,
            "number_unit": text(
                language, f"prognosis.step_unit.{line.unit.lower().replace(' ', '_').replace('-', '_')}"
            ),
        }
        for line in (log.lines if lines is None else lines)
    ]
    below = {"part": ("payer_of_step",), "formula": ("with_numbers",), "exact_value": ("number_unit",)}
    return with_under(DataFrame(rows, columns=list(STEPS)), **below)


def in_words(formula: str, language: str) -> str:
    """A formula with its words in the reader's language; what is a single letter stands in the legend."""
    return _NAME.sub(lambda found: _symbol(found[0], language), formula)


def _symbol(name: str, language: str) -> str:
    key = f"prognosis.symbol.{name}"
    return text(language, key) if has_text(key) else name


def legend(language: str) -> tuple[str, ...]:
    """What the letters in the formulas stand for, in the order in which they are met."""
    return tuple(text(language, "prognosis.letter", letter=each, words=text(language, f"prognosis.letters.{each}"))
                 for each in LETTERS)  # fmt: skip


def _whose(line: Line, beside: Beside, language: str) -> str:
    """A payer or perspective; of a yearly cost, the payer and the cost's name."""
    payer, _, cost_id = line.whose.partition(": ")
    named = {each.id: each.name.into(language) for each in beside.comparison.excess_costs}
    if cost_id:
        return text(language, "prognosis.step_of", payer=level(payer, language), cost=named.get(cost_id) or cost_id)
    if not payer:
        return ""
    key = f"table.sum.{payer}"
    return text(language, key) if has_text(key) else level(payer, language)


def _numbers(line: Line, language: str) -> str:
    items = (f"{_symbol(name, language)} = {_digits(language, value)}" for name, value in line.numbers.items())
    return "; ".join(items)


def _digits(language: str, value: float) -> str:
    """Six significant digits; every digit stands in the file for programs."""
    return format_number(language, float(f"{value:.{DIGITS}g}"))


def given_table(log: Log, beside: Beside, language: str) -> DataFrame:
    """Every assumption with its unit, range, origin and source, and whether the result rests on it."""
    rows = [
        {
            "assumption": figure_name(beside.comparison, each.place, language),
            "exact_value": each.figure.value,
            "number_unit": each.figure.unit,
            "range": _range(each, language),
            "mark": text(language, f"mark.{each.figure.mark}"),
            "source": each.figure.source,
            "told": text(language, "prognosis.used" if each.is_used else "prognosis.unused"),
        }
        for each in log.given
    ]
    below = {"assumption": ("told",), "exact_value": ("number_unit",), "mark": ("source",)}
    return with_under(DataFrame(rows, columns=list(GIVEN)), **below)


def _range(given: Given, language: str) -> str | None:
    figure = given.figure
    if figure.low is None and figure.high is None:
        return None
    low, high = (figure.value if end is None else end for end in (figure.low, figure.high))
    ends = {"low": format_number(language, low), "high": format_number(language, high)}
    return text(language, "sureness.said.ends", **ends)


def chosen_lines(log: Log, option_id: str, years: int, perspective: str) -> tuple[Line, ...]:
    """The steps that lead to one option's result at one horizon, for one perspective and those whose money is in it."""
    yearly = {"without", "with_option", "less_problem", "case_years", "offset", "qaly_year"}
    return tuple(
        line
        for line in log.lines
        if line.option_id == option_id
        and (line.year is None or (line.year <= years if line.name in yearly else line.year == years))
        and (line.name in (*yearly, "qalys", "cost_of_payer") or line.whose in ("", perspective))
    )


# --- files ---


def csv_file(log: Log, beside: Beside, language: str) -> bytes:
    """The steps as CSV with the conventions below."""
    return to_csv(steps_table(log, beside, language), language, stamp_lines(beside, language))


def json_file(log: Log, beside: Beside) -> bytes:
    """Everything with all digits, in English, for programs."""
    content = {
        "format": "vardekedjan-forecast-calculation",
        "version": 1,
        "engine_version": log.engine_version,
        "fingerprint": log.fingerprint,
        "conventions": log.conventions,
        "stated_beside_the_result": dict(stamp(beside, "en")),
        "assumptions": [
            {"place": each.place, "is_used": each.is_used, **each.figure.model_dump(mode="json", exclude_defaults=True)}
            for each in log.given
        ],
        "steps": [vars(line) for line in log.lines],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()


def html_file(log: Log, beside: Beside, option_id: str, sides: Sides, language: str) -> bytes:
    """One page that asks for nothing from anywhere: result in sentences, conventions, assumptions, steps, CHEERS."""
    name = escaped(beside.comparison.name.into(language) or beside.comparison.id)
    body = "\n".join(_sections(log, beside, option_id, sides, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{name}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{name}</h1>\n{body}\n</main></body></html>\n"
    ).encode()


def _sections(log: Log, beside: Beside, option_id: str, sides: Sides, language: str) -> Iterator[str]:
    yield from (f"<p>{escaped(line)}</p>" for line in headline(beside, option_id, sides, language))
    lines = "".join(f"<li>{escaped(line)}</li>" for line in stamp_lines(beside, language))
    yield f"<h2>{escaped(text(language, 'prognosis.page.how'))}</h2><ul>{lines}</ul>"
    frames = {
        "given": given_table(log, beside, language),
        "steps": steps_table(log, beside, language),
        "cheers": cheers_table(beside, language),
    }
    for key, frame in frames.items():
        heading = text(language, f"prognosis.page.{key}")
        yield f"<h2>{escaped(heading)}</h2>{to_html(frame, language, heading)}"
        if key == "steps":
            yield f"<p>{escaped(' '.join(legend(language)))}</p>"
