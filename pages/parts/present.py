"""A told result before a room: one part at a time, the keys that turn to the next, and what is tried there."""

from functools import cache
from pathlib import Path

import streamlit as st

from pages.parts import links
from pages.parts.told_desk import RESULT, TONGUE, Told
from pages.parts.words import t
from reports.markup import escaped
from reports.table_output import STYLE as TABLES
from reports.tell.shown import STYLE as SHOWN
from reports.tell.shown import exhibit_html, facts_html, folded, grid_html, items_html
from reports.tell.story import STORY, Story

PART = "part"
"""Names in the address which part is shown, counted from one."""
WITH_THE_RATIO = "value"


def part_shown() -> int:
    """Which part the address asks for, counted from nought; the first for anything else."""
    asked = st.query_params.get(PART, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 1
    return min(max(number, 1), len(STORY)) - 1


def _turn_to(number: int) -> None:
    st.query_params[PART] = str(number + 1)


def show_ways(told: Told, at: int) -> None:
    """First, previous, next, last, and out."""
    ends = {"first": 0, "previous": at - 1, "next": at + 1, "last": len(STORY) - 1}
    with st.container(horizontal=True, key="present-ways"):
        for name, number in ends.items():
            away = number == at or not 0 <= number < len(STORY)
            st.button(t(f"present.{name}"), key=f"present-{name}", disabled=away, on_click=_turn_to, args=(number,))
        links.link("told", t("present.leave"), **{RESULT: told.summary.id, TONGUE: told.language})
    st.html(f"<script>{_script()}</script>", unsafe_allow_javascript=True)


@cache
def _script() -> str:
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def show_part(story: Story, at: int) -> None:
    """One part, large; where one is is told to those who hear the page too."""
    st.html(
        f"<style>{TABLES}{SHOWN}</style>"
        f'<div class="vk-stage" lang="{story.language}">{_where(story, at)}{_part(story, at)}</div>'
    )


def _where(story: Story, at: int) -> str:
    heading = escaped(story.chapter(STORY[at]).heading)
    where = escaped(t("present.where", number=at + 1, count=len(STORY), title=story.title))
    return (
        f'<p class="vk-where" role="status"><span class="vk-mark">{escaped(story.mark)}</span> {where}</p>'
        f"<h1>{heading}</h1>"
    )


def _part(story: Story, at: int) -> str:
    chapter, first = story.chapter(STORY[at]), []
    if chapter.part == WITH_THE_RATIO:
        first = [f'<p class="vk-first">{escaped(story.headline[0].words)}</p>']
    said = [f"<p>{escaped(each.words)}</p>" for each in chapter.said]
    facts, exhibits = (
        facts_html(chapter.facts),
        [exhibit_html(each, story.language, level=2) for each in chapter.exhibits],
    )
    tables = [folded(grid_html(each), each.caption, story.language) for each in chapter.grids]
    how = f'<p class="vk-how">{escaped(story.conventions)}</p>' if chapter.part == WITH_THE_RATIO else ""
    return "".join((*first, *said, facts, *exhibits, items_html(chapter.items), *tables, how))
