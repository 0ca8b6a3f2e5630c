"""What a list tells of an intervention beyond its row: figures, caution and next step, worked out once a version."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from chain.walk import Step, next_step, progress
from pages.parts import caution, compute, workspace
from pages.parts.words import language, plain
from reports.headline import cost_sentence, ratio_sentence
from sroi.settings import Settings
from storage import operations
from storage.operations import InterventionSummary, Stored


class Glance(NamedTuple):
    """What has to be worked out from the whole chain, in words."""

    figures: str
    caution: str
    step: Step


def over(shown: Sequence[InterventionSummary], settings: Settings) -> dict[str, Glance]:
    """What to tell of each, by id; one that has just gone is left out.

    `shown` is what this person has just found in a list: what is remembered does not ask who may see it. Chains that
    nobody has looked at since they were saved are read together.
    """
    remembered = compute.glances()
    seen = {each.id: remembered.get(_key(each.id, each, settings)) for each in shown}
    unseen = [name for name, found in seen.items() if found is None]
    for name, stored in operations.load_several(workspace.store(), workspace.acting(), unseen).items():
        seen[name] = _look(stored, settings)
        remembered.keep(_key(name, stored, settings), seen[name])
    return {name: found for name, found in seen.items() if found is not None}


def _key(name: str, saved: InterventionSummary | Stored, settings: Settings) -> tuple:
    """The saved version, and all else that the words depend on: conventions, language, and the year of the checks."""
    version = name, saved.version, saved.created_at, saved.updated_at
    return *version, settings.model_dump_json(), language(), date.today().year


def _look(stored: Stored, now: Settings) -> Glance:
    states = progress(stored.chain, compute.problems(stored))
    result, span = compute.result(stored, now), compute.span(stored, now)
    cost = cost_sentence(result, language(), now.perspective)
    ratio = ratio_sentence(result, language(), now.perspective, span)
    return Glance(plain(f"{cost} {ratio}"), caution.short(stored, now), next_step(states))
