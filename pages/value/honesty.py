"""Judge the claim: the checklist with the way to mend each gap, and published bands beside one's own deductions."""

import streamlit as st

from chain.assumption import Mark
from chain.model import Chain, by_id, passports
from chain.walk import step_of
from pages.parts import caution, compute, compute_drivers, judged, links, show
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports import honesty
from sroi.bands import beside_published
from sroi.checklist import Row
from sroi.honesty import Panel
from sroi.settings import Settings
from storage.operations import Stored

MADE_UP = (Mark.ILLUSTRATIVE, Mark.NOT_STATED)
ABOUT_RESULT = ("not_ranked_by_ratio", "verified_with_stakeholders", "independently_reviewed")
"""Items about what is done with the result."""
ANSWERED_ON = {
    "uncertainty_stated": "drivers",
    "sensitivity_and_breakevens": "tipping",
    "value_by_stakeholder": "result",
}
"""Items that a page shows the answer to."""


def render() -> None:
    """Draw the page."""
    guard()
    stored, settings = judged.begin("honesty")
    panel = compute_drivers.panel(stored, settings)
    st.markdown(f"**{plain(honesty.panel_sentence(panel, language()))}**")
    places = _places(stored, settings)
    _first(panel, stored.chain, places)
    for principle, rows in honesty.by_principle(panel).items():
        _principle(principle, rows, stored.chain, places)
    st.caption(plain(t("honesty.standard")))
    with st.expander(t("honesty.whole_list")):
        table = honesty.panel_table(panel, language())
        show.table(table, t("honesty.whole_list"), download="honesty", origin=show.source(stored, settings))
    _bands(stored, settings)
    judged.end(settings, stored.chain)


def _places(stored: Stored, settings: Settings) -> dict[str, str]:
    """Where to begin with items that are about many numbers: the first that has no range, and the first made up."""
    numbers = compute_drivers.numbers(stored, settings)
    unsure = judged.first_to_state(tuple(each for each in numbers if not (each.has_range or each.is_fixed)))
    made_up = [place for place, figure in passports(stored.chain) if figure.mark in MADE_UP]
    found = {"uncertainty_stated": [each.place for each in unsure], "figures_sourced": made_up}
    return {item: places[0] for item, places in found.items() if places}


def _first(panel: Panel, chain: Chain, places: dict[str, str]) -> None:
    """The one next step: the first gap of the gravest kind."""
    if not panel.to_mend:
        links.link("result", t("honesty.no_gap"))
        return
    row = panel.to_mend[0]
    _way(row, chain, places, plain(t("honesty.first_gap", what=honesty.mend_words(row, language()))))


def _principle(principle: int, rows: tuple[Row, ...], chain: Chain, places: dict[str, str]) -> None:
    st.header(t(f"honesty.principle.{principle}"), anchor=False)
    for row in rows:
        counts, mend = honesty.evidence_words(row, language()), honesty.mend_words(row, language())
        parts = (honesty.item_words(row, language()), counts and f"({counts})", mend)
        state = honesty.state_words(row.state, language())
        st.markdown(f"**{plain(state)}**: {plain(' '.join(filter(None, parts)))}")
        if mend:
            _way(row, chain, places)
        elif row.item in ANSWERED_ON:
            page = ANSWERED_ON[row.item]
            links.link(page, t("honesty.see_page", title=_title(page)))


def _title(page: str) -> str:
    return t("step.result.title") if page == "result" else t(f"page.{page}")


def _way(row: Row, chain: Chain, places: dict[str, str], label: str = "") -> None:
    """A link to where the gap is mended, with the element open where it is one element."""
    if row.item in ABOUT_RESULT:
        links.link("result", label or t("honesty.see_page", title=_title("result")))
        return
    place = places.get(row.item, row.place)
    step, (kind, _, rest) = step_of(place), place.partition("/")
    element = by_id(getattr(chain, kind)).get(rest.partition("/")[0]) if kind in caution.ON_THEIR_PAGE else None
    title = t(f"step.{step}.title")
    own = t("honesty.mend_at", title=title)
    if element is not None:
        own = t("honesty.mend_element", title=title, name=element.name.into(language()) or element.id)
    edit = {} if element is None else {"edit": f"{kind}/{element.id}"}
    links.link(step, label or plain(own), intervention=chain.id, **edit)


def _bands(stored: Stored, settings: Settings) -> None:
    st.header(t("honesty.bands"), anchor=False)
    found = beside_published(stored.chain, compute.result(stored, settings))
    if not found:
        st.info(t("honesty.bands_none"))
        return
    st.markdown(t("honesty.bands_about"))
    st.markdown(plain(honesty.bands_sentence(found, language())))
    table = honesty.bands_table(found, stored.chain, language())
    show.table(table, t("honesty.bands"), download="bands", origin=show.source(stored, settings))
    st.caption(honesty.bands_source(language()))
