"""How long the engine takes, and plain loops in the same run: `python -m tests.benchmarks.bench_engine`.

The workload: 200 monetised effects, three starting groups, a horizon of 15 years, twelve actors, twenty resources.
Cold: the chain's columns are read anew. Warm: they are already read, as when a setting is moved on a page.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np

from chain.assumption import Assumption, Series
from chain.model import Actor, Chain, Level, MonetisedEffect, Outcome, Proxy, Resource, ShareOfCohort
from chain.text import Text
from sroi import terms
from sroi.ratio import calculate, headline
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.oracle.naive import naive, total

EFFECTS, YEARS, ACTORS, RESOURCES, PRICES = 200, 15, 12, 20, 30
SETTINGS = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": YEARS})
DRAWN = ("deadweight", "displacement", "attribution", "drop_off", "quantity/share", "quantity/units")


def workload(seed: int = 1) -> Chain:
    """A large chain with random but sound numbers."""
    rng = np.random.default_rng(seed)
    number = lambda low, high: Assumption(value=round(float(rng.uniform(low, high)), 4))  # noqa: E731
    whole = lambda low, high: Assumption(value=int(rng.integers(low, high)))  # noqa: E731
    effects = tuple(
        MonetisedEffect(
            id=f"E{n}", name=Text(sv=f"E{n}"), outcome_id=f"O{n % 40}", actor_id=f"A{n % ACTORS}",
            proxy_id=f"P{n % PRICES}", quantity=ShareOfCohort(share=number(0, 0.5), units=number(0.5, 10)),
            deadweight=number(0, 0.5), displacement=number(0, 0.2), attribution=number(0, 0.6), drop_off=number(0, 0.3),
            lag_years=whole(0, 4), duration_years=whole(1, YEARS), cashable_share=number(0, 1),
            transfer_counterpart_id=f"A{(n + 1) % ACTORS}" if n % 10 == 0 else None, sign=-1 if n % 9 == 0 else 1,
        )
        for n in range(EFFECTS)
    )  # fmt: skip
    levels = list(Level)
    amounts = Series(values=dict.fromkeys((2023, 2024, 2025), 100_000.0))
    return Chain(
        id="bench", name=Text(sv="Stor kedja"), start_year=2023, end_year=2025,
        cohorts=Series(values={2023: 40, 2024: 50, 2025: 60}),
        actors=tuple(Actor(id=f"A{n}", name=Text(sv=f"A{n}"), level=levels[n % len(levels)]) for n in range(ACTORS)),
        outcomes=tuple(Outcome(id=f"O{n}", name=Text(sv=f"O{n}")) for n in range(40)),
        proxies=tuple(
            Proxy(id=f"P{n}", name=Text(sv=f"P{n}"), price=Assumption(value=1000.0 + 100 * n, price_year=2018 + n % 7))
            for n in range(PRICES)
        ),
        resources=tuple(
            Resource(id=f"R{n}", name=Text(sv=f"R{n}"), kind="money", payer_id=f"A{n % 4}", amounts=amounts)
            for n in range(RESOURCES)
        ),
        effects=effects,
    )  # fmt: skip


def milliseconds(work: Callable[[], object], repeats: int = 100) -> tuple[float, float]:
    """Median and best time of one call, ms."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return median(times), min(times)


def cold(work: Callable[[], object]) -> Callable[[], object]:
    """The same with the chain's columns forgotten first."""

    def forgotten() -> object:
        terms._kept.clear()
        return work()

    return forgotten


def draws_of(chain: Chain, count: int) -> dict[str, np.ndarray]:
    """Six uncertain numbers per effect, uniform around their values."""
    rng = np.random.default_rng(2)
    return {f"effects/{e.id}/{name}": rng.uniform(0.1, 0.4, count) for e in chain.effects for name in DRAWN}


def main() -> None:
    """Print the table."""
    chain = workload()
    plain = naive(chain, SETTINGS)
    expected = total(plain["gained"], {actor.id for actor in chain.actors})
    found = headline(chain, SETTINGS)[1].value
    figures = draws_of(chain, 1000)
    loops, _ = milliseconds(lambda: naive(chain, SETTINGS), 3)
    works = {
        "investment, value, ratio: warm": lambda: headline(chain, SETTINGS),
        "investment, value, ratio: cold": cold(lambda: headline(chain, SETTINGS)),
        "whole result: warm": lambda: calculate(chain, SETTINGS),
        "whole result: cold": cold(lambda: calculate(chain, SETTINGS)),
        "whole result and every effect: warm": lambda: calculate(chain, SETTINGS).effects,
    }
    print(f"{EFFECTS} effects, 3 starting groups, {YEARS} years; difference to plain loops {found / expected - 1:.1e}")
    print(f"{'':44}{'median ms':>10}{'best ms':>10}{'of loops':>10}")
    print(f"{'plain loops':44}{loops:10.2f}")
    for name, work in works.items():
        middle, best = milliseconds(work)
        print(f"{name:44}{middle:10.2f}{best:10.2f}{loops / middle:9.0f}×")
    middle, best = milliseconds(lambda: headline(chain, SETTINGS, figures), 7)
    print(f"{'ratio over 1,000 draws of 6 numbers each':44}{middle:10.2f}{best:10.2f}")


if __name__ == "__main__":
    main()
