"""Known methods and published numbers to begin a comparison with; where no figure has a source, an empty template.

A figure stands here only when its source was read, or when it is worked out from such figures with the working shown.
Everything is meant to be replaced by own figures.
"""

from functools import cache
from pathlib import Path

from chain.assumption import Assumption, Frozen, Identifier, Line
from chain.forecast.model import Age, Option
from chain.text import Text

FILE = Path(__file__).resolve().parents[1] / "catalogue" / "methods.json"


class Finding(Frozen):
    """What a study found, to be read and not reckoned with: another country, currency or comparison."""

    words: Text
    source: Line
    url: Line = ""


class MethodEntry(Frozen):
    """A method as a beginning of an option: what is known is filled in, all else is left open."""

    id: Identifier
    name: Text
    for_whom: Text
    age_from: Age
    age_to: Age
    option: Option
    findings: tuple[Finding, ...] = ()

    @property
    def has_effect(self) -> bool:
        """Whether there is an effect with a source."""
        return self.option.effect.estimate is not None

    @property
    def has_cost(self) -> bool:
        """Whether there is a cost with a source."""
        return any(item.amount is not None for item in self.option.costs)

    @property
    def needs_own_figures(self) -> bool:
        """Whether cost or effect must come from somewhere else: an empty template in that part."""
        return not (self.has_effect and self.has_cost)


class KnownFigure(Frozen):
    """A published number for a field of a comparison; `field` is the last step of the places it fits."""

    id: Identifier
    name: Text
    field: Line
    figure: Assumption


class Catalogue(Frozen):
    """All methods, then the numbers that belong to no method."""

    methods: tuple[MethodEntry, ...]
    figures: tuple[KnownFigure, ...]

    def method(self, method_id: str) -> MethodEntry:
        """The method of this id; KeyError when there is none."""
        return {each.id: each for each in self.methods}[method_id]


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the product."""
    return Catalogue.model_validate_json(FILE.read_bytes(), strict=True)


def begin(method_id: str, option_id: str) -> Option:
    """A new option begun from a method, under an id of its own."""
    entry = catalogue().method(method_id)
    return entry.option.model_copy(update={"id": option_id, "name": entry.name, "method_id": method_id})
