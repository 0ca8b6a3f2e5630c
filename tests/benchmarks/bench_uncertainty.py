"""How long the draws take, and how much memory: `python -m tests.benchmarks.bench_uncertainty [--squigglepy PYTHON]`.

The workload: 200 monetised effects over 15 years, each with six uncertain numbers: a triangular quantity, a lognormal
price, and beta shares for deadweight, displacement, attribution and drop-off. Its exact mean ratio is 3.143321.
`PYTHON` is an interpreter of another environment in which squigglepy is installed; it is asked to draw the same model,
in turns with us. Cold: no distribution has been fitted and the chain has not been read.
"""

import argparse
from collections.abc import Callable
from functools import cache
import json
from math import sqrt
from pathlib import Path
import subprocess
import sys
from time import perf_counter

import numpy as np

from chain.assumption import Assumption, Series
from chain.model import Actor, Chain, DirectNumber, Level, MonetisedEffect, Outcome, Proxy, Resource
from chain.text import Text
from sroi import distributions, draws, fits, quantiles, terms
from sroi.settings import Settings
from sroi.simulate import simulate
from sroi.uncertainty import uncertainty

SETTINGS = Settings(
    horizon_years=15, discount_rate=0.035, discounting="end_year", investment_discounted=False, price_year=None
)
EXACT_MEAN = 3.143321
NINETY = np.array([0.05, 0.95]), np.array([0.95, 0.05])
PERCENTS = (5, 25, 50, 75, 95)
SQUIGGLE = Path(__file__).with_name("squiggle.py")


@cache
def beta_share(mean: float) -> Assumption:
    """A share with the distribution Beta(20 m, 20 (1−m)), told by its 5th and 95th percentiles."""
    low, high = quantiles.beta_quantile(20 * mean, 20 * (1 - mean), *NINETY)
    return Assumption(value=mean, low=float(low), high=float(high), shape="beta", credibility=0.9)


def price(middle: float) -> Assumption:
    """A price with the distribution LogNormal(ln middle, 0.25), told in the same way."""
    low, high = middle * quantiles.exp(0.25 * quantiles.normal_quantile(*NINETY))
    return Assumption(value=middle, low=float(low), high=float(high), shape="lognormal", credibility=0.9)


def shares_of(row: int, own: bool) -> dict[str, Assumption]:
    """The four shares of an effect; `own` makes every effect's a little different from all others'."""
    means = {
        "deadweight": 0.10 + 0.02 * (row % 10),
        "displacement": 0.05 + 0.01 * (row % 5),
        "attribution": 0.15 + 0.03 * (row % 8),
        "drop_off": 0.10 + 0.05 * (row % 6),
    }
    return {name: beta_share(round(mean + own * 1e-5 * row, 6)) for name, mean in means.items()}


def workload(effects: int = 200, own: bool = False) -> Chain:
    """The model as a chain."""
    name = Text(sv="Mätning")
    rows = []
    for row in range(effects):
        middle = 20 + 5 * (row % 40)
        quantity = Assumption(value=middle, low=0.7 * middle, high=1.2 * middle, shape="triangular")
        rows.append(
            MonetisedEffect(
                id=f"E{row}", name=name, outcome_id="O1", actor_id="A1", proxy_id=f"P{row}",
                quantity=DirectNumber(number=quantity), **shares_of(row, own), lag_years=Assumption(value=0),
                duration_years=Assumption(value=15), cashable_share=Assumption(value=0),
            )
        )  # fmt: skip
    spent = Series(values={2024: 100_000.0 * effects})
    return Chain(
        id="bench", name=name, start_year=2024, end_year=2024,
        actors=(Actor(id="A1", name=name, level=Level.MUNICIPALITY),), outcomes=(Outcome(id="O1", name=name),),
        proxies=tuple(Proxy(id=f"P{row}", name=name, price=price(100 + 37 * (row % 53))) for row in range(effects)),
        resources=(Resource(id="R1", name=name, kind="money", payer_id="A1", amounts=spent),), effects=tuple(rows),
    )  # fmt: skip


def forget() -> None:
    """Make the next calculation a cold one."""
    for kept in (fits.beta, fits.gamma, fits.pert_within, distributions._judged,
                 distributions._moments, distributions._cut, quantiles.beta_grid, quantiles.gamma_grid):  # fmt: skip
        kept.cache_clear()
    draws._kept.clear()
    terms._kept.clear()


def times(work: Callable[[], object], repeats: int, before: Callable[[], None] = lambda: None) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for _ in range(repeats):
        before()
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return sorted(found)


def show(name: str, found: list[float], more: str = "") -> None:
    """One line of the table."""
    print(f"{name:52}{found[len(found) // 2]:10.0f}{found[0]:10.0f}   {more}")


def speed(chain: Chain, repeats: int) -> None:
    """Time against the goals."""
    print(f"\n{'speed, draws included':52}{'median ms':>10}{'best ms':>10}")
    for count, goal in ((10_000, 250), (100_000, 2200)):
        show(f"{count:,} draws", times(lambda count=count: uncertainty(chain, SETTINGS, draws=count), repeats),
             f"goal {goal}")  # fmt: skip
    show("10,000 draws, one thread", times(lambda: uncertainty(chain, SETTINGS, threads=1), repeats))
    show("10,000 draws, horizons of 2, 10 and 15 years",
         times(lambda: uncertainty(chain, SETTINGS, horizons=(2, 10, 15)), repeats))  # fmt: skip
    show("10,000 draws, Latin hypercubes", times(lambda: uncertainty(chain, SETTINGS, plan="latin"), repeats))
    show("10,000 draws, cold", times(lambda: uncertainty(chain, SETTINGS), min(repeats, 5), forget))
    own = workload(own=True)
    show("10,000 draws, 1,200 distributions, none alike", times(lambda: uncertainty(own, SETTINGS), repeats))
    show("the same, cold", times(lambda: uncertainty(own, SETTINGS), 2, forget))


