"""Several things of a kind in one form: a box each, an empty one to go on with, and a way to take one away."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts.sheet import Sheet
from pages.parts.words import t


@contextmanager
def row(sheet: Sheet, name: str, heading: str, folded: bool) -> Iterator[None]:
    """A box for one thing of several. An empty one more is folded away, until something is typed in it."""
    if not folded:
        with st.container(border=True):
            if heading:
                st.subheader(heading, anchor=False)
            yield
        return
    typed = any(each.startswith(f"{name}/") for each in sheet.draft)
    with st.expander(heading, expanded=typed):
        yield


def taken_away(sheet: Sheet, name: str) -> bool:
    """Whether this row is to go when the form is saved."""
    return sheet.tick(f"{name}/gone", t("compared.take_away"), False)
