"""What was decided on a portfolio: written down for good, told with its reason and price, and printed."""

import streamlit as st

from chain.plan.document import fingerprint
from pages.parts import flash, portfolio_desk, workspace
from pages.parts.words import language, plain, t
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.plan.choice import price_sentence
from reports.plan.decision import SHOWN_HASH, decision_paper, names_of, price_line
from reports.plan.names import money, rule_name
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from sroi.plan.portfolio import Plan
from storage.operations import Refused
from storage.operations import plan as plans
from storage.operations.plan import Decision, StoredPortfolio

PAPERS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word),
    "pdf": ("application/pdf", write_pdf),
}


def show(found: StoredPortfolio, plan: Plan | None, whole: Plan | None) -> None:
    """Draw the way to decide, where something can be chosen (`plan`), and the log; `whole` is None where what limits
    the choice is not worked out yet, or nothing can be chosen."""
    st.header(t("portfolio.decision"), anchor=False)
    if plan is not None and found.writable:
        _decide(found, plan)
    made = plans.portfolio_decisions(workspace.store(), workspace.acting(), found.content.id)
    if not made:
        st.info(t("portfolio.no_decisions"))
    for each in made:
        _card(found, plan is not None and whole is None, whole, each)


def _decide(found: StoredPortfolio, plan: Plan) -> None:
    if plan.best is None and plan.own is None:
        st.info(t("portfolio.nothing_to_decide"))
        return
    if portfolio_desk.has_draft(found, "choice"):
        st.info(t("portfolio.save_choice_first"))
        return
    with st.popover(t("portfolio.decide")):
        st.write(t("portfolio.decide_ask"))
        st.markdown(plain(_what(found, plan)))
        st.button(t("portfolio.decide_yes"), key="portfolio-decide", type="primary", on_click=_write_down,
                  args=(found.content.id, found.version))  # fmt: skip


def _what(found: StoredPortfolio, plan: Plan) -> str:
    """What would be written down."""
    portfolio = found.content
    if plan.own is None:
        return t("portfolio.decides_best", net=money(language(), plan.best.net_sek))
    return price_sentence(portfolio, plan.own, language())


def _write_down(portfolio_id: str, version: int) -> None:
    made = plans.decide_portfolio(workspace.store(), workspace.acting(), portfolio_id, version)
    if isinstance(made, Refused):
        flash.tell(plain(" ".join(sentence(language(), each) for each in made.problems)), grave=True)
    else:
        flash.tell(t("portfolio.decided", number=made.number))


# --- the log ----------------------------------------------------------------------------------------------------------


def _card(found: StoredPortfolio, is_under_way: bool, plan: Plan | None, decision: Decision) -> None:
    with st.container(border=True, key=f"decision-{decision.number}"):
        st.subheader(t("portfolio.decision_number", number=decision.number), anchor=False)
        stands = decision.sha256 == fingerprint(found.content)
        when = format_moment(decision.at)
        st.caption(plain(t("portfolio.decided_by", who=workspace.by_whom(decision.who), when=when)))
        names = names_of(decision.chosen, language())
        st.markdown(f"**{plain(names)}**: {t('portfolio.decided_net', net=money(language(), decision.net_sek))}")
        st.markdown(plain(price_line(decision, language())))
        if decision.broken and stands:
            rules = (plain(rule_name(found.content, place, language())) for place, _ in decision.broken)
            st.markdown("\n".join((t("portfolio.breaks"), "", *(f"- {each}" for each in rules))))
        reason = decision.reason.into(language())
        if reason:
            st.markdown(plain(t("portfolio.because", reason=reason)))
        st.caption(t("portfolio.fingerprint_is", start=decision.sha256[:SHOWN_HASH]))
        if stands and is_under_way:
            st.caption(t("portfolio.papers_wait"))
        else:
            _papers(found, plan, decision, stands)


def _papers(found: StoredPortfolio, plan: Plan | None, decision: Decision, stands: bool) -> None:
    """The decision as a file to print or to work on; the whole ground with it as long as nothing has moved."""
    portfolio, tongue, who = found.content, language(), workspace.named(decision.who)
    name = f"{portfolio_desk.slug_of(portfolio)}-{t('portfolio.file_decision')}-{decision.number}"
    with st.container(horizontal=True):
        for kind, (mime, write) in PAPERS.items():
            st.download_button(
                t(f"portfolio_paper.{kind}"),
                data=lambda write=write: write(
                    decision_paper(decision, who, portfolio, plan if stands else None, tongue)
                ),
                file_name=f"{name}.{kind}", mime=mime, key=f"paper-{kind}-{decision.number}", on_click="ignore",
            )  # fmt: skip
    if not stands:
        st.caption(t("portfolio.moved_since"))
