"""One's own account: who one is here, the password, reminders by mail, and the visits that are open."""

import streamlit as st

from pages.parts import flash, reminders, visitor, workspace
from pages.parts.access import guard
from pages.parts.gate import addresses
from pages.parts.words import t
from storage import operations
from storage.configuration import configuration
from storage.sign_in_settings import SignIn


def render() -> None:
    """Draw the page."""
    guard(None)
    one = visitor.person(workspace.store())
    st.title(t("page.account"), anchor=False)
    flash.show()
    st.text(t("account.who", name=one.name, login=one.login))
    st.write(t("account.roles", roles=visitor.roles_told(workspace.grants()) or t("visitor.no_roles_here")))
    st.header(t("account.password"), anchor=False)
    if configuration().sign_in is SignIn.ACCOUNTS:
        visitor.leave(addresses.PASSWORD, t("sign_in.change"))
    else:
        st.write(t("account.password_elsewhere"))
    reminders.offer(one)
    st.header(t("account.visits"), anchor=False)
    st.write(t("account.visits_help"))
    visitor.offer_to_sign_out()
    with st.popover(t("account.end_all")):
        st.write(t("account.end_all_ask"))
        st.button(t("account.end_all_yes"), key="end-all", on_click=_end_all)


def _end_all() -> None:
    operations.sign_out_everywhere(workspace.store(), visitor.token())
