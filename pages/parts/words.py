"""The reader's language on this visit, and the words in it."""

import re

import streamlit as st

from pages.parts.once import once
from reports.texts import LANGUAGES, text

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")
_BREAKS = re.compile(r"[ \t\r\n]+")
_BY_ITSELF = re.compile(r"(?i)(?<=http)(?=s?://)|(?<=www)(?=\.)|(?<=[-.\w+])(?=@[-\w])|(?<=:)(?=material/|streamlit:)")
"""Where Markdown makes a link or an icon of words without any mark; it does so after it has read the escapes."""
WORD_JOINER = "\u2060"


def language() -> str:
    """The language chosen on this visit; Swedish until someone chooses."""
    return once("language", 0, lambda: st.session_state.get("language", LANGUAGES[0]))


def settle_language() -> None:
    """Take the language from the address, and keep the address telling it, so that a shared link opens alike."""
    asked = st.query_params.get("lang")
    if "language" not in st.session_state:
        st.session_state["language"] = asked if asked in LANGUAGES else LANGUAGES[0]
    if asked != language():
        st.query_params["lang"] = language()


def t(key: str, /, **values: object) -> str:
    """The sentence under `key` in the reader's language."""
    return text(language(), key, **values)


def plain(words: str) -> str:
    """A person's words made safe for a place that reads Markdown: every mark is shown as it was typed, and no link."""
    return _MARKS.sub(r"\\\1", _BY_ITSELF.sub(WORD_JOINER, _BREAKS.sub(" ", words).strip()))
