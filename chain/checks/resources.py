"""What is put in, and by whom."""

from collections.abc import Iterator

from chain.assumption import Assumption, Series
from chain.checks.rule import ERROR, NOTE, WARNING, Seen, at, is_counted_by_hours, rule
from chain.model import Resource, ResourceKind

UNPAID = (ResourceKind.IN_KIND, ResourceKind.VOLUNTEER_TIME)


def _valued(seen: Seen) -> Iterator[Resource]:
    return (resource for resource in seen.chain.resources if resource.valued)


def _series(resource: Resource) -> Series | None:
    """The resource's years: amounts where there are any, else hours."""
    return resource.hours if is_counted_by_hours(resource) else resource.amounts


@rule("resource.none", ERROR, "without an investment there is nothing to divide by")
def none(seen: Seen):
    """No resources are counted in money."""
    if not any(_valued(seen)):
        yield at("chain/resources")


@rule("resource.zero_investment", ERROR, "without an investment there is nothing to divide by")
def zero_investment(seen: Seen):
    """All resources are answered for, and together they cost nothing."""
    costs = [resource for resource in _valued(seen) if resource.kind is not ResourceKind.INCOME]
    amounts = [_cost(resource) for resource in costs]
    if any(_valued(seen)) and None not in amounts and sum(amounts) <= 0:
        yield at("chain/resources", total_sek=sum(amounts))


def _cost(resource: Resource) -> float | None:
    """SEK over all years, or None while something is missing."""
    series = _series(resource)
    if series is None or not series.values:
        return None
    if not is_counted_by_hours(resource):
        return series.total()
    if resource.hourly_cost is None:
        return None
    on_cost = resource.on_cost_share.value if resource.on_cost_share else 0.0
    return series.total() * resource.hourly_cost.value * (1 + on_cost)


@rule("resource.no_payer", ERROR, "money mechanics of the public sector: a cost lies with someone")
def no_payer(seen: Seen):
    """Nobody is said to bear the cost."""
    for resource in _valued(seen):
        if resource.payer_id is None:
            yield at(f"resources/{resource.id}/payer_id")


@rule("resource.no_amount", ERROR, "no blank is read as zero")
def no_amount(seen: Seen):
    """Neither amounts nor hours are given."""
    for resource in _valued(seen):
        series = _series(resource)
        if series is None or not series.values:
            yield at(f"resources/{resource.id}/amounts")


@rule("resource.no_hourly_cost", ERROR, "no blank is read as zero")
def no_hourly_cost(seen: Seen):
    """Hours without what an hour costs."""
    for resource in _valued(seen):
        if is_counted_by_hours(resource) and resource.hourly_cost is None:
            yield at(f"resources/{resource.id}/hourly_cost")


@rule("resource.no_on_cost", WARNING, "staff cost is pay with the employer's contributions")
def no_on_cost(seen: Seen):
    """Staff hours without employer on-cost, not even a stated 0."""
    for resource in _valued(seen):
        is_staff = resource.kind is ResourceKind.STAFF_TIME and is_counted_by_hours(resource)
        if is_staff and resource.hourly_cost is not None and resource.on_cost_share is None:
            yield at(f"resources/{resource.id}/on_cost_share")


@rule("resource.both_ways", WARNING, "one cost, one figure")
def both_ways(seen: Seen):
    """Both amounts and hours are given; only the amounts are counted."""
    for resource in _valued(seen):
        if resource.amounts and resource.amounts.values and resource.hours and resource.hours.values:
            yield at(f"resources/{resource.id}/hours")


@rule("resource.no_price_year", NOTE, "an amount has a price level, else it is taken to be the calculation's")
def no_price_year(seen: Seen):
    """Amounts and hourly costs whose price year nobody has stated; one note for the whole chain."""
    years = [figure.price_year for resource in _valued(seen) if (figure := _money(resource))]
    count = years.count(None)
    if count:
        yield at("chain/resources", count=count, total=len(years))


def _money(resource: Resource) -> Series | Assumption | None:
    """The figure in SEK that the resource is counted by, where there is one."""
    return resource.hourly_cost if is_counted_by_hours(resource) else resource.amounts


@rule("resource.negative_amount", WARNING, "income is a row of its own, entered as a positive amount")
def negative_amount(seen: Seen):
    """An amount or a number of hours below zero."""
    for resource in _valued(seen):
        series = _series(resource)
        years = tuple(sorted(year for year, amount in series.values.items() if amount < 0)) if series else ()
        if years:
            field = "hours" if is_counted_by_hours(resource) else "amounts"
            yield at(f"resources/{resource.id}/{field}", years=years)


@rule("resource.not_valued_without_reason", WARNING, "SROI principle 5: the investment is complete, or says why not")
def not_valued_without_reason(seen: Seen):
    """A resource is left out of the investment and nothing says why."""
    for resource in seen.chain.resources:
        if not resource.valued and not resource.not_valued_reason:
            yield at(f"resources/{resource.id}/not_valued_reason")


@rule("resource.no_in_kind", NOTE, "typical mistake: contributions in kind and volunteer time left out")
def no_in_kind(seen: Seen):
    """Neither contributions in kind nor volunteer time are mentioned."""
    if seen.chain.resources and not any(resource.kind in UNPAID for resource in seen.chain.resources):
        yield at("chain/resources")


@rule("resource.outside_programme", NOTE, "a programme's costs fall in its years")
def outside_programme(seen: Seen):
    """Costs in years when the programme does not run."""
    for resource in _valued(seen):
        series = _series(resource)
        paid = series.values.items() if series else ()
        years = tuple(sorted(year for year, amount in paid if amount and year not in seen.programme))
        if years:
            yield at(f"resources/{resource.id}", years=years)
