"""What holds for a planned indicator and its targets: bound to what exists, one for each number, for long enough."""

from collections.abc import Iterable, Iterator, Sequence

from chain.assumption import Assumption, Series
from chain.follow_up_checks.value import is_planned
from chain.follow_up_checks.words import personal_words
from chain.forecast.model import Comparison, figures
from chain.measurement import PlannedIndicator, Reading, Rule, Target
from chain.model import KINDS, Chain, MonetisedEffect, by_id
from chain.period import period, periods
from chain.place import FORECAST, Places, kind_at
from chain.problem import Problem, Severity, problem
from chain.spread import SHARE_FIELDS

WARNING, NOTE = Severity.WARNING, Severity.NOTE
WRITTEN = ("name", "counts", "comparison", "evidence", "method")


def check_indicator(
    indicator: PlannedIndicator,
    chain: Chain,
    others: Sequence[PlannedIndicator] = (),
    comparisons: Iterable[Comparison] = (),
) -> list[Problem]:
    """Every problem of a planned indicator, beside the other indicators of the plan."""
    found = [*_element(indicator, chain), *_time(indicator, chain), *_people(indicator), *_splits(indicator)]
    if indicator.replaces is not None:
        found += _replaces(indicator, chain, others, tuple(comparisons))
    if indicator.succeeds is not None and indicator.succeeds not in by_id(others):
        found.append(problem("follow_up.unknown_indicator", "indicator/succeeds", id=indicator.succeeds))
    found += (each for name in WRITTEN for each in personal_words(getattr(indicator, name), f"indicator/{name}"))
    return found


def changed_plan(before: PlannedIndicator, after: PlannedIndicator, measured: Sequence[str]) -> list[Problem]:
    """What may not be changed once there are values (of the periods in `measured`): what they count and how it is
    summed up, in which unit, which way is better, how often, and a plan that would leave some of them outside. A
    successor is made instead."""
    if not measured:
        return []
    fixed = ("rule", "unit", "every", "direction", "counts")
    found = [
        problem("follow_up.fixed", f"indicator/{name}", count=len(measured))
        for name in fixed
        if getattr(before, name) != getattr(after, name)
    ]
    outside = [key for key in measured if before.every is after.every and not is_planned(key, after)]
    return [*found, *(problem("follow_up.leaves_values", "indicator/last_on", period=key) for key in outside[:1])]


def check_target(target: Target, indicator: PlannedIndicator) -> list[Problem]:
    """Every problem of one target."""
    found = []
    if not _is_period(target.period) or not is_planned(target.period, indicator):
        found.append(problem("follow_up.target_outside_plan", "target/period", period=target.period))
    if indicator.rule is Rule.SHARE and not 0 <= target.value <= 1:
        found.append(problem("follow_up.target_no_share", "target/value", value_share=target.value))
    if target.version > 1 and not target.reason:
        found.append(problem("follow_up.target_without_reason", "target/reason"))
    return [*found, *personal_words(target.reason, "target/reason")]


def _is_period(key: str) -> bool:
    try:
        return bool(period(key))
    except ValueError:
        return False


def _element(indicator: PlannedIndicator, chain: Chain) -> Iterator[Problem]:
    kind, _, element_id = indicator.element.partition("/")
    if indicator.element == "chain" or (kind in KINDS and element_id in by_id(getattr(chain, kind))):
        return
    yield problem("follow_up.unknown_element", "indicator/element", element=indicator.element)


def _time(indicator: PlannedIndicator, chain: Chain) -> Iterator[Problem]:
    if indicator.last_on < indicator.first_on:
        yield problem("follow_up.ends_before_start", "indicator/last_on")
    elif next(periods(indicator.every, indicator.first_on, indicator.last_on), None) is None:
        yield problem("follow_up.no_period", "indicator/last_on")
    else:
        last = last_benefit_year(chain, indicator.replaces.place) if indicator.replaces else None
        if last is not None and indicator.last_on.year < last:
            yield problem("follow_up.ends_before_benefits", "indicator/last_on", NOTE, last_year=last)


def last_benefit_year(chain: Chain, place: str) -> int | None:
    """The last calendar year of the effect that the place belongs to; None for other places."""
    kind, element_id, *_ = [*place.split("/"), ""]
    effect = by_id(chain.effects).get(element_id) if kind == "effects" else None
    if effect is None or effect.lag_years is None or effect.duration_years is None:
        return None
    years = chain.cohorts.values if chain.cohorts and chain.cohorts.values else (chain.end_year,)
    return int(max(years) + effect.lag_years.value + max(effect.duration_years.value, 1) - 1)


