"""One year at a time: what was measured takes the place of the forecast, and the other years stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chain.assumption import Series, Shape
from chain.measurement import Cell, FollowUp, NonResponse, PlannedIndicator, Rule
from sroi.follow_up.rates import counted, rate_of
from sroi.follow_up.sums import Year, years_of
from sroi.follow_up.targets import number_of


@dataclass(frozen=True)
class Yearly:
    """A series with measured years in it. `measured` by year in the series' unit; `forecast_years` are still forecast;
    `partial` are years that something was seen in but not all, and that therefore stay forecast."""

    series: Series
    measured: dict[int, float]
    forecast_years: tuple[int, ...]
    partial: tuple[Year, ...]
    periods: tuple[str, ...]


def yearly(
    series: Series | None, indicator: PlannedIndicator, follow_up: FollowUp, choice: NonResponse | None = None
) -> Yearly | None:
    """The series with every year that was measured whole; None when none was begun.

    A year that lacks a planned period stays forecast: its sum would read what is missing as nought. An amount so far
    gives a year's own amount as the difference from the year before. Where a forecast remains, the stretch of the
    series is narrowed to it: factor' = 1 + (factor − 1) × forecast part of the sum; where none does, it is exact.
    """
    years = years_of(indicator, follow_up.observations)
    if not years:
        return None
    own = _own_amounts(indicator, years, {each.year: _choice(each, follow_up, indicator, choice) for each in years})
    factor = indicator.replaces.factor
    measured = {year: value * factor for year, value in own.items()}
    partial = tuple(each for each in years if each.year not in measured and each.cell is not None)
    kept = dict(series.values) if series else {}
    forecast_years = tuple(sorted(kept.keys() - measured.keys()))
    periods = tuple(key for each in years if each.year in measured for key in each.measured)
    changed = _series(series, kept | measured, forecast_years) if measured else series
    return changed and Yearly(changed, measured, forecast_years, partial, periods)


def _choice(year: Year, follow_up: FollowUp, indicator: PlannedIndicator, choice: NonResponse | None) -> NonResponse:
    """How those who did not answer are taken: as asked for, as told with the year's last value, or as planned."""
    told = (each.non_response for each in follow_up.of(indicator.id) if each.period in year.measured[-1:])
    return choice or next(told, None) or indicator.non_response


def _own_amounts(
    indicator: PlannedIndicator, years: Sequence[Year], choices: Mapping[int, NonResponse]
) -> dict[int, float]:
    """Each whole year's own number, in the indicator's unit."""
    whole = {each.year: _number(indicator, each.cell, choices[each.year]) for each in years if each.is_whole}
    found = {year: value for year, value in whole.items() if value is not None}
    if indicator.rule is not Rule.CUMULATIVE:
        return found
    first = min(each.year for each in years) if years[0].year <= indicator.first_on.year else None
    before = {year: 0.0 if year == first else found.get(year - 1) for year in found}
    return {year: value - before[year] for year, value in found.items() if before[year] is not None}


def _number(indicator: PlannedIndicator, cell: Cell, choice: NonResponse) -> float | None:
    rate = rate_of(cell) if indicator.rule is Rule.SHARE else None
    if rate is None:
        return number_of(cell, indicator.rule)
    hits, of = counted(rate, choice, indicator.direction)
    return hits / of


def _series(series: Series | None, values: dict[int, float], forecast_years: Sequence[int]) -> Series:
    if series is None:
        return Series(values=values, shape=Shape.FIXED)
    whole = sum(abs(value) for value in values.values())
    part = sum(abs(values[year]) for year in forecast_years) / whole if whole else 0.0
    update: dict[str, object] = {"values": dict(sorted(values.items()))}
    if not part:
        update |= {"low_factor": None, "high_factor": None, "shape": Shape.FIXED, "credibility": None}
    else:
        update |= {name: _narrowed(getattr(series, name), part) for name in ("low_factor", "high_factor")}
    return series.model_copy(update=update)


def _narrowed(factor: float | None, part: float) -> float | None:
    return None if factor is None else 1 + (factor - 1) * part
