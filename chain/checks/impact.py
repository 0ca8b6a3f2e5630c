"""Deductions and years of an effect: what is ours, from when, for how long."""

from chain.checks.rule import DEDUCTIONS, ERROR, NOTE, WARNING, Seen, at, has_profile, is_compared, rule
from chain.model import MonetisedEffect

LONGEST_YEARS = 50
FEWEST_FOR_HABIT = 3
TIMES = {"lag_years": 0, "duration_years": 1}
"""Field → the fewest years it can hold."""


def _filters(effect: MonetisedEffect) -> tuple[float, ...] | None:
    """Deadweight, displacement and attribution (shares), or None while one is missing."""
    figures = [getattr(effect, field) for field in DEDUCTIONS[:3]]
    return None if None in figures else tuple(figure.value for figure in figures)


@rule("effect.filters_above_one", WARNING, "SROI practice that adds deductions instead of multiplying them")
def filters_above_one(seen: Seen):
    """The deductions together take off more than there is."""
    for effect in seen.chain.effects:
        filters = _filters(effect)
        if filters and sum(filters) > 1 + 1e-9:
            yield at(f"effects/{effect.id}", total_share=sum(filters))


@rule("effect.nothing_left", NOTE, "a deduction of 100 per cent leaves no value")
def nothing_left(seen: Seen):
    """One deduction takes off everything."""
    for effect in seen.chain.effects:
        for field in DEDUCTIONS[:3]:
            figure = getattr(effect, field)
            if figure is not None and figure.value == 1:
                yield at(f"effects/{effect.id}/{field}")


@rule("effect.deadweight_on_comparison", WARNING, "typical mistake: deadweight taken twice")
def deadweight_on_comparison(seen: Seen):
    """Deadweight on an effect that is already a difference from people without the intervention."""
    for effect in seen.chain.effects:
        if is_compared(effect) and effect.deadweight is not None and effect.deadweight.value > 0:
            yield at(f"effects/{effect.id}/deadweight", deadweight_share=effect.deadweight.value)


@rule("effect.drop_off_on_one_year", WARNING, "SROI Guide: drop-off applies to outcomes that last more than a year")
def drop_off_on_one_year(seen: Seen):
    """Drop-off on an effect that lasts one year, where it does nothing."""
    for effect in seen.chain.effects:
        lasts_one_year = effect.duration_years is not None and effect.duration_years.value == 1
        drops = effect.drop_off is not None and effect.drop_off.value > 0
        if lasts_one_year and drops and not has_profile(effect):
            yield at(f"effects/{effect.id}/drop_off", drop_off_share=effect.drop_off.value)


def _times(seen: Seen):
    for effect in seen.chain.effects:
        for field, fewest in TIMES.items():
            figure = getattr(effect, field)
            if figure is not None and not has_profile(effect):
                yield f"effects/{effect.id}/{field}", figure.value, fewest


@rule("effect.years_not_whole", ERROR, "values are counted by calendar year")
def years_not_whole(seen: Seen):
    """Lag or duration with a fraction of a year."""
    for place, years, _ in _times(seen):
        if years % 1:
            yield at(place, value=years)


@rule("effect.years_too_few", ERROR, "an effect cannot come before the intervention, nor last no year at all")
def years_too_few(seen: Seen):
    """A negative lag, or a duration of less than a year."""
    for place, years, fewest in _times(seen):
        if not years % 1 and years < fewest:
            yield at(place, value=years, limit=fewest)


@rule("effect.years_too_many", WARNING, "SROI principle 5, do not over-claim")
def years_too_many(seen: Seen):
    """A lag or duration beyond what anyone has followed."""
    for place, years, _ in _times(seen):
        if years > LONGEST_YEARS:
            yield at(place, value=years, limit=LONGEST_YEARS)


@rule("effect.profile_ignores", NOTE, "a yearly profile carries its own timing")
def profile_ignores(seen: Seen):
    """A figure that is not used, because the years are written out."""
    for effect in seen.chain.effects:
        for field in ("drop_off", *TIMES):
            figure = getattr(effect, field)
            if has_profile(effect) and figure is not None and figure.value:
                yield at(f"effects/{effect.id}/{field}")


@rule("effect.deductions_all_zero", WARNING, "SROI principle 5: reports without deductions over-claim")
def deductions_all_zero(seen: Seen):
    """Nothing is taken off anywhere, although not every effect was measured against others."""
    filters = [_filters(effect) for effect in seen.chain.effects if effect.in_base_case]
    is_bare = bool(filters) and None not in filters and not any(map(any, filters))
    if is_bare and not all(is_compared(effect) for effect in seen.chain.effects if effect.in_base_case):
        yield at("chain/effects", count=len(filters))


@rule("effect.deductions_identical", NOTE, "critics of SROI: deductions picked by habit")
def deductions_identical(seen: Seen):
    """Every effect has the very same deductions."""
    effects = [effect for effect in seen.chain.effects if effect.in_base_case]
    filters = [_filters(effect) for effect in effects]
    if len(filters) >= FEWEST_FOR_HABIT and None not in filters and len(set(filters)) == 1 and any(filters[0]):
        yield at("chain/effects", count=len(filters))
