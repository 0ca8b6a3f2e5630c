"""What is best within the rules, proven; what limits it; one's own choice and what it costs; and what was decided."""

import streamlit as st

from chain.plan.edit import with_choice
from chain.plan.model import Portfolio
from pages.parts import links, portfolio_decided, portfolio_desk, portfolio_own, saving, show
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.plan import choice
from reports.plan.charts import options_figure
from reports.plan.tables import margins_table, used_table
from sroi.plan.portfolio import Plan


def render() -> None:
    """Draw the page."""
    guard()
    found = portfolio_desk.begin("portfolio_result")
    portfolio = found.content
    errors = portfolio_desk.errors_of(portfolio)
    if errors:
        st.info(t("portfolio.nothing_chosen_yet"))
        stopped = portfolio_desk.stops_of(portfolio)
        if stopped:
            st.error(t("portfolio.otherwise_counted", count=len(stopped)))
        portfolio_desk.show_problems(portfolio, lambda each: each in errors and not portfolio_desk.is_stop(each))
        if found.writable and any(each.place.startswith("choice") for each in errors):
            st.button(t("portfolio.drop_choice"), key="drop-choice", on_click=_drop_choice)
        portfolio_desk.to_mend(errors)
        portfolio_decided.show(found, None)
        return
    plan = portfolio_desk.plan_of(portfolio)
    if plan.best is None:
        _clash(portfolio, plan)
    else:
        _best(portfolio, plan)
        _limits(portfolio, plan)
        _margin(portfolio, plan)
    portfolio_own.show(found, plan)
    portfolio_decided.show(found, plan)
    if plan.best is not None:
        portfolio_desk.onward("portfolio_sure", t("portfolio_sure.from_result"))


def _drop_choice() -> None:
    """Without a choice of one's own the best one is what would be decided."""
    saving.change(lambda portfolio: with_choice(portfolio, None), t("portfolio.choice_dropped"), portfolio_desk.DESK)


def _best(portfolio: Portfolio, plan: Plan) -> None:
    head, amounts = choice.best_sentences(portfolio, plan.best, language())
    st.header(plain(head), anchor=False)
    st.markdown(plain(amounts))
    st.caption(plain(choice.ratio_sentence(portfolio, plan.by_ratio, language())))
    st.markdown(plain(choice.second_sentence(portfolio, plan, language())))
    caption = t("portfolio.chart_caption")
    show.chart(options_figure(portfolio, plan, language()), caption, download="portfolio-choice",
               origin=portfolio_desk.cited(portfolio))  # fmt: skip


def _limits(portfolio: Portfolio, plan: Plan) -> None:
    """The rules that the best choice leans on, each with what a little more room would give."""
    st.header(t("portfolio.what_limits"), anchor=False)
    st.markdown("\n".join(f"- {plain(each)}" for each in choice.tight_sentences(portfolio, plan, language())))
    if plan.used:
        with folded(t("portfolio.every_rule"), "portfolio-used") as opened:
            if opened.open:
                show.table(used_table(portfolio, plan, language()), t("allocation.used_caption"),
                           download="portfolio-rules", origin=portfolio_desk.cited(portfolio))  # fmt: skip


def _margin(portfolio: Portfolio, plan: Plan) -> None:
    """A million more, a million less: of each budget."""
    if not plan.margins:
        return
    st.header(t("portfolio.margin"), anchor=False)
    if len(plan.margins) == 2:
        for each in choice.margin_lines(portfolio, plan, language()):
            st.markdown(plain(each))
        return
    show.table(margins_table(portfolio, plan.margins, language()), t("portfolio.margin_caption"),
               download="portfolio-margin", origin=portfolio_desk.cited(portfolio))  # fmt: skip


def _clash(portfolio: Portfolio, plan: Plan) -> None:
    """Nothing keeps within the rules: which of them cannot all hold."""
    first, *rules = choice.clash_lines(portfolio, plan.clash, language())
    lines = "\n".join(f"- {plain(each)}" for each in rules)
    st.error(f"**{plain(first)}**\n{lines}\n\n{t('portfolio.clash_remedy')}")
    with st.container(key="portfolio-next"):
        links.link("portfolio_rules", t("page.portfolio_rules"))
