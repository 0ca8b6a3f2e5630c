"""The conventions under which a ratio is computed. They are printed with every result."""

from typing import Annotated, Literal

from pydantic import Field

from chain.assumption import Frozen, Line, Number, Year

ENGINE_VERSION = "1.0.1"
"""Moves when any result moves; the changelog says how under *results change*."""

Perspective = Annotated[
    str, Field(pattern=r"^(public|society|municipality|region|state|actor:[A-Za-z0-9][A-Za-z0-9_.:-]{0,63})$")
]
"""Public finances, everyone, one level of the public sector, or one actor by id."""


class Settings(Frozen):
    """Named choices where practice differs.

    `discounting`: exponent of (1 + rate), t = 0 being the first calendar year: t (`first_year_undiscounted`),
    t + ½ (`mid_year`), t + 1 (`end_year`). `horizon_from`: count the horizon from the first calendar year, or from each
    cohort's start. `costs_after_horizon`: leave costs after the horizon out (`cut`) or keep them.
    `perspective`: whose money counts, by the names of `sroi.perspective`; one payer alone as `actor:ID`.
    `payback`: first whole year from which the cumulative sum stays non-negative, the same interpolated within the year,
    or the Guide's investment ÷ first year's value.
    """

    name: Line = "own"
    horizon_years: Annotated[int, Field(ge=1, le=100)] = 10
    discount_rate: Annotated[Number, Field(ge=-0.5, le=1)] = 0.03
    filters: Literal["multiplicative", "additive"] = "multiplicative"
    drop_off: Literal["geometric", "straight_line"] = "geometric"
    drop_off_from: Literal["first_year", "second_year"] = "second_year"
    discounting: Literal["first_year_undiscounted", "mid_year", "end_year"] = "first_year_undiscounted"
    investment_discounted: bool = True
    horizon_from: Literal["first_calendar_year", "cohort_start"] = "first_calendar_year"
    costs_after_horizon: Literal["cut", "kept"] = "cut"
    income: Literal["lower_cost", "benefit"] = "lower_cost"
    payback: Literal["whole_year", "interpolated", "annual_value"] = "whole_year"
    payback_discounted: bool = True
    price_year: Year | None = 2024
    index: Line = "KPI"
    perspective: Perspective = "society"
    with_optional: bool = False


SWEDISH_PUBLIC_SECTOR = Settings(name="swedish_public_sector", perspective="public")
SROI_GUIDE = Settings(
    name="sroi_guide",
    discount_rate=0.035,
    discounting="end_year",
    investment_discounted=False,
    costs_after_horizon="kept",
    payback="annual_value",
    payback_discounted=False,
)
PRESETS = {preset.name: preset for preset in (SWEDISH_PUBLIC_SECTOR, SROI_GUIDE)}
HORIZONS = (2, 10, 15)
