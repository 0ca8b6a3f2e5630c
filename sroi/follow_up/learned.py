"""The ratio learns: the chain with what was measured in place of what was assumed, and all that was replaced and how.

The chain that comes out is an ordinary one: it goes through the same engine, draws and drivers as any other. Without
observations it is the very chain that went in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chain.assumption import Assumption, Evidence, Mark, Series
from chain.measurement import FollowUp, NonResponse, Observation, PlannedIndicator, Reading, Rule
from chain.model import Chain
from chain.period import period
from chain.place import Figure, Places, with_figures
from chain.problem import Problem, Severity, problem
from sroi.follow_up.combining import Combined, assumed_interval, combined, is_share
from sroi.follow_up.estimates import Estimate
from sroi.follow_up.evidence import Evidence as Found
from sroi.follow_up.evidence import evidence_of
from sroi.follow_up.yearly import yearly

WARNING, NOTE = Severity.WARNING, Severity.NOTE


@dataclass(frozen=True)
class Replaced:
    """One assumption that a measurement took the place of, at all the places where it stands.

    `before` and `after` are the figures. `measured` is what was seen in the assumption's own unit, `prior` what was
    assumed (its number: how many persons it is worth), `weight_share` how much the measurement weighs in the value
    (0–1). Of a series `measured_by_year` holds the years that were measured, and `forecast_years` are those that still
    are forecast. `is_outside` tells that what was measured lies outside the interval that was assumed, `clipped_from`
    what it was before it was kept within what the number can be.
    """

    indicator_id: str
    places: tuple[str, ...]
    reading: Reading
    before: Figure | None
    after: Figure
    periods: tuple[str, ...]
    measured: Estimate | None = None
    prior: Estimate | None = None
    weight_share: float = 1.0
    measured_by_year: tuple[tuple[int, float], ...] = ()
    forecast_years: tuple[int, ...] = ()
    is_outside: bool = False
    clipped_from: float | None = None


@dataclass(frozen=True)
class Learned:
    """The chain re-valued with what was measured.

    `measured_years` are the calendar years that anything in use was measured in, in order: the result rests on them as
    measured and on all others as forecast. `problems` are places by indicator: what lies outside what was assumed, what
    could not be used, and why.
    """

    chain: Chain
    replaced: tuple[Replaced, ...]
    problems: tuple[Problem, ...]

    @property
    def measured_years(self) -> tuple[int, ...]:
        """The calendar years that something in use was measured in."""
        measured = {period(key) for each in self.replaced for key in each.periods}
        return tuple(sorted({year for each in measured for year in range(each.start.year, each.year + 1)}))

    @property
    def is_outside(self) -> bool:
        """Whether something measured lies outside the interval that was assumed of it."""
        return any(each.is_outside for each in self.replaced)


def learned(chain: Chain, follow_up: FollowUp, non_response: NonResponse | None = None) -> Learned:
    """The chain with every assumption that the follow-up measured replaced by what it has become.

    `follow_up` holds the observations that count (or drafts, for a preview). `non_response` takes those who did not
    answer otherwise than each value says: the two bounds are this function twice. Places that hold one figure
    (`figure_id`) change together; a place is replaced by the first indicator of the plan that has it.
    """
    replaced: list[Replaced] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    places, seen = Places(chain), by_indicator(follow_up)
    for indicator in follow_up.plan:
        if indicator.replaces is None or indicator.replaces.place in taken:
            continue
        found, told = _replaced(places, seen(indicator.id), indicator, non_response)
        problems += told
        if found is not None:
            taken.update(found.places)
            replaced.append(found)
    figures = {place: figure for each in replaced for place, figure in _everywhere(each, places)}
    return Learned(with_figures(chain, figures), tuple(replaced), tuple(problems))


def by_indicator(follow_up: FollowUp) -> Callable[[str], FollowUp]:
    """The follow-up with the observations of one indicator alone, by its id; large ones are gone through once."""
    found: dict[str, list[Observation]] = {}
    for each in follow_up.observations:
        found.setdefault(each.indicator_id, []).append(each)
    return lambda name: follow_up.model_copy(update={"observations": tuple(found.get(name, ()))})


def _everywhere(found: Replaced, places: Places) -> Iterator[tuple[str, Figure]]:
    """The figure at its first place, and its numbers and source at every other place that holds it."""
    first, *others = found.places
    yield first, found.after
    for place in others:
        own = places.figure(place)
        yield place, found.after.model_copy(update={name: getattr(own, name) for name in ("reason", "note", "unit")})


def _replaced(
    places: Places, follow_up: FollowUp, indicator: PlannedIndicator, choice: NonResponse | None
) -> tuple[Replaced | None, list[Problem]]:
    place = indicator.replaces.place
    before, mine = places.figure(place), places.same(place)
    found, kind = None, places.kind(place)
    if kind is Series:
        found = _yearly(before, follow_up, indicator, mine, choice)
    elif kind is Assumption and indicator.replaces.reading is not Reading.YEARLY:
        found = replace_one(before, place, follow_up, indicator, mine, choice)
    return found or (None, [])  # a reading that does not fit is told by the plan's own check


# --- one year at a time ---


def _yearly(
    before: Series | None,
    follow_up: FollowUp,
    indicator: PlannedIndicator,
    places: tuple[str, ...],
    choice: NonResponse | None,
) -> tuple[Replaced | None, list[Problem]] | None:
    if indicator.replaces.reading is not Reading.YEARLY:
        return None
    found = yearly(before, indicator, follow_up, choice)
    if found is None:
        return None
    problems = [
        problem("follow_up.year_incomplete", f"{indicator.id}/{each.year}", NOTE, indicator=indicator.name,
                of_year=each.year, measured=len(each.measured), planned=len(each.measured) + len(each.absent))
        for each in found.partial
    ]  # fmt: skip
    if not found.measured:
        return None, problems
    outside = before is not None and any(_is_year_outside(before, *each) for each in found.measured.items())
    replaced = Replaced(
        indicator_id=indicator.id,
        places=places,
        reading=Reading.YEARLY,
        before=before,
        after=found.series.model_copy(update=_source(follow_up, indicator, found.periods, is_mixed=False)),
        periods=found.periods,
        measured_by_year=tuple(sorted(found.measured.items())),
        forecast_years=found.forecast_years,
        is_outside=outside,
    )
    return replaced, [*problems, *_told(replaced, indicator)]


def _is_year_outside(before: Series, year: int, measured: float) -> bool:
    forecast, low, high = before.values.get(year), before.low_factor, before.high_factor
    if forecast is None or (low is None and high is None):
        return False
    ends = sorted((forecast * (1.0 if low is None else low), forecast * (1.0 if high is None else high)))
    return not ends[0] <= measured <= ends[1]


# --- one number ---


def replace_one(
    before: Assumption | None,
    place: str,
    follow_up: FollowUp,
    indicator: PlannedIndicator,
    places: tuple[str, ...],
    choice: NonResponse | None,
) -> tuple[Replaced | None, list[Problem]] | None:
    """One assumption replaced by what its indicator measured, and what is to be said of it; None for nothing seen."""
    found = evidence_of(indicator, follow_up, choice)
    if found is None:
        return None
    found, clipped = _possible(place, found)
    after = combined(place, before, found, indicator.replaces.prior_weight)
    interval = assumed_interval(place, before) if before is not None else None
    raw = found.estimate.value if clipped is None else clipped
    source = _source(follow_up, indicator, found.periods, is_mixed=after.weight_share < 1, found=found)
    replaced = Replaced(
        indicator_id=indicator.id,
        places=places,
        reading=indicator.replaces.reading,
        before=before,
        after=_with_numbers(before, after, source),
        periods=found.periods,
        measured=found.estimate,
        prior=after.prior,
        weight_share=after.weight_share,
        is_outside=interval is not None and not interval[0] <= raw <= interval[1],
        clipped_from=clipped,
    )
    no_bound = _no_bound(replaced, indicator, follow_up) if choice is NonResponse.NO_SUCCESS else []
    return replaced, [*_told(replaced, indicator, after), *no_bound]


def _no_bound(replaced: Replaced, indicator: PlannedIndicator, follow_up: FollowUp) -> list[Problem]:
    """A mean of which nothing says what those who did not answer would have had, so that it has no lower bound."""
    cells = [each.total for each in follow_up.observations if each.period in replaced.periods]
    silent = any((cell.asked or 0) > (cell.answered or 0) for cell in cells)
    is_change = replaced.reading is Reading.CHANGE and all(cell.before for cell in cells)
    is_bounded = indicator.rule is not Rule.MEAN or is_change
    said = {"indicator": indicator.name, "replaced_place": replaced.places[0]}
    return [] if is_bounded or not silent else [problem("follow_up.no_bound", replaced.places[0], NOTE, **said)]


def _possible(place: str, found: Found) -> tuple[Found, float | None]:
    """The measurement kept within what the number can be, and what it was where that moved it."""
    value = found.estimate.value
    lowest, highest = (0.0, 1.0) if is_share(place) else (0.0 if place.endswith("_years") else value, value)
    kept = min(max(value, lowest), max(highest, lowest))
    if kept == value:
        return found, found.raw if found.raw not in (None, value) else None
    estimate = Estimate(kept, found.estimate.variance, found.estimate.number)
    return Found(estimate, found.periods, None, found.compared, value), value


def _with_numbers(before: Assumption | None, after: Combined, source: dict[str, object]) -> Assumption:
    if before is None:
        return Assumption(**(after.numbers | source))
    return before.model_copy(update=after.numbers | source)


def _told(replaced: Replaced, indicator: PlannedIndicator, after: Combined | None = None) -> Iterator[Problem]:
    """What the reader must know of a replaced number."""
    said = {"indicator": indicator.name, "replaced_place": replaced.places[0]}
    if replaced.is_outside:
        yield problem("follow_up.outside_assumed", replaced.places[0], WARNING, **said)
    if replaced.clipped_from is not None:
        yield problem("follow_up.clipped", replaced.places[0], WARNING, **said, was=replaced.clipped_from)
    if after is not None and after.has_no_prior:
        yield problem("follow_up.no_prior", replaced.places[0], NOTE, **said)
    if after is not None and after.has_no_spread:
        yield problem("follow_up.no_spread", replaced.places[0], NOTE, **said)
    if replaced.after.price_year is not None and replaced.reading is Reading.YEARLY:
        years = [year for year, _ in replaced.measured_by_year if year != replaced.after.price_year]
        if years:
            yield problem(
                "follow_up.other_price_year", replaced.places[0], NOTE, **said, price_year=replaced.after.price_year
            )


def _source(
    follow_up: FollowUp,
    indicator: PlannedIndicator,
    periods: tuple[str, ...],
    is_mixed: bool,
    found: Found | None = None,
) -> dict[str, object]:
    """The passport of a measured number: which indicator, which periods, of how many, when."""
    kept = frozenset(periods)
    days = (each.collected_on for each in follow_up.of(indicator.id) if each.period in kept and each.collected_on)
    span = periods[0] if len(periods) == 1 else f"{periods[0]} – {periods[-1]}"
    number = f", n = {found.estimate.number:g}" if found and found.estimate.number else ""
    name = indicator.name.into("sv") or indicator.id
    return {
        "mark": Mark.DERIVED if is_mixed else Mark.SOURCED,
        "source": f"{name} ({indicator.id}), {span}{number}"[:2_000],
        "evidence": _grade(indicator, found),
        "noted_on": max(days, default=None),
    }


def _grade(indicator: PlannedIndicator, found: Found | None) -> Evidence:
    if found is not None and found.compared:
        return Evidence.CONTROLLED
    if indicator.replaces.reading is Reading.CHANGE:
        return Evidence.BEFORE_AFTER
    return Evidence.DESCRIPTIVE if indicator.rule in (Rule.SHARE, Rule.MEAN) else Evidence.REGISTER
