"""What must be said of the decision and of those it concerns before anything can be compared."""

from chain.assumption import Mark
from chain.checks.rule import ERROR, NOTE, WARNING, at, rule
from chain.forecast.checks.looked import Looked
from chain.forecast.effect import RATIOS, TIMED, EffectBasis, Fading, Measure
from chain.forecast.model import Comparator, CostPer

CHEERS = "CHEERS 2022 (Husereau et al.), items on population, comparators, perspective, horizon and discount rate"
MOST_OPTIONS = 10


@rule("comparison.comparator_missing", ERROR, CHEERS)
def comparator_missing(seen: Looked):
    """Compared with nothing: no difference can be told."""
    if seen.comparison.decision.comparator is None:
        yield at("decision/comparator")


@rule("comparison.price_year_missing", ERROR, CHEERS)
def price_year_missing(seen: Looked):
    """The result's price year, or that of an amount, is not stated."""
    comparison = seen.comparison
    if comparison.decision.price_year is None:
        yield at("decision/price_year")
    for place, figure in seen.figures:
        is_money = place.endswith("/amount") and place.startswith(("options/", "excess_costs/"))
        if is_money and figure.price_year is None and figure.value:
            yield at(f"{place}/price_year")


@rule("comparison.horizon_missing", ERROR, CHEERS)
def horizon_missing(seen: Looked):
    """No horizon at all."""
    if not seen.comparison.decision.horizons:
        yield at("decision/horizons")


@rule("comparison.answer_missing", ERROR, "a forecast rests on answers: what is not answered is never read as 0")
def answer_missing(seen: Looked):
    """An answer the calculation needs."""
    comparison = seen.comparison
    for name in ("threshold_sek", "cost_discount", "effect_discount"):
        if getattr(comparison.decision, name) is None:
            yield at(f"decision/{name}")
    for name in ("children", "age_at_start", "start_share"):
        if getattr(comparison.population, name) is None:
            yield at(f"population/{name}")
    start = comparison.population.start_share
    if (start is None or start.value) and comparison.population.recovered_share is None:
        yield at("population/recovered_share")
    for name in ("remission", "relapse"):
        if not getattr(comparison.natural_course, name):
            yield at(f"natural_course/{name}")
    for name in ("quality_without", "quality_loss"):
        if getattr(comparison.health, name) is None:
            yield at(f"health/{name}")
    for option in comparison.options:
        yield from _of_option(option)
    for cost in comparison.excess_costs:
        if not cost.bands:
            yield at(f"excess_costs/{cost.id}/bands")


def _of_option(option):
    place, delivery, effect = f"options/{option.id}", option.delivery, option.effect
    if delivery.uptake_share is None:
        yield at(f"{place}/delivery/uptake_share")
    if effect.basis is EffectBasis.COMPLETERS and delivery.completion_share is None:
        yield at(f"{place}/delivery/completion_share")
    needs_group = any(item.per is CostPer.GROUP for item in option.costs)
    if needs_group and delivery.groups is None and delivery.group_size is None:
        yield at(f"{place}/delivery/group_size")
    if not option.costs:
        yield at(f"{place}/costs")
    for item in option.costs:
        yield from _of_item(f"{place}/costs/{item.id}", item)
    for name in ("measure", "acts_on", "estimate", "persistence"):
        if not getattr(effect, name):
            yield at(f"{place}/effect/{name}")
    if effect.event is None and (effect.measure in RATIOS or effect.measure is Measure.SMD):
        yield at(f"{place}/effect/event")
    for rule_ in effect.persistence:
        yield from _of_persistence(f"{place}/effect/persistence/{rule_.id}", rule_)


def _of_item(place, item):
    if item.amount is None:
        yield at(f"{place}/amount")
    if item.per is CostPer.SETUP and item.life_years is None:
        yield at(f"{place}/life_years")
    if item.per is CostPer.PARENT_TIME and item.quantity is None:
        yield at(f"{place}/quantity")


def _of_persistence(place, persistence):
    if persistence.fading is None:
        yield at(f"{place}/fading")
    if persistence.fading in TIMED and persistence.years is None:
        yield at(f"{place}/years")
    if persistence.fading is Fading.YEARLY_FACTOR and persistence.factor is None:
        yield at(f"{place}/factor")


