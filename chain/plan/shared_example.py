"""Team Start, a made-up investment that the municipality pays and that others gain from too: an example to open."""

from functools import cache
from pathlib import Path

from chain.plan.document import read_portfolio
from chain.plan.model import Portfolio

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "plan" / "team-start.json"
HORIZONS = (2, 5, 8)
"""How far ahead the example is looked at: before it has come back, nearly, and after."""


@cache
def shared_example() -> Portfolio:
    """The example that ships with the product."""
    found, problems = read_portfolio(EXAMPLE.read_bytes())
    if found is None:
        raise ValueError(f"the worked example cannot be read: {problems[0].code}")
    return found
