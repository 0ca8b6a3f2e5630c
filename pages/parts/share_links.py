"""Links to a kept result for people without an account: making one, showing it once, and the list with its ends."""

from datetime import timedelta

import streamlit as st

from pages.parts import flash, inputs, workspace
from pages.parts.gate import addresses
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.told_desk import Told
from pages.parts.words import language, plain, t
from reports.texts.moments import format_moment
from reports.texts.numbers import format_date
from reports.texts.problems import sentence
from storage.operations import Refused, Stored, telling
from storage.operations.telling import ShareLink

MADE = "share-link-made"
FORM = "share_link/new"
USUAL_DAYS = 30


def show_made() -> None:
    """The link just made. It is not kept anywhere, so it stands here until one says that one has it."""
    made = st.session_state.get(MADE)
    if made is None:
        return
    with st.container(border=True, key="share-link-made"):
        st.markdown(f"**{plain(t('share_link.made', name=made.link.name))}**")
        st.write(t("share_link.made_help", day=_last_day(made.link)))
        st.code(addresses.from_outside(f"{addresses.SHARED}{made.token}"), language=None, wrap_lines=True)
        st.button(t("people.link_taken"), key="share-link-taken", on_click=lambda: st.session_state.pop(MADE, None))


def show_form(told: Told) -> None:
    """Whom it is for, until when; and what they will see."""
    st.header(t("share_link.new"), anchor=False)
    st.markdown(t("share_link.sees", language=t(f"tender_language.{told.language}")))
    st.markdown(t("share_link.sees_not"))
    st.markdown(f"> {plain(told.story.headline[0].words)}")
    sheet = Sheet(told.stored.chain.id, FORM, 1)
    name = inputs.line(sheet, "link_name", "", required=True)
    last = inputs.day(sheet, "last_day", today() + timedelta(days=USUAL_DAYS))
    sheet.show_unkept()
    if st.button(t("share_link.make"), key="make-share-link", type="primary"):
        sheet.try_now()
        if not sheet.problems and last is None:
            inputs.missing(sheet, "last_day")
        if sheet.problems:
            st.rerun() if not name else None
        else:
            _make(told, sheet, name, last)


def _make(told: Told, sheet: Sheet, name: str, last) -> None:
    store, acting = workspace.store(), workspace.acting()
    outcome = telling.make_share_link(store, acting, told.summary.id, told.language, name, last, told.words)
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        return
    sheet.forget()
    st.session_state[MADE] = outcome
    st.rerun()


def show_list(stored: Stored, may_revoke: bool) -> None:
    """Every link to what is kept of the intervention: to what, whose, until when, and when it was last read."""
    st.header(t("share_link.list"), anchor=False)
    found = telling.share_links(workspace.store(), workspace.acting(), stored.chain.id)
    if not found:
        st.info(t("share_link.none"))
    now = workspace.store().clock()
    for each in found:
        with st.container(border=True, key=f"share-link-{each.id}"):
            st.markdown(f"**{plain(each.name)}** · {_standing(each, each.opens(now))}")
            st.markdown(plain(_about(each)))
            st.caption(plain(_read(each)))
            if may_revoke and each.opens(now):
                with st.popover(t("share_link.revoke")):
                    st.write(t("share_link.revoke_ask", name=plain(each.name)))
                    st.button(t("share_link.revoke_yes"), key=f"revoke-{each.id}", on_click=_revoke, args=(each,))


def _standing(link: ShareLink, opens: bool) -> str:
    """Whether it opens, in words and with a sign."""
    if opens:
        return t("share_link.opens", day=_last_day(link))
    if link.revoked_at:
        who = plain(workspace.by_whom(link.revoked_by))
        return t("share_link.revoked", who=who, when=format_moment(link.revoked_at))
    return t("share_link.ended", day=_last_day(link))


def _about(link: ShareLink) -> str:
    return t("share_link.about_one", number=link.number, result=link.result,
             language=t(f"tender_language.{link.language}"))  # fmt: skip


def _read(link: ShareLink) -> str:
    made = t("share_link.made_by", who=workspace.by_whom(link.created_by), when=format_moment(link.created_at))
    read = t("share_link.read", when=format_moment(link.last_read_at)) if link.last_read_at else t("share_link.unread")
    return f"{made} {read}"


def _last_day(link: ShareLink) -> str:
    return format_date((link.expires_at - timedelta(days=1)).date())


def _revoke(link: ShareLink) -> None:
    found = telling.revoke_share_link(workspace.store(), workspace.acting(), link.id)
    made = st.session_state.get(MADE)
    if made and made.link.id == link.id:
        st.session_state.pop(MADE)
    words = plain(sentence(language(), found)) if found else t("share_link.is_revoked", name=plain(link.name))
    flash.tell(words, grave=bool(found))
