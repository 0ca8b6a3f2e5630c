"""Cost against health as a value that cannot be misread: a price of a QALY where there is one, else the word.

A negative ratio cannot be made: it would mean either of two opposite things. Nor can a ratio of nothing gained, or a
benefit–cost ratio of an intervention that costs nothing or does harm.
"""

from dataclasses import dataclass

from sroi.forecast.decision import Quadrant, quadrant_of

PRICED = frozenset({Quadrant.COSTS_AND_GIVES_MORE, Quadrant.COSTS_AND_GIVES_LESS})


@dataclass(frozen=True)
class PerQaly:
    """SEK per QALY gained (costs and gives more) or saved per QALY given up (costs and gives less); else the word."""

    quadrant: Quadrant
    sek: float | None = None

    def __post_init__(self):
        if (self.sek is not None) != (self.quadrant in PRICED):
            raise ValueError(f"{self.quadrant} with {self.sek} SEK per QALY")
        if self.sek is not None and self.sek < 0:
            raise ValueError("a negative cost per QALY says nothing")


def per_qaly(cost_sek: float, qalys: float) -> PerQaly:
    """ΔC ÷ ΔE where both are positive, or both negative; else the word alone."""
    quadrant = quadrant_of(cost_sek, qalys)
    return PerQaly(quadrant, cost_sek / qalys if quadrant in PRICED else None)


def benefit_cost(benefit_sek: float, cost_sek: float) -> float | None:
    """Benefit ÷ cost; None where the cost is nought or less, and where there is harm in place of a benefit.

    A negative ratio would lie nearer nought, and look better, the more the harm had cost.
    """
    return benefit_sek / cost_sek if cost_sek > 0 and benefit_sek >= 0 else None
