"""What must be said of an option before it can be chosen: what it costs, what it gives, whom, and how sure that is."""

from collections.abc import Iterator

from chain.checks.rule import ERROR, NOTE, WARNING, at, label, rule
from chain.model import PUBLIC_LEVELS, by_id
from chain.plan.checks.looked import Looked
from chain.plan.model import Option

ANSWERS = "what is not answered is never read as nought"


@rule("plan.cost_missing", ERROR, ANSWERS)
def cost_missing(seen: Looked):
    """An option that nobody pays for: it would be chosen because its cost is not known."""
    for option in seen.portfolio.options:
        if not any(each.amounts.values for each in option.payments):
            yield at(f"options/{option.id}/payments", option=label(option))


@rule("plan.gain_missing", ERROR, ANSWERS)
def gain_missing(seen: Looked):
    """An option without any stated gain."""
    for option in seen.portfolio.options:
        if not any(each.amounts.values for each in option.gains):
            yield at(f"options/{option.id}/gains", option=label(option))


@rule("plan.negative_use", ERROR, "nothing makes more staff or places by taking them")
def negative_use(seen: Looked):
    """A use of a capacity below nought."""
    for option in seen.portfolio.options:
        for index, each in enumerate(option.uses):
            if min(each.amounts.values.values(), default=0) < 0:
                yield at(f"options/{option.id}/uses/{index}", option=label(option))


@rule("plan.income", NOTE, "income lowers the cost of whoever gets it")
def income(seen: Looked):
    """A payment below nought: the payer gets more in that year than it pays."""
    for option in seen.portfolio.options:
        for index, each in enumerate(option.payments):
            if min(each.amounts.values.values(), default=0) < 0:
                yield at(f"options/{option.id}/payments/{index}", option=label(option))


OUTSIDE = "what lies outside the horizon is not counted"


@rule("plan.beyond_horizon", WARNING, OUTSIDE)
def beyond_horizon(seen: Looked):
    """A payment in a year that the horizon does not hold: it burdens a budget though its value is not counted."""
    for option, outside, inside in _paid_outside(seen):
        if inside:
            yield _outside(seen, option, outside)


@rule("plan.cost_outside", ERROR, OUTSIDE)
def cost_outside(seen: Looked):
    """An option that is paid wholly outside the horizon: it would be chosen as if it were free."""
    for option, outside, inside in _paid_outside(seen):
        if not inside:
            yield _outside(seen, option, outside)


def _paid_outside(seen: Looked) -> Iterator[tuple[Option, set[int], set[int]]]:
    """The options that are paid in years that are not counted: those years, and the ones that are."""
    years = set(seen.portfolio.years)
    for option in seen.portfolio.options:
        paid = {year for each in option.payments for year in each.amounts.values}
        if paid - years:
            yield option, paid - years, paid & years


def _outside(seen: Looked, option: Option, outside: set[int]):
    years = seen.portfolio.years
    said = {"from_year": years[0], "to_year": years[-1], "paid_year": min(outside)}
    return at(f"options/{option.id}/payments", option=label(option), **said)


@rule("plan.overlap_without_reach", ERROR, "persons are counted once; so one must know how many there are")
def overlap_without_reach(seen: Looked):
    """Options that share persons, and do not say how many they reach in that target group."""
    options = by_id(seen.portfolio.options)
    for overlap in seen.portfolio.overlaps:
        for name in overlap.option_ids:
            if name in options and options[name].persons(overlap.target_group_id) is None:
                yield at(f"overlaps/{overlap.id}/option_ids", option=label(options[name]))


@rule("plan.overlap_of_one", ERROR, "persons are shared by two or more")
def overlap_of_one(seen: Looked):
    """An overlap of fewer than two options."""
    for overlap in seen.portfolio.overlaps:
        if len(set(overlap.option_ids)) < 2:
            yield at(f"overlaps/{overlap.id}/option_ids")


@rule("plan.overlap_too_large", ERROR, "no more persons can be shared than there are")
def overlap_too_large(seen: Looked):
    """An option shares more persons with others than it reaches."""
    for option in seen.portfolio.options:
        for reach in option.reaches:
            shared = sum(
                each.persons
                for each in seen.portfolio.overlaps
                if option.id in each.option_ids and each.target_group_id == reach.target_group_id
            )
            if shared > reach.persons:
                place = f"options/{option.id}/reaches"
                yield at(place, option=label(option), shared_count=shared, count=reach.persons)


@rule("plan.reach_repeated", ERROR, "persons are counted once")
def reach_repeated(seen: Looked):
    """An option that states twice how many of a target group it reaches."""
    for option in seen.portfolio.options:
        groups = [each.target_group_id for each in option.reaches]
        if len(groups) != len(set(groups)):
            yield at(f"options/{option.id}/reaches", option=label(option))


@rule("plan.cashable_not_stated", NOTE, "a saved place is cashable only when capacity is cut")
def cashable_not_stated(seen: Looked):
    """A public body's gain without the part of it that can leave a budget: nothing is counted as cashable."""
    public = {each.id for each in seen.portfolio.actors if each.level in PUBLIC_LEVELS}
    for option in seen.portfolio.options:
        for index, gain in enumerate(option.gains):
            if gain.gainer_id in public and gain.cashable_share is None:
                yield at(f"options/{option.id}/gains/{index}/cashable_share", option=label(option))


@rule("plan.spread_missing", NOTE, "a value without a spread looks surer than it is")
def spread_missing(seen: Looked):
    """An option whose gains have no spread: it looks certain beside the others. An intervention's own numbers have."""
    for option in seen.portfolio.options:
        if option.spread is None and option.origin.chain_id is None:
            yield at(f"options/{option.id}/spread", option=label(option))
