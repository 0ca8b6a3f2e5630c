"""Activities: what is done, and with which resources."""

from collections.abc import Mapping

from chain.model import Activity, Chain
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, inputs, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet


def _draw(sheet: Sheet, chain: Chain, old: Activity) -> Mapping[str, object]:
    return {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "description": inputs.text(sheet, "description", old.description, long=True),
        "resource_ids": inputs.choices(sheet, "resource_ids", old.resource_ids, inputs.named(chain.resources)),
    }


KIND = Kind(
    "activities",
    _draw,
    lambda ident: Activity(id=ident, name=Text()),
    lambda chain, each: editor.names(chain.resources, each.resource_ids),
)


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.ACTIVITIES)
    editor.show_several(stored, KIND)
    steps.end(Step.ACTIVITIES, states)
