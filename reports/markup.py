"""User text made safe inside HTML and SVG, also where a Markdown reader sees the page first."""

import re
import unicodedata

_PLAIN = frozenset(" .,;-()/%+?!")

_WORD = re.compile(r"(?:\S|\u00a0)+")


def parted(words: str) -> list[str]:
    """The words one by one; the space that holds a number together does not part it."""
    return _WORD.findall(words)


def escaped(words: str) -> str:
    """The words on one line, with character references for all that HTML, SVG or Markdown could read as markup.

    Control signs (NUL, direction overrides) are left out; letters, digits, spaces and plain punctuation stay.
    """
    line = " ".join(parted(words))
    return "".join(_sign(sign) for sign in line if not unicodedata.category(sign).startswith("C") or sign == "\u200d")


def _sign(sign: str) -> str:
    return sign if sign.isalnum() or sign in _PLAIN or sign in "\u00a0\u2212" else f"&#{ord(sign)};"
