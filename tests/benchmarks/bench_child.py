"""How fast the child model is: `python -m tests.benchmarks.bench_child`. Four options, four horizons, all payers.

Aims: the whole result in less than 0.2 s, 10,000 draws of it in less than 1 s.
"""

from statistics import median
from time import perf_counter

from sroi.forecast.child import forecast
from sroi.forecast.child_choice import acceptability, choices
from sroi.forecast.child_psa import simulate
from tests.golden.test_golden_child import REFERENCE

RESULT_SECONDS, DRAWS_SECONDS = 0.2, 1.0


def seconds(work, times: int) -> float:
    """Median time of some runs."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()
        found.append(perf_counter() - start)
    return median(found)


def main() -> None:
    """Measure and print, against the aims."""
    result = seconds(lambda: choices(forecast(REFERENCE), "public"), 9)
    first = seconds(lambda: simulate(REFERENCE), 1)
    draws = seconds(lambda: simulate(REFERENCE), 5)
    simulation = simulate(REFERENCE)
    outlooks = seconds(lambda: [simulation.outlook(name, "public", 10) for name in simulation.options], 5)
    curve = seconds(lambda: acceptability(simulation, "public", 10, range(0, 1_000_001, 10_000)), 5)
    print(f"result, four options at four horizons   {result:7.3f} s   aim {RESULT_SECONDS} s")
    print(f"10,000 draws of it, the first time      {first:7.3f} s   aim {DRAWS_SECONDS} s")
    print(f"10,000 draws of it                      {draws:7.3f} s   aim {DRAWS_SECONDS} s")
    print(f"intervals of four options at a horizon  {outlooks:7.3f} s")
    print(f"acceptability at 101 thresholds         {curve:7.3f} s")


if __name__ == "__main__":
    main()
