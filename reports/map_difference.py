"""The sums printed in a Value Map held against ours: which conventions give them, how far each moves the ratio."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import ceil

from chain.model import Chain, DirectNumber
from reports.value_map import ValueMap
from reports.value_map_rows import MapRow
from reports.value_map_totals import SheetTotals
from sroi.ratio import calculate, headline
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings

OPTIONS: dict[str, tuple] = {
    "discounting": ("first_year_undiscounted", "mid_year", "end_year"),
    "drop_off_from": ("second_year", "first_year"),
    "drop_off": ("geometric", "straight_line"),
    "filters": ("multiplicative", "additive"),
}
"""The conventions in which published maps differ, besides the rate and the number of years."""
MOST_CHANGES = 3
"""More departures than this at once reproduce almost anything, and so explain nothing."""


@dataclass(frozen=True)
class Attempt:
    """The map under one set of conventions; `changed` are the conventions that are not the Guide's.

    Money in the sheet's currency; `ratio` is None when nothing is invested or nothing can be counted.
    """

    settings: Settings
    changed: tuple[str, ...]
    investment: float
    present_value: float
    ratio: float | None


@dataclass(frozen=True)
class RowDifference:
    """A row whose own impact does not follow from its inputs: `printed` and `ours`.

    `rule` names the rule that gives what is printed, or is empty: `additive`, `drop_off_at_once`, `own_share`
    (attribution taken as the part that is ours), `no_displacement`, `no_deductions`.
    """

    effect_id: str
    line: int
    printed: float
    ours: float
    rule: str


@dataclass(frozen=True)
class MapDifference:
    """How a sheet's sums stand to ours.

    `guide` and `swedish` are the map under both presets, `single` under the Guide with one convention changed at a
    time. `reproducing` are the conventions nearest the Guide that give what is printed, `steps` the way there from the
    Guide. `is_net`: the printed ratio is the net ratio. `blanks` cells were read as 0 (duration: one year) to compare.
    """

    totals: SheetTotals
    guide: Attempt
    swedish: Attempt
    single: tuple[Attempt, ...]
    reproducing: Attempt | None
    steps: tuple[Attempt, ...]
    is_net: bool
    investment_differs: bool
    rows: tuple[RowDifference, ...]
    blanks: int


def map_difference(found: ValueMap) -> MapDifference | None:
    """Compare a map's printed sums with ours under the conventions; None when there is no map.

    The present value is compared where it is printed, else the ratio, else the net present value; equal means equal to
    the last digit printed. Settings are searched from the Guide outwards, fewest departures first.
    """
    chain, totals = found.replayed, found.totals
    if chain is None:
        return None
    needed = _years_needed(chain)
    base = SROI_GUIDE.model_copy(update={"horizon_years": max(needed, SROI_GUIDE.horizon_years)})
    guide = _attempt(chain, base, ())
    options = _options(base, totals, found.years_shown if found.years_shown < needed else None)
    reproducing = next((each for each in _search(chain, base, options) if reproduces(each, totals)), None)
    return MapDifference(
        totals=totals,
        guide=guide,
        swedish=_attempt(chain, SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": "society"}), ()),
        single=tuple(each for each in _search(chain, base, options, most=1) if each.changed),
        reproducing=reproducing,
        steps=tuple(_steps(chain, base, reproducing)) if reproducing else (),
        is_net=_is_net(totals, guide if reproducing is None else reproducing),
        investment_differs=totals.investment is not None and not same(totals.investment, guide.investment),
        rows=tuple(_rows(found)),
        blanks=sum(problem.code in ("value_map.unanswered", "value_map.no_column", "value_map.input_without_value")
                   for problem in found.problems),
    )  # fmt: skip


def _years_needed(chain: Chain) -> int:
    """How many years the longest-lasting outcome of the map needs."""
    lasting = [effect.lag_years.value + effect.duration_years.value for effect in chain.effects]
    return ceil(min(100, max([1, *lasting])))


def _attempt(chain: Chain, settings: Settings, changed: tuple[str, ...]) -> Attempt:
    _, society = headline(chain, settings)
    return Attempt(settings, changed, society.investment, society.value, society.ratio)


def _options(base: Settings, totals: SheetTotals, years: int | None) -> dict[str, tuple]:
    """What else each convention could be, the sheet's own rate among them, and its years where they are too few."""
    rates = dict.fromkeys((totals.discount_rate, SWEDISH_PUBLIC_SECTOR.discount_rate, 0.0))
    options = {"discount_rate": tuple(rate for rate in rates if rate not in (None, base.discount_rate))}
    options |= {
        name: tuple(each for each in choices if each != getattr(base, name)) for name, choices in OPTIONS.items()
    }
    if years:
        options["horizon_years"] = (years,)
    return options


