"""Two kept results beside each other: what changed, and what each change did."""

import streamlit as st

from pages.parts import compute, show
from pages.parts.words import language, plain, t
from reports import version_bridge
from reports.version_bridge import Ends
from sroi.bridge import FIGURES


def show_bridge(ends: Ends) -> None:
    """Draw the bridge for the figure and perspective that the reader chooses."""
    one, other = (version.record.settings for version in ends)
    said = version_bridge.unlike(one, other, language())
    if said:
        st.warning(plain(said))
    left, right = st.columns(2)
    with left:
        perspective = _pick(
            "perspective",
            ("public", "society"),
            other.perspective if other.perspective == "society" else "public",
            t("convention.perspective"),
        )
    with right:
        figure = _pick("figure", FIGURES, "ratio", t("version.figure"))
    found = compute.between(*ends)
    one_figure = found.of(perspective, figure)
    if one_figure is None:
        st.info(t("version.no_bridge"))
        return
    drawn = version_bridge.bridge_figure(one_figure, ends, language())
    show.chart(drawn, t("version.bridge"), download="bridge")
    st.markdown(t("version.bridge_grouped" if found.grouped else "version.bridge_help"))
    changes = version_bridge.changes_table(found, ends, language())
    if len(changes):
        show.table(changes, t("version.changes"), download="changes")
    if version_bridge.silent(found, ends):
        st.markdown(t("version.silent"))


def _pick(name: str, options: tuple[str, ...], chosen: str, label: str) -> str:
    words = {code: t(f"convention.perspective_{code}") if name == "perspective" else t(f"table.money.{code}")
             for code in options}  # fmt: skip
    return st.selectbox(
        label,
        options,
        index=options.index(chosen),
        format_func=lambda code: words.get(code, code),
        key=f"bridge-{name}@{language()}",
    )
