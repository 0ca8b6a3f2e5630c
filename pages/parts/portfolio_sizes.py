"""Other sizes of a budget, worked out when somebody asks: what the best choice would be worth at each."""

import streamlit as st

from chain.plan.document import fingerprint
from chain.plan.model import Portfolio
from pages.parts import outside, portfolio_desk, show
from pages.parts.choices import choice_key
from pages.parts.folded import folded
from pages.parts.words import language, t
from reports.plan.names import budget_name
from reports.plan.sizes import sizes_figure
from sroi.effort import seconds_of_sizes
from sroi.plan.choosing import Margin
from sroi.plan.sizes import MOST, at_sizes

KEPT = 20


def show_sizes(portfolio: Portfolio) -> None:
    """Draw it, folded away; of which budget is asked where there are several."""
    with folded(t("portfolio.sizes"), "portfolio-sizes") as opened:
        if opened.open:
            _draw(portfolio, _asked(portfolio))


def _asked(portfolio: Portfolio) -> str:
    names = {each.id: budget_name(portfolio, each.id, language()) for each in portfolio.budgets}
    if len(names) == 1:
        return next(iter(names))
    return st.selectbox(t("portfolio.sizes_of"), list(names), format_func=lambda each: names.get(each, each),
                        key=choice_key("portfolio-sizes-of"))  # fmt: skip


def _draw(portfolio: Portfolio, budget_id: str) -> None:
    found = _worked_out(portfolio, budget_id)
    if found is None:
        return
    caption = t("portfolio.sizes_caption", budget=budget_name(portfolio, budget_id, language()))
    show.chart(sizes_figure(portfolio, budget_id, found, language()), caption, download="portfolio-sizes",
               origin=portfolio_desk.cited(portfolio))  # fmt: skip


def _worked_out(portfolio: Portfolio, budget_id: str) -> tuple[Margin, ...] | None:
    """At once where that is quick; else outside the page's process, and None until it is done, which is told."""
    key = fingerprint(portfolio), budget_id
    seconds = seconds_of_sizes(len(portfolio.options), MOST)
    asked = outside.Asked(("portfolio sizes", *key), seconds, at_sizes, (portfolio, budget_id), {})
    return outside.answer(asked, lambda: _sizes(*key, portfolio), "portfolio.sizes_running")


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _sizes(sha256: str, budget_id: str, _portfolio: Portfolio) -> tuple[Margin, ...]:
    return at_sizes(_portfolio, budget_id)
