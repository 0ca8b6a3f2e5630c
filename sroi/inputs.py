"""The columns made ready for one calculation: own figures put in, prices moved to the price year, misfits left out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chain.model import Chain, MonetisedEffect, Resource, ResourceKind, passports
from chain.problem import Problem, Severity, problem
from sroi.discounting import Index, uprate_factor
from sroi.effect_terms import EFFECT_COLUMNS, SHARES
from sroi.resource_terms import RESOURCE_COLUMNS
from sroi.settings import Settings
from sroi.terms import Terms, terms_of

Figures = Mapping[str, "float | np.ndarray"]
"""Numbers that replace the chain's own, by place. On a series the figure is a factor on the whole series."""

COHORTS = "chain/cohorts"
LOWEST = np.array([0.0 if name in (*SHARES, "lag", "duration") else -np.inf for name in EFFECT_COLUMNS])
HIGHEST = np.array([1.0 if name in SHARES else np.inf for name in EFFECT_COLUMNS])


@dataclass
class Inputs:
    """All that counts in one calculation. Columns are (E, N) or (E, 1); `draws` is None for a single calculation."""

    terms: Terms
    draws: int | None
    effects: list[MonetisedEffect]
    columns: dict[str, np.ndarray]
    sign: np.ndarray
    basis: np.ndarray
    price_factor: np.ndarray
    actor: np.ndarray
    counterpart: np.ndarray
    profiles: dict[int, dict[int, float]]
    cashable_from: dict[int, int]
    cohort_factor: np.ndarray
    resource_columns: dict[str, np.ndarray]
    resource_factor: np.ndarray
    is_income: np.ndarray
    payer: np.ndarray
    excluded: list[Problem]
    problems: list[Problem]

    @property
    def resources(self) -> list[Resource]:
        """The resources that count in the investment."""
        return self.terms.resources.resources


def inputs_of(chain: Chain, settings: Settings, figures: Figures | None, indexes: Mapping[str, Index]) -> Inputs:
    """Columns for one calculation. Raises KeyError for a place not in the chain, ValueError for impossible draws."""
    terms = terms_of(chain, settings.with_optional)
    filled = _Filled(terms)
    if figures:
        filled.put_in(chain, figures)
    excluded, problems = list(terms.excluded), list(terms.problems)
    price_factors = _price_factors(terms, settings, indexes, excluded, problems)
    rows = _rows_that_count(terms, filled.effects, price_factors, excluded)
    effects = terms.effects
    kept = range(len(effects.effects)) if rows is None else rows.tolist()
    pick = slice(None) if rows is None else rows
    return Inputs(
        terms=terms,
        draws=filled.draws,
        effects=[effects.effects[row] for row in kept],
        columns={name: column[pick] for name, column in filled.effect_columns().items()},
        sign=effects.sign[pick],
        basis=effects.basis[pick],
        price_factor=price_factors[pick],
        actor=effects.actor[pick],
        counterpart=effects.counterpart[pick],
        profiles={new: effects.profiles[old] for new, old in enumerate(kept) if old in effects.profiles},
        cashable_from={new: effects.cashable_from[old] for new, old in enumerate(kept) if old in effects.cashable_from},
        cohort_factor=np.atleast_1d(np.asarray(filled.cohorts, dtype=float)),
        resource_columns=filled.resource_columns(),
        resource_factor=_resource_factors(terms, settings, indexes, problems),
        is_income=np.array([r.kind is ResourceKind.INCOME for r in terms.resources.resources], dtype=bool),
        payer=np.array(terms.resources.payer, dtype=int),
        excluded=excluded,
        problems=problems,
    )


class _Filled:
    """The two tables of numbers while figures are put in: scalars straight into a copy, draws kept beside it."""

    def __init__(self, terms: Terms):
        self.terms = terms
        self.effects, self.resources = terms.effects.numbers, terms.resources.numbers
        self.cohorts: float | np.ndarray = 1.0
        self.drawn: dict[tuple[str, str, int], np.ndarray] = {}
        self.draws: int | None = None

    def put_in(self, chain: Chain, figures: Figures) -> None:
        """Replace numbers by place."""
        self.effects, self.resources = self.effects.copy(), self.resources.copy()
        places = self.terms.places
        unknown = figures.keys() - places.keys() - {COHORTS}
        if unknown:
            unknown -= {place for place, _ in passports(chain)}
        if unknown:
            raise KeyError(f"the chain has no number at {sorted(unknown)}")
        for place, figure in figures.items():
            self._count_draws(place, figure)
            if place == COHORTS:
                self.cohorts = figure
            for table, column, row in places.get(place, ()):
                self._put(table, column, row, figure)

    def _count_draws(self, place: str, figure: float | np.ndarray) -> None:
        size = len(figure) if np.ndim(figure) else None
        if size is not None and self.draws not in (None, size):
            raise ValueError(f"{size} draws at {place}, {self.draws} elsewhere")
        self.draws = self.draws if size is None else size

    def _put(self, table: str, column: str, row: int, figure: float | np.ndarray) -> None:
        of_effects = table == "effects"
        numbers = self.effects if of_effects else self.resources
        at = (EFFECT_COLUMNS if of_effects else RESOURCE_COLUMNS).index(column)
        if np.ndim(figure):
            limits = (LOWEST[at], HIGHEST[at]) if of_effects else (-np.inf, np.inf)
            self.drawn[table, column, row] = figure = _checked_draws(column, figure, *limits)
        numbers[row, at] = figure if np.ndim(figure) == 0 else figure[0]  # a draw stands where the own number stood

    def effect_columns(self) -> dict[str, np.ndarray]:
        """Column name → (E, 1), or (E, N) where any row has draws."""
        return self._columns("effects", EFFECT_COLUMNS, self.effects)

    def resource_columns(self) -> dict[str, np.ndarray]:
        """Column name → (R, 1), or (R, N) where any row has draws."""
        return self._columns("resources", RESOURCE_COLUMNS, self.resources)

    def _columns(self, table: str, names: tuple[str, ...], numbers: np.ndarray) -> dict[str, np.ndarray]:
        columns = {name: numbers[:, at : at + 1] for at, name in enumerate(names)}
        for (of_table, name, row), draws in self.drawn.items():
            if of_table == table:
                if columns[name].shape[1] != len(draws):
                    columns[name] = np.repeat(columns[name], len(draws), axis=1)
                columns[name][row] = draws
        return columns


