"""What a form writes in: an intervention's chain, a comparison, or a procurement's model. Forms, lists and saving are
the same for all."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from chain import edit
from chain.assumption import Frozen, Passport
from chain.model import Chain, passports
from pages.parts import workspace
from reports.texts.places import place_name
from storage import operations
from storage.operations import Conflict, HistoryEntry, Refused, Saved, Stored


class Desk(NamedTuple):
    """How the open thing is found and saved, and what is known of it.

    `stored()` is the open one as last saved; `content` its claims, `key` where drafts about it are kept, `save` one
    save on top of a version; `put` an element in place with what follows from it, `take` an element away; `users` who
    would lose a link; `figures` every number with its place; `name` what a place is called; `past` its history, where
    one is kept place by place. `prefix` stands before every place, so that it is told from one of something else.
    """

    stored: Callable[[], Any]
    content: Callable[[Any], Any]
    key: Callable[[Any], str]
    save: Callable[[Any, int], Saved | Conflict | Refused]
    put: Callable[[Any, str, Frozen], Any]
    take: Callable[[Any, str, str], Any]
    users: Callable[[Any, str, str], list[tuple[str, Frozen]]]
    figures: Callable[[Any], Iterable[tuple[str, Passport]]]
    past: Callable[[Any, str, int], list[HistoryEntry]] | None
    has_settings: bool = True
    prefix: str = ""

    def name(self, language: str, place: str, content: Any = None) -> str:
        """What a person calls a place in it."""
        return place_name(language, self.prefix + place.removeprefix(self.prefix), content)


def _save(chain: Chain, version: int) -> Saved | Conflict | Refused:
    return operations.save(workspace.store(), workspace.acting(), chain, version)


def _put(chain: Chain, kind: str, element: Frozen) -> Chain:
    return edit.with_shared_figures(edit.with_element(chain, kind, element), element)


def _past(stored: Stored, place: str, limit: int) -> list[HistoryEntry]:
    return operations.history(workspace.store(), workspace.acting(), stored.chain.id, place_prefix=place, limit=limit)


CHAIN = Desk(
    workspace.stored, lambda stored: stored.chain, lambda stored: stored.chain.id, _save,
    _put, edit.without_element, edit.users_of, passports, _past,
)  # fmt: skip
