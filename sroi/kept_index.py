"""A price index inside something that is kept: its levels as they stood then."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from chain.assumption import Frozen, Line, Number, Year
from sroi.discounting import Index


class KeptIndex(Frozen):
    """A price index as it stood: level by calendar year, the years that were preliminary, where it came from."""

    name: Line
    source: Line = ""
    values: dict[Year, Annotated[Number, Field(gt=0)]]
    preliminary: tuple[Year, ...] = ()

    def index(self) -> Index:
        """The index to calculate with."""
        return Index(self.name, MappingProxyType(self.values), frozenset(self.preliminary), self.source)


def index_as_data(index: Index) -> dict[str, object]:
    """An index as plain data, years in order."""
    values = {str(year): float(level) for year, level in index.values.items()}
    return {"name": index.name, "source": index.source, "values": values, "preliminary": sorted(index.preliminary)}


def indexes_of(kept: tuple[KeptIndex, ...]) -> Mapping[str, Index]:
    """Kept indexes by name, to calculate with."""
    return {each.name: each.index() for each in kept}
