"""One's own choice: what is chosen instead of the best, what that costs, and why."""

from collections.abc import Mapping

import streamlit as st

from chain.plan.checks.whole import is_comparable
from chain.plan.model import Choice, Option, Portfolio
from chain.text import Text
from pages.parts import inputs, portfolio_desk
from pages.parts import portfolio_fields as fields
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.plan import choice as words
from reports.plan.unpriced import unpriced_lines
from sroi.plan.portfolio import Plan
from storage.operations.plan import StoredPortfolio


def show(found: StoredPortfolio, plan: Plan) -> None:
    """Draw the form; what the choice costs is told while it is made."""
    st.header(t("portfolio.own_choice"), anchor=False)
    st.write(t("portfolio.own_help"))
    portfolio_desk.form(found, "choice", lambda sheet, portfolio: _draw(sheet, portfolio, plan), ("choice",))


def _draw(sheet: Sheet, portfolio: Portfolio, plan: Plan) -> Mapping[str, object]:
    best = plan.best.option_ids if plan.best else ()
    old = portfolio.choice or Choice(option_ids=best)
    chosen = fields.choices(sheet, "option_ids", old.option_ids, inputs.named(_comparable(portfolio)))
    differs = set(chosen) != set(best)
    if differs:
        _told(portfolio, chosen, best)
    reason = fields.text(sheet, "reason", old.reason, long=True) if differs else old.reason
    if differs and not (reason.sv or reason.en).strip():
        st.warning(t("portfolio.say_why"))
    return {"choice": Choice(option_ids=chosen, reason=reason) if differs else None}


def _comparable(portfolio: Portfolio) -> list[Option]:
    """What can stand beside the others, and so be chosen."""
    return [each for each in portfolio.options if is_comparable(each, portfolio)]


def _told(portfolio: Portfolio, chosen: tuple[str, ...], best: tuple[str, ...]) -> None:
    """What it costs against the best, what it gives that has no price, and the rules that it breaks."""
    own = portfolio_desk.own_of(portfolio, Choice(option_ids=chosen, reason=Text()))
    st.markdown(f"**{plain(words.price_sentence(portfolio, own, language()))}**")
    if best and (beyond := unpriced_lines(portfolio, chosen, best, language())):
        st.markdown("\n".join([t("allocation.unpriced"), "", *(f"- {plain(each)}" for each in beyond)]))
    if own.broken:
        lines = "\n".join(f"- {plain(each)}" for each in words.broken_lines(portfolio, own, language()))
        st.error(f"{t('portfolio.breaks')}\n{lines}")
