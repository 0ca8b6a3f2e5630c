"""How often each bid wins when what is uncertain varies; the same draw of a number is used for every bid.

Two bids that promise the same kind of outcome are valued by the same number, whatever it turns out to be. To draw it
anew for each bid would make 55 units lose to 50 in four draws of ten. Used before publication; after opening it tells
of risk in the contract and never changes the order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from chain.assumption import Assumption
from chain.procurement.model import Measure, Procurement, TieBreak
from sroi.distributions import distribution_of
from sroi.draws import Drawer, Uncertain
from sroi.formulas import shares_left
from sroi.procurement.counting import within
from sroi.procurement.evaluate import Line
from sroi.procurement.exact import exact
from sroi.procurement.worth import DEDUCTIONS, lasting, settings_of
from sroi.sureness import CREDIBILITY

DRAWS = 10_000
ENDS = ((1 - CREDIBILITY) / 2, (1 + CREDIBILITY) / 2)


@dataclass(frozen=True)
class Case:
    """One way that the model's choices could have been otherwise; None leaves a choice as it is.

    `drop_off_factor` multiplies the drop-off of every measure whose benefit lasts. `is_within_reference` says that of
    no bid more is delivered than the buyer's own reference quantity of a measure: a capacity that all run into.
    """

    name: str
    value_weight: float | None = None
    horizon_years: int | None = None
    drop_off_factor: float | None = None
    is_within_reference: bool = False


@dataclass(frozen=True)
class Worth:
    """What the promises of a bid may be worth (SEK): `low` and `high` hold 90 % of the draws, and in the share
    `covers_share` (0–1) of them the value is above the price."""

    bid_id: str
    low: float
    high: float
    covers_share: float


@dataclass(frozen=True)
class Wins:
    """How often each bid wins in a case: its share of the draws (0–1), by bid in the order of the lines."""

    case: Case
    shares: dict[str, float]


def cases(model: Procurement) -> tuple[Case, ...]:
    """The model as it is, λ a fifth lower and higher; where benefit lasts half the horizon, drop-off none and twice;
    where the buyer has reference quantities a capacity of those."""
    weight, lasts = model.value_weight or 0.0, any(each.duration_years for each in model.measures)
    found = [
        Case("base"),
        Case("lower_weight", value_weight=0.8 * weight),
        Case("higher_weight", value_weight=1.2 * weight),
    ]
    if lasts and model.horizon_years:
        found.append(Case("shorter_horizon", horizon_years=max(1, model.horizon_years // 2)))
        found += [Case("no_drop_off", drop_off_factor=0.0), Case("double_drop_off", drop_off_factor=2.0)]
    if any(each.reference_quantity is not None for each in model.measures):
        found.append(Case("within_reference", is_within_reference=True))
    return tuple(found)


def robustness(
    model: Procurement, lines: Sequence[Line], tried: Sequence[Case] | None = None, draws: int = DRAWS, seed: int = 1
) -> tuple[Wins, ...]:
    """How often each bid wins under each case, over common draws of every uncertain number of the measures.

    Comparison numbers are not rounded here. Only for deductions in kronor; `lines` as `scored` gives them.
    """
    draw, found = _drawn(Drawer(seed), draws), []
    for case in cases(model) if tried is None else tried:
        changed = _changed(model, case)
        worth, limits = _worths(changed, draw), _limits(model) if case.is_within_reference else {}
        numbers = {line.bid_id: _numbers(changed, line, worth, draws, limits) for line in lines}
        found.append(Wins(case, _shares(model, lines, numbers)))
    return tuple(found)


def value_spread(model: Procurement, lines: Sequence[Line], draws: int = DRAWS, seed: int = 1) -> tuple[Worth, ...]:
    """What the promises of each bid may be worth over the same draws: the risk that is in the contract."""
    worths, found = _worths(model, _drawn(Drawer(seed), draws)), []
    for line in lines:
        value = _value(line, worths, draws, {})
        low, high = np.quantile(value, ENDS)
        found.append(Worth(line.bid_id, float(low), float(high), float(np.mean(value > float(line.price)))))
    return tuple(found)


def if_drawn_apart(model: Procurement, lines: Sequence[Line], draws: int = DRAWS, seed: int = 1) -> dict[str, float]:
    """How often each bid would win if every bid had draws of its own: wrong, and shown beside to tell why."""
    numbers = {}
    for line in lines:
        own = _drawn(Drawer(seed), draws, f"/{line.bid_id}")
        numbers[line.bid_id] = _numbers(model, line, _worths(model, own), draws, {})
    return _shares(model, lines, numbers)


Drawn = Callable[[str, Assumption | None], np.ndarray]
Worths = Mapping[str, np.ndarray]
"""What a unit of each measure is worth by period and draw, (P, N)."""
Limits = Mapping[str, Decimal]
"""The most that can be delivered of a measure in all."""


def _drawn(drawer: Drawer, draws: int, own: str = "") -> Drawn:
    """Draws (1, N) of a number by its place, each place drawn once; numbers of one `figure_id` are one number."""
    kept: dict[str, np.ndarray] = {}

    def draw(place: str, figure: Assumption | None) -> np.ndarray:
        if figure is None:
            return np.zeros((1, 1))
        name = (figure.figure_id or place) + own
        if name not in kept:
            kept[name] = drawer.draw((Uncertain(name, (place,), distribution_of(place, figure)[0]),), 0, draws)
        return kept[name]

    return draw


def _shares(model: Procurement, lines: Sequence[Line], numbers: dict[str, np.ndarray]) -> dict[str, float]:
    """The lowest number wins a draw, of equal ones that which the tie-break prefers; what it cannot part shares it.

    Numbers are equal when they are the same öre: sums of the same terms in another order differ in the last digit.
    """
    if not lines:
        return {}
    stacked = np.round(np.stack([numbers[line.bid_id] for line in lines]), 2)
    preferences = [_preference(model, line) for line in lines]
    places = np.array([sorted(preferences).index(each) for each in preferences])[:, None]
    lowest = stacked == stacked.min(axis=0)
    first = np.where(lowest, places, len(lines))
    wins = first == first.min(axis=0)
    shares = (wins / wins.sum(axis=0)).mean(axis=1)
    return dict(zip((line.bid_id for line in lines), shares.tolist(), strict=True))


def _preference(model: Procurement, line: Line) -> Decimal:
    return line.value.copy_negate() if model.tie_break is TieBreak.GREATEST_VALUE else line.price


def _changed(model: Procurement, case: Case) -> Procurement:
    measures = model.measures
    if case.drop_off_factor is not None:
        measures = tuple(_tapering(each, case.drop_off_factor) for each in measures)
    weight = model.value_weight if case.value_weight is None else case.value_weight
    horizon = model.horizon_years if case.horizon_years is None else case.horizon_years
    return model.model_copy(update={"measures": measures, "value_weight": weight, "horizon_years": horizon})


def _tapering(measure: Measure, factor: float) -> Measure:
    told = measure.drop_off
    if told is None:
        return measure
    ends = {
        name: None if end is None else min(1.0, end * factor) for name, end in (("low", told.low), ("high", told.high))
    }
    drop_off = told.model_copy(update={"value": min(1.0, told.value * factor), **ends})
    return measure.model_copy(update={"drop_off": drop_off})


def _worths(model: Procurement, draw: Drawn) -> Worths:
    """What a unit of each measure is worth by period and draw."""
    return {measure.id: _worth(measure, model, draw) for measure in model.measures}


def _limits(model: Procurement) -> dict[str, Decimal]:
    references = ((each.id, each.reference_quantity) for each in model.measures)
    return {id_: exact(reference) for id_, reference in references if reference is not None}


def _numbers(model: Procurement, line: Line, worths: Worths, draws: int, limits: Limits) -> np.ndarray:
    """The bid's comparison number in every draw, (N,)."""
    fixed = float(line.price) - sum(float(each.deduction) for each in line.criteria)
    return fixed - (model.value_weight or 0.0) * _value(line, worths, draws, limits)


def _value(line: Line, worths: Worths, draws: int, limits: Limits) -> np.ndarray:
    """What the bid's promises are worth in every draw, (N,); no more of a measure than its limit, where it has one."""
    value = np.zeros(draws)
    for term in line.measures:
        limit = limits.get(term.measure_id)
        counted = term.counted if limit is None else within(term.counted, limit)
        for worth, units in zip(worths[term.measure_id], counted, strict=True):
            if units:
                value += float(units) * worth
    return value


def _worth(measure: Measure, model: Procurement, draw: Drawn) -> np.ndarray:
    """What a unit is worth by period and draw, (P, N): the formula of `unit_worth`, over draws."""

    def value(field: str, figure: Assumption | None) -> np.ndarray:
        return draw(f"measures/{measure.id}/{field}", figure)

    deductions = (value(name, getattr(measure, name)) for name in DEDUCTIONS)
    left = shares_left(*deductions, settings_of(model))[2]
    return value("unit_value", measure.unit_value) * left * lasting(measure, model, value)
