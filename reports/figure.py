"""A chart together with what it says in words and the numbers it was drawn from."""

from dataclasses import dataclass

from pandas import DataFrame


@dataclass(frozen=True)
class Figure:
    """A chart: its Vega-Lite spec, what it shows in one sentence, and the numbers behind it."""

    spec: dict
    description: str
    table: DataFrame
