"""The gate before everything: without a visit that counts, nobody gets past it, by http or by websocket."""

import logging

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chain.problem import Problem
from pages.parts import logs
from pages.parts.gate import addresses, cookies, entry, invitations, leaving, oidc, passwords, peers, visits
from pages.parts.gate.cookies import Cookie
from storage import operations
from storage.configuration import configuration
from storage.operations import SignedIn
from storage.sign_in_settings import SignIn

NO_STORE = {"Cache-Control": "no-store"}
PLACES = (
    (addresses.SIGN_IN, entry.sign_in),
    (addresses.SIGN_OUT, leaving.sign_out),
    (addresses.INVITATION, invitations.invitation),
    (addresses.PASSWORD, passwords.change),
    (addresses.PASSWORD_CHANGED, passwords.changed),
)
SERVICE_PLACES = ((addresses.OIDC, oidc.leave), (addresses.OIDC_BACK, oidc.come_back))


def routes(base: str) -> list[Route]:
    """The gate's own pages. Only the way of signing in that is set has any."""
    way = configuration().sign_in
    if way is SignIn.NONE:
        return []
    places = PLACES + (SERVICE_PLACES if way is SignIn.OIDC else ())
    get_only = {place for place, _ in SERVICE_PLACES} | {addresses.PASSWORD_CHANGED}
    return [
        Route(f"{base}{place}", answer, methods=["GET"] if place in get_only else ["GET", "POST"])
        for place, answer in places
    ]


def middleware() -> list[Middleware]:
    """The gate itself, where anybody signs in at all."""
    return [] if configuration().sign_in is SignIn.NONE else [Middleware(Gate)]


class Gate:
    """Lets through what is open to all, and everything on a visit that counts. Plain ASGI, so websockets pass here too.

    What a page may do after that is asked anew each time it is drawn (`workspace`) and in each operation: a websocket
    lives on when its visit has ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            login = peers.login_told(scope)
        except peers.Forged:
            logs.event("refused_identity", logging.WARNING)
            await _refuse(scope, receive, send, 403)
            return
        inner = peers.without_identity(scope)
        if _is_open(scope):
            await self.app(inner, receive, send)
        elif configuration().sign_in is SignIn.PROXY:
            await self._by_proxy(login, inner, receive, send)
        elif await visits.person_at(HTTPConnection(scope)):
            await self.app(inner, receive, send)
        else:
            await _turn_away(scope, receive, send)

    async def _by_proxy(self, login: str | None, scope: Scope, receive: Receive, send: Send) -> None:
        """The proxy must say who it is, each time; the visit must be that person's, or one begins with a page."""
        connection = HTTPConnection(scope)
        person = await visits.person_at(connection) if login else None
        if person and person.login == login:
            await self.app(scope, receive, send)
        elif login and _is_page(scope):
            await self._begin(login, connection, receive, send)
        else:
            await _turn_away(scope, receive, send)

    async def _begin(self, login: str, connection: HTTPConnection, receive: Receive, send: Send) -> None:
        outcome = await visits.ask(lambda store: operations.sign_in_from(store, "proxy", "proxy", login, login, ""))
        if not isinstance(outcome, SignedIn):
            await _explain(visits.refused(outcome), connection.scope, receive, send)
            return
        await visits.end(connection)
        logs.event("signed_in")
        holder = Response()
        cookies.put(holder, Cookie.VISIT, outcome.token)

        async def send_with_visit(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", holder.headers["set-cookie"])
            await send(message)

        await self.app(connection.scope, receive, send_with_visit)


def _is_open(scope: Scope) -> bool:
    """What everybody reaches: health, the pages on which one signs in, and what a link was made to."""
    if scope["type"] != "http":
        return False
    if addresses.is_shared(scope["path"]):
        return True
    return scope["path"] == addresses.HEALTH or addresses.below(scope["path"]) in (addresses.HEALTH, *addresses.OPEN)


def _is_page(scope: Scope) -> bool:
    """Whether a person is on the way to a page, rather than a page to one of its parts."""
    headers = HTTPConnection(scope).headers
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and headers.get("sec-fetch-mode", "navigate") == "navigate"
        and "text/html" in headers.get("accept", "")
        and not (addresses.below(scope["path"]) or "/").startswith(addresses.MACHINERY)
    )


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    """To the page on which one signs in, for a person; for anything else, no."""
    if _is_page(scope) and configuration().sign_in is SignIn.PROXY:
        await _explain((), scope, receive, send)
    elif _is_page(scope):
        request = Request(scope)
        onward = addresses.asked(request)
        place = addresses.to(addresses.SIGN_IN, next=onward, lang=request.query_params.get("lang", ""))
        await RedirectResponse(place, 303, headers=NO_STORE)(scope, receive, send)
    else:
        logs.event("refused_visit", logging.WARNING)
        await _refuse(scope, receive, send, 401)


async def _explain(problems: tuple[Problem, ...], scope: Scope, receive: Receive, send: Send) -> None:
    await entry.page(Request(scope), problems, status=403)(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})  # before it is accepted: the browser is told 403
        return
    await PlainTextResponse("", status, headers=NO_STORE)(scope, receive, send)
