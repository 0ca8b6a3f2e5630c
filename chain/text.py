"""A user's words, in Swedish, in English, or in both."""

import re
from typing import Annotated
import unicodedata

from pydantic import BaseModel, ConfigDict, Field

LONGEST_WORDS = 20_000
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
LANGUAGES = ("sv", "en")

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters no text needs: NUL and other controls (tab and line breaks excepted), lone surrogates, non-characters."""

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that make text read in another order than it is stored, so that a figure could be shown reversed.
The plain left-to-right and right-to-left marks only separate scripts and are welcome."""


def cleaned(words: str) -> str:
    """The words without the characters in `CONTROL` and `BIDI`; for what someone types or pastes."""
    return BIDI.sub("", CONTROL.sub("", words))


_LOOKS_LATIN = str.maketrans("аеорсухіјѕһԁԛԝкмтвнαορνυικτβεζηχμ", "aeopcyxijshdqwkmtbhaopvuiktbezhxm")
"""Small Cyrillic and Greek letters that look like Latin ones, at least as capitals."""


def plain_name(name: str) -> str:
    """A name as it is told from others: two that read alike on a screen or on paper are the same.

    Capitals, double spaces, unseen characters, ways of writing a letter with its accent, wide letters, and letters of
    another alphabet that look Latin make no difference.
    """
    words = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(each for each in words if unicodedata.category(each) != "Cf")
    return " ".join(seen.translate(_LOOKS_LATIN).split())


def says_something(words: str) -> bool:
    """Whether there is a letter or a digit in them: spaces, dashes and unseen characters answer nothing."""
    return any(character.isalnum() for character in words)


class Text(BaseModel):
    """What someone wrote, per language; an empty string means not written in that language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sv: Words = ""
    en: Words = ""

    def __bool__(self) -> bool:
        return bool(self.sv.strip() or self.en.strip())

    def into(self, language: str) -> str:
        """The words in this language, or in the other one where this is missing."""
        own, other = (self.sv, self.en) if language == "sv" else (self.en, self.sv)
        return own if own.strip() else other

    def rewritten(self, language: str, words: str) -> "Text":
        """The text after someone saw `into(language)` and left `words`; unchanged words change nothing."""
        if words == self.into(language):
            return self
        return self.model_copy(update={language: words})
