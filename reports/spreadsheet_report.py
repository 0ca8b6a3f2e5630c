"""What was found in an uploaded spreadsheet, line by line in words, and as plain data."""

from collections.abc import Iterator

from chain.problem import Problem
from reports.map_difference import map_difference
from reports.map_difference_words import difference_sentences
from reports.texts import text
from reports.texts.numbers import format_number
from reports.texts.problems import place_name, sentence, severity_name
from reports.value_map import ValueMap, column_name
from reports.workbook_edits import Edit
from reports.workbook_import import OwnWorkbook


def report_lines(found: OwnWorkbook | ValueMap, language: str) -> Iterator[str]:
    """What was read, what was guessed or changed, and how the sheet's sums stand to ours; problems stand beside."""
    if isinstance(found, OwnWorkbook):
        yield from _own(found, language)
    elif found.chain is not None:
        yield from _map(found, language)


def _own(found: OwnWorkbook, language: str) -> Iterator[str]:
    if found.chain is None:
        return
    yield text(language, "upload.own", name=found.chain.name.into(language))
    yield text(language, "upload.edits" if found.edits else "upload.no_edits", count=len(found.edits))
    yield from (f"  {edit_words(edit, found, language)}" for edit in found.edits)


def edit_words(edit: Edit, found: OwnWorkbook, language: str) -> str:
    """One changed cell: what it is about, what the document says and what the cell says."""
    what = place_name(language, edit.place, found.chain)
    if edit.field != "value":
        field = edit.field if edit.field.isdigit() else text(language, f"workbook.passport.{edit.field}")
        what = text(language, "place.within", whole=what, part=field)
    before, after = (_value(each, language) for each in (edit.before, edit.after))
    return text(language, "upload.edit", cell=edit.cell, what=what, before=before, after=after)


def _value(value: object, language: str) -> str:
    if value is None:
        return text(language, "upload.empty")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return format_number(language, value)


def _map(found: ValueMap, language: str) -> Iterator[str]:
    generation = text(language, f"upload.{found.generation}")
    chain = found.chain
    yield text(language, "upload.map", sheet=found.sheet, generation=generation, rows=len(chain.effects))
    columns = ", ".join(column_name(language, each.key) for each in found.headings)
    yield text(language, "upload.columns", columns=columns)
    if found.guesses:
        yield ""
        yield text(language, "upload.guesses")
        yield from (f"  {problem_words(each, language)}" for each in found.guesses)
    yield ""
    yield text(language, "upload.sums")
    yield from (f"  {each}" for each in difference_sentences(map_difference(found), language))


def problem_words(found: Problem, language: str) -> str:
    """A problem or guess with its cell."""
    said = sentence(language, found)
    where = place_name(language, found.place) if found.place else ""
    return text(language, "place.within", whole=where, part=said) if where else said


def report_data(found: OwnWorkbook | ValueMap, language: str) -> dict:
    """The same for programs; sentences in the language asked for."""
    guesses = found.guesses if isinstance(found, ValueMap) else ()
    data = {
        "kind": "value_map" if isinstance(found, ValueMap) else "workbook",
        "problems": [_problem(each, language) for each in found.problems],
        "guesses": [_problem(each, language) for each in guesses],
    }
    if isinstance(found, OwnWorkbook):
        return data | {"edits": [edit.__dict__ for edit in found.edits]}
    if found.chain is None:
        return data
    difference = map_difference(found)
    return data | {
        "sheet": found.sheet,
        "generation": found.generation,
        "totals": found.totals.__dict__,
        "guide_ratio": difference.guide.ratio,
        "swedish_ratio": difference.swedish.ratio,
        "reproduced_by": None if difference.reproducing is None else _conventions(difference.reproducing),
        "sentences": difference_sentences(difference, language),
    }


def _conventions(attempt) -> dict:
    return {name: getattr(attempt.settings, name) for name in attempt.changed}


def _problem(found: Problem, language: str) -> dict:
    return {
        "code": found.code,
        "place": found.place,
        "severity": str(found.severity),
        "severity_name": severity_name(language, found.severity),
        "sentence": sentence(language, found),
    }
