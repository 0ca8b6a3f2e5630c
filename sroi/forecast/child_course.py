"""The course of the problem, year by year, with and without an intervention: who has it, who has not, who has died.

States R (without the problem), P (with it), D (dead). Within a year death comes first; who survives may move:
R' = s (R (1 − i) + P r) and P' = s (R i + P (1 − r)), walked by the general cohort engine. Source: Briggs, Claxton and
Sculpher (2006), Decision Modelling for Health Economic Evaluation, ch. 2.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chain.forecast.effect import ActsOn, Fading, Persistence
from chain.forecast.model import Comparison, Occupancy, Option
from sroi.forecast.child_effect import Entry, entry_of, left_after, outside
from sroi.forecast.child_numbers import Number, Read
from sroi.forecast.cohort import Moves, trace
from sroi.forecast.conversions import by_hazard_ratio
from sroi.forecast.decision import difference

WITHOUT, WITH, DEAD = range(3)


@dataclass(frozen=True)
class Course:
    """Time points 0 … T by state, (T + 1, 3, N), as shares of those who began."""

    points: np.ndarray

    @property
    def with_problem(self) -> np.ndarray:
        """The share with the problem at each time point, (T + 1, N)."""
        return self.points[:, WITH]

    @property
    def alive(self) -> np.ndarray:
        """The share alive at each time point, (T + 1, N)."""
        return self.points[:, WITHOUT] + self.points[:, WITH]


@dataclass(frozen=True)
class Year:
    """The probabilities of one year: recovery, new case or relapse, death without the problem and with it."""

    remission: Number
    relapse: Number
    death: Number
    death_with: Number

    def moves(self) -> Moves:
        """Death first, then movement among the survivors."""
        lives, lives_with = 1.0 - self.death, 1.0 - self.death_with
        return {
            (WITHOUT, WITHOUT): lives * (1.0 - self.relapse),
            (WITH, WITHOUT): lives_with * self.remission,
            (WITHOUT, WITH): lives * self.relapse,
            (WITH, WITH): lives_with * (1.0 - self.remission),
            (WITHOUT, DEAD): self.death,
            (WITH, DEAD): self.death_with,
            (DEAD, DEAD): 1.0,
        }


def walked(start_with: Number, years: list[Year]) -> Course:
    """From the share with the problem at time 0 through all years."""
    moves = [year.moves() for year in years]
    start = (1.0 - start_with, start_with, 0.0 * start_with)
    return Course(trace(_alike(start, moves), lambda cycle: moves[cycle - 1], len(years)))


def _alike(start: tuple, moves: list[Moves]) -> tuple:
    """The start, as long as the longest of all years' numbers: the engine looks at the first year alone."""
    shape = np.broadcast_shapes(*(np.shape(number) for each in moves for number in each.values()))
    return tuple(np.broadcast_to(state, np.broadcast_shapes(np.shape(state), shape)) for state in start)


class Natural:
    """The course without any intervention."""

    def __init__(self, comparison: Comparison, read: Read, years: int):
        population, course = comparison.population, comparison.natural_course
        ages = range(population.age_at_start, population.age_at_start + years)
        self.read = read
        self.start = read("population/start_share", population.start_share)
        self.recovered = read.or_else("population/recovered_share", population.recovered_share, 0.0)
        remission = read.by_age("natural_course/remission", course.remission, "probability", ages)
        relapse = read.by_age("natural_course/relapse", course.relapse, "probability", ages)
        death = [0.0] * years
        if course.mortality:
            death = read.by_age("natural_course/mortality", course.mortality, "probability", ages)
        ratio = read("natural_course/mortality_ratio", course.mortality_ratio)
        death_with = death if ratio is None else [by_hazard_ratio(each, ratio) for each in death]
        self.years = [Year(*each) for each in zip(remission, relapse, death, death_with, strict=True)]

    @cached_property
    def course(self) -> Course:
        """Who has the problem when nothing is done."""
        return walked(self.start * (1.0 - self.recovered), self.years)


@dataclass(frozen=True)
class Treated:
    """The course of those whom the effect reaches, and what differs from the course without it.

    `less_problem` (T, N) is how much less of each year is spent with the problem, `more_alive` (T, N) how much more of
    it is lived, both by the occupancy rule and as shares of those reached. `outside` (N,) tells the draws in which some
    probability was not within 0–1. `left` is what is left of the effect, by year (shifts: by time point).
    """

    course: Course
    less_problem: np.ndarray
    more_alive: np.ndarray
    outside: np.ndarray
    left: list[Number]


