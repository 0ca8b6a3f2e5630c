"""A kept result with another horizon, another perspective or other numbers: tried, and not kept.

What comes back is a version like the kept one, counted by the same engine from the same chain, so that everything that
tells a kept result tells this one in the same way.
"""

from collections.abc import Mapping

from chain.assumption import Assumption, Series
from chain.place import Places, with_figures
from chain.problem import Problem
from sroi.frozen import FrozenVersion, freeze
from sroi.movable import Movable, movables
from sroi.settings import Settings
from sroi.sureness import Drawing

SPREAD = ("shape", "credibility", "sample_hits", "sample_size", "group_id", "group_correlation")
"""How sure a number is said to be, taken away: one that is tried is only itself."""


def tried(version: FrozenVersion, settings: Settings, values: Mapping[str, float]) -> FrozenVersion | list[Problem]:
    """The version under these settings with these numbers, by place (in the number's own unit; for a series by year a
    factor on all its years); or why it cannot be counted.

    A number that is tried no longer varies in the draws; places that hold the same figure move together. A place that
    the ratio does not rest on is left alone.
    """
    chain, record = version.chain, version.record
    places, figures = Places(chain), {}
    for each in movables(chain, record.settings):
        if each.place in values:
            figures |= {place: _moved(places.figure(place), each, values[each.place]) for place in each.places}
    return freeze(
        with_figures(chain, figures), settings, name=record.name, who=record.created_by, at=record.created_at,
        indexes=version.indexes, drawing=record.drawing or Drawing(),
    )  # fmt: skip


def _moved(figure: Assumption | Series, number: Movable, value: float) -> Assumption | Series:
    certain = dict.fromkeys(SPREAD)
    if isinstance(figure, Series):
        by_year = {year: each * value for year, each in figure.values.items()}
        return figure.model_copy(update=certain | {"values": by_year, "low_factor": None, "high_factor": None})
    return figure.model_copy(update=certain | {"value": value, "low": None, "high": None})
