"""Hypothesis strategies for settings: every combination of conventions, and money in known price years."""

from typing import get_args

from hypothesis import settings as running
from hypothesis import strategies as st

from sroi.settings import Settings

few = running(max_examples=30)
"""Whole chains are slow to draw; thirty of them, the same every time, have to do."""
CHOICES = (
    "filters", "drop_off", "drop_off_from", "discounting", "horizon_from", "costs_after_horizon", "income", "payback",
)  # fmt: skip


def options(field: str) -> tuple:
    """The named choices of one convention."""
    return get_args(Settings.model_fields[field].annotation)


def all_settings() -> st.SearchStrategy[Settings]:
    """Any settings: each convention, horizons to 30 years, rates from −2 to 15 %, price years within the index."""
    return st.builds(
        Settings,
        horizon_years=st.integers(1, 30),
        discount_rate=st.integers(-20, 150).map(lambda permille: permille / 1000),
        investment_discounted=st.booleans(),
        payback_discounted=st.booleans(),
        with_optional=st.booleans(),
        price_year=st.none() | st.integers(2006, 2024),
        **{field: st.sampled_from(options(field)) for field in CHOICES},
    )
