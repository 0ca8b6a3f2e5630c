"""To whom one turns: the contact that the installation has set, else one's own administrator."""

import streamlit as st

from pages.parts import workspace
from pages.parts.words import plain, t
from storage.configuration import configuration
from storage.contact import link


def whose() -> str:
    """The name of whom one works for; of somebody without a role, just that it is an organisation."""
    home = workspace.organisation()
    return plain(home.name) if home else t("about.an_organisation")


def show() -> None:
    """Say to whom, with a link where there is one."""
    told = configuration().contact
    if told:
        st.markdown(t("about.contact", link=f"[{plain(told)}](<{link(told)}>)"))
    else:
        st.markdown(t("about.no_contact"))


def points(family: str, *names: str) -> None:
    """A list of sentences of one family, whose name ends with a dot."""
    st.markdown("\n".join(f"- {t(family + name)}" for name in names))
