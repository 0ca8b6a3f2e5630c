"""The best portfolio, its rule for ties, and what the choice would be if one rule were looser."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sroi.plan.compiled import Compiled, Limit
from sroi.plan.solver import Extra, best, other_than
from sroi.steady import measured


@dataclass(frozen=True)
class Chosen:
    """A portfolio: its options, what it is worth to the aim (`net` = `gain` − `cost`), present values in SEK."""

    option_ids: tuple[str, ...]
    net_sek: float
    gain_sek: float
    cost_sek: float


def chosen(problem: Compiled, bits: np.ndarray) -> Chosen:
    """A portfolio with its figures."""
    columns = problem.columns(bits)
    gain, cost = (float(measured(columns, each)) for each in (problem.gain, problem.costs))
    return Chosen(problem.named(bits), gain - cost, gain, cost)


def optimum(problem: Compiled) -> np.ndarray | None:
    """The best portfolio as bits; None when nothing keeps within the limits.

    Ties (by `Compiled.tie`) are broken by a declared rule: the lowest cost, then the fewest options, then the options
    that come first in the alphabet of ids. So it does not hang on the computer or on the order of the options.
    """
    first = best(problem, problem.net)
    if first is None:
        return None
    worth = problem.worth(first)
    alike = best(problem, problem.net, [other_than(problem, first), _worth_at_least(problem, worth - problem.tie)])
    if alike is None or problem.worth(alike) < worth - problem.tie:
        return first
    return _settled(problem, max(worth, problem.worth(alike)))


def _worth_at_least(problem: Compiled, worth: float) -> Extra:
    """What is worth less is not looked at: that there is nothing is found sooner than what the second best is."""
    most = float(np.abs(problem.net).max(initial=0.0)) or 1.0
    return Extra(problem.net / most, worth / most)


def runner_up(problem: Compiled, bits: np.ndarray) -> np.ndarray | None:
    """The best portfolio but this one; None when there is no other."""
    return best(problem, problem.net, [other_than(problem, bits)])


def _settled(problem: Compiled, worth: float) -> np.ndarray:
    """The one that the rule for ties picks among portfolios of the same worth."""
    rows = [_worth_at_least(problem, worth - problem.tie)]
    count = np.zeros(len(problem.costs))
    count[: len(problem.option_ids)] = 1
    for fewest in (problem.costs, count):
        found = best(problem, -fewest, rows)
        least = measured(problem.columns(found), fewest)
        rows.append(Extra(-fewest, -least - (problem.tie if fewest is problem.costs else 0)))
    for at in range(len(problem.option_ids)):
        row = np.zeros(len(problem.costs))
        row[at] = 1
        with_it = best(problem, -count, [*rows, Extra(row, 1)])
        found = found if with_it is None else with_it
        rows += [] if with_it is None else [Extra(row, 1)]
    return found


@dataclass(frozen=True)
class Tight:
    """A rule that the best portfolio leans on: without it there would be a better one.

    `unit_gain_sek` is what one unit more room gives (`unit_size`: one krona-step, person, option or unit of capacity;
    the whole rule where it cannot be loosened a little); `is_binding` when that is something. `least` is the smallest
    room that gives anything, in the rule's unit, None where the rule is whole; `drop_gain_sek` what dropping it gives.
    """

    name: str
    unit: str
    unit_size: float
    unit_gain_sek: float
    is_binding: bool
    least: float | None
    drop_gain_sek: float
    with_unit: Chosen


def tight(
    problem: Compiled, bits: np.ndarray, step_sek: float, looked: Callable[[], object] = lambda: None
) -> tuple[Tight, ...]:
    """The rules that the best portfolio leans on, found by searching anew, those that a unit matters to first.

    A project's scale variants exclude each other by nature and are not looked at. `looked` is called after each rule.
    """
    worth = problem.worth(bits)
    found = []
    for at, limit in enumerate(problem.limits):
        dropped = 0.0 if limit.name.startswith("projects/") else _net(_without(problem, at)) - worth
        if dropped > problem.tie:
            found.append(_judged(problem, at, worth, dropped, step_sek))
        looked()
    return tuple(sorted(found, key=lambda each: (-each.unit_gain_sek, each.name)))


def _judged(problem: Compiled, at: int, worth: float, dropped: float, step_sek: float) -> Tight:
    limit = problem.limits[at]
    size = {"sek": step_sek}.get(limit.unit, 1.0)
    looser = _without(problem, at) if limit.unit == "whole" else _with(problem, at, limit.loosened(size))
    better = optimum(looser)
    gain = chosen(problem, better).net_sek - worth
    is_binding = gain > problem.tie
    least = None if limit.unit == "whole" else _least(problem, at, worth)
    return Tight(
        limit.name, limit.unit, size, gain if is_binding else 0.0, is_binding, least, dropped, chosen(problem, better)
    )


def _least(problem: Compiled, at: int, worth: float) -> float:
    """How little room would do: the least use of the rule among portfolios that are worth more."""
    limit = problem.limits[at]
    is_ceiling = np.isfinite(limit.high)
    sign = 1.0 if is_ceiling else -1.0
    found = best(_without(problem, at), -sign * limit.weights, [Extra(problem.net, worth + 2 * problem.tie)])
    if found is None:
        raise RuntimeError(f"nothing better without {limit.name}, though there was")
    used = float(measured(problem.columns(found), limit.weights))
    return used - limit.high if is_ceiling else limit.low - used


def _net(problem: Compiled) -> float:
    return problem.worth(best(problem, problem.net))


def _without(problem: Compiled, at: int) -> Compiled:
    return problem.with_limits([*problem.limits[:at], *problem.limits[at + 1 :]])


def _with(problem: Compiled, at: int, limit: Limit) -> Compiled:
    return problem.with_limits([*problem.limits[:at], limit, *problem.limits[at + 1 :]])


@dataclass(frozen=True)
class Margin:
    """What more or less of one budget would change: the best portfolio then, what came in and what went out.

    None and no options where nothing keeps within the limits any more.
    """

    name: str
    change_sek: float
    gain_sek: float | None
    best: Chosen | None
    came_in: tuple[str, ...]
    went_out: tuple[str, ...]


def margins(
    problem: Compiled,
    now: Chosen,
    step_sek: float,
    leaning: Iterable[Tight],
    looked: Callable[[], object] = lambda: None,
) -> tuple[Margin, ...]:
    """Each budget with a step more and a step less. `leaning` are the rules that `tight` found with the same step: any
    other budget changes nothing with more. `looked` is called after each budget.
    """
    with_more = {each.name: each.with_unit for each in leaning}
    found = []
    for at, limit in enumerate(problem.limits):
        if limit.unit == "sek":
            then = with_more.get(limit.name, now)
            found += [_margin(problem, limit.name, step_sek, now, then), margin_of(problem, at, now, -step_sek)]
            looked()
    return tuple(found)


def margin_of(problem: Compiled, at: int, now: Chosen, change: float) -> Margin:
    """What so much more (or less, but never below nought) of the budget at this place among the limits would change.

    Where the best portfolio keeps within a smaller budget it stays the best: there is less to choose from.
    """
    limit = problem.limits[at]
    other = _with(problem, at, replace(limit, high=max(0.0, limit.high + change)))
    if change <= 0 and other.holds(problem.bits(now.option_ids)):
        return _margin(problem, limit.name, change, now, now)
    found = optimum(other)
    return _margin(problem, limit.name, change, now, None if found is None else chosen(problem, found))


def _margin(problem: Compiled, name: str, change: float, now: Chosen, then: Chosen | None) -> Margin:
    if then is None:
        return Margin(name, change, None, None, (), ())
    gain = then.net_sek - now.net_sek
    came, went = difference(then.option_ids, now.option_ids)
    return Margin(name, change, gain if abs(gain) > problem.tie else 0.0, then, came, went)


def difference(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is only in one, and what is only in the other."""
    return tuple(e for e in one if e not in other), tuple(e for e in other if e not in one)
