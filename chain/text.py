"""A user's words, in Swedish, in English, or in both."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(max_length=20_000)]
LANGUAGES = ("sv", "en")


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
