"""What a page that reads a portfolio begins with: which one, what stops it, and choices that the address carries."""

from collections.abc import Callable, Sequence

import streamlit as st

from chain.problem import Severity
from pages.parts import links, portfolio_desk
from pages.parts.choices import choice_key
from pages.parts.words import t
from storage.operations.plan import StoredPortfolio


def begin(page: str) -> StoredPortfolio:
    """The top of a page; where an error stops the choice or nothing keeps within the rules, the page ends here."""
    stored = portfolio_desk.begin(page)
    errors = portfolio_desk.errors_of(stored.content)
    if errors:
        portfolio_desk.show_problems(stored.content, lambda each: each.severity is Severity.ERROR)
        portfolio_desk.to_mend(errors)
        st.stop()
    if portfolio_desk.plan_of(stored.content).best is None:
        st.error(t("portfolio_view.nothing_fits"))
        links.link("portfolio_result", t("portfolio_view.to_result"))
        st.stop()
    return stored


def choose(label: str, name: str, options: Sequence, usual: object, words: Callable) -> object:
    """One choice that the address carries; what the address says wrongly counts as not said."""
    asked = {str(each): each for each in options}.get(st.query_params.get(name), usual)
    key = choice_key(f"portfolio-{name}")
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked
    return st.selectbox(
        t(label),
        list(options),
        format_func=words,
        key=key,
        on_change=lambda: st.query_params.update({name: str(st.session_state[key])}),
    )
