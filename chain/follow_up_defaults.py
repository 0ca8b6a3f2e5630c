"""Planned indicators begun from what the chain says already, with defaults that a person can stand by or change.

What is counted and how often is guessed from the unit and said on the page; the periods run from the first year of the
intervention through the last year that its benefits are counted in, since a promise of later years is also measured.
"""

from collections.abc import Collection
from datetime import date

from chain.assumption import Assumption, Mark, Series
from chain.follow_up_checks.plan import last_benefit_year
from chain.measurement import Focus, PlannedIndicator, Reading, Replacing, Rule
from chain.model import Chain, Indicator, Method, MonetisedEffect
from chain.place import kind_at
from chain.spread import SHARE_FIELDS
from chain.text import Text

SHARE_UNITS = frozenset({"%", "procent", "percent", "per cent", "andel", "share"})
HUNDREDTHS = SHARE_UNITS - {"andel", "share"}
MEAN_UNITS = frozenset({"poäng", "points", "score", "medelvärde", "mean"})
COUNT_UNITS = frozenset({"", "antal", "number", "st", "kr", "sek", "personer", "persons", "barn", "children"})
DEMANDS = ("dose", "completion", "leaders")
"""What methods with evidence ask for: the dose, that people complete, and leaders who know the method."""


def new_indicator_id(taken: Collection[str]) -> str:
    """The first free identifier: M1, M2, …"""
    return next(name for number in range(1, len(taken) + 2) if (name := f"M{number}") not in taken)


def blank(chain: Chain, name: Text, indicator_id: str, owner: str = "") -> PlannedIndicator:
    """An indicator of the whole intervention, about which nothing else is known."""
    return PlannedIndicator(
        id=indicator_id, name=name, element="chain", rule=Rule.FLOW, owner=owner, **_time(chain, _last(chain))
    )


def of_indicator(chain: Chain, indicator: Indicator, indicator_id: str, owner: str = "") -> PlannedIndicator:
    """The chain's own indicator, measured: its name, unit and baseline, the rule by its unit."""
    rule = rule_of(indicator.unit)
    effects = [each for each in chain.effects if each.outcome_id == indicator.outcome_id]
    return PlannedIndicator(
        id=indicator_id,
        name=indicator.name,
        element=f"indicators/{indicator.id}",
        unit=indicator.unit,
        direction=indicator.direction,
        rule=rule,
        owner=owner,
        baseline=indicator.baseline and as_planned(indicator.baseline, indicator.unit, rule),
        method=indicator.data_source,
        kolada_kpi=indicator.kolada_kpi,
        **_time(chain, _last(chain, effects)),
    )


def of_effect(chain: Chain, effect: MonetisedEffect, indicator_id: str, owner: str = "") -> PlannedIndicator:
    """A valued effect that nothing tells of yet: its size is measured where the size is one number."""
    sizes = (f"effects/{effect.id}/quantity/{name}" for name in ("share", "number"))
    place = next((each for each in sizes if kind_at(chain, each) is Assumption), None)
    return PlannedIndicator(
        id=indicator_id,
        name=effect.name,
        element=f"effects/{effect.id}",
        replaces=Replacing(place=place) if place else None,
        rule=Rule.SHARE if place and place.endswith("/share") else Rule.FLOW,
        owner=owner,
        **_time(chain, _last(chain, [effect])),
    )


def of_place(chain: Chain, place: str, name: Text, indicator_id: str, owner: str = "") -> PlannedIndicator:
    """A number of the chain, measured: what will take its place is read as it is, or a year at a time."""
    kind, element_id, *_ = place.split("/")
    is_series = kind_at(chain, place) is Series
    is_share = place.rsplit("/", 1)[-1] in SHARE_FIELDS
    last = last_benefit_year(chain, place) or _last(chain)
    return PlannedIndicator(
        id=indicator_id,
        name=name,
        focus=Focus.VOLUME if place == "chain/cohorts" else Focus.COST if kind == "resources" else Focus.EFFECT,
        element="chain" if kind == "chain" else f"{kind}/{element_id}",
        replaces=Replacing(place=place, reading=Reading.YEARLY if is_series else Reading.AS_IT_IS),
        rule=Rule.SHARE if is_share else Rule.FLOW if is_series else Rule.LEVEL,
        owner=owner,
        **_time(chain, chain.end_year if is_series else last),
    )


def of_fidelity(chain: Chain, name: Text, counts: Text, indicator_id: str, owner: str = "") -> PlannedIndicator:
    """One demand of a method with evidence, as a share, for as long as the intervention goes on."""
    return PlannedIndicator(
        id=indicator_id,
        name=name,
        counts=counts,
        focus=Focus.FIDELITY,
        element="chain",
        rule=Rule.SHARE,
        owner=owner,
        **_time(chain, chain.end_year),
    )


def asks_for_fidelity(chain: Chain) -> bool:
    """Whether the intervention follows a method with evidence, which is only as good as it is kept to."""
    return chain.method is Method.EVIDENCE_BASED


def rule_of(unit: str) -> Rule:
    """How values of this unit are summed up, as far as the unit tells; how it stands on a day where it does not."""
    name = unit.strip().casefold()
    if name in SHARE_UNITS:
        return Rule.SHARE
    if name in MEAN_UNITS:
        return Rule.MEAN
    return Rule.FLOW if name in COUNT_UNITS else Rule.LEVEL


def successor_of(indicator: PlannedIndicator, indicator_id: str, today: date) -> PlannedIndicator:
    """Another in the place of this one, the same until it is changed, from this year on."""
    first_on = min(max(indicator.first_on, date(today.year, 1, 1)), indicator.last_on)
    return indicator.model_copy(update={"id": indicator_id, "first_on": first_on, "succeeds": indicator.id})


def as_planned(figure: Assumption, unit: str, rule: Rule) -> Assumption:
    """A baseline or a target of the chain as values are told: one in per cent becomes the share 0–1 of a share."""
    if rule is not Rule.SHARE or unit.strip().casefold() not in HUNDREDTHS:
        return figure
    ends = {name: told / 100 for name in ("low", "high") if (told := getattr(figure, name)) is not None}
    return figure.model_copy(update={"value": figure.value / 100, "figure_id": None, "unit": "andel"} | ends)


def stated(value: float, old: Assumption | None, source: str) -> Assumption:
    """A baseline as it was typed, with what was known of the earlier one where the number is the same."""
    kept = old if old is not None and old.value == value else Assumption(value=value, mark=Mark.NOT_STATED)
    return kept.model_copy(update={"source": source})


def _last(chain: Chain, effects: Collection[MonetisedEffect] = ()) -> int:
    """The last year that any of the effects gives something; of all valued ones where none is told."""
    counted = effects or [each for each in chain.effects if each.in_base_case]
    years = [last_benefit_year(chain, f"effects/{each.id}") for each in counted]
    return max((each for each in years if each is not None), default=chain.end_year)


def _time(chain: Chain, last_year: int) -> dict[str, date]:
    last = min(max(last_year, chain.end_year), chain.start_year + 99)
    return {"first_on": date(chain.start_year, 1, 1), "last_on": date(last, 12, 31)}
