"""The forms for what options and rules of a portfolio refer to: who pays and gains, themes, goals, target groups."""

from collections.abc import Mapping

from chain.model import Actor, Goal, Level
from chain.plan.model import Named, Portfolio
from chain.text import Text
from pages.parts import inputs
from pages.parts import portfolio_fields as fields
from pages.parts.editor import Kind
from pages.parts.portfolio_desk import DESK
from pages.parts.sheet import Sheet, label_of
from pages.parts.words import t


def _actor(sheet: Sheet, _: Portfolio, old: Actor) -> Mapping[str, object]:
    levels = inputs.members("level", Level)
    return {
        "name": fields.text(sheet, "name", old.name, required=True),
        "level": inputs.choice(sheet, "level", old.level, levels, label=label_of("level")),
    }


def _named(sheet: Sheet, _: Portfolio, old: Named | Goal) -> Mapping[str, object]:
    return {"name": fields.text(sheet, "name", old.name, required=True)}


def _level(_: Portfolio, each: Actor) -> str:
    return t(f"level.{each.level}")


def _nothing(*_: object) -> str:
    return ""


ACTORS = Kind("actors", _actor, lambda ident: Actor(id=ident, name=Text(), level=Level.MUNICIPALITY), _level,
              desk=DESK, called="portfolio_actors")  # fmt: skip
GOALS = Kind("goals", _named, lambda ident: Goal(id=ident, name=Text()), _nothing, desk=DESK,
             called="portfolio_goals")  # fmt: skip
THEMES = Kind("themes", _named, lambda ident: Named(id=ident), _nothing, desk=DESK)
TARGET_GROUPS = Kind("target_groups", _named, lambda ident: Named(id=ident), _nothing, desk=DESK)
