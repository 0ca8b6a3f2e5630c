"""The gate's cookies: what the browser keeps of a visit, of an open form, and of a trip to the sign-in service."""

from collections.abc import Mapping
from enum import StrEnum

from starlette.responses import Response

from pages.parts.gate import addresses
from storage.configuration import configuration

TRIP_SECONDS = 600


class Cookie(StrEnum):
    """What is kept. None of them outlives the browser's session; scripts in the page can read none of them."""

    VISIT = "vardekedjan"
    FORM = "vardekedjan-form"
    TRIP = "vardekedjan-trip"


def name_of(cookie: Cookie) -> str:
    """Its name. The prefixes make the browser refuse one that another host, path or plain http tries to put there."""
    if not configuration().cookies_are_secure:
        return str(cookie)
    return f"{'__Secure-' if addresses.base() else '__Host-'}{cookie}"


def told(cookies: Mapping[str, str], cookie: Cookie) -> str:
    """What the browser sent, or nothing."""
    return cookies.get(name_of(cookie), "")


def put(response: Response, cookie: Cookie, value: str) -> None:
    """Let the browser keep it."""
    seconds = TRIP_SECONDS if cookie is Cookie.TRIP else None
    response.set_cookie(name_of(cookie), value, max_age=seconds, **_limits())


def drop(response: Response, cookie: Cookie) -> None:
    """Let the browser throw it away."""
    response.delete_cookie(name_of(cookie), **_limits())


def _limits() -> dict[str, object]:
    secure = configuration().cookies_are_secure
    return {"path": addresses.base() or "/", "secure": secure, "httponly": True, "samesite": "lax"}
