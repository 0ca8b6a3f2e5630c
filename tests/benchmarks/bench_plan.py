"""How long choosing under budgets takes: `python -m tests.benchmarks.bench_plan`.

Portfolios of 7, 15 and 30 options with budgets by year and payer, staff, exclusions and overlaps: the optimum alone
(with its proof and its rule for ties), the whole plan (what limits it, margins, runner-up), a clash of rules, and how
sure the choice is with what is worth learning (10,000 draws, 2,000 where each is searched). Then 60 options that five
payers pay over ten years, each payer with a budget every year. Beside it the plain way: every subset in a loop.
"""

from time import perf_counter

import numpy as np

from chain.plan.model import Budget, Capacity, Exclusion, Overlap, Payment, Portfolio, Spread, Standing, Use
from sroi.plan.choosing import optimum
from sroi.plan.clash import clash
from sroi.plan.enumerated import feasible
from sroi.plan.how_sure import how_sure
from sroi.plan.portfolio import plan, ready
from tests.benchmarks.bench_engine import milliseconds
from tests.chain.portfolios import ACTORS, ONE_YEAR, START, gain, option, portfolio, years

SIZES = (7, 15, 30)


def workload(count: int, seed: int = 1) -> Portfolio:
    """Options of 0.5 to 6 millions with ratios of 0.8 to 4, and room for about a third of them."""
    draw = np.random.default_rng(seed)
    costs = np.round(draw.uniform(0.5, 6, count), 1) * 1e6
    values = np.round(costs * draw.uniform(0.8, 4, count))
    staff = draw.integers(0, 4, count)
    options = [
        option(
            f"P{at:02}", costs[at], values[at], persons=100, payer=("social", "school")[at % 2],
            uses=(Use(capacity_id="staff", amounts=years(staff[at])),), spread=Spread(log_sd=0.3),
        )
        for at in range(count)
    ]  # fmt: skip
    whole, names = float(costs.sum()), [each.id for each in options]
    return portfolio(
        *options,
        budgets=(Budget(id="all", limit_sek=whole / 3), Budget(id="school", payer_id="school", limit_sek=whole / 7)),
        capacities=(Capacity(id="staff", limits=years(float(staff.sum() // 2))),),
        exclusions=tuple(Exclusion(id=f"E{at}", option_ids=names[at : at + 2]) for at in range(0, count - 1, 5)),
        overlaps=tuple(
            Overlap(id=f"O{at}", target_group_id="young", option_ids=names[at : at + 3], persons=30)
            for at in range(0, count - 2, 6)
        ),
    )  # fmt: skip


def large(count: int = 60, seed: int = 1) -> Portfolio:
    """Options that five payers pay over ten years and gain from, each payer with a budget a year."""
    draw, terms = np.random.default_rng(seed), ONE_YEAR.model_copy(update={"horizon_years": 10})
    names, options = [each.id for each in ACTORS], []
    for at in range(count):
        paid = draw.uniform(0.1, 1.5, (len(names), 10)) * 1e6 * (draw.random(len(names)) < 0.5)[:, None]
        gained = draw.uniform(0.1, 3, (len(names), 10)) * 1e6
        options.append(
            option(
                f"P{at:02}", 0, 0, persons=100, conventions=terms, spread=Spread(log_sd=0.3),
                payments=tuple(Payment(payer_id=names[of], amounts=years(*paid[of])) for of in range(len(names))),
                gains=tuple(gain(*gained[of], gainer=names[of]) for of in range(len(names))),
            )
        )  # fmt: skip
    room = {name: sum(each.payments[at].amounts.values[START] for each in options) for at, name in enumerate(names)}
    budgets = (
        Budget(id=f"{name}-{year}", payer_id=name, year=year, limit_sek=room[name] / 3)
        for name in names
        for year in range(START, START + 10)
    )
    return portfolio(*options, conventions=terms, budgets=tuple(budgets))


def spoiled(case: Portfolio) -> Portfolio:
    """The same with the first half kept, which does not fit."""
    half = len(case.options) // 2
    kept = [each.model_copy(update={"standing": Standing.KEPT}) for each in case.options[:half]]
    return case.model_copy(update={"options": (*kept, *case.options[half:])})


def plainly(case: Portfolio) -> float:
    """The best net value by trying every subset, seconds it took."""
    problem, began = ready(case), perf_counter()
    count = len(problem.option_ids)
    for number in range(1 << count):
        bits = np.array([number >> at & 1 for at in range(count)], dtype=float)
        if problem.holds(bits):
            problem.worth(bits)
    return perf_counter() - began


def main() -> None:
    """Print the table."""
    print(f"{'options':>8}{'optimum ms':>12}{'plan ms':>10}{'clash ms':>10}{'sure ms':>10}  portfolios  way")
    for case in [*map(workload, SIZES), large()]:
        count = len(case.options)
        problem, clashing = ready(case), ready(spoiled(case))
        works = (
            lambda problem=problem: optimum(problem),
            lambda case=case: plan(case),
            lambda clashing=clashing: clash(clashing),
        )
        times = [milliseconds(work, 1)[1] for work in works]
        began = perf_counter()
        sure = how_sure(case).sureness
        times.append((perf_counter() - began) * 1000)
        print(f"{count:8}{times[0]:12.0f}{times[1]:10.0f}{times[2]:10.0f}{times[3]:10.0f}", end="")
        print(f"  {sure.portfolios:10,}  {sure.method}, {sure.draws:,} draws")
    print(f"every one of {2**7} subsets of 7 options in a loop: {plainly(workload(7)) * 1000:.0f} ms")
    every = feasible(ready(workload(15)))
    print(f"within the rules of 15 options: {len(every):,}")


if __name__ == "__main__":
    main()
