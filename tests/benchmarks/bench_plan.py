"""How long choosing under budgets takes: `python -m tests.benchmarks.bench_plan`.

Portfolios of 7, 15 and 30 options with budgets by year and payer, staff, exclusions and overlaps: the optimum alone
(with its proof and its rule for ties), the whole plan (what limits it, margins, runner-up), a clash of rules, and how
sure the choice is with what is worth learning (10,000 draws, 2,000 where each is searched). Then the optimum of 60
options that five payers pay over ten years, each payer with a budget every year, for several seeds: with set-up and
steady years, as applications have them, and, far harder to prove, with every year drawn by itself. Beside it the plain
way: every subset in a loop.
"""

from collections.abc import Callable
from time import perf_counter, process_time

import numpy as np

from chain.plan.model import Budget, Capacity, Exclusion, Overlap, Payment, Portfolio, Spread, Standing, Use
from sroi.plan.choosing import optimum
from sroi.plan.clash import clash
from sroi.plan.compiled import Compiled
from sroi.plan.enumerated import feasible
from sroi.plan.how_sure import how_sure
from sroi.plan.portfolio import plan, ready
from tests.benchmarks.bench_engine import milliseconds
from tests.chain.portfolios import ACTORS, ONE_YEAR, START, gain, option, portfolio, years

SIZES, SEEDS, YEARS = (7, 15, 30), range(1, 9), 10


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


def steady(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One to three payers who pay for a set-up and then the same for two to seven years; gains from the year after."""
    first, lasts, whole = draw.integers(0, 4), draw.integers(2, 8), draw.uniform(0.3, 3) * 1e6
    paid, gained = np.zeros((len(ACTORS), YEARS)), np.zeros((len(ACTORS), YEARS))
    payers = draw.choice(len(ACTORS), size=draw.integers(1, 4), replace=False)
    for payer, part in zip(payers, draw.dirichlet(np.ones(len(payers))), strict=True):
        paid[payer, first : first + lasts] = np.round(whole * part, -3)
        paid[payer, first] += np.round(whole * part * draw.uniform(0, 0.5), -3)
    each_year = paid.sum() * draw.uniform(0.8, 4) / (YEARS - 1 - first)
    gained[:, first + 1 :] = each_year * draw.dirichlet(np.ones(len(ACTORS)))[:, None]
    return paid, gained


def unsteady(draw: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """About half of the payers pay, each year a sum that has nothing to do with the year before; so do the gains."""
    payers = draw.random(len(ACTORS)) < 0.5
    return (draw.uniform(low, high, (len(ACTORS), YEARS)) * 1e6 * who for low, high, who in (
        (0.1, 1.5, payers[:, None]), (0.1, 3, 1)))  # fmt: skip


def large(kind: Callable, seed: int, count: int = 60) -> Portfolio:
    """Options that five payers pay over ten years and gain from; each payer has a third of what all ask for, a year."""
    draw, terms = np.random.default_rng(seed), ONE_YEAR.model_copy(update={"horizon_years": YEARS})
    options, asked = [], np.zeros((len(ACTORS), YEARS))
    for at in range(count):
        paid, gained = kind(draw)
        asked += paid
        options.append(
            option(
                f"P{at:02}", 0, 0, persons=100, conventions=terms, spread=Spread(log_sd=0.3),
                payments=tuple(
                    Payment(payer_id=each.id, amounts=years(*sums)) for each, sums in zip(ACTORS, paid, strict=True)
                ),
                gains=tuple(gain(*sums, gainer=each.id) for each, sums in zip(ACTORS, gained, strict=True)),
            )
        )  # fmt: skip
    budgets = (
        Budget(id=f"{each.id}-{year}", payer_id=each.id, year=START + year, limit_sek=asked[at, year] / 3)
        for at, each in enumerate(ACTORS)
        for year in range(YEARS)
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


def _processor_time(problem: Compiled) -> float:
    began = process_time()
    optimum(problem)
    return process_time() - began


def main() -> None:
    """Print the table."""
    print(f"{'options':>8}{'optimum ms':>12}{'plan ms':>10}{'clash ms':>10}{'sure ms':>10}  portfolios  way")
    for case in map(workload, SIZES):
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
    for kind in (steady, unsteady):
        times = [_processor_time(ready(large(kind, seed))) for seed in SEEDS]
        print(f"60 options, fifty budgets, {kind.__name__} years, s: {', '.join(f'{each:.2f}' for each in times)}")
    print(f"every one of {2**7} subsets of 7 options in a loop: {plainly(workload(7)) * 1000:.0f} ms")
    every = feasible(ready(workload(15)))
    print(f"within the rules of 15 options: {len(every):,}")


if __name__ == "__main__":
    main()
