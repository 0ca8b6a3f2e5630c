"""What the problem takes from a child's quality of life."""

from collections.abc import Mapping

from chain.forecast.model import Comparison
from chain.forecast.walk import Part
from pages.parts import compared_steps, figures
from pages.parts.access import guard
from pages.parts.compared_fields import known_for, number
from pages.parts.sheet import Sheet

PLACES = ("health",)


def _draw(sheet: Sheet, comparison: Comparison) -> Mapping[str, object]:
    old = comparison.health
    weights = {
        name: number(
            sheet, name, getattr(old, name), figures.SHARE, unit="share", place=f"health/{name}", known=known_for(name)
        )
        for name in ("quality_without", "quality_loss")
    }
    return {"health": {**dict(old), **weights}}


def render() -> None:
    """Draw the page."""
    guard()
    found, states = compared_steps.begin(Part.HEALTH)
    compared_steps.form(found, "health", _draw, PLACES)
    compared_steps.end(Part.HEALTH, states)
