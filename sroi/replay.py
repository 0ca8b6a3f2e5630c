"""The rows of a printed report as a chain, and what the engine makes of it: no formula of its own stands here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
import math

import numpy as np

from chain.assumption import Assumption, Series
from chain.model import Actor, Chain, DirectNumber, Level, MonetisedEffect, Outcome, Proxy, Resource, ResourceKind
from sroi.audit_results import Finding, finding
from sroi.printed import PrintedInput, PrintedRow, Report
from sroi.ratio import Headline, calculate, headline
from sroi.results import EffectResult, Result
from sroi.settings import Settings

START = 2000
"""A report's first value year stands as this calendar year; only distances between years count."""
FILTERS = ("deadweight", "displacement", "attribution")
LONGEST_YEARS = 100
MOST_YEARS = 100
EVERYONE = "everyone"
PLAIN = Settings(name="replay", price_year=None, discount_rate=0.0, horizon_years=1)
PLACE = {
    "quantity": "effects/{}/quantity/number",
    "price": "proxies/{}/price",
    "lag": "effects/{}/lag_years",
    "duration": "effects/{}/duration_years",
    **{name: f"effects/{{}}/{name}" for name in (*FILTERS, "drop_off")},
}
"""Where a row's number stands in the chain."""


@dataclass(frozen=True)
class Row:
    """One row as numbers. `lag` counts years from the map's first value column. `from_inputs` False: the printed
    impact stands as price of one unit, since quantity or price is not printed."""

    id: str
    quantity: float
    price: float
    deadweight: float = 0.0
    displacement: float = 0.0
    attribution: float = 0.0
    drop_off: float = 0.0
    duration: float = 1.0
    lag: int = 0
    from_inputs: bool = True

    @property
    def last_year(self) -> int:
        """How many value columns the row reaches into."""
        return self.lag + max(1, math.ceil(self.duration))


def rows_of(report: Report) -> tuple[list[Row], list[Finding]]:
    """The rows that can be computed, and why the others cannot. What is not printed counts as nothing taken off."""
    first = min((row.starts_in_year for row in report.rows), default=1)
    base = min(first, 1)
    rows, reasons = [], []
    for row in report.rows:
        why = _why_not(row)
        if why is None:
            rows.append(_row(row, base))
        else:
            reasons.append(why)
    return rows, reasons


def _why_not(row: PrintedRow) -> Finding | None:
    for name in (*FILTERS, "drop_off"):
        share = getattr(row, name)
        if share is not None and not 0 <= share.value <= 1:
            return finding("row_share_outside", f"rows/{row.id}/{name}", share=share.value)
    if row.duration_years is not None and not 0 <= row.duration_years.value <= LONGEST_YEARS:
        return finding("row_duration_outside", f"rows/{row.id}/duration_years", years=row.duration_years.value)
    if (row.quantity is None or row.price is None) and row.impact is None:
        return finding("row_without_inputs", f"rows/{row.id}")
    return None


def _row(row: PrintedRow, base: int) -> Row:
    timing = {"duration": _value(row.duration_years, 1.0), "lag": row.starts_in_year - base}
    timing["drop_off"] = _value(row.drop_off, 0.0)
    if row.quantity is None or row.price is None:
        return Row(row.id, 1.0, row.impact.value, from_inputs=False, **timing)
    filters = {name: _value(getattr(row, name), 0.0) for name in FILTERS}
    return Row(row.id, row.quantity.value, row.price.value, **filters, **timing)


def _value(figure, otherwise: float) -> float:
    return otherwise if figure is None else figure.value


def chain_of(rows: Iterable[Row], inputs: Mapping[str, Sequence[float]]) -> Chain:
    """A chain with one effect and one price for each row, one resource for each input (amounts from the first year)."""
    rows = tuple(rows)
    return Chain(
        id="replay",
        name={"en": "Replay"},
        start_year=START,
        end_year=START,
        actors=(Actor(id=EVERYONE, name={"en": "Everyone"}, level=Level.OTHERS),),
        outcomes=(Outcome(id="change", name={"en": "Change"}),),
        proxies=tuple(Proxy(id=row.id, name={}, price=Assumption(value=row.price)) for row in rows),
        effects=tuple(map(_effect, rows)),
        resources=tuple(_resource(name, amounts) for name, amounts in inputs.items()),
    )


def _effect(row: Row) -> MonetisedEffect:
    numbers = {name: Assumption(value=getattr(row, name)) for name in (*FILTERS, "drop_off")}
    return MonetisedEffect(
        id=row.id,
        name={},
        outcome_id="change",
        actor_id=EVERYONE,
        proxy_id=row.id,
        quantity=DirectNumber(number=Assumption(value=row.quantity)),
        lag_years=Assumption(value=row.lag),
        duration_years=Assumption(value=row.duration),
        **numbers,
    )


