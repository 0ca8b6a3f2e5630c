"""A forecast put into a chain: what is added, what it would count twice, the one step, and where it came from after."""

from datetime import date
from functools import partial

import streamlit as st

from chain.forecast.origin import PutIn, put_in
from chain.model import Chain
from chain.problem import Severity
from pages.parts import flash, forecast_compute, links, show, workspace
from pages.parts.forecast_view import View, source
from pages.parts.words import language, plain, t
from reports.forecast.names import option_name
from reports.forecast.put_in import found_twice, held_sentence, own_resources, preview_table, standing_sentence
from reports.texts.problems import sentence
from sroi.forecast.child_chain import Standing, start_of
from storage import operations
from storage.operations import Conflict, Putting, Refused, Saved, Stored


def with_costs(view: View, chain: Chain | None) -> bool:
    """Whether the intervention's cost comes along: as chosen, else as it stands, else where the chain has no cost."""
    if chain is None:
        return True
    option = _option(view)
    held = _held(chain, option)
    usual = held.with_costs if held else not own_resources(chain, option, language())
    return st.session_state.get(_key(view, chain), usual)


def _option(view: View) -> tuple[str, str]:
    return view.stored.comparison.id, view.option_id


def _held(chain: Chain, option: tuple[str, str]) -> PutIn | None:
    return next((each for each in put_in(chain) if each.origin.option == option), None)


def _key(view: View, chain: Chain) -> str:
    return f"put-costs-{start_of(*_option(view))}-{chain.id}"


def offer(view: View, stored: Stored) -> None:
    """Put the option's forecast into the intervention's chain: what stands there, what would, and the button."""
    st.header(t("prognosis.put.title"), anchor=False)
    chain, option = stored.chain, option_name(view.beside.comparison, view.option_id, language())
    name = chain.name.into(language()) or chain.id
    st.markdown(plain(t("prognosis.put.about", option=option, name=name)))
    held = _held(chain, _option(view))
    if held:
        _standing(stored, held)
    if stored.archived or not stored.writable:
        st.info(t("prognosis.put.only_read"))
        return
    what = Putting(view.stored.comparison.id, view.stored.version, view.option_id, _costs(view, stored))
    after = operations.with_forecast(chain, view.stored, what, workspace.who())
    if after == chain:
        st.info(t("prognosis.put.nothing"))
    else:
        _preview(view, stored, after)
        told = {"option": option, "name": _comparison_name(view), "version": view.stored.version}
        label = t("prognosis.put.again" if held else "prognosis.put.button")
        put = partial(_put, stored, what, t("prognosis.put.reason", **told))
        st.button(label, type="primary", key="put-forecast", on_click=put)
    with st.container(horizontal=True, key="to-the-chain"):
        links.link("value", t("prognosis.put.to_value"), intervention=chain.id)
        links.link("result", t("prognosis.put.to_result"), intervention=chain.id)


def _comparison_name(view: View) -> str:
    return view.stored.comparison.name.into(language()) or view.stored.comparison.id


def _costs(view: View, stored: Stored) -> bool:
    key, own = _key(view, stored.chain), own_resources(stored.chain, _option(view), language())
    st.session_state[key] = with_costs(view, stored.chain)
    chosen = st.checkbox(t("prognosis.put.with_costs"), key=key)
    if own:
        st.caption(plain(t("prognosis.put.own_costs", names=", ".join(own))))
    return chosen


def _preview(view: View, stored: Stored, after: Chain) -> None:
    """Every row that comes, goes or changes, what the chain's length means, and what would be counted twice."""
    chain = stored.chain
    caption = t("prognosis.put.preview")
    frame = preview_table(chain, after, _option(view), language())
    show.table(frame, caption, download="prognosis-put", origin=source(view))
    if chain.end_year > chain.start_year:
        st.markdown(t("prognosis.put.one_cohort", start=chain.start_year, end=chain.end_year))
    found = found_twice(chain, after, date.today().year)
    if not found:
        st.markdown(t("prognosis.put.counted_once"))
        return
    lines = "\n".join(f"- {plain(sentence(language(), each, after))}" for each in found)
    grave = any(each.severity is not Severity.NOTE for each in found)
    (st.warning if grave else st.info)(f"**{t('prognosis.put.counted_twice')}**\n{lines}")


def _put(stored: Stored, what: Putting, reason: str) -> None:
    store, acting = workspace.store(), workspace.acting()
    outcome = operations.put_forecast(store, acting, what, stored.chain.id, stored.version, reason)
    if isinstance(outcome, Saved):
        flash.tell(t("prognosis.put.done"), partial(_undo, stored.chain.id, outcome.version))
    elif isinstance(outcome, Conflict):
        flash.tell(plain(t("prognosis.put.conflict", who=workspace.person(outcome.by))), grave=True)
    else:
        _refuse(outcome)


def _refuse(outcome: Refused) -> None:
    flash.tell(plain(" ".join(sentence(language(), each) for each in outcome.problems)), grave=True)


def _undo(intervention_id: str, version: int) -> None:
    """Take the save back as the history does, unless something has been saved since."""
    now = operations.load(workspace.store(), workspace.acting(), intervention_id)
    if now is None or now.version != version:
        flash.tell(t("edit.not_undone"), grave=True)
        return
    outcome = operations.undo(workspace.store(), workspace.acting(), intervention_id)
    _refuse(outcome) if isinstance(outcome, Refused) else flash.tell(t("edit.undone"))


# --- where the chain's figures came from ---


def note(stored: Stored) -> None:
    """On a page of the chain: every forecast that was put in, whether it still holds, and the way to do it again."""
    for held in put_in(stored.chain):
        with st.container(border=True, key=f"put-{start_of(*held.origin.option)}"):
            standing = _standing(stored, held)
            if standing is not Standing.GONE:
                comparison_id, option_id = held.origin.option
                label = t("prognosis.put.to_again" if standing is not Standing.CURRENT else "prognosis.put.to_forecast")
                links.link("forecast_beside", label, comparison=comparison_id, option=option_id,
                           intervention=stored.chain.id)  # fmt: skip


def _standing(stored: Stored, held: PutIn) -> Standing:
    who = workspace.person(held.series.author)
    st.markdown(plain(held_sentence(held, who, language())))
    source = operations.load_comparison(workspace.store(), workspace.acting(), held.origin.comparison_id)
    standing = forecast_compute.standing(stored.chain, source, held)
    tell = st.caption if standing is Standing.CURRENT else st.warning
    tell(standing_sentence(standing, language()))
    return standing
