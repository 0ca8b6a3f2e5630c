"""The organisation's sign-in service, asked over the network: what it says of itself, its keys, a token for a code.

It may be down, slow, endless or somebody else; each of these is a ProviderFailed, and nobody waits longer than
`PATIENCE_SECONDS`.
"""

import asyncio
from dataclasses import dataclass
import json
import time
from urllib.parse import quote

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from storage.configuration import Configuration, configuration
from storage.sign_in_settings import DISCOVERY, secret_of, web_address

PATIENCE_SECONDS = 10
STEP = httpx.Timeout(5.0)
LONGEST_ANSWER = 500_000
REMEMBERED_SECONDS = 3600


class ProviderFailed(Exception):  # noqa: N818  (it says what is so)
    """One cannot sign in through the service now; `code` tells what it is about, in the words of our problems."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Provider:
    """What the service says of itself, and the keys it signs with."""

    issuer: str
    authorization: str
    token: str
    jwks: str
    end_session: str
    basic: bool
    keys: KeySet
    read_at: float


_known: dict[str, Provider] = {}


async def provider(*, anew: bool = False) -> Provider:
    """The service as it described itself at most an hour ago; `anew` asks now, as when it has changed its keys."""
    issuer = configuration().oidc_issuer
    found = _known.get(issuer)
    if found is None or anew or time.monotonic() - found.read_at > REMEMBERED_SECONDS:
        found = _known[issuer] = await _described(issuer)
    return found


async def _described(issuer: str) -> Provider:
    told = await _asked("GET", issuer.rstrip("/") + DISCOVERY)
    if told.get("issuer") != issuer:
        raise ProviderFailed("sign_in.wrong_issuer")
    ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        issuer=issuer,
        authorization=_address(told, "authorization_endpoint"),
        token=_address(told, "token_endpoint"),
        jwks=_address(told, "jwks_uri"),
        end_session=_address(told, "end_session_endpoint") if told.get("end_session_endpoint") else "",
        basic="client_secret_basic" in ways,
        keys=_keys(await _asked("GET", _address(told, "jwks_uri"))),
        read_at=time.monotonic(),
    )


def _address(told: dict, name: str) -> str:
    """An address that the service names. One that would be reached unprotected is refused."""
    try:
        found = told[name]
        web_address(found.partition("?")[0])
    except (KeyError, AttributeError, ValueError):
        raise ProviderFailed("sign_in.odd_provider") from None
    return found


def _keys(told: dict) -> KeySet:
    """Its keys for signing; kinds that are unknown here are left out."""
    wanted = [each for each in told.get("keys") or () if isinstance(each, dict) and each.get("kty") in ("RSA", "EC")]
    try:
        return KeySet.import_key_set({"keys": [each for each in wanted if each.get("use", "sig") == "sig"]})
    except (JoseError, ValueError, TypeError, KeyError):
        raise ProviderFailed("sign_in.odd_provider") from None


async def id_token(there: Provider, code: str, verifier: str, back: str) -> str:
    """The token that tells who has signed in, in exchange for the code that the browser brought."""
    settings = configuration()
    sent = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier, "redirect_uri": back}
    name, secret = settings.oidc_client, secret_of(settings.oidc_secret, settings.oidc_secret_file)
    # RFC 6749 §2.3.1: both are form-encoded before they become a user and a password.
    basic = httpx.BasicAuth(quote(name, safe=""), quote(secret, safe="")) if there.basic else None
    if not basic:
        sent |= {"client_id": name, "client_secret": secret}
    told = await _asked("POST", there.token, data=sent, auth=basic)
    if not isinstance(told.get("id_token"), str):
        raise ProviderFailed("sign_in.odd_provider")
    return told["id_token"]


async def _asked(method: str, address: str, **sent: object) -> dict:
    """The JSON object at an address: no redirects, no endless answers, no waiting without end."""
    try:
        async with (
            asyncio.timeout(PATIENCE_SECONDS),
            httpx.AsyncClient(timeout=STEP) as client,
            client.stream(method, address, headers={"Accept": "application/json"}, **sent) as answer,
        ):
            body = await _body(answer)
    except (httpx.HTTPError, TimeoutError, OSError):
        raise ProviderFailed("sign_in.provider_silent") from None
    if answer.status_code != 200:
        raise ProviderFailed("sign_in.provider_silent" if answer.status_code >= 500 else "sign_in.provider_refused")
    try:
        found = json.loads(body)
    except (UnicodeDecodeError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ProviderFailed("sign_in.odd_provider")
    return found


async def _body(answer: httpx.Response) -> bytes:
    body = b""
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > LONGEST_ANSWER:
            raise ProviderFailed("sign_in.odd_provider")
    return body


def back_address(settings: Configuration, place: str) -> str:
    """One of our own addresses as the service must know it: from outside."""
    return f"{settings.public_address}{place}"