def _search(chain: Chain, base: Settings, options: dict[str, tuple], most: int = MOST_CHANGES) -> Iterator[Attempt]:
    """The Guide, then every set of at most `most` departures from it, fewest first."""
    for count in range(most + 1):
        for names in combinations(options, count):
            for values in product(*(options[name] for name in names)):
                settings = base.model_copy(update=dict(zip(names, values, strict=True)))
                yield _attempt(chain, settings, names)


def reproduces(attempt: Attempt, totals: SheetTotals) -> bool:
    """Whether an attempt gives what the sheet prints."""
    if totals.present_value is not None:
        return same(totals.present_value, attempt.present_value)
    if totals.ratio is not None and attempt.ratio is not None:
        return same(totals.ratio, attempt.ratio) or same(totals.ratio, attempt.ratio - 1)
    if totals.net_present_value is not None:
        return same(totals.net_present_value, attempt.present_value - attempt.investment)
    return False


def same(printed: float, ours: float) -> bool:
    """Whether ours is what is printed, rounded as it is printed; whole numbers may be rounded to whole numbers."""
    decimals = len(f"{printed:.9f}".rstrip("0").partition(".")[2])
    return abs(printed - ours) <= 0.5 * 10.0**-decimals + 1e-9 * abs(printed)


def _is_net(totals: SheetTotals, attempt: Attempt) -> bool:
    """Whether what is called the ratio is net value ÷ investment, and not value ÷ investment."""
    if totals.ratio is None or attempt.ratio is None:
        return False
    return same(totals.ratio, attempt.ratio - 1) and not same(totals.ratio, attempt.ratio)


def _steps(chain: Chain, base: Settings, goal: Attempt) -> Iterator[Attempt]:
    """From the Guide to the conventions that reproduce the sheet, one at a time."""
    for count in range(1, len(goal.changed) + 1):
        names = goal.changed[:count]
        update = {name: getattr(goal.settings, name) for name in names}
        yield _attempt(chain, base.model_copy(update=update), names)


# --- rows ------------------------------------------------------------------------------------------------------------


def _rows(found: ValueMap) -> Iterable[RowDifference]:
    """Every row whose printed impact is not quantity × price less deductions, multiplied as the Guide has it."""
    result = calculate(found.replayed, SROI_GUIDE)
    for effect in result.effects:
        row = found.effect_rows[effect.effect_id]
        printed = row.numbers["impact"]
        if printed is None:
            continue
        gross = _gross(found.replayed, effect.effect_id)
        ours = gross * effect.filters_left
        if not same(printed, ours):
            yield RowDifference(effect.effect_id, row.line, printed, ours, _rule(row, gross, printed))


def _gross(chain: Chain, effect_id: str) -> float:
    effect = next(each for each in chain.effects if each.id == effect_id)
    price = next(each.price.value for each in chain.proxies if each.id == effect.proxy_id)
    number = effect.quantity.number.value if isinstance(effect.quantity, DirectNumber) else 0.0
    return effect.sign * number * price


def _rule(row: MapRow, gross: float, printed: float) -> str:
    """Which other rule gives what is printed."""
    dw, di, at, drop = (row.numbers[key] or 0.0 for key in ("deadweight", "displacement", "attribution", "drop_off"))
    whole = gross * (1 - dw) * (1 - di) * (1 - at)
    rules = {
        "additive": gross * max(0.0, 1 - dw - di - at),
        "drop_off_at_once": whole * (1 - drop),
        "own_share": gross * (1 - dw) * (1 - di) * at,
        "no_displacement": gross * (1 - dw) * (1 - at),
        "no_deductions": gross,
    }
    return next((name for name, value in rules.items() if same(printed, value)), "")
