"""How long drivers, switching values and the value of information take: `python -m tests.benchmarks.bench_voi`.

The value of information: 16 uncertain parts of a net value, go or don't go, and a choice among three; beside it the
plain way, a cubic spline fitted to every draw. Errors are against the closed form for independent normal parts.
"""

import numpy as np

from chain.assumption import Assumption
from chain.model import Chain
from sroi.conditional import natural_spline
from sroi.sensitivity import tornado
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.switching import switching_values
from sroi.voi import choice, go_or_not, normal_perfect_information, value_of_information
from tests.benchmarks.bench_engine import SETTINGS, milliseconds, workload
from tests.golden.examples import example

PARTS = 16
SDS = np.linspace(100, 1600, PARTS)
MEAN = 1500.0


def decision(draws: int, seed: int = 1) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """A net value of sixteen independent normal parts."""
    parts = np.random.default_rng(seed).standard_normal((PARTS, draws))
    return MEAN + SDS @ parts, {f"part {n}": part for n, part in enumerate(parts)}


def plainly(net: np.ndarray, parts: dict[str, np.ndarray]) -> list[float]:
    """The same worths from a spline of eight knots fitted to every single draw by least squares."""
    worths = []
    for part in parts.values():
        basis = natural_spline(part, np.quantile(part, np.linspace(0.02, 0.98, 8)))
        fitted = basis @ np.linalg.lstsq(basis, net, rcond=None)[0]
        worths.append(float(np.maximum(fitted, 0).mean() - max(net.mean(), 0)))
    return worths


def error(found) -> float:
    """Largest difference from the closed form, as a share of the value of knowing everything."""
    exact = [normal_perfect_information(MEAN, sd) for sd in SDS]
    worth = {each.name: each.worth_sek for each in found.assumptions}
    whole = normal_perfect_information(MEAN, float(np.sqrt((SDS**2).sum())))
    return max(abs(worth[f"part {n}"] - each) for n, each in enumerate(exact)) / whole


def information() -> None:
    """Print the table for the value of information."""
    print(f"{'value of information, 16 parts':44}{'median ms':>10}{'best ms':>10}{'largest error':>15}")
    for draws, repeats in ((1_000, 30), (10_000, 15), (100_000, 3)):
        net, parts = decision(draws)
        found = value_of_information(go_or_not(net), parts)
        middle, best = milliseconds(lambda net=net, parts=parts: value_of_information(go_or_not(net), parts), repeats)
        print(f"{f'{draws:,} draws, go or not':44}{middle:10.1f}{best:10.1f}{error(found):15.2%}")
    net, parts = decision(10_000)
    three = choice([net, net[::-1] * 0.8, 0.5 * net + 700])
    works = {
        "10,000 draws, three interventions": lambda: value_of_information(three, parts),
        "10,000 draws, and a group of four": lambda: value_of_information(
            go_or_not(net), parts, {"four": list(parts)[:4]}
        ),
        "10,000 draws, a spline on every draw": lambda: plainly(net, parts),
    }
    for name, work in works.items():
        middle, best = milliseconds(work, 7)
        print(f"{name:44}{middle:10.1f}{best:10.1f}")


def with_ranges(chain: Chain) -> Chain:
    """The same chain with a low and a high for every deadweight and attribution."""

    def ranged(number: Assumption) -> Assumption:
        return number.model_copy(update={"low": number.value / 2, "high": (1 + number.value) / 2})

    effects = tuple(
        each.model_copy(update={"deadweight": ranged(each.deadweight), "attribution": ranged(each.attribution)})
        for each in chain.effects
    )
    return chain.model_copy(update={"effects": effects})


def drivers() -> None:
    """Print the table for tornado and switching values."""
    print(f"\n{'drivers':44}{'median ms':>10}{'best ms':>10}")
    for case, settings, repeats in ((example("I2"), SWEDISH_PUBLIC_SECTOR, 20), (workload(), SETTINGS, 3)):
        case = with_ranges(case)
        for title, work in (("tornado", tornado), ("switching values", switching_values)):
            middle, best = milliseconds(lambda work=work, case=case, settings=settings: work(case, settings), repeats)
            print(f"{f'{title}, {len(case.effects)} effects':44}{middle:10.1f}{best:10.1f}")


if __name__ == "__main__":
    information()
    drivers()
