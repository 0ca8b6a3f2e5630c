"""Streamlit's own words in the reader's language, its page language, its focus after navigation, and its contrast."""

from functools import cache
import json
from pathlib import Path

import streamlit as st

from reports.texts import catalogue, text

FAMILY = "streamlit."
IN_LISTS = "streamlit.list."
HERE = Path(__file__).parent


def translate_streamlit(language: str) -> None:
    """Call once per run, in the router: puts the script that translates and the colours Streamlit cannot be told of."""
    st.html(_dressing(language), unsafe_allow_javascript=True)


@cache
def _dressing(language: str) -> str:
    told = {
        "language": language,
        "pairs": word_pairs(FAMILY),
        "list_pairs": word_pairs(IN_LISTS),
        "opened": text(language, "app.opened"),
    }
    words = json.dumps(told, ensure_ascii=False).replace("</", "<\\/")
    script = (HERE / "translate.js").read_text(encoding="utf-8").replace("/*told*/ {}", words)
    style = (HERE / "contrast.css").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>{script}</script>"


def word_pairs(family: str = FAMILY) -> list[tuple[str, str]]:
    """(Streamlit's English, the same in Swedish); `{name}` stands for anything, `{word}` for one of these words."""
    return [(pair["en"], pair["sv"]) for key, pair in catalogue().items() if key.startswith(family)]
