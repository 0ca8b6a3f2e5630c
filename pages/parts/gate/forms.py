"""What a plain form sends: taken only from our own page, once, and of a size that a person can have typed."""

import logging
import secrets
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from pages.parts import logs
from pages.parts.gate import cookies
from pages.parts.gate.cookies import Cookie

TOKEN = "form"
LONGEST, MOST_FIELDS = 20_000, 20
URLENCODED = "application/x-www-form-urlencoded"


def token_for(request: Request) -> str:
    """What the form and the browser both hold, so that a page elsewhere, which knows neither, cannot send it.

    It stays while several forms stand open in the browser, and changes when one of them has been taken.
    """
    if not hasattr(request.state, TOKEN):
        setattr(request.state, TOKEN, cookies.told(request.cookies, Cookie.FORM) or secrets.token_urlsafe(32))
    return getattr(request.state, TOKEN)


async def received(request: Request) -> dict[str, str] | None:
    """The fields of a form that our own page sent; None for any other, which is logged without a word of it."""
    fields = await _fields(request) if _from_here(request) else None
    known = cookies.told(request.cookies, Cookie.FORM)
    if fields is None or not known or not secrets.compare_digest(fields.get(TOKEN, "").encode(), known.encode()):
        logs.event("refused_form", logging.WARNING)
        return None
    return fields


def _from_here(request: Request) -> bool:
    """Whether the page that sends was fetched by the same host and port. A browser says so of every form it sends."""
    told = request.headers.get("origin") or request.headers.get("referer") or ""
    return bool(told) and urlsplit(told).netloc.lower() == request.headers.get("host", "").lower()


async def _fields(request: Request) -> dict[str, str] | None:
    if request.headers.get("content-type", "").partition(";")[0].strip() != URLENCODED:
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return None
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except (UnicodeDecodeError, ValueError):
        return None
    return {name: values[-1] for name, values in found.items()}
