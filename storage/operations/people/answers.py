"""What the operations on people answer with: plain frozen data, never rows, and never a hash."""

from dataclasses import dataclass, field
from datetime import datetime

from chain.people import Grant


@dataclass(frozen=True)
class Person:
    """Someone who signs in. `id` is what history and drafts know them by; `login` is in small letters."""

    id: str
    login: str
    name: str
    email: str


@dataclass(frozen=True)
class SignedIn:
    """The person is in. `token` is for their browser alone: it opens the visit, and only its hash is kept."""

    token: str = field(repr=False)
    person: Person


@dataclass(frozen=True)
class Member:
    """A person with roles in an organisation, as its administrator sees them. Times are UTC."""

    person: Person
    active: bool
    grants: frozenset[Grant]
    last_signed_in_at: datetime | None


@dataclass(frozen=True)
class Invitation:
    """An invitation that waits. `new_password`: it is a way back in for somebody who has an account already."""

    id: str
    email: str
    name: str
    grants: frozenset[Grant]
    created_at: datetime
    created_by: str
    expires_at: datetime
    new_password: bool


@dataclass(frozen=True)
class Invited:
    """An invitation just made. `token` is told this once, and only its hash is kept."""

    token: str = field(repr=False)
    invitation: Invitation


@dataclass(frozen=True)
class OpenInvitation:
    """What an invitation says to whom it was sent.

    `has_account`: someone with this login is known here, so it is their own password that is asked for.
    `new_password`: it is for choosing a new one.
    """

    organisation: str
    login: str
    name: str
    has_account: bool
    new_password: bool
