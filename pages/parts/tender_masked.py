"""The award for those who do not see bids: the masked edition, which anybody who reads the procurement may have."""

from collections.abc import Iterable

import streamlit as st

from pages.parts import workspace
from pages.parts.words import language, plain, t
from reports.procurement.masked import masked_lines, masks
from storage.operations.procurement import Award


def show(kept: Award) -> None:
    """Who was chosen, the order, what is masked, and the file."""
    st.success(plain(t("tender_decision.masked", who=workspace.by_whom(kept.who))))
    show_lines(kept)
    st.download_button(
        t("tender_paper.masked"), data=kept.masked, file_name=f"{t('tender_paper.file_masked')}.json",
        mime="application/json", key="paper-masked", on_click="ignore",
    )  # fmt: skip


def show_lines(kept: Award) -> None:
    """What may be read of the award, and by itself what is masked in it."""
    st.markdown(_listed(masked_lines(kept.masked, language())))
    st.write(t("award_public.is_masked"))
    st.markdown(_listed(masks(kept.masked, language())))


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(each)}" for each in lines)
