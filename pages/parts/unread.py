"""Why a document that somebody brings cannot be read: each place in it, and what mends it."""

from collections.abc import Iterable

import streamlit as st

from chain.problem import Problem
from pages.parts.words import language, plain, t
from reports.texts.places import place_name
from reports.texts.problems import sentence


def show(problems: Iterable[Problem]) -> None:
    """Nothing of it is kept; where what is wrong stands is told with it."""
    st.error("\n".join([t("exchange.refused"), *(f"- {_line(each)}" for each in problems)]))


def _line(found: Problem) -> str:
    where, words = place_name(language(), found.place) if found.place else "", plain(sentence(language(), found))
    return f"**{plain(where)}**: {words}" if where else words
