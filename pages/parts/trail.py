"""The whole walk in a few lines: which links are done, begun or not begun, and where drafts wait."""

from collections.abc import Iterable

import streamlit as st

from chain.model import KINDS
from chain.walk import STEPS, Progress, Step, step_of
from pages.parts import links, workspace
from pages.parts.words import plain, t
from storage.operations import Draft, Stored

SIGNS = {"done": "✓", "begun": "…", "not_begun": "–"}
PARTS = {
    "effects/impact": Step.IMPACT,
    "effects/value": Step.VALUE,
    "chain/no_negative": Step.OUTCOMES,
    "chain/learning": Step.RESULT,
}
"""Forms that edit a part of something; all other forms stand on the page of their kind."""
WALKED = {"chain", *KINDS}
"""What the links are about. Something may also be typed of a version, a target or a measurement, which are none."""


def show(stored: Stored, states: Iterable[Progress]) -> None:
    """A closed list of every link: how far it has come, in words and with a sign, and its way."""
    walked = [each for each in states if each.step is not Step.RESULT]
    drafts = waiting(stored)
    done = sum(each.done for each in walked)
    label = t("trail.done", count=done, of=len(walked))
    titles = ", ".join(t(f"step.{step}.title") for step in STEPS if step in drafts)
    with st.expander(f"{label} {t('trail.drafts', titles=titles)}" if titles else label):
        for each in walked:
            links.link(each.step, _line(each, each.step in drafts))


def _line(state: Progress, has_draft: bool) -> str:
    how = "done" if state.done else "begun" if state.begun else "not_begun"
    told = [t(f"trail.is_{how}"), *([t("trail.has_draft")] if has_draft else [])]
    return plain(f"{SIGNS[how]} {t(f'step.{state.step}.title')}: {', '.join(told)}")


def waiting(stored: Stored) -> set[Step]:
    """The links where this person has typed something in this intervention and not saved it, and may still save it."""
    if not stored.writable:
        return set()
    here = (each for each in workspace.drafts() if each.intervention_id == stored.chain.id)
    return {_step_of(each) for each in here if each.form.partition("/")[0] in WALKED}


def _step_of(draft: Draft) -> Step:
    kind, *rest = draft.form.split("/")
    return PARTS.get(f"{kind}/{rest[-1]}") or step_of(draft.form)
