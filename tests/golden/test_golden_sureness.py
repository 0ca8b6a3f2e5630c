"""The example interventions with the ranges that their prices state: the same seed, the same figures.

Drawn once with 10,000 draws and seed 20260101. Whoever changes how draws are made changes these, and says so.
"""

import pytest

from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.sureness import Drawing, sureness
from tests.golden.examples import example

DRAWN = {
    "I1": (3, 53, 2.852752108206173, 3.6756101163110126, 3.3017046669343544, 1.0),
    "I2": (6, 62, 0.686103347647383, 1.122564581334399, 0.8763986700653698, 0.1988),
    "I3": (6, 62, 0.6258428855966154, 0.8149437839692034, 0.7251864462953849, 0.0),
    "I4": (5, 56, 0.4157184728439356, 0.6710354028087364, 0.5277972380658121, 0.0),
}
"""Drawn and all figures in use; the 90 % interval and the mean of the public ratio; the probability that it pays."""


@pytest.mark.parametrize("name", DRAWN)
def test_the_example_gives_the_same_figures_under_its_seed(name):
    drawn, in_use, low, high, mean, chance = DRAWN[name]
    sure = sureness(example(name), SWEDISH_PUBLIC_SECTOR, Drawing(10_000, 20_260_101))
    outlook = sure.of("public")
    assert (sure.coverage.drawn, sure.coverage.all, outlook.chance.share) == (drawn, in_use, chance)
    found = (*outlook.ratio.interval(0.9)[:2], outlook.ratio.mean)
    assert found == pytest.approx((low, high, mean), rel=1e-12)
