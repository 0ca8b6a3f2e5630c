"""The resources of a chain as columns of numbers, and why some of them cannot be counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from chain.model import Chain, Resource, ResourceKind
from chain.problem import Problem, Severity, problem

RESOURCE_COLUMNS = ("amount", "unit_cost", "on_cost")


@dataclass
class ResourceTerms:
    """The countable resources, one row each. `entries` are SEK or hours as (row, calendar year, number)."""

    resources: list[Resource] = field(default_factory=list)
    numbers: np.ndarray | None = None
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    price_year: list[int | None] = field(default_factory=list)
    payer: list[int] = field(default_factory=list)


def read_resources(chain: Chain, actor_rows: dict[str, int]):
    """The countable resources, and what is wrong with the others: (ResourceTerms, problems)."""
    terms, rows, problems = ResourceTerms(), [], []
    for resource in chain.resources:
        if not resource.valued:
            continue
        reasons = list(_why_not_counted(resource, actor_rows))
        problems += reasons
        if any(reason.severity is Severity.ERROR for reason in reasons):
            continue
        rows.append(_resource_row(resource))
        source = resource.amounts or resource.hourly_cost
        series = resource.amounts or resource.hours
        terms.entries += [(len(terms.resources), year, number) for year, number in series.values.items()]
        terms.resources.append(resource)
        terms.price_year.append(source.price_year)
        terms.payer.append(actor_rows[resource.payer_id])
    terms.numbers = np.array(rows, dtype=float).reshape(len(rows), len(RESOURCE_COLUMNS))
    return terms, problems


def _resource_row(resource: Resource) -> tuple[float, float, float]:
    if resource.amounts is not None:
        return 1.0, 1.0, 0.0
    on_cost = resource.on_cost_share
    return 1.0, resource.hourly_cost.value, 0.0 if on_cost is None else on_cost.value


def _why_not_counted(resource: Resource, actor_rows: dict[str, int]) -> Iterator[Problem]:
    """What keeps a resource out of the investment; without it the investment is not known and no ratio is shown."""
    place = f"resources/{resource.id}"
    priced_hours = resource.hours is not None and bool(resource.hours.values) and resource.hourly_cost is not None
    amounts_missing = resource.amounts is None or not resource.amounts.values
    if amounts_missing and not (priced_hours and resource.amounts is None):
        yield problem("engine.resource_without_amount", f"{place}/amounts", resource=resource.id)
    if resource.payer_id is None:
        yield problem("engine.resource_without_payer", f"{place}/payer_id", resource=resource.id)
    elif resource.payer_id not in actor_rows:
        yield problem("engine.link_leads_nowhere", f"{place}/payer_id", link=resource.payer_id)
    hours_count = resource.amounts is None and priced_hours
    if hours_count and resource.kind is ResourceKind.STAFF_TIME and resource.on_cost_share is None:
        yield problem("engine.no_on_cost", f"{place}/on_cost_share", Severity.WARNING, resource=resource.id)


def resource_places(terms: ResourceTerms) -> Iterator[tuple[str, str, str, int]]:
    """Each number's place, then where it stands: table, column, row."""
    for row, resource in enumerate(terms.resources):
        start = f"resources/{resource.id}"
        if resource.amounts is not None:
            yield f"{start}/amounts", "resources", "amount", row
            continue
        yield f"{start}/hours", "resources", "amount", row
        yield f"{start}/hourly_cost", "resources", "unit_cost", row
        if resource.on_cost_share is not None:
            yield f"{start}/on_cost_share", "resources", "on_cost", row