def _checked_draws(column: str, figure: np.ndarray, lowest: float, highest: float) -> np.ndarray:
    """The draws as floats. They come from the program, so an impossible one is a broken promise, not a mistake."""
    draws = np.asarray(figure, dtype=float)
    if not (draws.min() >= lowest and draws.max() <= highest):  # not-a-number is neither
        raise ValueError(f"draws of {column} outside {lowest} to {highest}")
    return draws


def _price_factors(terms: Terms, settings: Settings, indexes, excluded: list[Problem], problems: list[Problem]):
    """Per effect the factor to the price year, NaN where there is none; what cannot be moved is left out and said."""
    index, effects = indexes.get(settings.index), terms.effects
    factors = [uprate_factor(year, settings.price_year, index) for year in effects.price_years]
    found = np.array([np.nan if factor is None else factor for factor in factors])[effects.price_year_at]
    if None not in factors:
        return found
    problems += _about_index(settings, index)
    for row in np.flatnonzero(np.isnan(found)):
        effect, year = effects.effects[row], effects.price_years[effects.price_year_at[row]]
        place = f"effects/{effect.id}/proxy_id"
        excluded.append(_cannot_move("engine.price_not_movable", place, year, settings, effect=effect.id))
    return found


def _about_index(settings: Settings, index: Index | None) -> list[Problem]:
    if index is None:
        return [problem("engine.index_unknown", "settings/index", index=settings.index)]
    if not index.has(settings.price_year):
        return [_cannot_move("engine.price_year_not_in_index", "settings/price_year", settings.price_year, settings)]
    return []


def _cannot_move(code: str, place: str, from_year: int, settings: Settings, **values: object) -> Problem:
    return problem(code, place, from_year=from_year, to_year=settings.price_year, index=settings.index, **values)


def _resource_factors(terms: Terms, settings: Settings, indexes, problems: list[Problem]) -> np.ndarray:
    index = indexes.get(settings.index)
    factors = []
    for resource, year in zip(terms.resources.resources, terms.resources.price_year, strict=True):
        factor = uprate_factor(year, settings.price_year, index)
        if factor is None:
            field = "amounts" if resource.amounts is not None else "hourly_cost"
            place = f"resources/{resource.id}/{field}"
            problems.append(_cannot_move("engine.cost_not_movable", place, year, settings, resource=resource.id))
        factors.append(1.0 if factor is None else factor)
    return np.array(factors, dtype=float)


def _rows_that_count(terms: Terms, numbers: np.ndarray, price_factors: np.ndarray, excluded: list[Problem]):
    """Rows to keep, or None for all of them. A share outside 0–1, a negative lag or duration takes its effect out."""
    good = (numbers >= LOWEST) & (numbers <= HIGHEST)  # not-a-number is neither
    movable = ~np.isnan(price_factors)
    if good.all() and movable.all():
        return None
    for row, column in np.argwhere(~good):
        place = _place_of(terms, row, EFFECT_COLUMNS[column])
        value = float(numbers[row, column])
        excluded.append(problem("engine.out_of_range", place, value=value, effect=terms.effects.effects[row].id))
    return np.flatnonzero(movable & good.all(axis=1))


def _place_of(terms: Terms, row: int, column: str) -> str:
    for place, targets in terms.places.items():
        if ("effects", column, row) in targets:
            return place
    return f"effects/{terms.effects.effects[row].id}"


def incomplete_investment(problems: list[Problem]) -> bool:
    """Whether some resource cannot be counted, so that the investment (and hence any ratio) is not known."""
    return any(p.severity is Severity.ERROR and p.place.startswith("resources/") for p in problems)
