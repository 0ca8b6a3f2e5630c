"""How far each number may reach: its low and high as stated, or what its sample says."""

from chain.model import Chain, passports
from chain.spread import spread_of
from sroi.distributions import distribution_of
from sroi.movable import Ranges

SAMPLE_ENDS = (0.05, 0.95)
"""A share measured in a sample has no low and high of its own; it reaches over the middle nine tenths of its draws."""


def stated_ranges(chain: Chain) -> Ranges:
    """Low and high by place for the numbers that tell them by a sample, n of N: the quantiles at `SAMPLE_ENDS`.

    All other numbers are left to their own low and high (`sroi.movable.movables`). A sample that cannot be drawn, such
    as 8 of 7, gives no range.
    """
    found = {}
    for place, figure in passports(chain):
        if spread_of(place, figure).has_sample:
            distribution, _ = distribution_of(place, figure)
            low, high = (distribution.quantile(chance) for chance in SAMPLE_ENDS)
            if low < high:
                found[place] = (low, high)
    return found
