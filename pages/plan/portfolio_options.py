"""What can be chosen among: each option with its cost and value, and those that were counted otherwise stopped."""

import streamlit as st

from chain.plan.edit import scaled, with_standing
from chain.plan.model import Option, Portfolio, Standing
from chain.problem import Problem, Severity
from chain.text import Text
from pages.parts import editor, portfolio_desk, portfolio_sources, saving, show
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.folded import folded
from pages.parts.measures import SHARE
from pages.parts.portfolio_desk import DESK
from pages.parts.portfolio_option_form import KIND
from pages.parts.words import language, plain, t
from reports.plan.names import option_name, set_name
from reports.plan.tables import options_table
from reports.texts import LANGUAGES, text
from reports.texts.portfolio_places import portfolio_label
from reports.texts.problems import sentence
from storage.operations.plan import StoredPortfolio

LARGEST_SCALE = 100.0


def render() -> None:
    """Draw the page."""
    guard()
    found = portfolio_desk.begin("portfolio_options")
    if not editor.is_open():
        st.write(t("portfolio.options_help"))
        _otherwise_counted(found)
        portfolio_desk.show_problems(found.content, lambda each: _is_to_mend(each) and _is_grave(each))
        _beside_each_other(found.content)
    editor.show_several(found, KIND)
    if not editor.is_open():
        if found.writable:
            _more(found.content)
        portfolio_desk.show_problems(found.content, lambda each: _is_to_mend(each) and not _is_grave(each))
        portfolio_desk.onward("portfolio_rules", t("portfolio.to_rules"))


def _is_to_mend(of: Problem) -> bool:
    """A problem of an option's own, but that it was counted otherwise: that is said at the top."""
    return of.place.startswith("options") and not portfolio_desk.is_stop(of)


def _is_grave(of: Problem) -> bool:
    """What makes the amounts wrong to read stands before them; what is good to know, after."""
    return of.severity is not Severity.NOTE


# --- counted on other conventions -------------------------------------------------------------------------------------


def _otherwise_counted(found: StoredPortfolio) -> None:
    """Those that cannot stand beside the others: count each again, or exclude it."""
    portfolio, stopped = found.content, portfolio_desk.stops_of(found.content)
    if not stopped:
        return
    st.error(t("portfolio.otherwise_counted", count=len(stopped)))
    options = {each.id: each for each in portfolio.options}
    for option_id, names in stopped.items():
        _stopped(found, options[option_id], names)


def _stopped(found: StoredPortfolio, option: Option, names: list[str]) -> None:
    with st.container(border=True, key=f"stopped-{option.id}".replace(".", "-").replace(":", "-")):
        name = plain(option_name(found.content, option.id, language()))
        st.markdown(f"**{name}**")
        st.markdown(plain(_difference(option, names)))
        if found.writable:
            with st.container(horizontal=True):
                if option.origin.chain_id:
                    st.button(t("portfolio.count_again"), key=f"recount-{option.id}", on_click=_recount,
                              args=(option.id,), type="primary")  # fmt: skip
                st.button(t("portfolio.exclude"), key=f"exclude-{option.id}", on_click=_exclude, args=(option.id,))
        if not option.origin.chain_id:
            st.caption(t("portfolio.by_hand"))


def _difference(option: Option, names: list[str]) -> str:
    """On which set it was counted, and in what it differs."""
    if option.conventions is None:
        return t("portfolio.conventions_unknown")
    held = option.conventions
    labels = dict.fromkeys(portfolio_label(language(), each) or each for each in names)
    return t("portfolio.differs_in", set=set_name(held, language()), names=", ".join(labels))


def _recount(option_id: str) -> None:
    """Count the option again from its intervention; where that cannot be, say why."""
    stored = portfolio_desk.stored()
    option = next((each for each in stored.content.options if each.id == option_id), None) if stored else None
    if option is None:
        return
    again = portfolio_sources.count_again(stored.content, option)
    if isinstance(again, list):
        portfolio_desk.tell_why_not(again)
        return
    name = plain(option_name(again, option_id, language()))
    saving.change(lambda _: again, t("portfolio.counted_again", name=name), DESK)


def _exclude(option_id: str) -> None:
    reason = Text(**{each: text(each, "portfolio.excluded_because") for each in LANGUAGES})
    saving.change(lambda portfolio: with_standing(portfolio, option_id, Standing.EXCLUDED, reason),
                  t("portfolio.excluded_done"), DESK)  # fmt: skip


# --- side by side -----------------------------------------------------------------------------------------------------


def _beside_each_other(portfolio: Portfolio) -> None:
    frame = options_table(portfolio, language())
    if frame is not None and len(frame):
        show.table(
            frame, t("portfolio.options_caption"), download="portfolio-options", origin=portfolio_desk.cited(portfolio)
        )


# --- more options -----------------------------------------------------------------------------------------------------


def _more(portfolio: Portfolio) -> None:
    with folded(t("portfolio.from_interventions"), "portfolio-more") as opened:
        if opened.open:
            picked = portfolio_sources.choose("portfolio-more-sources")
            if st.button(t("portfolio.put_in"), key="portfolio-put-in", disabled=not picked):
                _put_in(picked)
    if portfolio.options:
        with folded(t("portfolio.in_another_scale"), "portfolio-scale") as opened:
            if opened.open:
                _scale(portfolio)


def _put_in(picked: list[portfolio_sources.Source]) -> None:
    stored = portfolio_desk.stored()
    found, refused = portfolio_sources.put_in(stored.content, picked)
    for each in refused:
        st.error(each)
    if not refused:
        saving.change(lambda _: found, t("portfolio.put_in_done", count=len(picked)), DESK)
        st.rerun()


def _scale(portfolio: Portfolio) -> None:
    """The same project smaller or larger: a variant, of which at most one is chosen."""
    st.write(t("portfolio.scale_help"))
    names = {each.id: option_name(portfolio, each.id, language()) for each in portfolio.options}
    option_id = st.selectbox(portfolio_label(language(), "option_id"), list(names), format_func=names.get,
                             key=choice_key("portfolio-scale-of"))  # fmt: skip
    raw = st.text_input(t("portfolio.scale_share"), key="portfolio-scale-share", max_chars=40)
    if not st.button(t("portfolio.scale_button"), key="portfolio-scale-make"):
        return
    share = SHARE.parse(raw, "portfolio/scale_share", 0.0, LARGEST_SCALE)
    if isinstance(share, Problem) or not share:
        st.error(plain(sentence(language(), share)) if isinstance(share, Problem) else t("portfolio.scale_nought"))
        return
    saving.change(lambda held: scaled(held, option_id, share), t("portfolio.scaled_done"), DESK)
    st.rerun()
