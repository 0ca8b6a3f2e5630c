"""Passwords: what may be one, and the hash that is kept in its place (Argon2id, RFC 9106, as the library has it)."""

from collections.abc import Iterator
from functools import cache
import secrets
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from chain.problem import Problem, problem

HASHER = PasswordHasher()
LEAST, MOST = 12, 1_000
PLACE = "people/password"


def unfit_password(login: str, password: str) -> Iterator[Problem]:
    """Why this cannot be the password of the person with this login. Length is what counts; signs are free."""
    small = normalize("NFKC", password).casefold()
    if len(password) < LEAST:
        yield problem("people.password_short", PLACE, least=LEAST)
    elif len(password) > MOST:
        yield problem("people.password_long", PLACE, most=MOST)
    elif small in login or login in small:
        yield problem("people.password_login", PLACE)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether the hash is this password's. Without a hash the same work is done, so that time tells nothing."""
    nobodys = _nobodys()
    try:
        HASHER.verify(kept or nobodys, _plain(password[: MOST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_old(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_bytes(32))


def _plain(password: str) -> bytes:
    """The password as the same letters on every keyboard: some computers write å as an a and a ring."""
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")
