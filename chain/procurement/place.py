"""Where something of a procurement stands: `procurement/` before its place in the model or among the bids."""

from collections.abc import Iterable

from chain.problem import Problem

PREFIX = "procurement/"


def within(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each told to be of a procurement."""
    return [each._replace(place=PREFIX + each.place) for each in problems]
