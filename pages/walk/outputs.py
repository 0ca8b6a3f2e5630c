"""Outputs: how much was done, and by which activities."""

from collections.abc import Mapping

from chain.model import Chain, Output
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, figures, inputs, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet


def _draw(sheet: Sheet, chain: Chain, old: Output) -> Mapping[str, object]:
    years = steps.programme(chain.start_year, chain.end_year)
    return {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "unit": inputs.line(sheet, "unit", old.unit),
        "activity_ids": inputs.choices(sheet, "activity_ids", old.activity_ids, inputs.named(chain.activities)),
        "targets": figures.series(sheet, "targets", old.targets, years),
        "actuals": figures.series(sheet, "actuals", old.actuals, years),
    }


KIND = Kind(
    "outputs",
    _draw,
    lambda ident: Output(id=ident, name=Text()),
    lambda chain, each: editor.names(chain.activities, each.activity_ids),
)


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.OUTPUTS)
    editor.show_several(stored, KIND)
    steps.end(Step.OUTPUTS, states)
