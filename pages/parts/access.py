"""The guard that every page begins with."""

import streamlit as st

from chain.people import Wish, able
from pages.parts import visitor, welcome, workspace
from pages.parts.words import plain, t


def guard(wish: Wish | None = Wish.READ, change: Wish | None = None) -> None:
    """Let the page run only inside the application, for whom may do what it is for, and for some organisation.

    A page file that is run raw, around the router, ends here and shows nothing. Without a wish the page is for everyone
    who has signed in. What one may not do here, no operation does either: this only says so before one tries; `change`
    is what it takes to change something on a page that others may read.
    """
    if not st.session_state.get("pages"):
        st.stop()
    if visitor.signs_in():
        if wish is not None:
            _only_for(wish)
        if change is not None:
            say_who_changes(change)
    elif workspace.organisation() is None:
        welcome.show()
        st.stop()


def say_who_changes(wish: Wish) -> None:
    """Tell a person whose roles do not cover it that one only reads here, and who can change something; about what
    belongs to the organisation as a whole."""
    if not workspace.may_here(wish):
        st.info(t("visitor.looks_only", roles=", ".join(t(f"role.{each}") for each in able(wish))))


def _only_for(wish: Wish) -> None:
    """End the page for a person none of whose roles covers it, and say which roles do."""
    if workspace.may(wish):
        return
    home = workspace.organisation()
    if home is None:
        st.title(t("visitor.no_role"), anchor=False)
        st.write(t("visitor.no_role_help"))
    else:
        st.title(t("visitor.not_yours"), anchor=False)
        st.write(t("visitor.not_yours_help", organisation=plain(home.name)))
        st.markdown("\n".join(f"- {t(f'role.{each}')}" for each in able(wish)))
        st.write(t("visitor.ask_administrator"))
    st.stop()
