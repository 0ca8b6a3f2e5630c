"""The gate's own addresses, which page someone was on the way to, and in which language to speak to them."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import HTTPConnection
import streamlit as st

from reports.texts import LANGUAGES
from storage.configuration import configuration

SIGN_IN, SIGN_OUT, INVITATION = "/sign-in", "/sign-out", "/invitation"
PASSWORD, PASSWORD_CHANGED = "/password", "/password/changed"
OIDC, OIDC_BACK = "/sign-in/oidc", "/sign-in/oidc/back"
OPEN = frozenset((SIGN_IN, SIGN_OUT, INVITATION, OIDC, OIDC_BACK))
"""Where one gets without being signed in."""
HEALTH = "/api/health"
SHARED = "/shared/"
"""What stands before the secret of a link to a kept result."""
MACHINERY = ("/_stcore/", "/static/", "/media/", "/component/", "/app/", "/api/")
"""Where the screen's own parts lie; nobody goes there to look at a page."""
LONGEST = 1500


def base() -> str:
    """The path under which the program lies, with its first slash; nothing at the top of a host."""
    told = configuration().base_path or str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{told}" if told else ""


def below(path: str) -> str | None:
    """A path without the base path; None when it does not lie under it."""
    start = base()
    return path.removeprefix(start) or "/" if path == start or path.startswith(f"{start}/") else None


def is_shared(path: str) -> bool:
    """Whether the path is that of a link to a kept result: its beginning, and one more step."""
    there = below(path) or ""
    return there.startswith(SHARED) and "/" not in there.removeprefix(SHARED) and there != SHARED


def to(place: str, **query: str) -> str:
    """The address of one of our places, from the top of the host."""
    told = urlencode({name: value for name, value in query.items() if value})
    return f"{base()}{place}" + (f"?{told}" if told else "")


def from_outside(place: str) -> str:
    """The address of one of our places as it works in somebody else's browser."""
    here = urlsplit(st.context.url or "")
    outside = configuration().public_address or f"{here.scheme}://{here.netloc}{base()}"
    return f"{outside}{place}"


def asked(connection: HTTPConnection) -> str:
    """The address that was asked for, to come back to after signing in."""
    path, query = connection.scope["path"], connection.scope.get("query_string", b"").decode("latin-1")
    return f"{path}?{query}" if query else path


def onward(told: str | None, language: str) -> str:
    """Where to go after signing in: a page of this program, whatever the address says, in the language just read.

    Nobody is led elsewhere by a link that somebody else wrote, so only a path under ours counts.
    """
    words = told or ""
    odd = len(words) > LONGEST or not words.isprintable() or "\\" in words or "//" in words[:2]
    path = below(urlsplit(words).path) if words.startswith("/") and not odd else None
    if path is None or path in (*OPEN, PASSWORD, PASSWORD_CHANGED) or path.startswith(MACHINERY):
        return to("/", lang=language)
    query = dict(parse_qsl(urlsplit(words).query, keep_blank_values=True)) | {"lang": language}
    return to(path, **query)


def language_of(connection: HTTPConnection) -> str:
    """The language that the address asks for, else the browser's own first choice of those we have, else Swedish."""
    told = connection.query_params.get("lang") or getattr(connection.state, "language", None)
    if told in LANGUAGES:
        return told
    return next((each for each in _preferred(connection.headers.get("accept-language", "")) if each in LANGUAGES),
                LANGUAGES[0])  # fmt: skip


def _preferred(header: str) -> list[str]:
    """Languages by how much they are wished for, those alike in the order they stand."""
    found = []
    for part in header[:500].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            found.append((-float(weight or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue
    return [name for _, name in sorted(found, key=lambda each: each[0])]