@rule("comparison.option_missing", ERROR, "a comparison compares")
def option_missing(seen: Looked):
    """No intervention to compare."""
    if not seen.comparison.options:
        yield at("options")


@rule("comparison.one_option", NOTE, "CHEERS 2022: the relevant alternatives are compared")
def one_option(seen: Looked):
    """A single intervention: a cheaper one may give most of it."""
    if len(seen.comparison.options) == 1:
        yield at("options")


@rule("comparison.too_many_options", ERROR, "two to ten interventions can be told apart")
def too_many_options(seen: Looked):
    """More interventions than a person can compare."""
    if len(seen.comparison.options) > MOST_OPTIONS:
        yield at("options", count=len(seen.comparison.options), limit=MOST_OPTIONS)


@rule("comparison.not_positive", ERROR, "nobody is nobody to compare, and prices and hazard ratios are above nought")
def not_positive(seen: Looked):
    """No children, no threshold, no group, no years to spread a cost over, or a ratio of hazards that is none."""
    places = ("population/children", "decision/threshold_sek")
    endings = ("/group_size", "/groups", "/life_years", "/mortality_ratio")
    for place, figure in seen.figures:
        if place in places or place.endswith(endings):
            stated = [each for each in (figure.low, figure.value) if each is not None]
            if min(stated) <= 0:
                yield at(place, value=min(stated))


@rule("comparison.fading_years", ERROR, "an effect that halves, or is gone, in no time at all was never there")
def fading_years(seen: Looked):
    """A half-life or a time to nothing that is not above 0, or a step before time 0."""
    for option in seen.comparison.options:
        for each in option.effect.persistence:
            if each.fading in TIMED and each.years is not None:
                lowest = min(value for value in (each.years.low, each.years.value) if value is not None)
                if lowest < 0 or (lowest == 0 and each.fading is not Fading.STEP):
                    yield at(f"options/{option.id}/effect/persistence/{each.id}/years", value=lowest)


@rule("comparison.rate_outside", ERROR, "TLVAR 2003:2: 3 % for costs and effects, sensitivity 0–5 %")
def rate_outside(seen: Looked):
    """A discount rate below 0 or above 20 %: probably per cent written as a number."""
    for name in ("cost_discount", "effect_discount"):
        figure = getattr(seen.comparison.decision, name)
        if figure is not None and not 0 <= figure.value <= 0.2:
            yield at(f"decision/{name}", rate_share=figure.value)


@rule("comparison.effect_undiscounted", WARNING, "TLVAR 2003:2: effects are discounted as costs; 0 % is a sensitivity")
def effect_undiscounted(seen: Looked):
    """Another rate for effects than for costs in the base case."""
    decision = seen.comparison.decision
    rates = [each.value for each in (decision.cost_discount, decision.effect_discount) if each is not None]
    if len(set(rates)) == 2:
        yield at("decision/effect_discount", cost_rate_share=rates[0], effect_rate_share=rates[1])


@rule("comparison.repeated_id", ERROR, "what has one name is one thing")
def repeated_id(seen: Looked):
    """The same id for two options, costs, cost items or rules of fading; or an option under the comparator's."""
    comparison = seen.comparison
    lists = [("options", comparison.options), ("excess_costs", comparison.excess_costs)]
    for option in comparison.options:
        lists.append((f"options/{option.id}/costs", option.costs))
        lists.append((f"options/{option.id}/effect/persistence", option.effect.persistence))
    for place, elements in lists:
        ids = [each.id for each in elements]
        for again in sorted({each for each in ids if ids.count(each) > 1}):
            yield at(f"{place}/{again}", name=again)
    for option in comparison.options:
        if option.id in tuple(Comparator):
            yield at(f"options/{option.id}", name=option.id)


@rule("comparison.illustrative", NOTE, "made-up figures are counted and said")
def illustrative(seen: Looked):
    """How many figures are made up; one note for the whole comparison."""
    count = sum(figure.mark is Mark.ILLUSTRATIVE for _, figure in seen.figures)
    if count:
        yield at("", count=count, total=len(seen.figures))


@rule("comparison.origin_not_stated", NOTE, "a figure whose origin nobody has stated is no one's claim")
def origin_not_stated(seen: Looked):
    """How many figures do not say where they come from; one note for the whole comparison."""
    count = sum(figure.mark is Mark.NOT_STATED for _, figure in seen.figures)
    if count:
        yield at("", count=count, total=len(seen.figures))
