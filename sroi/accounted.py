"""Which uncertain numbers the spread of the net value comes from: shares of variance of one chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count as counting

import numpy as np

from chain.model import Chain
from sroi.draws import Drawer, Uncertain, uncertain_figures
from sroi.ratio import headline_in
from sroi.settings import Settings
from sroi.simulate import Progress
from sroi.uncertainty import DRAWS, SEED
from sroi.variance import TotalShares, VarianceShare, first_order, total_order

NUMBERS_HELD = 2_000_000
"""How many drawn numbers are held at a time (16 MB); a chain of many uncertain numbers gets fewer draws."""
FEWEST_DRAWS = 1_000
TOTAL_DRAWS = 1_000
MOST_IN_ALL = 12
"""For how many numbers or groups the share with all they do together is worked out: those with the largest share."""
AT_ONCE = 500
"""Draws in one pass through the model; bounds the memory on large chains."""
GROUP = "group:"
"""Before a group's name, where its figures move together and have one share together."""


@dataclass(frozen=True)
class Accounted:
    """Shares of the variance of the net value, in the settings' perspective, by name of the uncertain number.

    `alone` is every number's own share (first order), the largest first. `in_all` are the shares with all that a number
    does together with others (total order), for the `MOST_IN_ALL` largest; figures that are drawn together stand as one
    there, named `group:` and the group. `spread_sek` is the standard deviation of the net value.
    """

    figures: tuple[Uncertain, ...]
    alone: tuple[VarianceShare, ...]
    in_all: tuple[VarianceShare, ...]
    spread_sek: float
    draws: int

    def of_place(self, place: str) -> tuple[VarianceShare | None, VarianceShare | None]:
        """The two shares of the number at a place; None for one that is not drawn or not worked out."""
        return self._by_place.get(place, (None, None))

    @cached_property
    def _by_place(self) -> dict[str, tuple[VarianceShare | None, VarianceShare | None]]:
        alone, in_all = ({each.name: each for each in shares} for shares in (self.alone, self.in_all))
        told = ((figure, (alone.get(figure.name), in_all.get(together(figure)))) for figure in self.figures)
        return {place: shares for figure, shares in told for place in figure.places}


def together(figure: Uncertain) -> str:
    """The name under which a figure's share in all stands: its group's, or its own."""
    return figure.name if figure.group is None else GROUP + figure.group


def affordable_draws(figures: int) -> int:
    """How many draws so many numbers get."""
    return max(FEWEST_DRAWS, min(DRAWS, NUMBERS_HELD // max(1, figures)))


def net_of_draws(
    chain: Chain, settings: Settings, figures: Sequence[Uncertain], draws: Mapping[str, np.ndarray], count: int
) -> np.ndarray:
    """Net value (N,), SEK, in the settings' perspective, from draws by the figures' names; `count` is N.

    The draws go through the ratio's own functions. Errors as in `sroi.ratio.calculate`.
    """
    parts = [
        _net(chain, settings, figures, draws, slice(first, min(first + AT_ONCE, count)))
        for first in range(0, count, AT_ONCE)
    ]
    return np.concatenate(parts)


def _net(chain, settings, figures, draws, part: slice) -> np.ndarray:
    moved = {place: draws[figure.name][part] for figure in figures for place in figure.places}
    net = headline_in(chain, settings, moved or None).net
    return np.broadcast_to(np.asarray(net, dtype=float), (part.stop - part.start,))


def shares_of_variance(
    chain: Chain, settings: Settings, seed: int = SEED, progress: Progress | None = None
) -> Accounted:
    """First-order and total-order shares of the net value's variance.

    `progress` is told after each run of the model, how many are done and how many there are in all.
    The draws are those of `sroi.uncertainty` under the same seed. The net value stands for the ratio, since it exists
    in every draw. Errors as in `sroi.ratio.calculate`. Sources: see `sroi.variance`.
    """
    figures, _ = uncertain_figures(chain, settings.with_optional)
    if not figures:
        return Accounted((), (), (), 0.0, 0)
    count = affordable_draws(len(figures))
    one = _drawn(figures, seed, count)
    net = net_of_draws(chain, settings, figures, one, count)
    alone = first_order(one, net)
    in_all = _in_all(chain, settings, figures, alone, seed, progress)
    return Accounted(figures, alone, in_all.total, float(net.std()), count)


def _drawn(figures: Sequence[Uncertain], seed: int, count: int) -> dict[str, np.ndarray]:
    return dict(zip((each.name for each in figures), Drawer(seed).draw(figures, 0, count), strict=True))


def _in_all(chain, settings, figures, alone: Sequence[VarianceShare], seed: int, progress) -> TotalShares:
    """The largest numbers each drawn anew; two sets of draws from two seeds."""
    by_name = {each.name: each for each in figures}
    members: dict[str, list[str]] = {}
    for figure in figures:
        members.setdefault(together(figure), []).append(figure.name)
    largest = list(dict.fromkeys(together(by_name[share.name]) for share in alone))[:MOST_IN_ALL]

    runs, of = counting(1), 2 + len(largest)

    def model(draws: Mapping[str, np.ndarray]) -> np.ndarray:
        net = net_of_draws(chain, settings, figures, draws, TOTAL_DRAWS)
        if progress is not None:
            progress(next(runs), of)
        return net

    one, other = (_drawn(figures, each, TOTAL_DRAWS) for each in (seed, seed + 1))
    return total_order(model, one, other, {name: members[name] for name in largest})
