"""What the operations on telling answer with: plain frozen data, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sroi.frozen import FrozenVersion


@dataclass(frozen=True)
class OwnWords:
    """What a person put in the place of a told sentence, `words`; empty where it is the rule's own again.

    `original` is the rule's sentence as it was then; `version` counts the saves, and is 0 where nobody has changed it.
    """

    language: str
    place: str
    words: str
    original: str
    version: int
    updated_at: datetime | None = None
    updated_by: str = ""


@dataclass(frozen=True)
class WordsMoved:
    """Another put words there first; `current` is what to build on. Nothing has been saved."""

    current: OwnWords


@dataclass(frozen=True)
class ShareLink:
    """A link to a kept result for people without an account. Times are UTC; `number` and `result` name the result.

    Nobody reads it after `expires_at` or once it is revoked. `last_read_at` is when somebody last did, to the minute.
    """

    id: str
    version_id: str
    number: int
    result: str
    language: str
    name: str
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    last_read_at: datetime | None

    def opens(self, at: datetime) -> bool:
        """Whether it leads to anything at this moment."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True)
class LinkMade:
    """A link just made. `token` is told this once, and only its hash is kept."""

    token: str = field(repr=False)
    link: ShareLink


@dataclass(frozen=True)
class SharedResult:
    """What a link leads to: a kept result, in one language, with the own words (by place) as they were then.

    A link never leads to another result, so its id stands for the version where two of these are held together.
    """

    link_id: str
    organisation: str
    version: FrozenVersion = field(compare=False)
    number: int
    language: str
    own_words: tuple[tuple[str, str], ...]
    last_day: date


@dataclass(frozen=True)
class DeckTemplate:
    """What a list shows of a template for slides."""

    id: str
    name: str
    size: int
    created_at: datetime
    created_by: str
