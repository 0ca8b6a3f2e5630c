"""The pages by name, and links between them that carry language and what is open along in the address."""

from collections.abc import Mapping

import streamlit as st

from chain.walk import step_of
from pages.parts.visit import VISIT
from pages.parts.words import language, t

JUDGED = ("answers", "reviews", "decisions")
"""Kinds that are edited where the claim is judged."""

ARRIVED = "arrived"


def register(pages: Mapping[str, object]) -> None:
    """Tell this visit which pages there are; the router does this before any page runs."""
    st.session_state["pages"] = dict(pages)


def arrive(page: str) -> None:
    """Let the browser know what is open; the router does this before the page runs.

    When a link leads to the very page it stands on, Streamlit leaves the browser's address as it was, and the next
    click there would open what stood before.
    """
    asked, before = st.query_params.to_dict(), st.session_state.get(ARRIVED)
    st.session_state[ARRIVED] = (page, asked)
    if before and before[0] == page and before[1] != asked:
        st.query_params.from_dict(asked)


def _address(**more: str) -> dict[str, str]:
    kept = {"lang": language(), **{name: _kept(name) for name in (*VISIT, "organisation")}}
    return {name: value for name, value in {**kept, **more}.items() if value}


def _kept(name: str) -> str | None:
    """What is open; the organisation only where there are several, so that the address tells it already."""
    return st.session_state.get(name) if name in VISIT else st.query_params.get(name)


def link(name: str, label: str, **more: str) -> None:
    """A link to a page, as words."""
    st.page_link(st.session_state["pages"][name], label=label, query_params=_address(**more))


def page_of(place: str) -> str:
    """The page where what stands at a place is edited."""
    return "honesty" if place.removeprefix("chain/").partition("/")[0] in JUDGED else step_of(place)


def title_of(page: str) -> str:
    """The title of a page or of a step of the walk."""
    return t(f"page.{page}") if page in ("drivers", "tipping", "honesty") else t(f"step.{page}.title")


def go(name: str, **more: str) -> None:
    """Leave for another page."""
    st.switch_page(st.session_state["pages"][name], query_params=_address(**more))
