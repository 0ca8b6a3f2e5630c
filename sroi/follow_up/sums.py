"""Values of several periods summed up by their rule. What is missing is never read as nought, and is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt

from chain.measurement import Before, Cell, Missing, Observation, PlannedIndicator, Rule
from chain.period import Period, period, periods

LAST = frozenset({Rule.CUMULATIVE, Rule.LEVEL})
"""Rules of which the last value stands for all."""


@dataclass(frozen=True)
class Year:
    """One calendar year of an indicator.

    `cell` is the year's value by the indicator's rule, None when nothing of it was seen. `measured` are the periods
    that it is made of, `absent` those that are planned and not there, with the reason where one is told. Periods that
    are not applicable are neither.
    """

    year: int
    cell: Cell | None
    measured: tuple[str, ...]
    absent: tuple[tuple[str, Missing | None], ...]

    @property
    def is_whole(self) -> bool:
        """Whether every planned period of the year is in the value."""
        return self.cell is not None and not self.absent


def is_seen(cell: Cell, rule: Rule) -> bool:
    """Whether there is a value of the kind that the rule sums up: a stated nought is one."""
    if cell.missing is not None:
        return cell.missing is Missing.KNOWN_ZERO
    return (cell.hits if rule is Rule.SHARE else cell.value) is not None


def total(rule: Rule, cells: Sequence[Cell]) -> Cell | None:
    """The cells, in order of time, as one: what was seen of them all by the rule; None when nothing was.

    Formulas: a flow is the sum; an amount so far, or a level, the last one; a share the sums of hits, answered and
    asked; a mean is weighted by how many answered, its variance that within plus that between the parts:
    (Σ (n − 1) s² + Σ n (m − M)²) ÷ (N − 1).
    """
    seen = [_with_zero(rule, cell) for cell in cells if is_seen(cell, rule)]
    if not seen:
        return None
    if rule in LAST:
        return seen[-1]
    if rule is Rule.MEAN:
        return _mean(seen)
    if rule is Rule.SHARE:
        told = [cell for cell in seen if cell.answered is not None]  # a stated nought may lack its number
        before = _before([(cell.before, 0.0) for cell in told]) if told else None
        return Cell(hits=sum(cell.hits or 0 for cell in told), before=before, **_numbers(told))
    return Cell(value=fsum(cell.value or 0.0 for cell in seen), **_numbers(seen))


def _with_zero(rule: Rule, cell: Cell) -> Cell:
    """A stated nought as the number it is."""
    if cell.missing is not Missing.KNOWN_ZERO:
        return cell
    return cell.model_copy(update={"missing": None, "hits" if rule is Rule.SHARE else "value": 0})


def _numbers(cells: Sequence[Cell]) -> dict[str, int | None]:
    """How many answered, and of how many; where it is not told how many were asked, those who answered."""
    answered = [cell.answered for cell in cells]
    if None in answered:
        return {"answered": None, "asked": None}
    asked = [cell.answered if cell.asked is None else cell.asked for cell in cells]
    is_told = any(cell.asked is not None for cell in cells)
    return {"answered": sum(answered), "asked": sum(asked) if is_told else None}


def _mean(cells: Sequence[Cell]) -> Cell:
    if len(cells) == 1:
        return cells[0]
    weights = [float(cell.answered or 0) for cell in cells]
    values = [cell.value or 0.0 for cell in cells]
    return Cell(
        value=_weighted(values, weights),
        spread=_pooled([cell.spread for cell in cells], values, weights),
        before=_before([(cell.before, value) for cell, value in zip(cells, values, strict=True)]),
        **_numbers(cells),
    )


def _weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    whole = fsum(weights)
    if not whole:
        return fsum(values) / len(values)
    return fsum(value * weight for value, weight in zip(values, weights, strict=True)) / whole


def _pooled(spreads: Sequence[float | None], values: Sequence[float], weights: Sequence[float]) -> float | None:
    """The standard deviation of all parts together."""
    whole = fsum(weights)
    if None in spreads or whole <= 1:
        return None
    middle = _weighted(values, weights)
    within = (max(weight - 1, 0.0) * spread**2 for spread, weight in zip(spreads, weights, strict=True))
    between = (weight * (value - middle) ** 2 for value, weight in zip(values, weights, strict=True))
    return sqrt(fsum([*within, *between]) / (whole - 1))


def _before(cells: Sequence[tuple[Before | None, float]]) -> Before | None:
    """What it was before, of all together; None unless every part tells it."""
    found = [before for before, _ in cells]
    if None in found:
        return None
    weights = [float(before.answered) for before in found]
    changes = [after - before.value for before, after in cells]
    return Before(
        value=_weighted([before.value for before in found], weights),
        answered=sum(before.answered for before in found),
        spread_of_change=_pooled([before.spread_of_change for before in found], changes, weights),
    )


# --- by calendar year ---


def year_of(indicator: PlannedIndicator, observations: Iterable[Observation], year: int) -> Year:
    """One calendar year of an indicator, from its observations."""
    return next((each for each in years_of(indicator, observations) if each.year == year), Year(year, None, (), ()))


def years_of(indicator: PlannedIndicator, observations: Iterable[Observation]) -> tuple[Year, ...]:
    """Every calendar year of the plan that something was seen in, or told to be missing, in order."""
    cells = {each.period: each.total for each in observations if each.indicator_id == indicator.id}
    planned = _planned(indicator)
    extra = sorted((period(key) for key in cells.keys() - {of.key for of in planned}), key=lambda of: (of.end, of.key))
    by_year: dict[int, list[Period]] = {}
    for of in (*planned, *extra):
        by_year.setdefault(of.year, []).append(of)
    told = {of.year for key in cells for of in (period(key),)}
    return tuple(_year(indicator, year, by_year[year], cells) for year in sorted(told))


@lru_cache(maxsize=4096)
def _planned(indicator: PlannedIndicator) -> tuple[Period, ...]:
    return tuple(periods(indicator.every, indicator.first_on, indicator.last_on))


def _year(indicator: PlannedIndicator, year: int, of: Sequence[Period], cells: dict[str, Cell]) -> Year:
    asked = [each.key for each in of if _reason(cells, each.key) is not Missing.NOT_APPLICABLE]
    seen = [key for key in asked if key in cells and is_seen(cells[key], indicator.rule)]
    absent = tuple((key, _reason(cells, key)) for key in asked if key not in seen)
    if indicator.rule in LAST and seen:
        absent = tuple((key, why) for key, why in absent if asked.index(key) > asked.index(seen[-1]))
    return Year(year, total(indicator.rule, [cells[key] for key in seen]), tuple(seen), absent)


def _reason(cells: dict[str, Cell], key: str) -> Missing | None:
    return cells[key].missing if key in cells else None
