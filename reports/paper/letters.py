"""Which characters a file can hold, and where a long one may be parted: one way for every kind of file."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BYTE_ORDER = "\ufeff"
"""A mark of files, not of texts: invisible, and refused by PDF."""
_UNHEARD_OF = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters and what Unicode keeps out of all text; XML and PDF refuse most of them."""
_AMOUNT = re.compile(r"\bSEK (?=[\d\u2212-])")
"""The currency and its number stand on one line, as `1 234 kr` does by its own spaces."""
REPLACEMENT = "\ufffd"
PARTING = "\u200b"
"""A space without width: a line may end there, and nothing is seen."""
LONG, ENDLESS = 30, 45
_LONG = re.compile(rf"\S{{{LONG},}}")
_JOINT = re.compile(r"[/_=&?@.:,;+-]|\w{10}")


def settable(text: str) -> str:
    """The text with line breaks of one kind, tabs as spaces, amounts whole, and `REPLACEMENT` where nothing can be
    written."""
    whole = _LINE_ENDS.sub("\n", text).replace("\t", " ").replace(_BYTE_ORDER, "")
    return _AMOUNT.sub("SEK\u00a0", _UNHEARD_OF.sub(REPLACEMENT, whole))


def on_one_line(text: str) -> str:
    """As `settable`, with spaces for line breaks: titles, headings and captions."""
    return settable(text).replace("\n", " ")


def parted(text: str) -> str:
    """The text with places to part addresses, fingerprints and endless words; other words are left to hyphenation."""
    return _LONG.sub(lambda found: _with_joints(found[0]), text)


def _with_joints(word: str) -> str:
    is_word = word.isalpha() and len(word) < ENDLESS
    return word if is_word else _JOINT.sub(rf"\g<0>{PARTING}", word)
