"""How long it takes to compare forty bids on twelve measures, and to try them over ten thousand draws.

    python -m tests.benchmarks.bench_procurement

Prints milliseconds of processor time, median of nine rounds: the steadier figure when others use the computer.
"""

from collections.abc import Callable
from datetime import date
from statistics import median
from time import process_time

from chain.assumption import Assumption
from chain.period import Every
from chain.procurement.bid import Bids
from sroi.procurement.evaluate import evaluate
from sroi.procurement.robustness import Case, cases, robustness
from sroi.procurement.switching import switching
from sroi.procurement.thresholds import by_value_weight
from tests.chain.offers import bid, measure, model

BIDS, MEASURES, ROUNDS = 40, 12, 9
SPREAD = {"deadweight": (0.1, 0.2, 0.4), "attribution": (0.0, 0.1, 0.2), "drop_off": (0.05, 0.1, 0.2)}


def main() -> None:
    """Make them, measure, print."""
    made = model(
        *(_measure(n) for n in range(MEASURES)),
        every=Every.YEAR, first_on=date(2026, 1, 1), last_on=date(2029, 12, 31), horizon_years=8, discount_rate=0.03,
    )  # fmt: skip
    bids = tuple(bid(made, f"B{n}", 1e6 + 7_919.0 * n, *_quantities(n)) for n in range(BIDS))
    came = Bids(procurement_id=made.id, bids=bids)
    lines = evaluate(made, came).lines
    assert len(lines) == BIDS
    _line("evaluate", lambda: evaluate(made, came))
    _line("thresholds of the value weight", lambda: by_value_weight(made, lines))
    _line("switching values", lambda: switching(made, lines))
    _line("10 000 draws, the model as it is", lambda: robustness(made, lines, [Case("base")]))
    _line(f"10 000 draws, all {len(cases(made))} cases", lambda: robustness(made, lines))


def _measure(n: int):
    figures = {name: Assumption(value=v, low=low, high=high) for name, (low, v, high) in SPREAD.items()}
    return measure(
        f"M{n}", Assumption(value=1_000.0 + n, low=500.0, high=2_000.0), duration_years=Assumption(value=5.0), **figures
    )


def _quantities(n: int) -> list[tuple[float, ...]]:
    return [tuple(float((n * 7 + m * 3 + year) % 23) for year in range(4)) for m in range(MEASURES)]


def _line(name: str, action: Callable[[], object]) -> None:
    taken = []
    for _ in range(ROUNDS):
        begun = process_time()
        action()
        taken.append(process_time() - begun)
    print(f"  {name:42}{median(taken) * 1000:8.1f}", flush=True)


if __name__ == "__main__":
    main()
