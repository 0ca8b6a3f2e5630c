"""The rows of people who sign in: who they are, what they are where, who is invited, who is here, who guesses, and
who was reminded by mail.

No row holds a password or a token that opens anything: of those only a hash is kept.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from chain.people import Role
from storage.tables import Base, Stamps, one_of


class How(StrEnum):
    """What told who somebody is: an account here, the organisation's identity service, or a proxy in front."""

    ACCOUNTS = "accounts"
    OIDC = "oidc"
    PROXY = "proxy"


class Posted(StrEnum):
    """What came of a reminder. CLAIMED: it is being sent, or nobody knows what came of it, which counts as sent. SENT:
    the mail server has taken it. REFUSED: the mail server has not."""

    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"


class PersonRow(Stamps, Base, table=True):
    """Someone who signs in. `login` is in small letters; `issuer` and `subject` are another service's name for them."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("login"),
        UniqueConstraint("issuer", "subject"),
        CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="subject_of_an_issuer"),
    )
    id: str = Field(primary_key=True)
    login: str
    name: str
    email: str
    issuer: str | None = None
    subject: str | None = None
    password_hash: str | None = None
    active: bool
    last_signed_in_at: datetime | None = None


class MembershipRow(Base, table=True):
    """A role that a person has in an organisation, for one intervention or (NULL) for all of them.

    `scope` repeats which, empty for all: NULL is like no other NULL, so one role could else stand there twice.
    """

    __tablename__ = "membership"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("role <> 'administrator' OR intervention_id IS NULL", name="administers_all"),
        CheckConstraint("scope = COALESCE(intervention_id, '')", name="scope_repeats"),
        Index(None, "organisation_id"),
    )
    person_id: str = Field(primary_key=True, foreign_key="person.id", ondelete="RESTRICT")
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="RESTRICT")
    role: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    intervention_id: str | None = Field(
        default=None, foreign_key="intervention.id", ondelete="CASCADE", nullable=True, index=True
    )
    created_at: datetime
    created_by: str


class InvitationRow(Base, table=True):
    """Someone who may come in once. `grants` are the roles that wait; `person_id` when it is for a new password."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("token_sha256"),
        CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used_by_someone"),
        Index(None, "organisation_id"),
        Index(None, "email"),
    )
    id: str = Field(primary_key=True)
    token_sha256: str
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    person_id: str | None = Field(default=None, foreign_key="person.id", ondelete="RESTRICT", nullable=True)
    email: str
    name: str
    grants: list = Field(sa_type=JSON)
    created_at: datetime
    created_by: str
    expires_at: datetime
    used_at: datetime | None = None
    used_by: str | None = None


class VisitRow(Base, table=True):
    """A person who is signed in, by the hash of the token in their browser."""

    __tablename__ = "visit"
    __table_args__ = (one_of("how", How), Index(None, "person_id"))
    token_sha256: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", ondelete="RESTRICT")
    how: str
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


class AttemptRow(Base, table=True):
    """Failed attempts to sign in, by the hash of a login or an address; nobody is let in under it before `until`."""

    __tablename__ = "attempt"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures_count"),)
    key: str = Field(primary_key=True)
    failures: int
    until: datetime


class ReminderRow(Base, table=True):
    """The last reminder by mail that was claimed for a person: on which day, and what came of it."""

    __tablename__ = "reminder"
    __table_args__ = (one_of("outcome", Posted),)
    person_id: str = Field(primary_key=True, foreign_key="person.id", ondelete="RESTRICT")
    day: date
    outcome: str
