"""What every command prints alike: problems in words or as JSON, and the exit code that follows from them."""

from argparse import Namespace
from collections.abc import Iterable
import json
import re

from chain.model import Chain
from chain.problem import Problem, Severity
from reports.texts import text
from reports.texts.problems import place_name, sentence, severity_name

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
BREAKS = re.compile(r"\s*[\n\r\u2028\u2029]\s*")


class WrongUseError(Exception):
    """The command cannot be understood; carries the sentence to show."""


def print_lines(lines: Iterable[str]) -> None:
    """Each line as one, whatever stands in it: a name that breaks the line could else tell figures of its own."""
    print("\n".join(BREAKS.sub(" ", line) for line in lines))


def show_problems(problems: list[Problem], chain: Chain | None, asked: Namespace) -> int:
    """All problems, counted, as lines or JSON; returns the exit code."""
    if asked.json:
        print_json({"problems": problems_as_json(problems, chain, asked.lang)})
    else:
        print_problems(problems, chain, asked.lang)
        print(count_line(problems, asked.lang))
    return exit_code(problems)


def count_line(problems: list[Problem], language: str) -> str:
    """How many errors, warnings and notes."""
    if not problems:
        return text(language, "cli.nothing_found")
    kinds = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "notes": Severity.NOTE}
    return text(
        language, "cli.counted", **{name: sum(p.severity is kind for p in problems) for name, kind in kinds.items()}
    )


def print_problems(problems: list[Problem], chain: Chain | None, language: str) -> None:
    """The problems as lines, under a heading; nothing where there are none."""
    if problems:
        print("\n" + text(language, "cli.found"))
    for found in problems:
        print(
            text(
                language,
                "cli.problem",
                severity=severity_name(language, found.severity),
                place=place_name(language, found.place, chain),
                code=found.code,
                sentence=sentence(language, found, chain),
            )
        )


def problems_as_json(problems: list[Problem], chain: Chain | None, language: str) -> list[dict]:
    """The problems for programs, each with its sentence."""
    return [
        {
            "code": found.code,
            "place": found.place,
            "place_name": place_name(language, found.place, chain),
            "severity": str(found.severity),
            "values": found.words(),
            "sentence": sentence(language, found, chain),
        }
        for found in problems
    ]


def print_json(content: dict) -> None:
    """Content for programs."""
    print(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def exit_code(problems: list[Problem]) -> int:
    """1 where there is an error, else 0."""
    return PROBLEMS if any(found.severity is Severity.ERROR for found in problems) else FINE
