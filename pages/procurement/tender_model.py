"""The model that bids will be compared by: described part by part, and read when it is locked."""

import streamlit as st

from chain.people import Wish
from chain.problem import Problem, Severity
from pages.parts import editor, links, tender_judged, tender_measures, tender_people, tender_rules, workspace
from pages.parts.access import guard
from pages.parts.tender_desk import Open, begin, onward, say_why_not
from pages.parts.tender_places import PARTS, link_to, problems_of, where
from pages.parts.words import t


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_model")
    asked = st.query_params.get("part") or where(st.query_params.get("edit", "")).part
    part = asked if asked in PARTS else PARTS[0]
    if part != "people":  # who is appointed can be changed when the model cannot
        say_why_not(found)
    problems = [each for each in problems_of(found) if each.severity is Severity.ERROR]
    _trail(found, part, [where(each.place).part for each in problems])
    st.header(t(f"tender_part_of.{part}"), anchor=False)
    _draw(found, part)
    if not editor.is_open():
        _after(found, part, [each for each in problems if where(each.place).part == part])


def _after(found: Open, part: str, left: list[Problem]) -> None:
    """What is left in this part, and the next one."""
    if left and found.writable:
        with st.expander(t("tender.left_here", count=len(left))):
            for each in left:
                link_to(each, found.found.id)
    following = PARTS[PARTS.index(part) + 1 :]
    if following:
        title = t(f"tender_part_of.{following[0]}")
        onward("tender_model", t("walk.next", title=title), procurement=found.found.id, part=following[0])
    else:
        onward("tender_weight", t("walk.next", title=t("page.tender_weight")), procurement=found.found.id)


def _trail(found: Open, part: str, wanting: list[str]) -> None:
    """The parts: how much is left in each, and the way there."""
    done = sum(each not in wanting for each in PARTS)
    with st.expander(t("tender.parts_done", count=done, of=len(PARTS))):
        for each in PARTS:
            left = wanting.count(each)
            told = t("tender.part_left", count=left) if left else t("tender.part_done")
            here = f" {t('tender.here')}" if each == part else ""
            label = f"{'…' if left else '✓'} {t(f'tender_part_of.{each}')}: {told}{here}"
            links.link("tender_model", label, procurement=found.found.id, part=each)


def _draw(found: Open, part: str) -> None:
    if part == "people":
        tender_people.show_people(found, workspace.may(Wish.PROCURE) and found.found.closed_at is None)
        return
    draw = {
        "what": tender_rules.show_what,
        "price": tender_rules.show_price,
        "measures": tender_measures.show_measures,
        "judged": tender_judged.show_judged,
        "rules": tender_rules.show_rules,
        "times": tender_rules.show_times,
    }
    draw[part](found)
