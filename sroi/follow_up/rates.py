"""Shares of those who answered, and the bounds when some did not."""

from dataclasses import dataclass

from chain.measurement import Cell, NonResponse
from chain.model import Direction


@dataclass(frozen=True)
class Rate:
    """A share (0–1) of `answered`, and what it would be of all `asked`.

    `like_others`: those who did not answer are as those who did. `none_of_them`: none of them are hits, `all_of_them`:
    all are. Without non-response all three are the same.
    """

    like_others: float
    none_of_them: float
    all_of_them: float
    hits: int
    answered: int
    asked: int

    @property
    def silent(self) -> int:
        """How many did not answer."""
        return self.asked - self.answered

    @property
    def silent_share(self) -> float:
        """The non-response, as a share of those asked (0–1)."""
        return self.silent / self.asked

    def least_good(self, direction: Direction) -> float:
        """The share if the intervention succeeded with none of those who did not answer.

        Where less is better (a relapse, a placement) a hit is no success: then all of them are hits.
        """
        return self.all_of_them if direction is Direction.DOWN else self.none_of_them


def rate_of(cell: Cell) -> Rate | None:
    """The share in a cell; None where nobody answered or the counts are not told.

    Formulas: hits ÷ answered; hits ÷ asked; (hits + asked − answered) ÷ asked.
    """
    if cell.hits is None or not cell.answered:
        return None
    asked = max(cell.answered if cell.asked is None else cell.asked, cell.answered)
    most = cell.hits + asked - cell.answered
    return Rate(cell.hits / cell.answered, cell.hits / asked, most / asked, cell.hits, cell.answered, asked)


def counted(rate: Rate, choice: NonResponse, direction: Direction) -> tuple[int, int]:
    """Hits, and of how many, when those who did not answer are taken as chosen."""
    if choice is NonResponse.LIKE_OTHERS:
        return rate.hits, rate.answered
    return rate.hits + (rate.silent if direction is Direction.DOWN else 0), rate.asked
