"""The passport of a number: its value, unit, spread, source, price year, evidence, and who wrote it when."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from chain.text import Text

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$")]
Year = Annotated[int, Field(ge=1900, le=2200)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Correlation = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
LONGEST_LINE = 2_000
Line = Annotated[str, Field(max_length=LONGEST_LINE)]


class Frozen(BaseModel):
    """Base of everything a chain holds: unchangeable, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)


class Mark(StrEnum):
    """Where a number comes from: not stated yet, a named source, sourced numbers it is derived from, or made up."""

    NOT_STATED = "not_stated"
    SOURCED = "sourced"
    DERIVED = "derived"
    ILLUSTRATIVE = "illustrative"


class Evidence(StrEnum):
    """How well the number is supported, strongest first."""

    RANDOMISED = "randomised"
    CONTROLLED = "controlled"
    BEFORE_AFTER = "before_after"
    REGISTER = "register"
    DESCRIPTIVE = "descriptive"
    EXPERT = "expert"
    ASSUMED = "assumed"


class Shape(StrEnum):
    """How the number spreads between low and high."""

    FIXED = "fixed"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    PERT = "pert"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    BETA = "beta"
    GAMMA = "gamma"


class Passport(Frozen):
    """What every number carries besides the number.

    `figure_id` names a number that stands in several places: places with the same name hold the same number,
    and count as one uncertain number. `reason` answers why this number, and is required for deductions, also when 0.
    `credibility` is the probability meant by low to high (0–1), `shape` how the number spreads between them.
    A share measured in a sample says so instead: `sample_hits` of `sample_size`. Figures of one `group_id` move
    together, two of them with the rank correlation √(a × b) of their `group_correlation` a and b (−1 to 1; one below 0
    moves against the group).
    """

    unit: Line = ""
    mark: Mark = Mark.NOT_STATED
    source: Line = ""
    url: Line = ""
    price_year: Year | None = None
    evidence: Evidence | None = None
    reason: Text = Text()
    derivation: Text = Text()
    note: Text = Text()
    author: Line = ""
    noted_on: date | None = None
    figure_id: Identifier | None = None
    shape: Shape | None = None
    credibility: Share | None = None
    sample_hits: Count | None = None
    sample_size: Count | None = None
    group_id: Identifier | None = None
    group_correlation: Correlation | None = None


class Assumption(Passport):
    """One number with its passport; `low` and `high` in the same unit as `value`. Shares are 0–1."""

    value: Number
    low: Number | None = None
    high: Number | None = None


class Series(Passport):
    """One number a calendar year, under a shared passport. `low_factor` and `high_factor` stretch the whole series."""

    values: dict[Year, Number]
    low_factor: Number | None = None
    high_factor: Number | None = None

    @field_serializer("values")
    def _in_year_order(self, values: dict[Year, Number]) -> dict[Year, Number]:
        return dict(sorted(values.items()))

    def total(self) -> float:
        """Sum over all years, in the series' unit."""
        return sum(self.values.values())


def our_share(attribution: float) -> float:
    """The share of a change that is ours (0–1): what is left without `attribution`, the share due to others."""
    return 1 - attribution
