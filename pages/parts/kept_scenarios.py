"""The reader's own scenarios of an intervention: kept as this person's choice, so that none is lost between visits."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, TypeAdapter, ValidationError

from chain.assumption import Evidence, Line, Number, Share
from chain.model import Chain
from chain.problem import Problem, problem
from pages.parts import workspace
from reports.scenarios import READY, scenario_name
from reports.texts import LANGUAGES
from sroi.movable import Movable
from sroi.scenarios import evidence_discount
from sroi.settings import Settings
from storage import operations

MOST = 12
UNSTATED = "not_stated"
"""The key of a discount on gains whose evidence nobody has stated."""


class Own(BaseModel):
    """One scenario as kept: figures by place, or discounts by evidence level (0–1)."""

    name: Line
    figures: dict[str, Number] = {}
    discounts: dict[str, Share] = {}

    def figures_in(self, chain: Chain, settings: Settings) -> dict[str, float]:
        """The figures by place that it comes to in this chain; of a number in several places only the first is told."""
        if not self.discounts:
            return dict(self.figures)
        levels = {level.value: level for level in Evidence} | {UNSTATED: None}
        shares = {levels[name]: share for name, share in self.discounts.items() if name in levels}
        return evidence_discount(chain, settings, shares)


class Counted(NamedTuple):
    """Own scenarios as they can be calculated now, and how many numbers of each no longer can."""

    figures: Mapping[str, Mapping[str, float]]
    gone: Mapping[str, int]


_LIST = TypeAdapter(list[Own])


def _key(chain: Chain) -> str:
    return f"scenarios:{workspace.acting().organisation_id}:{chain.id}"


def kept(chain: Chain) -> list[Own]:
    """The person's scenarios of this intervention, in the order they were made."""
    raw = operations.preference(workspace.store(), workspace.who(), _key(chain))
    try:
        return _LIST.validate_json(raw) if raw else []
    except ValidationError:
        return []


def keep(chain: Chain, new: Own) -> Problem | None:
    """Add a scenario, or put it in place of the one of its name."""
    there = kept(chain)
    names = [each.name for each in there]
    if new.name not in names and len(there) >= MOST:
        return problem("scenario.too_many", "scenario/name", most=MOST)
    changed = [new if each.name == new.name else each for each in there]
    return _write(chain, changed if new.name in names else [*there, new])


def remove(chain: Chain, name: str) -> None:
    """Take a scenario away."""
    _write(chain, [each for each in kept(chain) if each.name != name])


def _write(chain: Chain, scenarios: Sequence[Own]) -> Problem | None:
    raw = _LIST.dump_json(list(scenarios)).decode()
    return operations.set_preference(workspace.store(), workspace.who(), _key(chain), raw)


def counted(own: Sequence[Own], numbers: Sequence[Movable], chain: Chain, settings: Settings) -> Counted:
    """What each scenario changes of what is in the calculation now; the rest is told and stays kept.

    A typed number moves in all places where it stands. A discount stays with the gain it is for: the same number may
    stand in a cost, which is not made smaller.
    """
    by_place = {place: each for each in numbers for place in each.places}
    figures, gone = {}, {}
    for each in own:
        found = each.figures_in(chain, settings)
        possible = {place: value for place, value in found.items() if _can_be(by_place.get(place), value)}
        figures[each.name] = {
            moved: value
            for place, value in possible.items()
            for moved in ((place,) if each.discounts else by_place[place].places)
        }
        if len(possible) < len(found):
            gone[each.name] = len(found) - len(possible)
    return Counted(figures, gone)


def _can_be(number: Movable | None, value: float) -> bool:
    return number is not None and number.lowest <= value <= number.highest


def is_taken(name: str) -> bool:
    """Whether a ready-made scenario bears the name, in any language."""
    return name.casefold() in {each.casefold() for each in READY} | {
        scenario_name(each, language).casefold() for each in READY for language in LANGUAGES
    }
