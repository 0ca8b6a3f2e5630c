"""Invest together: who pays and who gains of one intervention, how the cost could be shared, and who has got what."""

import streamlit as st

from pages.parts import show, together_shown, together_view
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.together_view import Opened
from pages.parts.words import plain, t
from reports.plan import together, together_tables
from reports.plan.parties import Seen
from reports.plan.together_charts import cumulative_figure


def render() -> None:
    """Draw the page."""
    guard()
    opened = together_view.begin()
    seen = together_view.looked_at(opened)
    origin = together_view.source(opened, seen)
    _who(seen, origin)
    _split(opened, seen, origin)
    st.caption(plain(together.how_counted(seen)))


def _who(seen: Seen, origin: show.Source) -> None:
    st.markdown(f"**{plain(together.headline(seen))}**")
    for each in together.payer_lines(seen):
        st.markdown(plain(each))
    st.header(t("together.who"), anchor=False)
    show.table(together_tables.parties(seen), t("together.who"), download="together-parties", origin=origin)
    st.markdown(t("together.who_help"))
    if together_tables.payers(seen):
        st.header(t("together.cumulative"), anchor=False)
        show.chart(cumulative_figure(seen), t("together.cumulative"), download="together-cumulative", origin=origin)
    _years(seen, origin)


def _years(seen: Seen, origin: show.Source) -> None:
    for name, frame in (("by_year", together_tables.by_year), ("matrix", together_tables.matrix)):
        with folded(t(f"together.{name}"), f"together-{name}") as opened:
            if opened.open:
                download = {"by_year": "together-years", "matrix": "together-matrix"}[name]
                show.table(frame(seen), t(f"together.{name}"), download=download, origin=origin)
                st.markdown(t("together.planned"))


def _split(opened: Opened, seen: Seen, origin: show.Source) -> None:
    st.header(t("together.split"), anchor=False)
    st.markdown(t("together.split_help"))
    split = together_view.to_split(opened, seen)
    found = together_shown.so_far(opened, split)
    if together_shown.splits(split, origin):
        together_shown.papers(opened, split, origin, found)
    together_shown.got(opened, split, found, origin)
