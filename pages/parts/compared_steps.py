"""What every page that describes a comparison shows around its fields: where one is, the problems, the next step."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import streamlit as st

from chain.forecast.checks import check_comparison
from chain.forecast.model import Comparison
from chain.forecast.walk import PARTS, Part, PartState, next_part, part_of, states
from chain.problem import Problem, Severity
from pages.parts import editor, flash, links, past, trail, workspace
from pages.parts.compared_forecast import DESK, opened
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.problems import place_name, sentence
from storage import operations
from storage.operations import StoredComparison

RESULT = "forecast_result"
BOXES = ((Severity.ERROR, st.error), (Severity.WARNING, st.warning), (Severity.NOTE, st.info))


def begin(part: Part) -> tuple[StoredComparison, tuple[PartState, ...]]:
    """The top of a page: the comparison's name, where one is, what is asked here and why."""
    found = opened()
    of = states(found.comparison, check_comparison(found.comparison))
    number = PARTS.index(part) + 1
    name = found.comparison.name.into(language()) or found.comparison.id
    st.caption(f"{plain(name)} · " + t("compared.part_of", number=number, count=len(PARTS)))
    st.title(t(f"page.{part}"), anchor=False)
    flash.show()
    _trail(found, of)
    st.markdown(f"**{t(f'forecast_part.{part}.question')}**")
    st.markdown(f"{t('walk.mistake')}: {t(f'forecast_part.{part}.mistake')}")
    return found, of


def _trail(found: StoredComparison, of: Iterable[PartState]) -> None:
    """Every part: how far it has come, in words and with a sign, whether a draft waits, and its way."""
    of, drafts = list(of), waiting(found)
    done = sum(each.done for each in of)
    with st.expander(t("trail.done", count=done, of=len(of))):
        for each in of:
            how = "done" if each.done else "begun" if each.begun else "not_begun"
            told = [t(f"trail.is_{how}"), *([t("trail.has_draft")] if each.part in drafts else [])]
            links.link(each.part, plain(f"{trail.SIGNS[how]} {t(f'page.{each.part}')}: {', '.join(told)}"))


def waiting(found: StoredComparison) -> set[Part]:
    """The parts where this person has typed something in this comparison and not saved it."""
    key = DESK.key(found)
    drafts = operations.open_drafts(workspace.store(), workspace.who())
    return {part_of(each.form) for each in drafts if each.intervention_id == key}


def end(part: Part, of: Sequence[PartState]) -> None:
    """The bottom of a page: what is still to mend here, and the one next step."""
    _problems(of[PARTS.index(part)].problems)
    at = PARTS.index(part)
    st.divider()
    with st.container(horizontal=True, key="walk-next"):
        if at:
            links.link(PARTS[at - 1], t("walk.previous", title=t(f"page.{PARTS[at - 1]}")))
        if at + 1 < len(PARTS):
            links.link(PARTS[at + 1], t("walk.next", title=t(f"page.{PARTS[at + 1]}")))
    missing = next_part(of)
    if missing is None:
        to_result(opened().comparison.id)
    elif missing is not part and at + 1 == len(PARTS):
        links.link(missing, t("walk.not_done_yet", title=t(f"page.{missing}")))


def to_result(comparison_id: str) -> None:
    """The way to the result, where there is a page for it."""
    if RESULT in st.session_state["pages"]:
        links.link(RESULT, t("compared.to_result"), comparison=comparison_id)


def _problems(found: Sequence[Problem]) -> None:
    """What is still to mend, gravest first, each with its place and its remedy."""
    edited = "/".join(st.query_params.get("edit", "").split("/")[:2])
    shown = [each for each in found if not edited or f"{each.place}/".startswith(f"{edited}/")]
    if not shown:
        return
    st.header(t("walk.to_mend", count=len(shown)), anchor=False)
    comparison = opened().comparison
    for severity, draw in BOXES:
        lines = [_line(each, comparison) for each in shown if each.severity is severity]
        if lines:
            draw(f"**{t(f'severity.{severity}')}**\n" + "\n".join(lines))


def _line(found: Problem, comparison: Comparison) -> str:
    words = plain(sentence(language(), found, comparison))
    if not found.place:
        return f"- {words}"
    return f"- **{plain(place_name(language(), found.place, comparison))}**: {words}"


def form(
    found: StoredComparison,
    name: str,
    draw: Callable[[Sheet, Comparison], Mapping[str, object]],
    places: Collection[str],
) -> None:
    """The form for some of the comparison's own parts; `places` are those that it changes."""
    sheet = Sheet(DESK.key(found), name, found.version, closed=found.archived or not found.writable, desk=DESK)
    attributes = draw(sheet, found.comparison)

    def apply(comparison: Comparison) -> Comparison:
        return Comparison.model_validate({**dict(comparison), **attributes})

    editor.finish(sheet, apply, tuple(places), closes=False)
    past.show_where_it_stands(found, *places, desk=DESK)
