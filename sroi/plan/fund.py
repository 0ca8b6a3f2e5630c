"""The account of a social investment fund, year by year: drawn, returned, left. A memorandum, not bookkeeping."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from chain.plan.fund import FundAccount, FundRules, Reduction, Status
from chain.problem import Problem, Severity, problem


@dataclass(frozen=True)
class FundYear:
    """One calendar year of the fund, SEK as of that year, not discounted.

    `planned_*` as it was meant; `actual_*` as it became, None while something of the year is not known. `expected_*` is
    what is known and else what is planned. A `balance` is that at the end of the year, with all years before.
    """

    year: int
    deposited_sek: float
    planned_drawn_sek: float
    actual_drawn_sek: float | None
    planned_returned_sek: float
    actual_returned_sek: float | None
    planned_balance_sek: float
    expected_balance_sek: float
    actual_balance_sek: float | None


@dataclass(frozen=True)
class FrameCell:
    """One committee's lower frame in one year, SEK: worked out, decided, carried out.

    `decided_sek` and `carried_out_sek` sum what is known; `undecided` and `not_carried_out` count what is not.
    `status` is that of the least far come.
    """

    committee_id: str
    year: int
    calculated_sek: float
    decided_sek: float
    carried_out_sek: float
    undecided: int
    not_carried_out: int
    status: Status


@dataclass(frozen=True)
class Account:
    """The fund from its first year to the last with a movement; committees' frames in the order of the actors."""

    years: tuple[FundYear, ...]
    frames: tuple[FrameCell, ...]
    problems: tuple[Problem, ...]

    def frame(self, committee_id: str, year: int) -> FrameCell | None:
        """A committee's cell; None where no frame is lowered."""
        return next((e for e in self.frames if (e.committee_id, e.year) == (committee_id, year)), None)


def frame_reductions(rules: FundRules, verified_sek: Mapping[int, float]) -> dict[int, float] | None:
    """How much a committee's frame is lowered by the rules, SEK a year; None where they do not say.

    Formula: frame reduction share × verified cashable saving of the year; a year without a saving lowers nothing.
    """
    if rules.frame_reduction_share is None:
        return None
    return {year: rules.frame_reduction_share * saving for year, saving in verified_sek.items() if saving > 0}


def account_of(fund: FundAccount) -> Account:
    """The fund's account. What comes back is `returned_share` of the lower frames; nothing where the rules do not say.

    Formulas: balance = what it began with + deposits − drawn + returned, all years so far. A draw is known when the
    year has an actual amount, a return when the lower frame is carried out; what is not known is never read as 0.
    """
    years = tuple(_years(fund))
    short = [(each.year, -each.expected_balance_sek) for each in years if each.expected_balance_sek < 0]
    problems = tuple(
        problem("fund.overdrawn", f"years/{year}", Severity.WARNING, short_year=year, short_sek=amount)
        for year, amount in short
    )
    return Account(years, tuple(_frames(fund)), problems)


def _years(fund: FundAccount) -> Iterator[FundYear]:
    planned = expected = fund.size_sek
    actual: float | None = fund.size_sek
    share = fund.rules.returned_share or 0.0
    for year in range(fund.start_year, max(_moved(fund), default=fund.start_year) + 1):
        deposited = fund.deposits.values.get(year, 0.0)
        draws, returns = _draws(fund, year), _returns(fund, year)
        drawn, returned = _known(draws), _known(returns)
        planned += deposited - fsum(each for each, _ in draws) + share * fsum(each for each, _ in returns)
        expected += deposited - fsum(map(_likeliest, draws)) + share * fsum(map(_likeliest, returns))
        is_known = None not in (actual, drawn, returned)
        actual = actual + deposited - drawn + share * returned if is_known else None
        yield FundYear(
            year=year,
            deposited_sek=deposited,
            planned_drawn_sek=fsum(each for each, _ in draws),
            actual_drawn_sek=drawn,
            planned_returned_sek=share * fsum(each for each, _ in returns),
            actual_returned_sek=None if returned is None else share * returned,
            planned_balance_sek=planned,
            expected_balance_sek=expected,
            actual_balance_sek=actual,
        )


Pair = tuple[float, float | None]
"""What was planned, and what it became: None while that is not known."""


def _draws(fund: FundAccount, year: int) -> list[Pair]:
    pairs = ((each.planned_draws.values.get(year), each.actual_draws.values.get(year)) for each in fund.investments)
    return [(planned or 0.0, actual) for planned, actual in pairs if (planned, actual) != (None, None)]


def _returns(fund: FundAccount, year: int) -> list[Pair]:
    return [(each.calculated_sek, each.carried_out_sek) for each in fund.reductions if each.year == year]


def _known(pairs: Iterable[Pair]) -> float | None:
    became = [each for _, each in pairs]
    return None if None in became else fsum(became)


def _likeliest(pair: Pair) -> float:
    planned, became = pair
    return planned if became is None else became


def _moved(fund: FundAccount) -> Iterator[int]:
    """Every year with a movement."""
    yield from fund.deposits.values
    for each in fund.investments:
        yield from each.planned_draws.values
        yield from each.actual_draws.values
    yield from (each.year for each in fund.reductions)


def _frames(fund: FundAccount) -> Iterator[FrameCell]:
    cells: dict[tuple[str, int], list[Reduction]] = {}
    for each in fund.reductions:
        cells.setdefault((each.committee_id, each.year), []).append(each)
    order = [each.id for each in fund.actors]
    for committee, year in sorted(cells, key=lambda cell: (order.index(cell[0]), cell[1])):
        yield _cell(committee, year, cells[committee, year])


def _cell(committee: str, year: int, found: list[Reduction]) -> FrameCell:
    decided = [each.decided_sek for each in found if each.decided_sek is not None]
    carried_out = [each.carried_out_sek for each in found if each.carried_out_sek is not None]
    return FrameCell(
        committee_id=committee,
        year=year,
        calculated_sek=fsum(each.calculated_sek for each in found),
        decided_sek=fsum(decided),
        carried_out_sek=fsum(carried_out),
        undecided=len(found) - len(decided),
        not_carried_out=len(found) - len(carried_out),
        status=min((each.status for each in found), key=list(Status).index),
    )