def growth(repeats: int) -> None:
    """Cost by draws and by effects; a straight line has the same cost each."""
    print(f"\n{'growth':52}{'median ms':>10}{'best ms':>10}   best, ns a number and draw")
    chain = workload()
    for count in (5_000, 20_000, 80_000, 320_000):
        found = times(lambda count=count: simulate(chain, SETTINGS, draws=count, seed=1), repeats)
        show(f"200 effects, {count:,} draws", found, f"{found[0] * 1e6 / count / 1200:5.1f}")
    for effects in (50, 100, 200, 400):
        one = workload(effects)
        found = times(lambda one=one: simulate(one, SETTINGS, draws=20_000, seed=1), repeats)
        show(f"{effects} effects, 20,000 draws", found, f"{found[0] * 1e6 / 20_000 / effects / 6:5.1f}")


PEAK = """
import sys
from tests.benchmarks.bench_uncertainty import SETTINGS, status, uncertainty, workload
chain = workload(own=sys.argv[2] == "own")
rest = status("VmRSS")
uncertainty(chain, SETTINGS, draws=int(sys.argv[1]))
print(rest, status("VmHWM"))
"""


def status(field: str) -> float:
    """This process's memory, MB, as Linux tells it: now (VmRSS) or at most so far (VmHWM)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith(field + ":"))


def memory() -> None:
    """Peak of a process of its own above the level before the draws, from nothing fitted."""
    print(f"\n{'memory':52}{'at rest MB':>12}{'above it':>10}   goal 150")
    for count, kind in ((10_000, "alike"), (100_000, "alike"), (100_000, "own"), (1_000_000, "alike")):
        run = subprocess.run([sys.executable, "-c", PEAK, str(count), kind], capture_output=True, text=True, check=True)
        rest, peak = map(float, run.stdout.split())
        print(f"{f'{count:,} draws, distributions {kind}':52}{rest:12.0f}{peak - rest:10.0f}")


def convergence(repeats: int = 24) -> None:
    """How far mean, median and a tail of the ratio swing between seeds, free draws against Latin hypercubes."""
    print(f"\n{'2,048 draws, swing between seeds':52}{'random':>10}{'latin':>10}   draws saved")
    chain = workload(20)
    found = {
        plan: [
            uncertainty(chain, SETTINGS, draws=2048, seed=seed, perspectives=("society",), plan=plan).outlooks[0].ratio
            for seed in range(repeats)
        ]
        for plan in ("random", "latin")
    }
    for name, read in {"mean": lambda r: r.mean, "median": lambda r: r.quantile(0.5), "5 %": lambda r: r.quantile(0.05),
                       "standard deviation": lambda r: r.deviation}.items():  # fmt: skip
        free, even = (float(np.std([read(each) for each in found[plan]], ddof=1)) for plan in ("random", "latin"))
        print(f"{name:52}{free:10.5f}{even:10.5f}   {(free / even) ** 2:8.1f}×")


def against_squigglepy(python: str, chain: Chain, repeats: int) -> None:
    """In turns, and whether the answers agree."""
    print(f"\n{'side by side':52}{'median ms':>10}{'best ms':>10}   of squigglepy")
    for count in (10_000, 100_000):
        ours, theirs, answers = [], [], []
        for _ in range(repeats):
            ours += times(lambda count=count: uncertainty(chain, SETTINGS, draws=count), 1)
            run = subprocess.run([python, str(SQUIGGLE), str(count)], capture_output=True, text=True, check=True)
            told = json.loads(run.stdout)
            theirs.append(told["milliseconds"])
            answers.append(told)
        ours, theirs = sorted(ours), sorted(theirs)
        times_faster = f"{theirs[len(theirs) // 2] / ours[len(ours) // 2]:.1f}× faster"
        show(f"squigglepy, one effect at a time, {count:,} draws", theirs)
        show(f"this engine, {count:,} draws", ours, times_faster)
    ratio = uncertainty(chain, SETTINGS, draws=100_000).of("society").ratio
    last = answers[-1]
    print(f"{'':18}{'ours':>12}{'squigglepy':>12}{'apart, in standard errors':>28}")
    rows = [("mean", ratio.mean, last["mean"], ratio.mean_error)]
    levels = {percent: round(percent * 2) - 1 for percent in PERCENTS}
    rows += [(f"{percent} %", ratio.quantiles[at], last["percentiles"][str(percent)], ratio.quantile_errors[at])
             for percent, at in levels.items()]  # fmt: skip
    for name, mine, other, error in rows:
        print(f"{name:18}{mine:12.4f}{other:12.4f}{(mine - other) / (sqrt(2) * error):28.1f}")


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--squigglepy", metavar="PYTHON")
    asked.add_argument("--repeats", type=int, default=7)
    options = asked.parse_args()
    chain = workload()
    ratio = uncertainty(chain, SETTINGS, draws=100_000).of("society").ratio
    away = (ratio.mean - EXACT_MEAN) / ratio.mean_error
    print(f"mean ratio {ratio.mean:.5f}, exact {EXACT_MEAN}: {away:.1f} standard errors apart; "
          f"at mean inputs {ratio.at_means:.4f}, point {ratio.point:.4f}")  # fmt: skip
    speed(chain, options.repeats)
    growth(min(options.repeats, 5))
    memory()
    convergence()
    if options.squigglepy:
        against_squigglepy(options.squigglepy, chain, min(options.repeats, 5))


if __name__ == "__main__":
    main()
