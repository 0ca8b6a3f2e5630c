"""The rows of what is told of kept results: a person's own words, links for people without an account, slide templates.

They go with the result that they are about, when it is disposed of. No row holds a token that opens anything: of those
only a hash is kept.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.tables import Base, Stamps


def in_a_language() -> CheckConstraint:
    """Told in Swedish or in English."""
    return CheckConstraint("language IN ('sv', 'en')", name="language_known")


class ToldWordsRow(Stamps, Base, table=True):
    """What a person put in the place of a sentence that a rule made; empty where it is the rule's own again.

    `original` is the rule's sentence as it was when the words were written, `version` counts the saves.
    """

    __tablename__ = "told_words"
    __table_args__ = (in_a_language(), CheckConstraint("version >= 1", name="version_counts"))
    version_id: str = Field(primary_key=True, foreign_key="frozen_version.id", ondelete="CASCADE")
    language: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    words: str
    original: str
    version: int


class ShareLinkRow(Base, table=True):
    """A way to one kept result for people without an account, with the own words (by place) as they were then."""

    __tablename__ = "share_link"
    __table_args__ = (
        in_a_language(),
        UniqueConstraint("token_sha256"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_someone"),
        CheckConstraint("expires_at > created_at", name="lasts"),
        Index(None, "version_id"),
    )
    id: str = Field(primary_key=True)
    token_sha256: str
    version_id: str = Field(foreign_key="frozen_version.id", ondelete="CASCADE")
    language: str
    name: str
    own_words: dict = Field(sa_type=JSON)
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    last_read_at: datetime | None = None


class DeckTemplateRow(Base, table=True):
    """An organisation's own template for slides, as it came."""

    __tablename__ = "deck_template"
    __table_args__ = (
        CheckConstraint("size > 0", name="size_counts"),
        UniqueConstraint("organisation_id", "sha256"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    name: str
    size: int
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    created_at: datetime
    created_by: str