def _people(indicator: PlannedIndicator) -> Iterator[Problem]:
    if not indicator.owner.strip():
        yield problem("follow_up.no_owner", "indicator/owner", WARNING)
    elif indicator.owner == indicator.reviewer:
        yield problem("follow_up.owner_reviews", "indicator/reviewer", WARNING)


def _splits(indicator: PlannedIndicator) -> Iterator[Problem]:
    for split in indicator.splits:
        if len(by_id(split.groups)) < len(split.groups):
            yield problem("follow_up.group_twice", f"indicator/splits/{split.id}")
        if len(split.groups) < 2:
            yield problem("follow_up.one_group", f"indicator/splits/{split.id}", WARNING, split=split.name)
    if len(by_id(indicator.splits)) < len(indicator.splits):
        yield problem("follow_up.repeated_id", "indicator/splits", id=indicator.splits[-1].id)


# --- the assumption that is replaced ---


def _replaces(
    indicator: PlannedIndicator,
    chain: Chain,
    others: Sequence[PlannedIndicator],
    comparisons: tuple[Comparison, ...],
) -> Iterator[Problem]:
    place = indicator.replaces.place
    kind = kind_of(place, chain, comparisons)
    if kind is None:
        yield problem("follow_up.unknown_place", "indicator/replaces/place", told=place)
        return
    mine = Places(chain).same(place)
    kin = [each for each in others if not (each.id == indicator.succeeds or each.succeeds == indicator.id)]
    taken = next((each for each in kin if each.replaces is not None and each.replaces.place in mine), None)
    if taken is not None:
        yield problem("follow_up.place_taken", "indicator/replaces/place", replaced_place=place, other=taken.name)
    yield from _reading(indicator, kind)


def kind_of(place: str, chain: Chain, comparisons: Iterable[Comparison] = ()) -> type[Assumption | Series] | None:
    """What stands at a place in the chain, or behind `forecast/` and an id in one of the comparisons."""
    if not place.startswith(FORECAST):
        return kind_at(chain, place)
    name, _, inside = place.removeprefix(FORECAST).partition("/")
    comparison = by_id(comparisons).get(name)
    return Assumption if comparison is not None and inside in dict(figures(comparison)) else None


def _reading(indicator: PlannedIndicator, kind: type[Assumption | Series]) -> Iterator[Problem]:
    replaces, where = indicator.replaces, "indicator/replaces/reading"
    if (replaces.reading is Reading.YEARLY) is not (kind is Series):
        yield problem("follow_up.reading_for_series" if kind is Series else "follow_up.reading_for_one", where)
    if replaces.reading is Reading.CHANGE and indicator.baseline is None:
        severity = WARNING if indicator.rule is Rule.MEAN else Severity.ERROR
        yield problem("follow_up.baseline_missing", "indicator/baseline", severity)
    is_share = replaces.place.rsplit("/", 1)[-1] in SHARE_FIELDS
    if is_share and replaces.factor == 1 and indicator.rule in (Rule.FLOW, Rule.CUMULATIVE):
        yield problem("follow_up.amount_for_share", where, WARNING, replaced_place=replaces.place)


# --- what is not measured ---


def unmeasured(chain: Chain, plan: Sequence[PlannedIndicator]) -> list[Problem]:
    """The valued effects that nothing planned will tell of: no indicator replaces a number of theirs or of a place that
    holds the same number, and none is about them or their outcome."""
    places = Places(chain)
    replaced = (place for each in plan if each.replaces for place in places.same(each.replaces.place))
    told = {each.element for each in plan} | {_owner(place) for place in replaced}
    indicators = by_id(chain.indicators)
    outcomes = {f"outcomes/{indicators[name].outcome_id}" for name in _ids("indicators", told) if name in indicators}
    known = told | outcomes
    return [
        problem("follow_up.effect_not_measured", f"effects/{effect.id}", NOTE, effect=effect.name or effect.id)
        for effect in chain.effects
        if effect.in_base_case and known.isdisjoint(_names(effect))
    ]


def _owner(place: str) -> str:
    return "/".join(place.split("/")[:2])


def _ids(kind: str, elements: Iterable[str]) -> list[str]:
    return [each.split("/")[1] for each in elements if each.startswith(f"{kind}/")]


def _names(effect: MonetisedEffect) -> tuple[str, ...]:
    return f"effects/{effect.id}", f"outcomes/{effect.outcome_id}"
