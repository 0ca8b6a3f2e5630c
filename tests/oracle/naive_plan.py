"""Choosing among options in plain loops: every subset is tried against every rule as it is written."""

from itertools import chain, combinations

from chain.model import PUBLIC_LEVELS
from chain.plan.model import Aim, Portfolio, Standing


def subsets(portfolio: Portfolio):
    """Every subset of the options, as sets of ids."""
    names = [each.id for each in portfolio.options]
    return map(set, chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))


def within(portfolio: Portfolio, actor_id: str, perspective: str) -> bool:
    [actor] = [each for each in portfolio.actors if each.id == actor_id]
    return perspective in ("society", actor.level) or (perspective == "public" and actor.level in PUBLIC_LEVELS)


def weights(portfolio: Portfolio) -> dict:
    objective = portfolio.objective
    return dict(objective.weights) if objective.aim is Aim.WEIGHTED else {objective.aim: 1}


def gain_counts(portfolio: Portfolio, gain) -> float:
    """What a gain is worth to the aim; amounts are not discounted here."""
    objective, total = portfolio.objective, 0.0
    for aim, weight in weights(portfolio).items():
        amount = weight * sum(gain.amounts.values.values())
        if aim is Aim.NET_VALUE and within(portfolio, gain.gainer_id, objective.perspective):
            total += amount
        if aim is Aim.OWN_CASHABLE and gain.gainer_id in objective.own_ids:
            total += amount * (gain.cashable_share or 0)
        is_first = gain.target_group_id in objective.priority_group_ids
        if aim is Aim.PRIORITY and (is_first or set(gain.goal_ids) & set(objective.priority_goal_ids)):
            total += amount
    return total


def cost_counts(portfolio: Portfolio, option) -> float:
    objective, total = portfolio.objective, 0.0
    for aim, weight in weights(portfolio).items():
        for each in option.payments:
            is_in = aim is Aim.NET_VALUE and within(portfolio, each.payer_id, objective.perspective)
            is_own = aim is Aim.OWN_CASHABLE and each.payer_id in objective.own_ids
            total += weight * sum(each.amounts.values.values()) * (is_in or is_own)
    return total


def comes_first(portfolio: Portfolio, overlap, chosen: set):
    """Of the overlap's chosen options, the one that gives everyone the most per person; then the first by id."""

    def rank(option):
        of_group = [g for g in option.gains if g.target_group_id in (None, overlap.target_group_id)]
        given = sum(sum(g.amounts.values.values()) for g in of_group)
        return (-given / option.persons(overlap.target_group_id), option.id)

    here = [each for each in portfolio.options if each.id in chosen and each.id in overlap.option_ids]
    return sorted(here, key=rank)


def worth(portfolio: Portfolio, chosen: set) -> tuple[float, float]:
    """Net worth to the aim and cost of a subset."""
    gain = cost = 0.0
    for option in portfolio.options:
        if option.id in chosen:
            gain += sum(gain_counts(portfolio, each) for each in option.gains)
            cost += cost_counts(portfolio, option)
    for overlap in portfolio.overlaps:
        for option in comes_first(portfolio, overlap, chosen)[1:]:
            part = overlap.persons / option.persons(overlap.target_group_id) * (1 - (overlap.left_share or 0))
            for each in option.gains:
                if each.target_group_id in (None, overlap.target_group_id):
                    gain -= part * gain_counts(portfolio, each)
    return gain - cost, cost


def persons(portfolio: Portfolio, chosen: set, group: str) -> float:
    """How many different persons: all, less every further time that someone shared is counted."""
    total = sum(each.persons(group) or 0 for each in portfolio.options if each.id in chosen)
    for overlap in portfolio.overlaps:
        times = len(chosen & set(overlap.option_ids))
        if overlap.target_group_id == group and times > 1:
            total -= overlap.persons * (times - 1)
    return total


def broken(portfolio: Portfolio, chosen: set) -> set[str]:
    """The places of every rule that a subset breaks."""
    options = [each for each in portfolio.options if each.id in chosen]
    found = {f"options/{e.id}/kept" for e in portfolio.options if e.standing is Standing.KEPT and e.id not in chosen}
    found |= {f"options/{each.id}/excluded" for each in options if each.standing is Standing.EXCLUDED}
    projects = [each.project_id for each in options if each.project_id]
    found |= {f"projects/{each}" for each in projects if projects.count(each) > 1}
    found |= {f"exclusions/{each.id}" for each in portfolio.exclusions if len(chosen & set(each.option_ids)) > 1}
    for each in portfolio.prerequisites:
        if each.option_id in chosen and not chosen & set(each.any_of_ids):
            found.add(f"prerequisites/{each.id}")
    for budget in portfolio.budgets:
        paid = 0.0
        for option in options:
            for payment in option.payments:
                for year, amount in payment.amounts.values.items():
                    if budget.payer_id in (None, payment.payer_id) and budget.year in (None, year):
                        paid += amount
        if paid > budget.limit_sek:
            found.add(f"budgets/{budget.id}")
    for capacity in portfolio.capacities:
        for year, limit in capacity.limits.values.items():
            if sum(use.amounts.values.get(year, 0) for option in options for use in option.uses) > limit:
                found.add(f"capacities/{capacity.id}/{year}")
    for each in portfolio.coverages:
        found |= outside(f"coverages/{each.id}", persons(portfolio, chosen, each.target_group_id), each)
    for each in portfolio.theme_rules:
        found |= outside(f"theme_rules/{each.id}", sum(each.theme_id in o.theme_ids for o in options), each)
    for each in portfolio.goal_rules:
        serving = [o for o in options if each.goal_id in o.goal_ids or any(each.goal_id in g.goal_ids for g in o.gains)]
        found |= outside(f"goal_rules/{each.id}", len(serving), each)
    return found


def outside(name: str, used: float, rule) -> set[str]:
    low = rule.at_least is not None and used < rule.at_least
    high = rule.at_most is not None and used > rule.at_most
    return ({f"{name}/at_least"} if low else set()) | ({f"{name}/at_most"} if high else set())


def best(portfolio: Portfolio) -> tuple[str, ...] | None:
    """The best subset that breaks nothing; ties by cost, number and the alphabet."""
    kept = [each for each in subsets(portfolio) if not broken(portfolio, each)]
    if not kept:
        return None

    def rank(chosen):
        net, cost = worth(portfolio, chosen)
        return (-round(net, 6), round(cost, 6), len(chosen), sorted(chosen))

    return tuple(sorted(min(kept, key=rank)))


def smallest_clash(portfolio: Portfolio) -> int:
    """How many rules the smallest set has of which every subset of options breaks one."""
    breaks = [broken(portfolio, each) for each in subsets(portfolio)]
    rules = sorted(set().union(*breaks))
    for size in range(1, len(rules) + 1):
        if any(all(set(some) & each for each in breaks) for some in combinations(rules, size)):
            return size
    raise AssertionError("some subset breaks nothing")
