"""A filled-in sheet looked at before it is kept: each value with what is wrong with it, in which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pandas import DataFrame

from chain.follow_up_checks import check_value
from chain.measurement import Observation, PlannedIndicator
from chain.problem import Problem, Severity, problem
from reports.columns import NOTHING
from reports.follow_up.entry import value_words
from reports.follow_up.entry_rows import Entered, Entries
from reports.texts import text
from reports.texts.problems import sentence

COLUMNS = ("sheet_row", "indicator", "period", "seen_actual", "sheet_state", "sheet_problem")


class Writable(Protocol):
    """A value that can be written now, at its version, with what stands there."""

    version: int
    there: Observation | None


@dataclass(frozen=True)
class Looked:
    """One value of the sheet, the indicator it is of, and what is said of it. Errors keep it from being kept.

    `observation` is the value with what the sheet has no columns for, as it stood there before.
    """

    entered: Entered
    observation: Observation | None
    indicator: PlannedIndicator
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        """Whether it can be kept."""
        return self.observation is not None and not any(each.severity is Severity.ERROR for each in self.problems)


def looked_at(
    found: Entries,
    plan: Mapping[str, PlannedIndicator],
    there: Mapping[tuple[str, str], Writable],
    today: date,
) -> list[Looked]:
    """Every value that differs from what stands there, checked as if it were typed on the page.

    One that can no longer be written, or that someone has written since the sheet was taken out, is told so.
    """
    told = []
    for each in found.values:
        indicator, now = plan[each.indicator_id], there.get((each.indicator_id, each.period))
        made = _with_kept(each.observation, now.there if now else None)
        if now is not None and now.version == each.version and made and now.there and made.says_as(now.there):
            continue  # what the sheet handed out and nobody touched
        problems = [*each.problems, *_standing(each, now)]
        if made is not None:
            problems += check_value(made, indicator, today)
        told.append(Looked(each, made, indicator, tuple(problems)))
    return told


def _standing(each: Entered, now: Writable | None) -> list[Problem]:
    if now is None:
        return [problem("follow_up.sheet_locked", "value", period=each.period)]
    return [] if now.version == each.version else [problem("follow_up.sheet_stale", "value")]


def _with_kept(new: Observation | None, old: Observation | None) -> Observation | None:
    """The value with what the sheet has no columns for: how non-response is shown, comparison, the group before."""
    if new is None or old is None:
        return new
    total = new.total.model_copy(update={"before": old.total.before})
    return new.model_copy(update={"total": total, "non_response": old.non_response, "comparison": old.comparison})


def sentence_of(looked: Sequence[Looked], language: str) -> str:
    """*12 värden lästa: 10 går att spara, 2 har fel.*"""
    good = sum(each.is_good for each in looked)
    return text(language, "many.read", count=len(looked), good=good, wrong=len(looked) - good)


def preview_table(looked: Sequence[Looked], language: str) -> DataFrame:
    """One row a value: what was understood, whether it can be kept, and what is wrong."""
    rows = [
        {
            "sheet_row": str(each.entered.row),
            "indicator": each.indicator.name.into(language) or each.indicator.id,
            "period": each.entered.period,
            "seen_actual": _value(each, language),
            "sheet_state": text(language, "many.good" if each.is_good else "many.wrong"),
            "sheet_problem": problems_in_words(each.problems, language),
        }
        for each in looked
    ]
    return DataFrame(rows, columns=list(COLUMNS))


def _value(each: Looked, language: str) -> str:
    return value_words(each.indicator, each.observation.total, language) if each.observation else NOTHING


def problems_in_words(problems: Sequence[Problem], language: str) -> str:
    """What is wrong, with the cell of each where it has one; a dash where nothing is."""
    said = [_problem(each, language) for each in problems]
    return " ".join(said) or NOTHING


def _problem(each: Problem, language: str) -> str:
    words = sentence(language, each)
    is_cell = bool(each.place) and each.place[:1].isupper() and each.place[-1:].isdigit()
    return text(language, "many.at_cell", cell=each.place, words=words) if is_cell else words
