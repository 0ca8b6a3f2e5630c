"""How the program counts: every convention, figure, rule and source, from where the program itself keeps them."""

import streamlit as st

from chain.people import Wish
from pages.parts import show, workspace
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.words import language, t
from reports import technique
from sroi.settings import ENGINE_VERSION
from storage import operations


def render() -> None:
    """Draw the page."""
    guard(Wish.READ)
    st.title(t("page.technique"), anchor=False)
    st.write(t("technique.about", engine=ENGINE_VERSION))
    st.header(t("technique.rules"), anchor=False)
    st.write(t("technique.rules_help"))
    for at, section in enumerate(technique.method(language())):
        with folded(section.heading, f"technique-{at}") as part:
            if part.open:
                st.markdown(section.body)
    st.header(t("technique.conventions"), anchor=False)
    st.write(t("technique.conventions_help"))
    show.table(technique.conventions(language()), t("technique.conventions"))
    st.header(t("technique.figures"), anchor=False)
    st.write(t("technique.figures_help"))
    show.table(technique.figures(language()), t("technique.figures"))
    st.header(t("technique.sources"), anchor=False)
    st.write(t("technique.sources_help"))
    prices = [(each.name, each.price) for each in operations.prices(workspace.store(), workspace.acting())]
    show.table(technique.sources(language(), prices), t("technique.sources"))
