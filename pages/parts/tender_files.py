"""Files of bids: taken in one by one with what became of each, listed with every reason, and fetched as they came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from chain.problem import Problem
from pages.parts import flash, follow_acts, workspace
from pages.parts.tender_desk import Open
from pages.parts.words import language, plain, t
from reports.procurement.bid_rows import read_bid
from reports.texts.moments import format_moment, parse_moment
from reports.texts.problems import sentence
from storage.operations import Refused, procurement
from storage.operations.procurement import ReceivedFile, SeenBids

TAKEN = "bid-files"


@dataclass(frozen=True)
class Given:
    """A file, whose it is and when it came by the opening list."""

    name: str
    content: bytes
    bidder: str
    at: datetime | None


def take_in(found: Open) -> None:
    """Choose files, say of each whose it is by the opening list, and take them in."""
    st.header(t("tender_bids.take_in"), anchor=False)
    st.write(t("tender_bids.take_in_help"))
    key = f"{TAKEN}-{st.session_state.get(TAKEN, 0)}"
    files = st.file_uploader(t("tender_bids.files"), accept_multiple_files=True, key=key)
    given = [_about(f"{key}-{at}", file) for at, file in enumerate(files)]
    untold = [each.name for each in given if each and each.at is None]
    in_time = bool(untold) and st.checkbox(t("tender_bids.in_time"), key=f"{key}-in-time")
    if not given or not st.button(t("tender_bids.take", count=len(given)), type="primary", key="take-in"):
        return
    if untold and not in_time:
        st.error(plain(t("tender_bids.no_time", names=", ".join(untold))))
    elif None not in given:
        _take(found, [each for each in given if each])
        st.rerun()


def _about(key: str, file) -> Given | None:
    """What the opening list says of the file; None while the time that is typed cannot be read."""
    with st.container(border=True, key=key):
        st.markdown(plain(file.name))
        left, right = st.columns(2)
        bidder = left.text_input(t("tender_bids.whose"), key=f"{key}-bidder", max_chars=200)
        raw = right.text_input(t("tender_bids.came"), key=f"{key}-came", help=t("tender_bids.came_help"))
        at = parse_moment(raw) if raw.strip() else None
        if isinstance(at, Problem):
            st.error(plain(sentence(language(), at)))
            return None
        return Given(file.name, file.getvalue(), bidder, at)


def _take(found: Open, given: list[Given]) -> None:
    """Each file is read and kept, accepted or rejected; one that cannot be kept yet stays chosen, with the reason."""
    came, refused = [], []
    bar = st.progress(0.0)
    for at, each in enumerate(given):
        bar.progress(at / len(given), plain(t("tender_bids.reading", name=each.name)))
        outcome = _keep(found, each)
        (refused if isinstance(outcome, Refused) else came).append((each.name, outcome))
    if refused:
        told = " ".join(f"{plain(name)}: {follow_acts.refused(why)}" for name, why in refused)
        flash.tell(told, grave=True)
        return
    accepted = sum(outcome.is_accepted for _, outcome in came)
    flash.tell(t("tender_bids.taken", accepted=accepted, rejected=len(came) - accepted))
    st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1


def _keep(found: Open, each: Given) -> ReceivedFile | Refused:
    read = read_bid(each.content, found.model, "B", each.at)
    return procurement.receive_bid(
        workspace.store(), workspace.acting(), found.found.id, each.name, each.content, read.bid, read.problems,
        each.bidder,
    )  # fmt: skip


def show_files(found: Open, seen: SeenBids) -> None:
    """Every file that came in, accepted or rejected, the last one first."""
    st.header(t("tender_bids.came_in", count=len(seen.files)), anchor=False)
    if not seen.files:
        st.write(t("tender_bids.none_yet"))
    for each in reversed(seen.files):
        _file(found, each)


def _file(found: Open, each: ReceivedFile) -> None:
    with st.container(border=True, key=f"file-{each.id}"):
        word = t("tender_bids.accepted" if each.is_accepted else "tender_bids.rejected", bidder=each.bidder)
        st.markdown(f"**{plain(word)}**")
        told = {"name": each.name, "when": format_moment(each.at), "who": workspace.person(each.who)}
        st.caption(plain(" ".join((t("tender_bids.file_line", **told), _arrival(each)))))
        reasons = "\n".join(f"- {plain(_reason(why))}" for why in each.problems)
        if reasons:
            st.markdown(reasons)
        st.download_button(
            plain(t("tender_bids.get", name=each.name)),
            data=_content(found, each),
            file_name=each.name,
            mime="application/octet-stream",  # to be kept, never shown in place
            key=f"get-{each.id}",
            on_click="ignore",
        )


def _arrival(each: ReceivedFile) -> str:
    """When the bid came by the opening list; nothing of a file that no bid was accepted from."""
    if each.bid is None:
        return ""
    at = each.bid.received_at
    return t("tender_bids.arrived", when=format_moment(at)) if at else t("tender_bids.arrived_in_time")


def _reason(why: Problem) -> str:
    """The sentence, after the cell where it is a cell that is wrong."""
    words = sentence(language(), why)
    return f"{why.place}: {words}" if "!" in why.place else words


def _content(found: Open, each: ReceivedFile) -> Callable[[], bytes]:
    """What reads the file when someone asks for it, as the person who is here now: by then no page is being drawn."""
    store, acting = workspace.store(), workspace.acting()

    def fetch() -> bytes:
        file = procurement.bid_file(store, acting, found.found.id, each.id)
        return b"" if isinstance(file, Refused) else file.content

    return fetch
