"""What the open data of a told result hold, as one document with a published schema (docs/told.schema.json)."""

from datetime import date
import json
from pathlib import Path
from typing import Literal

from pydantic import Field

from chain.assumption import Frozen
from reports.tell.story import Part
from sroi.settings import Settings

FORMAT, VERSION = "vardekedjan-told", 1
PUBLISHED = Path(__file__).parents[2] / "docs" / "told.schema.json"


class Sentence(Frozen):
    """What is said in a place, and what a rule said there where somebody has put it in their own words."""

    place: str
    words: str
    original: str | None = None


class Interval(Frozen):
    """The interval of a ratio, SEK per SEK: how probable it is (0–1) when `drawn` of `all_figures` vary."""

    credibility: float
    low: float
    high: float
    drawn: int
    all_figures: int


class PriceSpan(Frozen):
    """The ratio with the most cautious and the most hopeful prices, SEK per SEK; no interval, and no probability."""

    cautious: float
    hopeful: float


class Figures(Frozen):
    """One perspective's figures, SEK in present value. `ratio` and its `interval` stand together or not at all."""

    perspective: str
    name: str
    investment_known: bool
    investment_sek: float
    value_sek: float
    net_sek: float | None
    cashable_sek: float
    calculated_saving_sek: float
    welfare_value_sek: float
    payback_years: float | None
    ratio: float | None
    interval: Interval | None
    price_span: PriceSpan | None


class Row(Frozen):
    """One row of numbers of a chart, and each as it is written."""

    name: str
    values: tuple[float | None, ...]
    written: tuple[str, ...]


class Chart(Frozen):
    """A chart: what it shows in one sentence, and the numbers behind it."""

    place: str
    title: str
    finding: Sentence
    description: str
    kind: Literal["bars", "stacked", "lines", "waterfall", "ranges"]
    unit: str
    categories: tuple[str, ...]
    series: tuple[Row, ...]
    breaks_even_at: float | None


class Table(Frozen):
    """A table as it is read."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Fact(Frozen):
    """A name and what is said under it."""

    name: str
    words: str


class TellingPart(Frozen):
    """One part of the story."""

    part: Part
    heading: str
    said: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    items: tuple[str, ...]


class Told(Frozen):
    """A told result: what it is, how it was counted, its figures, and everything that is said."""

    format: Literal["vardekedjan-told"] = FORMAT
    version: Literal[1] = VERSION
    language: Literal["sv", "en"]
    title: str
    organisation: str
    made_on: date
    mark: str
    kept_version: str
    fingerprint: str = Field(pattern="^[0-9a-f]{64}$")
    engine_version: str
    horizon_years: int
    perspective: str
    conventions: str
    settings: Settings
    headline: tuple[Sentence, ...]
    figures: tuple[Figures, ...]
    parts: tuple[TellingPart, ...]


def schema_text() -> str:
    """The published schema as text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Told.model_json_schema(mode="serialization")}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(schema_text(), encoding="utf-8")
