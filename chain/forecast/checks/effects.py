"""What holds for an effect and for how it goes on."""

from chain.checks.rule import ERROR, NOTE, WARNING, at, rule
from chain.forecast.checks.looked import Looked
from chain.forecast.effect import RATIOS, SHIFTS, ActsOn, EffectBasis, Event, Fading, Measure

COCHRANE = "Cochrane Handbook 5.1, section 12.6.3: a standardised difference needs a risk to become one"
DOUBLE = "an effect is taken off, or put on, once"
MONTHS = 12


def _effects(seen: Looked):
    return ((option, option.effect, f"options/{option.id}/effect") for option in seen.comparison.options)


@rule("comparison.basis_missing", ERROR, "CONSORT: intention to treat or completers")
def basis_missing(seen: Looked):
    """It is not said whom the effect holds for."""
    for _, effect, place in _effects(seen):
        if effect.basis is None:
            yield at(f"{place}/basis")


@rule("comparison.smd_without_control_risk", ERROR, COCHRANE)
def smd_without_control_risk(seen: Looked):
    """A standardised difference without the control group's risk."""
    for _, effect, place in _effects(seen):
        if effect.measure is Measure.SMD and effect.control_risk is None:
            yield at(f"{place}/control_risk")


@rule("comparison.risk_of_nobody", ERROR, COCHRANE)
def risk_of_nobody(seen: Looked):
    """A control risk of 0 or 1: nothing can be made of it."""
    for _, effect, place in _effects(seen):
        if effect.control_risk is not None and effect.control_risk.value in (0, 1):
            yield at(f"{place}/control_risk", value_share=effect.control_risk.value)


@rule("comparison.ratio_not_positive", ERROR, "a ratio of risks, odds or hazards is above 0")
def ratio_not_positive(seen: Looked):
    """A ratio, or an end of its interval, at or below 0."""
    for _, effect, place in _effects(seen):
        if effect.measure in RATIOS and effect.estimate is not None:
            stated = [each for each in (effect.estimate.low, effect.estimate.value) if each is not None]
            if min(stated) <= 0:
                yield at(f"{place}/estimate", value=min(stated))


@rule("comparison.difference_outside", ERROR, "a difference between two shares lies between −1 and 1")
def difference_outside(seen: Looked):
    """A risk difference beyond 100 percentage points: probably per cent written as a number."""
    for _, effect, place in _effects(seen):
        is_difference = effect.measure is Measure.RISK_DIFFERENCE and effect.estimate is not None
        if is_difference and abs(effect.estimate.value) > 1:
            yield at(f"{place}/estimate", value=effect.estimate.value)


@rule("comparison.effect_too_large", ERROR, "no more can recover than have the problem")
def effect_too_large(seen: Looked):
    """The effect takes more away than there is."""
    population = seen.comparison.population
    if population.start_share is None or population.recovered_share is None:
        return
    with_problem = population.start_share.value * (1 - population.recovered_share.value)
    for _, effect, place in _effects(seen):
        is_shift = effect.acts_on in SHIFTS and effect.measure is Measure.RISK_DIFFERENCE
        if is_shift and effect.estimate is not None and with_problem < effect.estimate.value <= 1:
            yield at(f"{place}/estimate", effect_share=effect.estimate.value, problem_share=with_problem)


@rule("comparison.event_elsewhere", ERROR, "a ratio of new cases is no ratio of recoveries")
def event_elsewhere(seen: Looked):
    """A ratio of one event, put on the probability of the other."""
    fits = {ActsOn.INCIDENCE: Event.PROBLEM, ActsOn.REMISSION: Event.RECOVERY}
    for _, effect, place in _effects(seen):
        is_relative = effect.event is not None and effect.measure is not Measure.RISK_DIFFERENCE
        if is_relative and fits.get(effect.acts_on, effect.event) is not effect.event:
            yield at(f"{place}/event")


@rule("comparison.table_short", ERROR, "what is not told is not guessed")
def table_short(seen: Looked):
    """A table of what is left of the effect that ends before the horizon."""
    for _, effect, place in _effects(seen):
        for rule_ in effect.persistence:
            needed = seen.horizon_years + (1 if effect.acts_on in SHIFTS else 0)
            if rule_.fading is Fading.TABLE and len(rule_.table) < needed:
                yield at(f"{place}/persistence/{rule_.id}/table", count=len(rule_.table), limit=needed)


@rule("comparison.fades_twice", WARNING, DOUBLE)
def fades_twice(seen: Looked):
    """An initial shift fades by recovery in the comparison already; here it is made to fade once more."""
    half_life = seen.implied_half_life_years
    for _, effect, place in _effects(seen):
        is_shift = effect.acts_on is ActsOn.INITIAL_STATE and half_life is not None
        first = effect.persistence[0] if is_shift and effect.persistence else None
        if first and first.fading not in (None, Fading.NONE):
            yield at(f"{place}/persistence/{first.id}", years=round(half_life, 2))


@rule("comparison.completion_twice", WARNING, DOUBLE)
def completion_twice(seen: Looked):
    """Completion is stated though the effect already holds for all who began; it is not applied."""
    for option, effect, _ in _effects(seen):
        completion = option.delivery.completion_share
        if effect.basis is EffectBasis.INTENTION_TO_TREAT and completion is not None and completion.value < 1:
            yield at(f"options/{option.id}/delivery/completion_share", value_share=completion.value)


@rule("comparison.one_persistence", WARNING, "persistence alone can multiply a result (Wolf et al. 2022)")
def one_persistence(seen: Looked):
    """Only one rule for how the effect goes on."""
    for _, effect, place in _effects(seen):
        if len(effect.persistence) == 1:
            yield at(f"{place}/persistence")


@rule("comparison.measurement_missing", WARNING, "how long an effect was seen is part of the effect")
def measurement_missing(seen: Looked):
    """It is not said when the effect was last measured."""
    for _, effect, place in _effects(seen):
        if effect.measured_month is None:
            yield at(f"{place}/measured_month")


@rule("comparison.beyond_measurement", NOTE, "what nobody has measured is an assumption")
def beyond_measurement(seen: Looked):
    """The effect is counted for longer than it was measured."""
    for _, effect, place in _effects(seen):
        if effect.measured_month is not None and effect.measured_month < seen.horizon_years * MONTHS:
            yield at(f"{place}/measured_month", months=effect.measured_month, years=seen.horizon_years)


@rule("comparison.interval_missing", WARNING, "an effect without an interval looks surer than it is")
def interval_missing(seen: Looked):
    """An effect estimate without low and high."""
    for _, effect, place in _effects(seen):
        estimate = effect.estimate
        if estimate is not None and (estimate.low is None or estimate.high is None) and estimate.shape is None:
            yield at(f"{place}/estimate")
