"""What a token says, once it has been held against its signature, its issuer, its time and what we asked for."""

from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from pages.parts.gate.provider import ProviderFailed

SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the owner of a private key can make: neither `none` nor those by a shared secret."""
LEEWAY_SECONDS = 60
LONGEST = 200


class KeyUnknown(Exception):  # noqa: N818  (it says what is so)
    """The token is signed with a key that we have not seen; the service may have changed its keys."""


@dataclass(frozen=True)
class Told:
    """Who has signed in, as the service says: lasting id, login, name."""

    subject: str
    login: str
    name: str


def told_by(token: str, keys: KeySet, issuer: str, client: str, nonce: str, login_claim: str) -> Told:
    """What the token tells of a person. Raises ProviderFailed for every token that is not ours, whole and fresh."""
    claims = _claims(token, keys)
    _hold_against(claims, issuer, client, nonce)
    login, subject = claims.get(login_claim), claims["sub"]
    if not _is_word(login) or not _is_word(subject):
        raise ProviderFailed("sign_in.no_login")
    if login_claim == "email" and claims.get("email_verified") is False:
        raise ProviderFailed("sign_in.unverified")
    name = claims.get("name")
    return Told(subject, login.strip(), name.strip() if _is_word(name) else "")


def _claims(token: str, keys: KeySet) -> dict:
    try:
        return jwt.decode(token, keys, algorithms=SIGNED).claims
    except InvalidKeyIdError:
        raise KeyUnknown from None
    except (JoseError, ValueError, TypeError, KeyError):
        raise ProviderFailed("sign_in.bad_token") from None


def _hold_against(claims: dict, issuer: str, client: str, nonce: str) -> None:
    """OpenID Connect Core 1.0 §3.1.3.7, points 2 to 11."""
    wanted = {"iss": issuer, "aud": client, "nonce": nonce}
    registry = JWTClaimsRegistry(
        leeway=LEEWAY_SECONDS,
        **{name: {"essential": True, "value": value} for name, value in wanted.items()},
        **{name: {"essential": True} for name in ("exp", "iat", "sub")},
    )
    try:
        registry.validate(claims)
    except ExpiredTokenError:
        raise ProviderFailed("sign_in.old_token") from None
    except (JoseError, ValueError, TypeError):
        raise ProviderFailed("sign_in.bad_token") from None
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client) != client or not isinstance(claims["nonce"], str):
        raise ProviderFailed("sign_in.bad_token")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST and value.isprintable()
