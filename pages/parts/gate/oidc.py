"""Signing in through the organisation's own service: OpenID Connect, with a code, PKCE, state and nonce.

What must be known when the browser comes back is kept in the browser itself, for ten minutes, so that any process of
ours can receive it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import asdict, dataclass
import json
import logging
import secrets
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chain.problem import problem
from pages.parts import logs
from pages.parts.gate import addresses, cookies, entry, visits
from pages.parts.gate.cookies import Cookie
from pages.parts.gate.provider import Provider, ProviderFailed, back_address, id_token, provider
from pages.parts.gate.tokens import KeyUnknown, Told, told_by
from storage import operations
from storage.configuration import configuration

SCOPE = "openid profile email"


@dataclass(frozen=True)
class Trip:
    """What a browser carries while it is at the sign-in service, so that only its own answer is taken."""

    state: str
    nonce: str
    verifier: str
    next: str
    lang: str


async def leave(request: Request) -> Response:
    """Send the browser to the service, with what its answer will be known by."""
    language = addresses.language_of(request)
    trip = Trip(*(secrets.token_urlsafe(32) for _ in range(3)), request.query_params.get("next", ""), language)
    try:
        there = await provider()
    except ProviderFailed as failed:
        return _failed(request, failed)
    response = RedirectResponse(_asking(there, trip), 303, headers={"Cache-Control": "no-store"})
    cookies.put(response, Cookie.TRIP, _packed(trip))
    return response


def _asking(there: Provider, trip: Trip) -> str:
    settings = configuration()
    asked = {
        "response_type": "code",
        "client_id": settings.oidc_client,
        "redirect_uri": back_address(settings, addresses.OIDC_BACK),
        "scope": SCOPE,
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": create_s256_code_challenge(trip.verifier),
        "code_challenge_method": "S256",
        "ui_locales": trip.lang,
    }
    return f"{there.authorization}{'&' if '?' in there.authorization else '?'}{urlencode(asked)}"


async def come_back(request: Request) -> Response:
    """Take the service's answer: an error, or a code for a token that tells who it is."""
    trip = _unpacked(cookies.told(request.cookies, Cookie.TRIP))
    request.state.language = trip.lang if trip else None
    try:
        told = await _who(request, trip)
    except ProviderFailed as failed:
        return _failed(request, failed)
    issuer = configuration().oidc_issuer
    outcome = await visits.ask(
        lambda store: operations.sign_in_from(store, "oidc", issuer, told.subject, told.login, told.name)
    )
    if wrong := visits.refused(outcome):
        return _dropped(entry.page(request, wrong, status=403))
    await visits.end(request)
    logs.event("signed_in")
    return visits.begun(outcome, addresses.onward(trip.next, trip.lang))


async def _who(request: Request, trip: Trip | None) -> Told:
    query, settings = request.query_params, configuration()
    if trip is None or not secrets.compare_digest(query.get("state", "").encode(), trip.state.encode()):
        raise ProviderFailed("sign_in.other_trip")
    if "error" in query:
        raise ProviderFailed("sign_in.provider_said_no")
    if query.get("iss", settings.oidc_issuer) != settings.oidc_issuer:  # RFC 9207: the answer is another service's
        raise ProviderFailed("sign_in.wrong_issuer")
    there = await provider()
    back = back_address(settings, addresses.OIDC_BACK)
    token = await id_token(there, query.get("code", ""), trip.verifier, back)
    wanted = settings.oidc_issuer, settings.oidc_client, trip.nonce, settings.oidc_login
    try:
        return told_by(token, there.keys, *wanted)
    except KeyUnknown:
        there = await provider(anew=True)
    try:
        return told_by(token, there.keys, *wanted)
    except KeyUnknown:
        raise ProviderFailed("sign_in.bad_token") from None


def _failed(request: Request, failed: ProviderFailed) -> Response:
    logs.event("oidc_failed", logging.WARNING, code=failed.code)
    return _dropped(entry.page(request, (problem(failed.code, "sign_in"),), status=403))


def _dropped(response: Response) -> Response:
    cookies.drop(response, Cookie.TRIP)
    return response


def _packed(trip: Trip) -> str:
    onward = trip.next if len(trip.next) <= addresses.LONGEST else ""
    return urlsafe_b64encode(json.dumps(asdict(trip) | {"next": onward}).encode()).decode().rstrip("=")


def _unpacked(told: str) -> Trip | None:
    try:
        found = json.loads(urlsafe_b64decode(told + "=" * (-len(told) % 4)))
        trip = Trip(**found)
    except (Error, ValueError, TypeError):
        return None
    return trip if trip.state and all(isinstance(each, str) for each in found.values()) else None


async def ending() -> str:
    """Where one signs out of the service too; nothing when it does not say."""
    settings = configuration()
    try:
        place = (await provider()).end_session
    except ProviderFailed:
        return ""
    told = {"client_id": settings.oidc_client, "post_logout_redirect_uri": back_address(settings, addresses.SIGN_IN)}
    return f"{place}{'&' if '?' in place else '?'}{urlencode(told)}" if place else ""