def _resource(name: str, amounts: Sequence[float]) -> Resource:
    series = Series(values={START + at: amount for at, amount in enumerate(amounts)})
    return Resource(id=name, name={}, kind=ResourceKind.MONEY, payer_id=EVERYONE, amounts=series)


def inputs_of(report: Report) -> dict[str, tuple[float, ...]]:
    """Amounts by input and year; the printed total alone where no inputs are printed, or where the inputs
    of a single year sum to it but for their rounding."""
    found = {each.id: amounts_of(each) for each in report.inputs if each.amount is not None or each.by_year}
    total = report.totals.investment
    if total is None:
        return found
    at_once = all(len(amounts) == 1 for amounts in found.values())
    figures = [each.amount for each in report.inputs if each.amount is not None]
    added, loose = sum(figure.value for figure in figures), sum(figure.half_step for figure in figures)
    rounded = not total.agrees(added) and total.agrees(added - loose, added + loose)
    return {"total": (total.value,)} if not found or (at_once and rounded) else found


def amounts_of(each: PrintedInput) -> tuple[float, ...]:
    """An input's amounts from the first year on."""
    return tuple(figure.value for figure in each.by_year) or (each.amount.value,)


def headline_of(value: "np.ndarray", investment: "np.ndarray") -> Headline:
    """Net value, ratio and net ratio of values and investments (N,), by the engine; ratios are NaN (N,) where the
    investment is not positive."""
    one = chain_of([Row("value", 1.0, 1.0)], {"investment": (1.0,)})
    drawn = np.broadcast_arrays(np.atleast_1d(np.asarray(value, float)), np.asarray(investment, float))
    figures = {"proxies/value/price": drawn[0].copy(), "resources/investment/amounts": drawn[1].copy()}
    _, society = headline(one, PLAIN, figures)
    if society.ratio is not None:
        return society
    unknown = np.full(len(drawn[0]), np.nan)
    return replace(society, ratio=unknown, net_ratio=unknown)


@dataclass(frozen=True)
class Replay:
    """Rows and inputs ready for the engine, under any settings."""

    rows: tuple[Row, ...]
    inputs: Mapping[str, Sequence[float]]

    @property
    def years(self) -> int:
        """How many value columns the rows reach into, at most `MOST_YEARS`."""
        return min(MOST_YEARS, max((row.last_year for row in self.rows), default=1))

    @cached_property
    def chain(self) -> Chain:
        """The rows as they are printed."""
        return chain_of(self.rows, self.inputs)

    @cached_property
    def flat(self) -> Chain:
        """The same rows with their first year's impact as the price of one unit: filters are in the price."""
        return chain_of((self.flattened(row) for row in self.rows), self.inputs)

    @staticmethod
    def flattened(row: Row) -> Row:
        """One unit at one krona, lasting and dropping off as the row does."""
        return replace(row, quantity=1.0, price=1.0, deadweight=0.0, displacement=0.0, attribution=0.0)

    def first_years(self, filters: str = "multiplicative", gross: bool = False, dropped: bool = False) -> np.ndarray:
        """Each row's impact of one whole year, (E,): `gross` before the filters, `dropped` after a year's drop-off."""
        names = ("lag", *(FILTERS if gross else ()), *(() if dropped else ("drop_off",)))
        figures = {PLACE[name].format(row.id): 0.0 for row in self.rows for name in names}
        figures |= {PLACE["duration"].format(row.id): 1.0 for row in self.rows}
        drop_off_from = "first_year" if dropped else "second_year"
        settings = PLAIN.model_copy(update={"filters": filters, "drop_off_from": drop_off_from})
        return np.array([effect.value_by_year[0] for effect in self.effects(calculate(self.chain, settings, figures))])

    def effects(self, result: Result) -> list[EffectResult]:
        """The result's effects, one a row. Raises RuntimeError when the engine left one out."""
        if len(result.effects) != len(self.rows):
            raise RuntimeError(f"the engine left out rows: {result.excluded}")
        return list(result.effects)

    def at_prices(self, impacts: np.ndarray, settings: Settings) -> Result:
        """The flat rows with these impacts, (V, E): every figure as draws, one for each of the V variants."""
        prices = {PLACE["price"].format(row.id): impacts[:, at].copy() for at, row in enumerate(self.rows)}
        return calculate(self.flat, settings, prices)

    def headline(self, settings: Settings) -> Headline:
        """Everyone's figures from the rows as they are printed."""
        return headline(self.chain, settings)[1]

    @cached_property
    def costs(self) -> Chain:
        """The inputs alone."""
        return chain_of((), self.inputs)

    def investment(self, settings: Settings) -> float:
        """What is put in, under the settings' rules for costs."""
        return headline(self.costs, settings)[1].investment
