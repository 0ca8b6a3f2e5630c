"""To whom one turns: the contact that the installation has set, else one's own administrator."""

import streamlit as st

from pages.parts.words import plain, t
from storage.configuration import configuration
from storage.contact import link


def show() -> None:
    """Say to whom, with a link where there is one."""
    told = configuration().contact
    if told:
        st.markdown(t("about.contact", link=f"[{plain(told)}](<{link(told)}>)"))
    else:
        st.markdown(t("about.no_contact"))


def points(family: str, *names: str, **values: object) -> None:
    """A list of sentences."""
    st.markdown("\n".join(f"- {t(f'{family}.{name}', **values)}" for name in names))
