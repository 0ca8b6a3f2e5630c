"""Which characters a file can hold: what has no place in any document becomes something that has, in one way for all."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNHEARD_OF = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters and what Unicode keeps out of all text; XML and PDF refuse most of them."""
REPLACEMENT = "\ufffd"


def settable(text: str) -> str:
    """The text with line breaks of one kind, tabs as spaces, and the replacement character where none can be written."""
    return _UNHEARD_OF.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text).replace("\t", " "))


def on_one_line(text: str) -> str:
    """As `settable`, with spaces for line breaks: titles, headings and captions."""
    return settable(text).replace("\n", " ")
