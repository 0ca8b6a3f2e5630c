"""The files that a measurement rests on: listed, fetched, added and taken away."""

import streamlit as st

from chain.people import Acting
from pages.parts import flash, workspace
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import EvidenceSummary, Measurement, Refused
from storage.store import Store

ENDINGS = ("pdf", "png", "jpg", "jpeg", "xlsx", "docx", "csv", "txt")


def show(found: Measurement, *, writable: bool) -> None:
    """The files, and what the plan demands of them."""
    st.header(t("entry.evidence"), anchor=False)
    demand = found.indicator.evidence.into(language())
    if demand:
        st.caption(plain(t("entry.evidence_demanded", demand=demand)))
    if not found.evidence:
        st.markdown(t("entry.evidence_none"))
    for each in found.evidence:
        _file(found, each, writable)
    if writable:
        _add(found)


def _file(found: Measurement, each: EvidenceSummary, writable: bool) -> None:
    store, acting = (
        workspace.store(),
        workspace.acting(),
    )  # asked now: nobody is known when it is fetched
    with st.container(horizontal=True, key=f"file-{each.id}"):
        st.download_button(
            plain(t("entry.evidence_get", name=each.name)),
            data=lambda: _content(store, acting, found, each),  # read when someone asks for it
            file_name=each.name,
            mime="application/octet-stream",  # to be kept, never shown in place
            key=f"get-{each.id}",
            on_click="ignore",
        )
        if writable:
            label = plain(t("entry.evidence_remove", name=each.name))
            st.button(label, key=f"remove-{each.id}", on_click=_remove, args=(found, each))


def _content(store: Store, acting: Acting, found: Measurement, each: EvidenceSummary) -> bytes:
    file = operations.evidence(store, acting, found.key.intervention_id, each.id)
    return file.content if file else b""


def _remove(found: Measurement, each: EvidenceSummary) -> None:
    refused = operations.remove_evidence(workspace.store(), workspace.acting(), found.key, each.id, today())
    _tell(refused, "entry.evidence_removed")


def _add(found: Measurement) -> None:
    key = f"evidence-{found.key.place}-{len(found.evidence)}"
    file = st.file_uploader(t("entry.evidence_add"), type=list(ENDINGS), key=key)
    if file is None:
        return
    outcome = operations.add_evidence(
        workspace.store(), workspace.acting(), found.key, file.name, file.getvalue(), today()
    )
    _tell(outcome if isinstance(outcome, Refused) else None, "entry.evidence_added")
    st.rerun()


def _tell(refused: Refused | None, message: str) -> None:
    if refused is None:
        flash.tell(t(message))
    else:
        flash.tell(plain(" ".join(sentence(language(), each) for each in refused.problems)), grave=True)
