"""The risk in the contract, told behind a fold beside the result: drawn when someone asks, changing nothing."""

import streamlit as st

from chain.procurement.model import Procurement
from pages.parts import show
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.procurement.risk import has_risk, risk_sentences, risk_table
from sroi.procurement.evaluate import Evaluation
from sroi.procurement.robustness import robustness, value_spread


def show_risk(model: Procurement, evaluation: Evaluation) -> None:
    """What the promises may be worth, and how often each bid would have come first, over common draws."""
    if not has_risk(model, evaluation.lines):
        return
    with folded(t("tender_risk.title"), "tender-risk") as opened:
        if opened.open:
            _drawn(model, evaluation)


def _drawn(model: Procurement, evaluation: Evaluation) -> None:
    lines, tongue = evaluation.lines, language()
    with st.spinner(t("tender.drawing")):
        found, wins = value_spread(model, lines), robustness(model, lines)
    st.write(t("tender_risk.changes_nothing"))
    st.markdown("\n".join(f"- {plain(each)}" for each in risk_sentences(lines, found, tongue)))
    show.table(risk_table(lines, wins, found, tongue), t("tender_risk.table"), download="tender-risk")
