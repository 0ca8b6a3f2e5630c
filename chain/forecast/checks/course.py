"""What holds for tables by age: no gaps, no overlaps, no year that nobody has told of."""

from chain.checks.rule import ERROR, NOTE, WARNING, at, rule
from chain.forecast.checks.looked import Looked, at_age

WHOLE = "a table by age gives one number for each age"


@rule("comparison.band_reversed", ERROR, WHOLE)
def band_reversed(seen: Looked):
    """A band that ends before it begins."""
    for place, bands in seen.bands:
        for index, band in enumerate(bands):
            if band.age_from > band.age_to:
                yield at(f"{place}/{index}", age_from=band.age_from, age_to=band.age_to)


@rule("comparison.bands_overlap", ERROR, WHOLE)
def bands_overlap(seen: Looked):
    """Two bands that hold at the same age."""
    for place, bands in seen.bands:
        for index, band in enumerate(bands):
            for other in bands[:index]:
                first, last = max(band.age_from, other.age_from), min(band.age_to, other.age_to)
                if first <= last:
                    yield at(f"{place}/{index}", age_from=first, age_to=last)


@rule("comparison.bands_gap", ERROR, WHOLE)
def bands_gap(seen: Looked):
    """An age, before the last band ends, that no band holds."""
    for place, bands in seen.bands:
        last = max(band.age_to for band in bands)
        missing = [age for age in seen.ages or () if age <= last and at_age(bands, age) is None]
        if missing:
            yield at(place, age_from=missing[0], age_to=missing[-1])


@rule("comparison.horizon_beyond_data", ERROR, "what is not told is not guessed")
def horizon_beyond_data(seen: Looked):
    """The horizon goes on after the last age of the table."""
    for place, bands in seen.bands:
        last = max(band.age_to for band in bands)
        if seen.ages and last < seen.ages[-1]:
            yield at(place, age_to=last, needed_age=seen.ages[-1], horizon_years=seen.horizon_years)


@rule("comparison.movement_above_one", WARNING, "remission and relapse above 1 in all turn the difference about")
def movement_above_one(seen: Looked):
    """Remission and relapse together above 1 at some age."""
    for age, remission, relapse in seen.moves():
        if remission + relapse > 1:
            yield at("natural_course/remission", age=age, sum_share=remission + relapse)
            return


@rule("comparison.nobody_dies", NOTE, "what is left out is said")
def nobody_dies(seen: Looked):
    """No mortality is stated: nobody dies within the horizon."""
    if not seen.comparison.natural_course.mortality:
        yield at("natural_course/mortality")


@rule("comparison.quality_below_zero", ERROR, "quality of life weights lie between 0 and 1")
def quality_below_zero(seen: Looked):
    """The problem takes more than there is."""
    whole, loss = seen.comparison.health.quality_without, seen.comparison.health.quality_loss
    if whole is not None and loss is not None and loss.value > whole.value:
        yield at("health/quality_loss", loss_share=loss.value, whole_share=whole.value)
