"""The people of the organisation: who they are, their roles, invitations, and accounts that are shut."""

from collections.abc import Callable, Mapping

import streamlit as st

from chain.people import Grant, Role, Wish
from chain.problem import Problem
from pages.parts import flash, invite, people_past, visitor, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_date
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Member

OPEN = "open-person"


def render() -> None:
    """Draw the page."""
    guard(Wish.ADMINISTER)
    st.title(t("page.people"), anchor=False)
    flash.show()
    invite.show_link()
    st.write(t("people.about", organisation=plain(workspace.organisation().name)))
    scopes = invite.scopes()
    for member in operations.people_of(workspace.store(), workspace.acting()):
        _card(member, scopes)
    invite.show_waiting()
    invite.show_form(scopes)
    people_past.show()


def _card(member: Member, scopes: Mapping[str, str]) -> None:
    one = member.person
    with st.container(border=True, key=f"person-{one.id}"):
        st.markdown(f"**{plain(one.name)}** · {plain(one.login)}" + ("" if member.active else f" · {t('people.shut')}"))
        st.write(plain(visitor.roles_told(member.grants)))
        st.caption(_last_seen(member))
        is_open = st.session_state.get(OPEN) == one.id
        label = t("people.close" if is_open else "people.change", name=plain(one.name))
        st.button(label, key=f"open-{one.id}", on_click=_open, args=(None if is_open else one.id,))
        if is_open:
            _roles(member, scopes)
            _give(member, scopes)
            _account(member)


def _open(person_id: str | None) -> None:
    st.session_state[OPEN] = person_id


def _last_seen(member: Member) -> str:
    at = member.last_signed_in_at
    return t("people.last", day=format_date(at.astimezone().date())) if at else t("people.never")


def _roles(member: Member, scopes: Mapping[str, str]) -> None:
    """The person's roles one by one, each with a way to take it away."""
    order = {role: number for number, role in enumerate(Role)}
    for grant in sorted(member.grants, key=lambda each: (order[each.role], each.intervention_id or "")):
        scope = grant.intervention_id or invite.ALL
        words = t("people.role_for", role=t(f"role.{grant.role}"), scope=plain(scopes.get(scope, scope)))
        with st.container(horizontal=True, key=f"grant-{member.person.id}-{grant.role}-{scope}"):
            st.markdown(words)
            with st.popover(t("people.take")):
                last = len(member.grants) == 1
                st.write(t("people.take_last_ask" if last else "people.take_ask", name=plain(member.person.name)))
                key = f"take-{member.person.id}-{grant.role}-{scope}"
                st.button(t("people.take_yes"), key=key, on_click=_take, args=(member.person.id, grant, last))


def _give(member: Member, scopes: Mapping[str, str]) -> None:
    names = invite.role_names()
    with st.form(f"give-{member.person.id}", border=False):
        role = st.selectbox(t("people.new_role"), list(names), format_func=names.get, key=choice_key("give-role"))
        scope = st.selectbox(t("people.scope"), list(scopes), format_func=scopes.get, key=choice_key("give-scope"))
        if st.form_submit_button(t("people.give")):
            grant = Grant(Role(role), scope or None)
            undo = lambda: _take(member.person.id, grant)  # noqa: E731
            _tell(_do(operations.give_role, member.person.id, grant), t("people.given"), undo)
            st.rerun()


def _take(person_id: str, grant: Grant, last: bool = False) -> None:
    """Take a role away. Whoever has none left is gone from here, so there is nobody to give it back to."""
    undo = None if last else lambda: _tell(_do(operations.give_role, person_id, grant), t("people.given"))
    _tell(_do(operations.take_role, person_id, grant), t("people.taken"), undo)


def _account(member: Member) -> None:
    """Shut the account, open it again, or make a link to a new password."""
    one = member.person
    if not member.active:
        st.button(t("people.reopen"), key=f"reopen-{one.id}", on_click=_reopen, args=(one.id,))
        return
    with st.container(horizontal=True, key=f"account-{one.id}"):
        with st.popover(t("people.shut_button")):
            st.write(t("people.shut_ask", name=plain(one.name)))
            st.button(t("people.shut_yes"), key=f"shut-{one.id}", on_click=_shut, args=(one.id,))
        if invite.forgets_passwords():
            with st.popover(t("people.new_password")):
                st.write(t("people.new_password_ask", name=plain(one.name)))
                st.button(t("people.new_password_yes"), key=f"password-{one.id}", on_click=_link, args=(one.id,))


def _shut(person_id: str) -> None:
    _tell(_do(operations.deactivate, person_id), t("people.shut_done"), lambda: _reopen(person_id))


def _reopen(person_id: str) -> None:
    _tell(_do(operations.reactivate, person_id), t("people.reopened"))


def _link(person_id: str) -> None:
    invite.take(_do(operations.new_password_link, person_id))


def _do(operation: Callable, person_id: str, *more: object) -> object:
    return operation(workspace.store(), workspace.acting(), person_id, *more)


def _tell(found: Problem | None, message: str, undo: Callable[[], None] | None = None) -> None:
    if found:
        flash.tell(plain(sentence(language(), found)), grave=True)
    else:
        flash.tell(message, undo)
