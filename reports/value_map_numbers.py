"""What a cell of a Value Map says as a number: typed in two languages, with currency signs, percent of two kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
import re

from chain.problem import Problem, Severity, problem
from reports.spreadsheet_cells import Cell, Page
from reports.texts.numbers import LARGEST, parse_money, parse_share

_CURRENCY = re.compile(r"[£$€]|\b(?:gbp|usd|eur|sek|kronor|kr)\b\.?", re.I)
_ENGLISH_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", re.ASCII)
_UNIT = re.compile(r"\s*(?:per|/|à)\s*\D*$", re.I)
SHARES = ("deadweight", "displacement", "attribution", "drop_off")


@dataclass
class Reader:
    """Reads numbers off one sheet and writes down what it could not read, and what it took for granted."""

    page: Page
    problems: list[Problem]
    guesses: list[Problem]

    def number(self, row: int, column: int, cell: Cell | None) -> float | None:
        """A plain number or an amount; None for an empty cell and for one that is no number (then told)."""
        if cell is None or (cell.kind == "words" and not cell.value.strip()):
            return None
        if cell.kind == "number" and abs(cell.value) <= LARGEST:
            return float(cell.value)
        if cell.kind == "number":
            where = self.page.address(row, column)
            self.problems.append(problem("number.too_large", where, raw=str(cell.value), most=float(LARGEST)))
            return None
        if cell.kind == "words":
            return self._typed(row, column, cell.value)
        return self._refused(row, column, cell)

    def _typed(self, row: int, column: int, words: str) -> float | None:
        where = self.page.address(row, column)
        sign = _CURRENCY.search(words)
        bare = _UNIT.sub("", _CURRENCY.sub(" ", words)).strip()
        if sign and sign[0] in "£$" and _ENGLISH_THOUSANDS.fullmatch(bare):
            self.guesses.append(problem("value_map.english_thousands", where, Severity.NOTE, found=words))
            return self.number(row, column, Cell("number", float(bare.replace(",", ""))))
        found = parse_money(bare, where)
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found

    def _refused(self, row: int, column: int, cell: Cell) -> None:
        code = {"date": "value_map.date", "error": "value_map.error", "bool": "value_map.not_number"}[cell.kind]
        self.problems.append(
            Problem(code, self.page.address(row, column), Severity.ERROR, (("found", str(cell.value)),))
        )

    def share(self, row: int, column: int, cell: Cell | None, percent: bool | None) -> float | None:
        """A share 0–1. `percent` tells how plain numbers of the column are meant, None when that cannot be told."""
        if cell is not None and cell.kind == "words" and cell.value.strip():
            return self._typed_share(row, column, cell.value, percent)
        value = self.number(row, column, cell)
        if value is None:
            return None
        if cell.percent or value == 0:
            return self._bounded(row, column, value)
        if percent is None or (percent and 0 < abs(value) < 1):
            where = self.page.address(row, column)
            self.problems.append(problem("value_map.share_ambiguous", where, found=value, hundredfold=value * 100))
            return None
        return self._bounded(row, column, value / 100 if percent else value)

    def _typed_share(self, row: int, column: int, words: str, percent: bool | None) -> float | None:
        where = self.page.address(row, column)
        found = parse_share(words, where)
        if isinstance(found, Problem):
            plain = self.number(row, column, Cell("words", words)) if found.code == "number.share_ambiguous" else None
            if plain is not None and percent is False:
                return self._bounded(row, column, plain)
            self.problems.append(found)
            return None
        return found

    def _bounded(self, row: int, column: int, share: float) -> float | None:
        if 0 <= share <= 1:
            return share
        self.problems.append(problem("value_map.share_outside", self.page.address(row, column), found_share=share))
        return None


def percent_columns(columns: dict[str, Iterable[Cell]]) -> dict[str, bool | None]:
    """For each column of shares whether its plain numbers are percent (0–100) or shares (0–1).

    Decided by the column's own numbers: any above 1 means percent, any strictly between 0 and 1 means shares. A column
    with nothing but 0 and 1 follows the others; where they say nothing or disagree, it cannot be told (None).
    """
    decided = {key: _percent(cells) for key, cells in columns.items()}
    others = {each for each in decided.values() if each is not None}
    follow = others.pop() if len(others) == 1 else None
    return {key: follow if each is None else each for key, each in decided.items()}


def _percent(cells: Iterable[Cell]) -> bool | None:
    numbers = [abs(cell.value) for cell in cells if cell.kind == "number" and not cell.percent]
    if any(number > 1 for number in numbers):
        return True
    if any(0 < number < 1 for number in numbers):
        return False
    return False if any(cell.kind == "number" and cell.percent for cell in cells) else None
