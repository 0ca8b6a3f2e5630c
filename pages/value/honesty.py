"""Judge the claim: the checklist with the way to mend each gap, and published bands beside one's own deductions."""

import streamlit as st

from chain.assumption import Mark
from chain.model import by_id, passports
from pages.parts import caution, compute, compute_drivers, editor, judged, judgement, links, scenarios, show
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports import honesty
from reports import judgement as reports_judgement
from sroi.bands import beside_published
from sroi.checklist import Row
from sroi.honesty import ASKED, Panel
from sroi.settings import Settings
from storage.operations import Stored

MADE_UP = (Mark.ILLUSTRATIVE, Mark.NOT_STATED)
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
    if editor.show_open(stored, judgement.ANSWERS, *judgement.LOGS, known=ASKED):
        return
    panel = compute_drivers.panel(stored, settings)
    st.markdown(f"**{plain(honesty.panel_sentence(panel, language()))}**")
    places = _places(stored, settings)
    _first(panel, stored, places)
    for principle, rows in honesty.by_principle(panel).items():
        _principle(principle, rows, stored, places)
    for log in judgement.LOGS:
        editor.show_list(stored, log)
    st.caption(plain(t("honesty.standard")))
    with st.expander(t("honesty.whole_list")):
        table = honesty.panel_table(panel, language())
        show.table(table, t("honesty.whole_list"), download="honesty", origin=show.source(stored, settings))
    scenarios.show_by_evidence(stored, settings, show.source(stored, settings))
    _bands(stored, settings)
    judged.end(settings, stored.chain)


def _places(stored: Stored, settings: Settings) -> dict[str, str]:
    """Where to begin with items that are about many numbers: the first that has no range, and the first made up."""
    numbers = compute_drivers.numbers(stored, settings)
    unsure = judged.first_to_state(tuple(each for each in numbers if not (each.has_range or each.is_fixed)))
    made_up = [place for place, figure in passports(stored.chain) if figure.mark in MADE_UP]
    found = {"uncertainty_stated": [each.place for each in unsure], "figures_sourced": made_up}
    return {item: places[0] for item, places in found.items() if places}


def _first(panel: Panel, stored: Stored, places: dict[str, str]) -> None:
    """The one next step: the first gap of the gravest kind."""
    if not panel.to_mend:
        links.link("result", t("honesty.no_gap"))
        return
    row = panel.to_mend[0]
    _way(row, stored, places, "first", plain(t("honesty.first_gap", what=honesty.mend_words(row, language()))))


def _principle(principle: int, rows: tuple[Row, ...], stored: Stored, places: dict[str, str]) -> None:
    answers = by_id(stored.chain.answers)
    st.header(t(f"honesty.principle.{principle}"), anchor=False)
    for row in rows:
        counts, mend = honesty.evidence_words(row, language()), honesty.mend_words(row, language())
        parts = (honesty.item_words(row, language()), counts and f"({counts})", mend)
        state = honesty.state_words(row.state, language())
        st.markdown(f"**{plain(state)}**: {plain(' '.join(filter(None, parts)))}")
        if row.item in answers:
            st.caption(plain(reports_judgement.one_line(answers[row.item], stored.chain, language())))
        if mend or row.item in answers:
            _way(row, stored, places, "row")
        elif row.item in ANSWERED_ON:
            page = ANSWERED_ON[row.item]
            links.link(page, t("honesty.see_page", title=links.title_of(page)))


def _way(row: Row, stored: Stored, places: dict[str, str], where: str, label: str = "") -> None:
    """The way to where the gap is mended, with the element open where it is one element; here, what people answer."""
    place, chain = places.get(row.item, row.place), stored.chain
    step, (kind, _, rest) = links.page_of(place), place.partition("/")
    if step == "honesty":
        _answer(row, place, stored, where, label)
        return
    element = by_id(getattr(chain, kind)).get(rest.partition("/")[0]) if kind in caution.ON_THEIR_PAGE else None
    title = links.title_of(step)
    own = t("honesty.mend_at", title=title)
    if element is not None:
        own = t("honesty.mend_element", title=title, name=element.name.into(language()) or element.id)
    edit = {} if element is None else {"edit": f"{kind}/{element.id}"}
    links.link(step, label or plain(own), intervention=chain.id, **edit)


def _answer(row: Row, place: str, stored: Stored, where: str, label: str) -> None:
    """The button to the form of an answer, or of the next entry in a log; nothing for someone who may only read."""
    kind, _, rest = place.removeprefix("chain/").partition("/")
    target = rest.partition("/")[0] or editor.NEW
    if not stored.writable and by_id(getattr(stored.chain, kind)).get(target) is None:
        return
    st.button(
        label or _words(kind, target, stored), key=f"{where}-{row.item}", on_click=editor.open_one, args=(kind, target)
    )


def _words(kind: str, target: str, stored: Stored) -> str:
    """What the button to a form says."""
    if not stored.writable:
        return t("edit.look")
    if kind == "answers":
        return t("judgement.change" if target in by_id(stored.chain.answers) else "judgement.answer")
    added = {"reviews": "judgement.add_review", "decisions": "judgement.add_decision"}
    return t(added[kind] if target == editor.NEW else "edit.change")


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
