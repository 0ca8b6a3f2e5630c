"""Streamlit's own English must stand in its pages exactly as we know it: an upgrade that renames a word fails here."""

from functools import cache
from pathlib import Path
import re

import pytest
import streamlit

from pages.parts.translate import word_pairs
from reports.texts import catalogue

COMPOSED = "streamlit.composed."


@cache
def bundle() -> str:
    """All the code that Streamlit sends to the browser."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


def pieces(key: str, english: str) -> list[str]:
    """What must be found as it is: the stretches between places, or single words where Streamlit composes."""
    stretches = [piece for piece in re.split(r"\{\w+\}", english) if piece.strip(": ")]
    if not key.startswith(COMPOSED):
        return stretches
    return [word for piece in stretches for word in re.findall(r"[A-Za-z]{4,}", piece)]


@pytest.mark.parametrize("key", [key for key in catalogue() if key.startswith("streamlit.")])
def test_streamlit_still_says_it_this_way(key):
    assert not [piece for piece in pieces(key, catalogue()[key]["en"]) if piece not in bundle()]


def test_no_english_word_has_two_translations():
    english = [words for words, _ in word_pairs() if "{" not in words]
    assert len(set(english)) == len(english)
