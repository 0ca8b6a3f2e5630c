"""Cost against health as a value that cannot be misread: a price of a QALY where there is one, else the word.

A negative ratio cannot be made: it would mean either of two opposite things. Nor can a ratio of nothing gained, or a
benefit–cost ratio of an intervention that costs nothing.
"""

from dataclasses import dataclass
from enum import StrEnum


class Quadrant(StrEnum):
    """Where an option lies against the comparator on the cost-effectiveness plane."""

    COSTS_AND_GIVES = "costs_and_gives"
    DOMINANT = "dominant"
    DOMINATED = "dominated"
    SAVES_AND_LOSES = "saves_and_loses"
    UNDEFINED = "undefined"


PRICED = frozenset({Quadrant.COSTS_AND_GIVES, Quadrant.SAVES_AND_LOSES})


@dataclass(frozen=True)
class PerQaly:
    """SEK per QALY gained (north-east) or saved per QALY given up (south-west); else the word alone."""

    quadrant: Quadrant
    sek: float | None = None

    def __post_init__(self):
        if (self.sek is not None) != (self.quadrant in PRICED):
            raise ValueError(f"{self.quadrant} with {self.sek} SEK per QALY")
        if self.sek is not None and self.sek < 0:
            raise ValueError("a negative cost per QALY says nothing")


def quadrant_of(cost_sek: float, qalys: float) -> Quadrant:
    """The quadrant of a difference in cost and in QALYs. No more cost and more health is dominant."""
    if qalys == 0:
        return Quadrant.UNDEFINED
    if qalys > 0:
        return Quadrant.COSTS_AND_GIVES if cost_sek > 0 else Quadrant.DOMINANT
    return Quadrant.DOMINATED if cost_sek >= 0 else Quadrant.SAVES_AND_LOSES


def per_qaly(cost_sek: float, qalys: float) -> PerQaly:
    """ΔC ÷ ΔE where both are positive, or both negative; else the word alone."""
    quadrant = quadrant_of(cost_sek, qalys)
    return PerQaly(quadrant, cost_sek / qalys if quadrant in PRICED else None)


def benefit_cost(benefit_sek: float, cost_sek: float) -> float | None:
    """Benefit ÷ cost; None where the cost is nought or less."""
    return benefit_sek / cost_sek if cost_sek > 0 else None
