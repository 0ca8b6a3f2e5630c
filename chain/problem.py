"""A user's mistake, as data: what is wrong, where, how grave, and the values its sentence needs."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters: `ERROR` stops a figure, `WARNING` weakens the claim, `NOTE` is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Problem(NamedTuple):
    """One thing to mend.

    `code` names the rule (the sentence is found under `problem.<code>` in the texts);
    `place` is where: `kind/id/field`, for example `effects/E1/deadweight`, or a JSON pointer in a document;
    `values` are what the sentence quotes.
    """

    code: str
    place: str
    severity: Severity
    values: tuple[tuple[str, object], ...] = ()

    def words(self) -> dict[str, object]:
        """The quoted values by name."""
        return dict(self.values)


def problem(code: str, place: str, severity: Severity = Severity.ERROR, **values: object) -> Problem:
    """Write a problem down with its values in keyword form."""
    return Problem(code, place, severity, tuple(values.items()))


class RefusedError(ValueError):
    """Something has errors, so that no figure may be made of it; `problems` tells all of them."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(", ".join(sorted({each.code for each in self.problems})))
