"""The benchmark's model drawn by squigglepy, run by its own interpreter: prints time and answer as JSON."""

import json
from math import log
import sys
from time import perf_counter

import numpy as np
import squigglepy as sq

EFFECTS, INVESTMENT, YEARS, RATE = 200, 20_000_000, 15, 0.035


def share(mean: float):
    """Beta(20 m, 20 (1−m))."""
    return sq.beta(20 * mean, 20 * (1 - mean))


def ratio(count: int) -> np.ndarray:
    """The ratio in every draw, one effect at a time."""
    total = np.zeros(count)
    for row in range(EFFECTS):
        middle = 20 + 5 * (row % 40)
        value = sq.sample(sq.triangular(0.7 * middle, middle, 1.2 * middle), count)
        value = value * sq.sample(
            sq.lognorm(lognorm_mean=None, norm_mean=log(100 + 37 * (row % 53)), norm_sd=0.25), count
        )
        for mean in (0.10 + 0.02 * (row % 10), 0.05 + 0.01 * (row % 5), 0.15 + 0.03 * (row % 8)):
            value = value * (1 - sq.sample(share(mean), count))
        kept = (1 - sq.sample(share(0.10 + 0.05 * (row % 6)), count)) / (1 + RATE)
        total += value / (1 + RATE) * (1 - kept**YEARS) / (1 - kept)
    return total / INVESTMENT


def main() -> None:
    """One warm-up, one timed run."""
    count = int(sys.argv[1])
    ratio(100)
    start = perf_counter()
    found = ratio(count)
    percentiles = np.percentile(found, [5, 25, 50, 75, 95])
    taken = (perf_counter() - start) * 1000
    answer = dict(zip(("5", "25", "50", "75", "95"), percentiles.tolist(), strict=True))
    print(json.dumps({"milliseconds": taken, "mean": float(found.mean()), "percentiles": answer}))


if __name__ == "__main__":
    main()
