"""One's own deductions and ratio beside those of published reports: a comparison to think about, never a default."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chain.model import Chain, MonetisedEffect
from sroi.results import Result

Position = Literal["below", "low", "high", "above"]


@dataclass(frozen=True)
class Band:
    """The spread of one figure over published reports: tenth, fiftieth and ninetieth percentile (shares 0–1; SEK per
    SEK for the ratio)."""

    figure: str
    p10: float
    p50: float
    p90: float

    def position(self, value: float) -> Position:
        """Below the band, in its lower or upper half (the median counts to the upper), or above it."""
        if value < self.p10:
            return "below"
        return "low" if value < self.p50 else "high" if value <= self.p90 else "above"


BANDS = {
    band.figure: band
    for band in (
        Band("deadweight", 0.05, 0.20, 0.50),
        Band("attribution", 0.10, 0.255, 0.53),
        Band("drop_off", 0.10, 0.215, 0.50),
        Band("ratio", 1.3, 3.6, 10.2),
    )
}
"""Indicative only: the figures were taken out of 383 reports by language models, the reports say what their authors
chose to publish, and what others have deducted is no reason for one's own deduction."""
SOURCE = "https://github.com/jcmunozmora/sroi-meta-analysis"
REPORTS = 383
"""How many reports the bands are from: an open analysis of the Social Value International library."""


@dataclass(frozen=True)
class Beside:
    """One of the analysis' own figures beside its band. `place` is the figure's, or `result/ratio`."""

    place: str
    value: float
    band: Band

    @property
    def position(self) -> Position:
        """Where the figure lies in the band."""
        return self.band.position(self.value)


def beside_published(chain: Chain, result: Result) -> tuple[Beside, ...]:
    """Deadweight, attribution and drop-off of every counted effect, and the ratio, beside published reports.

    Drop-off is left out where it does nothing: on effects with a profile of their own or of a single year. Attribution
    is the share due to others. The ratio is that of the result's own perspective, left out where none may be shown. The
    comparison changes nothing. Source: `SOURCE`.
    """
    ratio = result.total(result.settings.perspective).ratio
    counted = {effect.effect_id for effect in result.effects}
    found = [each for effect in chain.effects if effect.id in counted for each in _of_effect(effect)]
    return tuple(found if ratio is None else [*found, Beside("result/ratio", float(ratio), BANDS["ratio"])])


def _of_effect(effect: MonetisedEffect) -> Iterator[Beside]:
    lasts = effect.quantity.kind != "yearly_profile" and effect.duration_years.value > 1
    for field in ("deadweight", "attribution", "drop_off"):
        if field != "drop_off" or lasts:
            yield Beside(f"effects/{effect.id}/{field}", getattr(effect, field).value, BANDS[field])
