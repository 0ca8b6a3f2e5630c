"""What a page that reads a portfolio begins with: which one, what stops it, and choices that the address carries."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from chain.plan.document import fingerprint
from chain.problem import Severity
from pages.parts import links, portfolio_desk, show
from pages.parts.choices import choice_key
from pages.parts.words import language, t
from reports.texts.numbers import format_date
from storage.operations.plan import StoredPortfolio


def begin(page: str) -> StoredPortfolio:
    """The top of a page; where an error stops the choice or nothing keeps within the rules, the page ends here."""
    stored = portfolio_desk.begin(page)
    if portfolio_desk.errors_of(stored.content):
        portfolio_desk.show_problems(stored.content, lambda each: each.severity is Severity.ERROR)
        links.link("portfolio_options", t("portfolio_view.mend"))
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


def source(stored: StoredPortfolio, years: int | None = None) -> show.Source:
    """What a file taken along tells: which portfolio, which version of it, counted how, and when."""
    portfolio = stored.content
    name = portfolio.name.into(language()) or portfolio.id
    lines = (
        t("portfolio_view.file", name=name, version=stored.version),
        portfolio_desk.conventions_line(portfolio),
        t("portfolio_view.file_print", sha256=fingerprint(portfolio)),
        t("file.taken", day=format_date(date.today())),
    )
    return show.Source(name, years or portfolio.conventions.horizon_years, "", lines)
