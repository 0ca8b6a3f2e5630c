"""A rule of the method: told in Swedish and English, with a small table of hand-computed values.

The same table is tested by the file that holds the rule and printed in docs/method.md.
"""

from dataclasses import dataclass

from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_ratio, format_share
from tests.spec.small import ACTORS


@dataclass(frozen=True)
class Said:
    """The same words in both languages."""

    sv: str
    en: str


@dataclass(frozen=True)
class Column:
    """One column: its heading and what its cells are (`sek`, `share`, `number`, `factor`, `ratio`, `year`, `code`,
    `actor`, `choice.<setting>` or `words`)."""

    heading: Said
    kind: str = "words"


@dataclass(frozen=True)
class Rule:
    """Title, explanation, formula, table of columns and rows, and where the rule comes from."""

    title: Said
    words: Said
    formula: Said | None
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...]
    source: Said | None = None

    def markdown(self, language: str, number: int) -> str:
        """The rule as a section of the manual."""
        lines = [f"### {number}. {getattr(self.title, language)}", "", getattr(self.words, language).strip(), ""]
        if self.formula:
            lines += ["```text", getattr(self.formula, language).strip(), "```", ""]
        lines += [_row(getattr(column.heading, language) for column in self.columns)]
        lines += [_row("---:" if column.kind in WRITERS else "---" for column in self.columns)]
        lines += [_row(_cell(language, column.kind, value) for column, value in self._cells(row)) for row in self.rows]
        if self.source:
            lines += ["", f"*{getattr(self.source, language)}*"]
        return "\n".join(lines) + "\n"

    def _cells(self, row: tuple):
        return zip(self.columns, row, strict=True)


def _row(cells) -> str:
    return "| " + " | ".join(cells) + " |"


WRITERS = {
    "sek": lambda language, value: format_money(language, value, 2 if round(value) != value else 0),
    "share": lambda language, value: format_share(language, value, None if round(value, 4) == value else 1),
    "factor": lambda language, value: format_number(language, value, 6),
    "number": format_number,
    "ratio": format_ratio,
    "year": lambda language, value: str(value),
}
YES_NO = {True: Said("ja", "yes"), False: Said("nej", "no")}


def _cell(language: str, kind: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return getattr(YES_NO[value], language)
    if isinstance(value, Said):
        return getattr(value, language)
    if isinstance(value, tuple):
        return "; ".join(_cell(language, kind, each) for each in value)
    if kind in WRITERS:
        return WRITERS[kind](language, value)
    if kind.startswith("choice."):
        return text(language, f"convention_line.{kind.removeprefix('choice.')}.{value}")
    if kind == "actor":
        return next(actor.name.into(language) for actor in ACTORS if actor.id == value)
    if isinstance(value, float):
        return format_number(language, value)
    return f"`{value}`" if kind == "code" else str(value)
