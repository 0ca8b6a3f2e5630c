"""What drives a forecast: one number at a time from its low to its high, in net benefit, which has no jumps of sign."""

from dataclasses import dataclass

from sroi.forecast.child_points import Figure, Question


@dataclass(frozen=True)
class Bar:
    """One number at its low and at its high, all others as they are. SEK."""

    figure: Figure
    net_benefit_at_low: float
    net_benefit_at_high: float
    net_at_low: float
    net_at_high: float

    @property
    def span(self) -> float:
        """How far the net benefit is apart between the ends; never negative."""
        return abs(self.net_benefit_at_high - self.net_benefit_at_low)


@dataclass(frozen=True)
class Tornado:
    """The numbers by how far they move the net benefit, the widest first; the base line is `net_benefit`.

    `without_range` are those of which nobody has said how far they may vary: they may matter more than any bar.
    """

    net_benefit: float
    net: float
    bars: tuple[Bar, ...]
    without_range: tuple[Figure, ...]


def tornado(question: Question) -> Tornado:
    """Every number with a stated low or high, one at a time. Source: Howard (1988), Decision Analysis."""
    used = [each for each in question.used() if not each.name.endswith("/threshold_sek")]
    ranged = [each for each in used if each.has_range]
    net, benefit = question.at([{}, *(each.at(end) for each in ranged for end in each.ends)])
    bars = [
        Bar(each, float(benefit[at]), float(benefit[at + 1]), float(net[at]), float(net[at + 1]))
        for at, each in zip(range(1, len(net), 2), ranged, strict=True)
    ]
    without = tuple(each for each in used if not each.has_range)
    return Tornado(float(benefit[0]), float(net[0]), tuple(sorted(bars, key=lambda bar: -bar.span)), without)
