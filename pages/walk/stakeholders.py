"""Stakeholders and actors: who is affected, and who pays or gains."""

from collections.abc import Mapping

from chain.model import Actor, Chain, Level, Stakeholder
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, figures, inputs, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.words import t


def _stakeholder(sheet: Sheet, chain: Chain, old: Stakeholder) -> Mapping[str, object]:
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "direct": inputs.tick(sheet, "direct", old.direct),
        "actor_id": inputs.choice(sheet, "actor_id", old.actor_id, inputs.named(chain.actors), optional=True),
        "group_size": figures.assumption(sheet, "group_size", old.group_size, figures.WHOLE),
        "involved": inputs.text(sheet, "involved", old.involved, long=True),
        "included": inputs.tick(sheet, "included", old.included),
    }
    if not given["included"]:
        given["exclusion_reason"] = inputs.text(sheet, "exclusion_reason", old.exclusion_reason, long=True)
    return given


def _actor(sheet: Sheet, chain: Chain, old: Actor) -> Mapping[str, object]:
    return {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "level": inputs.choice(sheet, "level", old.level, inputs.members("level", Level)),
    }


def _about(chain: Chain, each: Stakeholder) -> str:
    return t("about.included" if each.included else "about.excluded")


STAKEHOLDERS = Kind("stakeholders", _stakeholder, lambda ident: Stakeholder(id=ident, name=Text()), _about)
ACTORS = Kind(
    "actors",
    _actor,
    lambda ident: Actor(id=ident, name=Text(), level=Level.MUNICIPALITY),
    lambda chain, each: t(f"level.{each.level}"),
)


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.STAKEHOLDERS)
    editor.show_several(stored, ACTORS, STAKEHOLDERS)
    steps.end(Step.STAKEHOLDERS, states)
