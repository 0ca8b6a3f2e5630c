"""Named scenarios side by side: the stated ends taken together, own figures, and gains held back by their evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from chain.assumption import Evidence
from chain.checks.rule import amount_figure
from chain.model import Chain, by_id
from chain.problem import Problem
from sroi.breakdown import value_in
from sroi.discounting import INDEXES, Index
from sroi.movable import Ranges
from sroi.perspective import members_of
from sroi.ratio import calculate
from sroi.results import Result
from sroi.sensitivity import Bar, Tornado, tornado
from sroi.settings import Settings
from sroi.terms import terms_of

CAUTIOUS, BASE, OPTIMISTIC = "cautious", "base", "optimistic"


@dataclass(frozen=True)
class Scenario:
    """One set of figures under one name, and what follows: SEK present values, SEK per SEK.

    `figures` are the places that differ from the chain. `ratio` is None when none may be shown. `left_out` names the
    effects that are not counted, and why, such as a share that the scenario puts above 1.
    """

    name: str
    figures: Mapping[str, float]
    investment_sek: float
    value_sek: float
    net_sek: float
    ratio: float | None
    left_out: tuple[Problem, ...] = ()


def scenarios(
    chain: Chain,
    settings: Settings,
    own: Mapping[str, Mapping[str, float]] | None = None,
    indexes: Mapping[str, Index] = INDEXES,
    ranges: Ranges | None = None,
) -> tuple[Scenario, ...]:
    """Cautious, base and optimistic, then own scenarios by name, in one perspective and at one horizon.

    Cautious has every assumption at the stated end that lowers the net value, optimistic at the end that raises it,
    judged one at a time with the others as they are. All ends at once is much less likely than any of them, so this is
    a span and not an interval. An own scenario tells figures by place; `ranges` as in `sroi.movable.movables`. Errors
    as in `sroi.ratio.calculate`.
    """
    drivers = tornado(chain, settings, indexes, ranges)
    sets = [
        (CAUTIOUS, ends_together(drivers, -1)),
        (BASE, {}),
        (OPTIMISTIC, ends_together(drivers, 1)),
        *(own or {}).items(),
    ]
    return tuple(_scenario(name, figures, calculate(chain, settings, figures, indexes)) for name, figures in sets)


def _scenario(name: str, figures: Mapping[str, float], result: Result) -> Scenario:
    total = result.total(result.settings.perspective)
    return Scenario(name, dict(figures), total.investment, total.value, total.net, total.ratio, result.excluded)


def ends_together(drivers: Tornado, direction: int) -> dict[str, float]:
    """Figures by place: every assumption at the end that helps (`direction` 1) or hurts (−1) the net value; one that no
    end helps or hurts stays."""
    figures: dict[str, float] = {}
    for bar in drivers.bars:
        end = _end(bar, drivers.net_sek, direction)
        if end is not None:
            figures |= bar.movable.moved(end)
    return figures


def _end(bar: Bar, net_sek: float, direction: int) -> float | None:
    ends = zip((bar.net_at_low_sek, bar.net_at_high_sek), bar.movable.ends, strict=True)
    gain, end = max((direction * (net - net_sek), end) for net, end in ends)
    return end if gain > 0 else None


@dataclass(frozen=True)
class Resting:
    """What rests on one level of evidence (None: nobody has stated it): effects, SEK, and the share of all gains (0–1).

    Costs that the intervention causes are no gains, nor is what a transfer takes from those looked at.
    """

    level: Evidence | None
    effects: int
    gains_sek: float
    share: float


def by_evidence(chain: Chain, result: Result, perspective: str) -> tuple[Resting, ...]:
    """The gains of one perspective by the evidence for how large they are, the strongest level first, unstated last."""
    effects, members = by_id(chain.effects), members_of(chain, perspective)
    gains: dict[Evidence | None, list[float]] = {}
    for each in result.effects:
        effect, value = effects[each.effect_id], value_in(each, members)
        if effect.sign > 0 and value > 0:
            gains.setdefault(amount_figure(effect)[1].evidence, []).append(value)
    whole = fsum(value for values in gains.values() for value in values)
    return tuple(
        Resting(level, len(gains[level]), fsum(gains[level]), fsum(gains[level]) / whole)
        for level in (*Evidence, None)
        if level in gains
    )


def evidence_discount(
    chain: Chain, settings: Settings, discount_shares: Mapping[Evidence | None, float]
) -> dict[str, float]:
    """Figures by place in which gains are held back by how weak their evidence is: an own scenario for `scenarios`.

    Formula: quantity × (1 − discount of its evidence level); None in the mapping stands for a level nobody has stated,
    a level that is not named is not discounted. Costs that the intervention causes are not made smaller. The shares
    (0–1) are the analyst's own, to be named with the result: nothing is discounted unless asked for, and the project
    ships none, since no public table of them could be read.
    Raises ValueError for a share outside 0–1.
    """
    if wrong := [share for share in discount_shares.values() if not 0 <= share <= 1]:
        raise ValueError(f"a discount of {wrong[0]} is outside 0 to 1")
    figures = {}
    for effect in terms_of(chain, settings.with_optional).effects.effects:
        place, figure = amount_figure(effect)
        discount = discount_shares.get(figure.evidence, 0.0)
        if effect.sign > 0 and discount:
            figures[place] = (1.0 if place.endswith("/units") else figure.value) * (1 - discount)
    return figures
