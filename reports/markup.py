"""User text made safe inside HTML and SVG, also where a Markdown reader sees the page first."""

import re
import unicodedata

_MARK = re.compile(r"[^\w .,;\-()/%+?!\u00a0\u2212]|_")

_WORD = re.compile(r"(?:\S|\u00a0)+")


def parted(words: str) -> list[str]:
    """The words one by one; the space that holds a number together does not part it."""
    return _WORD.findall(words)


def escaped(words: str) -> str:
    """The words on one line, with character references for all that HTML, SVG or Markdown could read as markup.

    Control signs (NUL, direction overrides) are left out; letters, digits, spaces and plain punctuation stay.
    """
    return _MARK.sub(_referred, " ".join(parted(words)))


def _referred(mark: re.Match) -> str:
    sign = mark[0]
    return "" if unicodedata.category(sign).startswith("C") and sign != "\u200d" else f"&#{ord(sign)};"
