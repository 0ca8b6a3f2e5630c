"""The model tried on fictive bids before publication: what it rewards, what can turn its order, how sure that is."""

from collections.abc import Iterable, Mapping

import streamlit as st

from chain.procurement.model import Criterion, Engine, FictiveBid, Procurement
from chain.text import Text
from pages.parts import editor, figures, links, show
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import DESK, Open, begin, onward, say_why_not
from pages.parts.tender_fields import amount, text, whole
from pages.parts.words import language, plain, t
from reports.procurement import trying
from reports.procurement.weighing import net_table, order_table, weighed
from sroi.procurement.evaluate import Line
from sroi.procurement.robustness import robustness
from sroi.procurement.trial import fictive_bids, irrelevant_bids, reward, tried


def _bid(sheet: Sheet, model: Procurement, old: FictiveBid) -> Mapping[str, object]:
    given: dict[str, object] = {"name": text(sheet, "name", old.name, required=True)}
    price = amount(sheet, "price_sek", getattr(old, "price_sek", None), figures.MONEY, above_nought=True, required=True)
    given["price_sek"] = 1.0 if price is None else price
    given["quantities"] = _told(
        (each.id, amount(sheet, f"quantities/{each.id}", old.quantities.get(each.id), title=_of(each.name)))
        for each in model.measures
    )
    given["levels"] = _told((each.id, _level(sheet, each, old.levels.get(each.id))) for each in model.criteria)
    return given


def _of(name: Text) -> str:
    return plain(name.into(language()))


def _told(pairs: Iterable[tuple[str, float | None]]) -> dict[str, float]:
    return {id_: number for id_, number in pairs if number is not None}


def _level(sheet: Sheet, criterion: Criterion, old: int | None) -> int | None:
    title = t("tender.level_of", name=_of(criterion.name), top=max(criterion.top, 0))
    return whole(sheet, f"levels/{criterion.id}", old, 0, max(criterion.top, 0), title=title)


def _summary(model: Procurement, each: FictiveBid) -> str:
    return figures.MONEY.show(language(), each.price_sek)


KIND = Kind("test_bids", _bid, lambda ident: FictiveBid.model_construct(id=ident, name=Text()), _summary, desk=DESK)


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_test")
    say_why_not(found)
    if not editor.show_open(found, KIND):
        st.write(t("tender.test_help"))
        st.caption(t("tender.test_only_before"))
        _results(found)
        editor.show_list(found, KIND)
        onward("tender_lock", t("walk.next", title=t("page.tender_lock")), procurement=found.found.id)


def _results(found: Open) -> None:
    model = found.model
    bids = fictive_bids(model)
    if not model.periods or not bids or not (model.measures or model.criteria):
        st.info(t("tender.nothing_to_try"))
        links.link("tender_model", t("tender.to_model"), procurement=found.found.id)
        return
    lines, tongue = tried(model, bids), language()
    st.header(t("tender.tried"), anchor=False)
    for words in trying.reward_sentences(model, reward(lines), lines, tongue):
        st.markdown(f"**{plain(words)}**")
    show.table(order_table(model, lines, tongue), t("tender.tried_table"), download="tender-tried")
    st.caption(t("tender.lowest_is_best" if model.engine is Engine.DEDUCTION else "tender.highest_is_best"))
    if model.measures:
        _ratio(model, lines)
    _turned(model, bids)
    if model.measures:
        _weighs(model)
    if model.engine is Engine.DEDUCTION and model.measures:
        _sure(model)


def _ratio(model: Procurement, lines: tuple[Line, ...]) -> None:
    """Net value against ratio: the ratio picks the smallest bid, and is not used."""
    st.header(t("tender.ratio"), anchor=False)
    st.write(plain(trying.ratio_sentence(model, lines, language())))
    show.table(net_table(model, lines, language()), t("tender.ratio"), download="tender-ratio")


def _turned(model: Procurement, bids: tuple[FictiveBid, ...]) -> None:
    """Whether a bid that loses can turn the order of two others."""
    st.header(t("tender.irrelevant"), anchor=False)
    found = list(trying.turned_sentences(model, irrelevant_bids(model, bids), language()))
    if not found:
        st.success(t("tender.none_turned"))
        return
    st.error(t("tender.some_turned", count=len(found)))
    st.markdown("\n".join(f"- {plain(each)}" for each in found))


def _weighs(model: Procurement) -> None:
    """What each measure has of the greatest value, and where promises stop counting."""
    st.header(t("tender.caps"), anchor=False)
    show.table(trying.shares_table(model, language()), t("tender.shares"), download="tender-shares")
    st.caption(t("tender.shares_help"))
    st.markdown("\n".join(f"- {plain(each)}" for each in trying.stop_sentences(model, language())))


def _sure(model: Procurement) -> None:
    """How often each bid wins when what is uncertain varies, the same draw for all."""
    st.header(t("tender.robust"), anchor=False)
    st.write(t("tender.robust_help"))
    with st.spinner(t("tender.drawing")):
        found = robustness(model, tried(model, weighed(model)))
    st.markdown(f"**{plain(trying.wins_sentence(model, found[0], language()))}**")
    show.table(trying.wins_table(model, found, language()), t("tender.wins"), download="tender-wins")
