"""What it would be worth to know more before deciding: all of it, and each assumption by itself or in a group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
import math

import numpy as np

from sroi.conditional import Known, known_group, known_one
from sroi.simulate import Progress

TOLD_EVERY = 20
"""Assumptions between two words of progress."""


@dataclass(frozen=True)
class Worth:
    """What perfect knowledge of these assumptions is worth to the decision, SEK, with its standard error.

    `share` is the part (0–1) of what it is worth to know everything; 0 where nothing is worth anything.
    """

    name: str
    worth_sek: float
    standard_error_sek: float
    share: float


@dataclass(frozen=True)
class ValueOfInformation:
    """The decision as it stands and what more knowledge is worth to it.

    `best` is the option (column) with the highest mean net benefit, `chance_best` each option's chance of being the
    best one, `everything` the value of knowing all. `assumptions` and `groups` are ranked, the one most worth measuring
    first. A worth is a ceiling on what a study may cost: no study tells everything, and parts need not add up.
    """

    best: int
    mean_net_sek: tuple[float, ...]
    chance_best: tuple[float, ...]
    everything: Worth
    assumptions: tuple[Worth, ...]
    groups: tuple[Worth, ...]


def go_or_not(net: np.ndarray) -> np.ndarray:
    """Net benefits (N, 2) of two options: leave it (0) or do it, at net value draws (N,), SEK."""
    return choice([net])


def choice(nets: Sequence[np.ndarray], may_do_none: bool = True) -> np.ndarray:
    """Net benefits (N, options) from each intervention's net value draws (N,), SEK, drawn together.

    The first column is doing none of them, 0, unless that is ruled out. Raises ValueError for unequal lengths.
    """
    columns = [np.asarray(net, dtype=float) for net in nets]
    if len({column.shape for column in columns}) != 1 or columns[0].ndim != 1:
        raise ValueError("the interventions' draws are not of one length")
    nothing = [np.zeros_like(columns[0])] if may_do_none else []
    return np.column_stack([*nothing, *columns])


def value_of_information(
    net_benefit: np.ndarray,
    draws: Mapping[str, np.ndarray] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    progress: Progress | None = None,
) -> ValueOfInformation:
    """The expected value of perfect information, in all and for each assumption and group, from draws made already.

    `net_benefit` (N, options) SEK, `draws` by name (N,), all that was drawn for it; `groups` by name the assumptions in
    each; `progress` is told how many assumptions are done, and of how many.
    Formulas: all: mean(max over options) − max over options of the mean. A part: mean(max over options of the net
    benefit expected given that part) − the same; that expectation is a regression of net benefit on the part's draws:
    a spline for one, low-order terms with a ridge for several. By construction 0 ≤ part ≤ all; a group is worth no less
    than any of its members or smaller groups, and the group of all that varies is worth exactly everything. The maximum
    of fitted means errs upwards by about the fit's own noise, so values below their standard error say nothing.
    Standard errors are over draws, with the fitted decision held. Raises ValueError for arrays of unequal length, one
    option alone or net benefits that are not finite; KeyError for a group with an unknown name.
    Source: Strong & Oakley 2013, An efficient method for computing single-parameter partial expected value of perfect
    information, Med. Decis. Making 33(6); Strong, Oakley & Brennan 2014, Estimating multiparameter partial expected
    value of perfect information, Med. Decis. Making 34(3).
    """
    net_benefit, columns = _checked(net_benefit, draws or {})
    means = net_benefit.mean(axis=0)
    best = int(np.argmax(means))
    gains = np.delete(net_benefit - net_benefit[:, [best]], best, axis=1)
    everything = _everything(gains)
    squares = (gains**2).sum(axis=0)
    singles: dict[str, Worth] = {}
    for name, draw in columns.items():
        singles[name] = _single(name, draw, gains, squares, everything)
        if progress is not None and (len(singles) % TOLD_EVERY == 0 or len(singles) == len(columns)):
            progress(len(singles), len(columns))
    by_group = _groups(columns, gains, singles, everything, groups or {})
    chances = np.bincount(net_benefit.argmax(axis=1), minlength=means.size) / len(net_benefit)
    return ValueOfInformation(
        best=best,
        mean_net_sek=tuple(means.tolist()),
        chance_best=tuple(chances.tolist()),
        everything=everything,
        assumptions=_ranked(singles[name] for name in columns),
        groups=_ranked(by_group.values()),
    )


def _checked(net_benefit: np.ndarray, draws: Mapping[str, np.ndarray]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    net_benefit = np.asarray(net_benefit, dtype=float)
    if net_benefit.ndim != 2 or net_benefit.shape[1] < 2 or not len(net_benefit):
        raise ValueError("a decision has draws in rows and at least two options in columns")
    columns = {name: np.asarray(draw, dtype=float) for name, draw in draws.items()}
    if wrong := [name for name, draw in columns.items() if draw.shape != net_benefit.shape[:1]]:
        raise ValueError(f"{columns[wrong[0]].size} draws of {wrong[0]}, {len(net_benefit)} of net benefit")
    if not all(np.isfinite(each).all() for each in (net_benefit, *columns.values())):
        raise ValueError("draws that are not finite")
    return net_benefit, columns


def _single(name: str, draw: np.ndarray, gains: np.ndarray, squares: np.ndarray, everything: Worth) -> Worth:
    """What a number that does not vary would tell is nothing."""
    known = known_one(draw, gains, squares) if np.ptp(draw) else None
    return Worth(name, 0.0, 0.0, 0.0) if known is None else _worth(name, known, everything)


def _everything(gains: np.ndarray) -> Worth:
    best_gain = np.maximum(gains.max(axis=1), 0.0)
    worth = float(best_gain.mean())
    return Worth("everything", worth, float(best_gain.std() / math.sqrt(len(gains))), float(worth > 0))


def _worth(name: str, known: Known, everything: Worth) -> Worth:
    """The gain from choosing anew at each point, over the option that is best on average (gain 0)."""
    at, chosen = np.arange(len(known.means)), known.means.argmax(axis=1)
    fitted, observed, squares = (each[at, chosen] for each in (known.means, known.observed, known.squares))
    weights = known.weights * (fitted > 0)
    error = math.sqrt(max(weights @ squares - (weights @ observed) ** 2, 0.0) / known.draws)
    return _told(name, min(float(weights @ fitted), everything.worth_sek), error, everything)


def _told(name: str, worth: float, error: float, everything: Worth) -> Worth:
    return Worth(name, worth, error, worth / everything.worth_sek if everything.worth_sek else 0.0)


def _groups(columns, gains, singles: dict[str, Worth], everything: Worth, groups) -> dict[str, Worth]:
    """Each group's worth, smaller groups first, so that none is worth less than what it holds."""
    varying = {name for name, draw in columns.items() if np.ptp(draw)}
    members = {name: frozenset(group) for name, group in groups.items()}
    if unknown := frozenset().union(*members.values()) - columns.keys():
        raise KeyError(f"no draws of {sorted(unknown)}")
    found: dict[frozenset[str], Worth] = {frozenset([name]): singles[name] for name in columns}
    for group in sorted(set(members.values()), key=len):
        held = max(
            (worth for each, worth in found.items() if each <= group), key=_size, default=Worth("", 0.0, 0.0, 0.0)
        )
        drawn = sorted(group & varying)
        if drawn and varying <= group:
            held = everything
        elif len(drawn) > 1:
            own = _worth("", known_group(np.column_stack([columns[name] for name in drawn]), gains), everything)
            held = max(own, held, key=_size)
        found[group] = held
    return {name: replace(found[group], name=name) for name, group in members.items()}


def _size(worth: Worth) -> float:
    return worth.worth_sek


def _ranked(worths: Iterable[Worth]) -> tuple[Worth, ...]:
    return tuple(sorted(worths, key=_size, reverse=True))


def normal_perfect_information(mean_net_sek: float, sd_sek: float) -> float:
    """The value of perfect information, SEK, when the net value is normal and the choice is to do it or not.

    Formula: sd × L(|mean| ÷ sd), with the unit normal loss L(z) = φ(z) − z × (1 − Φ(z)). For one of several independent
    normal parts of the net value, `sd_sek` is that part's own. Raises ValueError for a negative or infinite sd.
    Source: Raiffa & Schlaifer 1961, Applied Statistical Decision Theory, ch. 5.
    """
    if not 0 <= sd_sek < math.inf:
        raise ValueError(f"a standard deviation of {sd_sek}")
    if not sd_sek:
        return 0.0
    z = abs(mean_net_sek) / sd_sek
    above = math.erfc(z / math.sqrt(2)) / 2
    return sd_sek * max(math.exp(-z * z / 2) / math.sqrt(2 * math.pi) - z * above, 0.0)
