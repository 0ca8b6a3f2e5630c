"""Invite somebody: who, to which roles, for what; and the link, which is shown until one has taken it."""

from collections.abc import Collection, Mapping

import streamlit as st

from chain.people import Grant, Role
from pages.parts import flash, visitor, workspace
from pages.parts.choices import choice_key
from pages.parts.gate import addresses
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_date
from reports.texts.problems import sentence
from storage import operations
from storage.configuration import configuration
from storage.operations import Invitation, Invited, Refused, Wanted
from storage.sign_in_settings import SignIn

LINK = "invitation-link"
ALL = ""
FIELDS = ("invite-login", "invite-name")


def scopes() -> Mapping[str, str]:
    """What a role can be for: everything, or one intervention by its name."""
    found = operations.find_interventions(workspace.store(), workspace.acting(), Wanted(language=language())).shown
    own = [each for each in found if each.organisation_id == workspace.acting().organisation_id]
    return {ALL: t("people.everything")} | {each.id: each.name.into(language()) or each.id for each in own}


def role_names() -> dict[str, str]:
    """Every role by its code."""
    return {str(role): t(f"role.{role}") for role in Role}


def show_form(scopes: Mapping[str, str]) -> None:
    """Ask whom to invite."""
    st.header(t("people.invite"), anchor=False)
    st.write(t(f"people.invite_help_{configuration().sign_in}"))
    with st.form("invite", border=False):
        login = st.text_input(t("people.login"), key=FIELDS[0], max_chars=200)
        name = st.text_input(t("people.name"), key=FIELDS[1], max_chars=200)
        names = role_names()
        roles = st.multiselect(
            t("people.roles"), list(names), format_func=names.get, key=choice_key("invite-roles"),
            placeholder=t("common.choose"),
        )  # fmt: skip
        scope = st.selectbox(t("people.scope"), list(scopes), format_func=scopes.get, key=choice_key("invite-scope"))
        if st.form_submit_button(t("people.invite_button")):
            _invite(login, name, frozenset(Grant(Role(each), scope or None) for each in roles))
    with st.expander(t("people.roles_help")):
        st.markdown("\n".join(f"- **{names[role]}**: {t(f'role_may.{role}')}" for role in names))


def _invite(login: str, name: str, grants: Collection[Grant]) -> None:
    if take(operations.invite(workspace.store(), workspace.acting(), login, name, grants)):
        for each in FIELDS:
            st.session_state.pop(each, None)
        st.rerun()


def take(made: Invited | Refused) -> bool:
    """Keep the link of an invitation just made, to be shown; or say why there is none."""
    if isinstance(made, Refused):
        for each in made.problems:
            st.error(plain(sentence(language(), each)))
        return False
    st.session_state[LINK] = made
    return True


def show_link() -> None:
    """The link just made. It is not kept anywhere, so it stands here until one says that one has it."""
    made = st.session_state.get(LINK)
    if made is None:
        return
    with st.container(border=True, key="invitation-made"):
        told = made.invitation
        kind = "new_password" if told.new_password else "for"
        st.markdown(f"**{plain(t(f'people.link_{kind}', login=told.email))}**")
        day = format_date(told.expires_at.astimezone().date())
        st.write(t(f"people.link_help_{configuration().sign_in}", day=day))
        st.code(_address(made.token), language=None, wrap_lines=True)
        st.button(t("people.link_taken"), key="link-taken", on_click=lambda: st.session_state.pop(LINK, None))


def _address(token: str) -> str:
    """The link as it works from outside."""
    return addresses.from_outside(f"{addresses.INVITATION}?token={token}&lang={language()}")


def show_waiting() -> None:
    """Invitations that nobody has taken up, each with a way to take it back."""
    waiting = operations.invitations(workspace.store(), workspace.acting())
    if not waiting:
        return
    st.header(t("people.waiting"), anchor=False)
    for each in waiting:
        with st.container(border=True, key=f"invitation-{each.id}"):
            st.markdown(f"**{plain(each.name or each.email)}** · {plain(each.email)}")
            st.caption(plain(_told(each)))
            with st.popover(t("people.withdraw")):
                st.write(t("people.withdraw_ask", login=plain(each.email)))
                st.button(t("people.withdraw_yes"), key=f"withdraw-{each.id}", on_click=_withdraw, args=(each.id,))


def _told(each: Invitation) -> str:
    day = format_date(each.expires_at.astimezone().date())
    roles = visitor.roles_told(each.grants) or t("people.link_only")
    return t("people.waits", roles=roles, day=day, who=workspace.person(each.created_by))


def _withdraw(invitation_id: str) -> None:
    found = operations.withdraw_invitation(workspace.store(), workspace.acting(), invitation_id)
    st.session_state.pop(LINK, None)
    flash.tell(plain(sentence(language(), found)) if found else t("people.withdrawn"), grave=bool(found))


def forgets_passwords() -> bool:
    """Whether passwords are kept here at all, so that somebody can have forgotten one."""
    return configuration().sign_in is SignIn.ACCOUNTS
