"""What every link of the walk shows around its own fields: where one is, the question, the problems, the next step."""

from collections.abc import Sequence

import streamlit as st

from chain.people import Access, Wish
from chain.problem import Problem, Severity
from chain.walk import STEPS, Progress, Step, next_step, progress
from pages.parts import compute, flash, links, trail, workspace
from pages.parts.words import language, plain, t
from reports.texts.problems import place_name, sentence
from storage.operations import Stored


def opened(*does: Wish) -> Stored:
    """The open intervention; without one, the page ends with a way to choose.

    `does` is what people come to the page to do, else to change the chain; who may do none of it is told so.
    """
    stored = workspace.stored()
    if stored is None:
        st.title(t("walk.none_open"))
        st.write(t("walk.none_open_help"))
        links.link("overview", t("walk.choose_intervention"))
        st.stop()
    if stored.archived:
        st.warning(t("walk.archived"))
    if stored.access is not Access.OWN and stored.organisation_id != workspace.acting().organisation_id:
        st.info(plain(t(f"sharing.shared_for_{stored.access}", owner=stored.owner)))
    elif stored.access is Access.READ and workspace.acting().wishes(stored.chain.id).isdisjoint(does or (Wish.WRITE,)):
        st.info(t("visitor.reads_only"))
    return stored


def begin(step: Step) -> tuple[Stored, tuple[Progress, ...]]:
    """The top of a link's page: name, place in the walk, question, typical mistake, example."""
    stored = opened()
    states = progress(stored.chain, compute.problems(stored))
    number = STEPS.index(step) + 1
    st.caption(f"{plain(stored.chain.name.into(language()))} · " + t("walk.step_of", number=number, count=len(STEPS)))
    st.title(t(f"step.{step}.title"), anchor=False)
    flash.show()
    trail.show(stored, states)
    st.markdown(f"**{t(f'step.{step}.question')}**")
    st.markdown(f"{t('walk.mistake')}: {t(f'step.{step}.mistake')}")
    with st.expander(t("walk.example")):
        st.write(t(f"step.{step}.example"))
    return stored, states


def end(step: Step, states: Sequence[Progress]) -> None:
    """The bottom of a link's page: what is still to mend here, and the one next step."""
    here = states[STEPS.index(step)]
    show_problems(here.problems)
    following = STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]
    st.divider()
    with st.container(horizontal=True, key="walk-next"):
        if STEPS.index(step):
            before = STEPS[STEPS.index(step) - 1]
            links.link(before, t("walk.previous", title=t(f"step.{before}.title")))
        links.link(following, t("walk.next", title=t(f"step.{following}.title")))
    missing = next_step(states)
    if missing not in (step, following) and not all(state.done for state in states[:-1]):
        links.link(missing, t("walk.not_done_yet", title=t(f"step.{missing}.title")))


def _concerning(problems: Sequence[Problem]) -> list[Problem]:
    """While one element is edited, only what concerns it."""
    edited = "/".join(st.query_params.get("edit", "").split("/")[:2])
    return [each for each in problems if not edited or f"{each.place}/".startswith(f"{edited}/")]


def show_problems(problems: Sequence[Problem]) -> None:
    """What is still to mend, gravest first, each with its severity in words and its place."""
    shown = _concerning(problems)
    if not shown:
        return
    stored = workspace.stored()
    chain = stored.chain if stored else None
    st.header(t("walk.to_mend", count=len(shown)), anchor=False)
    for severity, draw in ((Severity.ERROR, st.error), (Severity.WARNING, st.warning), (Severity.NOTE, st.info)):
        lines = [
            f"- **{plain(place_name(language(), each.place, chain))}**: {plain(sentence(language(), each, chain))}"
            for each in shown
            if each.severity is severity
        ]
        if lines:
            draw(f"**{t(f'severity.{severity}')}**\n" + "\n".join(lines))


def programme(start: int, end: int, beyond: int = 0) -> range:
    """The programme's years, at most thirty of them, and some after it where asked."""
    return range(start, min(max(end, start), start + 29) + 1 + beyond)
