"""The award for those who do not see bids: the masked edition, which anybody who reads the procurement may have."""

import streamlit as st

from pages.parts import workspace
from pages.parts.words import language, plain, t
from reports.procurement.masked import masked_lines
from storage.operations.procurement import Award


def show(kept: Award) -> None:
    """Who was chosen, the order, what is masked, and the file."""
    st.success(plain(t("tender_decision.masked", who=workspace.by_whom(kept.who))))
    st.markdown("\n".join(f"- {plain(each)}" for each in masked_lines(kept.masked, language())))
    st.download_button(
        t("tender_paper.masked"), data=kept.masked, file_name=f"{t('tender_paper.file_masked')}.json",
        mime="application/json", key="paper-masked", on_click="ignore",
    )  # fmt: skip
