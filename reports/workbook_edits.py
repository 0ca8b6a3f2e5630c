"""Changed cells of a workbook of ours, and the conventions among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from chain.model import Chain
from chain.problem import Problem, Severity, problem
from reports.spreadsheet_cells import Page, Spreadsheet
from reports.texts import LANGUAGES, text
from reports.workbook_settings import CODES, perspective_words
from sroi.settings import Settings

CONVENTIONS = "settings/"
_NUMBERS = ("discount_rate", "horizon_years", "price_year")


@dataclass(frozen=True)
class Edit:
    """A cell that does not hold what the document says: `place` as in `chain.model.passports`, `field` of the passport.

    For a series `field` is the calendar year; for a convention `place` is `settings/name` and `field` is `value`.
    `before` stands in the document, `after` in the cell; None is empty. `cell` is where, as `Sheet!C5`.
    """

    place: str
    field: str
    before: "float | str | bool | None"
    after: "float | str | bool | None"
    cell: str


def page_of(spreadsheet: Spreadsheet, key: str) -> Page | None:
    """The sheet of this key, in either language."""
    names = {text(language, f"workbook.sheet.{key}") for language in LANGUAGES}
    return next((page for page in spreadsheet.pages if page.name in names), None)


def convention_edits(spreadsheet: Spreadsheet, chain: Chain, settings: Settings) -> tuple[list[Edit], list[Problem]]:
    """The conventions chosen otherwise than in the document, and the words that are no choice."""
    page, problems = page_of(spreadsheet, "settings"), []
    return ([] if page is None else list(_edits(page, chain, settings, problems))), problems


def _edits(page: Page, chain: Chain, settings: Settings, problems: list[Problem]) -> Iterator[Edit]:
    rows = {page.value(row, 3): row for row, column in page.cells if column == 3}
    for name in (*_NUMBERS, *CODES, "perspective"):
        row, before = rows.get(f"settings_{name}"), getattr(settings, name)
        if row is None:
            continue
        found = page.value(row, 1)
        options = {} if name in _NUMBERS else _options(name, chain)
        if name not in _NUMBERS and found not in options:
            where = page.address(row, 1)
            problems.append(problem("workbook.no_choice", where, Severity.WARNING, what=str(found)[:80]))
            continue
        after = found if name in _NUMBERS else options[found]
        if after != before:
            yield Edit(CONVENTIONS + name, "value", before, after, page.address(row, 1))


def _options(name: str, chain: Chain) -> dict[str, object]:
    """What each choice's words mean, in both languages."""
    found: dict[str, object] = {}
    for language in LANGUAGES:
        if name == "perspective":
            found |= {words: option for option, words in perspective_words(chain, language).items()}
        elif False in CODES[name]:
            found |= {text(language, "workbook.yes"): True, text(language, "workbook.no"): False}
        else:
            found |= {text(language, f"convention.{name}_{option}"): option for option in CODES[name]}
    return found


def settings_with_edits(settings: Settings, edits: Iterable[Edit]) -> tuple[Settings, list[Problem]]:
    """The conventions with the cells' choices, named as one's own; impossible ones are told and left as they were."""
    problems = []
    for edit in (each for each in edits if each.place.startswith(CONVENTIONS)):
        after = int(edit.after) if isinstance(edit.after, float) and edit.after.is_integer() else edit.after
        update = {edit.place.removeprefix(CONVENTIONS): after, "name": "own"}
        try:
            settings = Settings.model_validate(settings.model_dump() | update)
        except ValidationError:
            problems.append(problem("workbook.impossible", edit.place, cell=edit.cell, found=edit.after))
    return settings, problems
