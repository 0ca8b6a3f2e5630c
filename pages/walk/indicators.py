"""Indicators: how one sees that an outcome has come about."""

from collections.abc import Mapping

from chain.model import Chain, Direction, Indicator
from chain.text import Text
from chain.walk import Step
from pages.parts import context, editor, figures, inputs, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet


def _draw(sheet: Sheet, chain: Chain, old: Indicator) -> Mapping[str, object]:
    return {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "outcome_id": inputs.choice(sheet, "outcome_id", old.outcome_id, inputs.named(chain.outcomes), optional=True),
        "unit": inputs.line(sheet, "unit", old.unit),
        "direction": inputs.choice(sheet, "direction", old.direction, inputs.members("direction", Direction)),
        "baseline": figures.assumption(sheet, "baseline", old.baseline),
        "target": figures.assumption(sheet, "target", old.target),
        "data_source": inputs.text(sheet, "data_source", old.data_source),
        "measured_when": inputs.text(sheet, "measured_when", old.measured_when),
        "kolada_kpi": inputs.line(sheet, "kolada_kpi", old.kolada_kpi),
    }


KIND = Kind(
    "indicators",
    _draw,
    lambda ident: Indicator(id=ident, name=Text()),
    lambda chain, each: editor.names(chain.outcomes, (each.outcome_id,)),
)


def _shown(chain: Chain) -> list[Indicator]:
    """All of them, or the one whose form is open."""
    return [each for each in chain.indicators if not editor.is_open() or editor.is_open_for("indicators", each.id)]


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.INDICATORS)
    editor.show_several(stored, KIND)
    context.beside(_shown(stored.chain), stored.chain.id)
    steps.end(Step.INDICATORS, states)