def treated(option: Option, persistence: Persistence, natural: Natural, occupancy: Occupancy) -> Treated:
    """What an option's effect does to the course, fading by one of its rules."""
    place = f"options/{option.id}/effect"
    entry = entry_of(option.effect, place, natural.read)
    steps = len(natural.years) + (1 if entry.is_shift else 0)
    left = left_after(persistence, f"{place}/persistence/{persistence.id}", natural.read, steps)
    if entry.is_shift:
        return _shifted(entry, persistence.fading, left, natural, occupancy)
    return _moved(entry, left, natural, occupancy)


def _moved(entry: Entry, left: list[Number], natural: Natural, occupancy: Occupancy) -> Treated:
    """Modes B and C: other probabilities of falling ill, or of recovering, each year."""
    years, raw = changed_years(entry, left, natural)
    course = walked(natural.start * (1.0 - natural.recovered), years)
    less = difference(natural.course.with_problem, course.with_problem)
    return _told(course, less, natural, occupancy, outside(*raw), left)


def changed_years(entry: Entry, left: list[Number], natural: Natural) -> tuple[list[Year], list[Number]]:
    """What happens each year under an effect on incidence or remission; and the probabilities as the formulas gave
    them, of which those of ratios are not let above 1."""
    name = "relapse" if entry.effect.acts_on is ActsOn.INCIDENCE else "remission"
    raw = [entry.in_year(getattr(year, name), each) for year, each in zip(natural.years, left, strict=True)]
    changed = raw if entry.is_difference else [np.minimum(1.0, each) for each in raw]
    years = [Year(**(vars(year) | {name: each})) for year, each in zip(natural.years, changed, strict=True)]
    return years, raw


def _shifted(entry: Entry, fading: Fading, left: list[Number], natural: Natural, occupancy: Occupancy) -> Treated:
    """Modes A and D: another share with the problem at time 0, and what becomes of the difference."""
    start_with = entry.at_start(natural.start, natural.recovered)
    if entry.effect.acts_on is ActsOn.DIFFERENCE:
        at_start = np.atleast_1d(difference(natural.start * (1.0 - natural.recovered), start_with))
        less = np.broadcast_to(at_start, _shape(natural, start_with))
        reached = natural.course
    else:
        reached = walked(start_with, natural.years)
        less = difference(natural.course.with_problem, reached.with_problem)
    is_step = fading is Fading.STEP
    kept = _column([1.0] if is_step else left)
    seen = _column([each > 0 for each in (1.0, *left[:-1])]) if is_step else kept
    with_problem = natural.course.with_problem - less * seen
    beyond = outside(start_with) | outside(*with_problem)
    course = _course(reached, with_problem)
    return _told(course, less * kept, natural, occupancy, beyond, left, _column(left[:-1]) if is_step else 1.0)


def _course(reached: Course, with_problem: np.ndarray) -> Course:
    """The same lives with another share of them with the problem."""
    rest = np.maximum(reached.alive - with_problem, 0.0)
    return Course(np.stack(np.broadcast_arrays(rest, with_problem, reached.points[:, DEAD]), axis=1))


def _shape(natural: Natural, start_with: Number) -> tuple[int, ...]:
    return np.broadcast_shapes(natural.course.with_problem.shape, (1, *np.shape(start_with)))


def _column(numbers: list[Number]) -> np.ndarray:
    """One row a year, (T, N) or (T, 1)."""
    shape = np.broadcast_shapes(*(np.shape(each) or (1,) for each in numbers))
    return np.array([np.broadcast_to(each, shape) for each in numbers], dtype=float)


def _told(course: Course, less, natural: Natural, occupancy: Occupancy, beyond, left, by_year=1.0) -> Treated:
    more_alive = occupied(difference(course.alive, natural.course.alive), occupancy)
    return Treated(course, occupied(less, occupancy) * by_year, more_alive, beyond, left)


def occupied(points: np.ndarray, occupancy: Occupancy) -> np.ndarray:
    """From time points (T + 1, N) to years (T, N): the mean of a year's two ends, its start, or its end."""
    if occupancy is Occupancy.START:
        return points[:-1]
    return points[1:] if occupancy is Occupancy.END else (points[:-1] + points[1:]) / 2
