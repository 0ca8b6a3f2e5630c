"""What drives the ratio: one number at a time, two at a time, and scenarios side by side."""

import streamlit as st

from chain.model import Chain
from pages.parts import compute_drivers, grid, judged, links, scenarios, show
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports import drivers
from reports.amounts import mover_name
from reports.texts.problems import sentence
from sroi.accounted import Accounted
from sroi.sensitivity import Tornado


def render() -> None:
    """Draw the page."""
    guard()
    stored, settings = judged.begin("drivers")
    found = compute_drivers.drivers(stored, settings)
    if found.ratio is None:
        judged.without_ratio(stored)
        return
    origin = show.source(stored, settings)
    st.header(t("drivers.one_at_a_time"), anchor=False)
    if found.bars:
        accounted = compute_drivers.accounted(stored, settings) or Accounted((), (), (), 0.0, 0)
        _bars(found, accounted, stored.chain, origin)
    _without_range(found, stored.chain)
    grid.show(stored, settings, origin)
    scenarios.show_all(stored, settings, origin)
    links.link("tipping", t("drivers.next"))
    judged.end(settings, stored.chain)


def _bars(found: Tornado, accounted: Accounted, chain: Chain, origin: show.Source) -> None:
    figure = drivers.tornado_figure(found, accounted, chain, language())
    names = {place: mover_name(bar.movable, chain, language()) for bar in found.bars for place in bar.movable.places}
    share = drivers.largest_share(accounted, chain, language(), names)
    if share:
        st.markdown(plain(share))
    show.chart(figure, t("drivers.one_at_a_time"), download="drivers", origin=origin)
    st.markdown(t("drivers.how_to_read", count=drivers.MOST_BARS))
    st.markdown(t("drivers.variance_help"))


def _without_range(found: Tornado, chain: Chain) -> None:
    for each in found.refused:
        st.warning(plain(sentence(language(), each, chain)))
    if not found.without_range:
        return
    count = len(found.without_range)
    if not found.bars:
        st.info(t("drivers.nobody_said", count=count))
    first = judged.first_to_state(found.without_range)
    judged.link_to_number(first[0].place, chain)
    with st.expander(t("drivers.without_range", count=count)):
        st.markdown(t("drivers.without_range_help"))
        for each in first[1:]:
            judged.link_to_number(each.place, chain)
        show.table(
            drivers.without_range(found.without_range, chain, language()), t("drivers.without_range", count=count)
        )
