"""A kept result for people without an account: a plain page at an address that holds a secret, and nothing else.

It is answered in every way of signing in, by http alone; no websocket, no cookie and no other address comes with it.
The secret stands in the path only, and every address that leads nowhere gets the same answer.
"""

from functools import lru_cache
import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from chain.problem import Problem
from pages.parts import logs
from pages.parts.gate import addresses, paper, peers, visits
from reports.tell.edition import POLICY, edition
from reports.tell.telling import tell
from reports.texts import text
from reports.texts.problems import sentence
from storage.operations import telling
from storage.operations.telling import SharedResult

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
MOST_PAGES = 16


def routes(base: str) -> list[Route]:
    """The one address."""
    return [Route(f"{base}{addresses.SHARED}{{token}}", shared, methods=["GET"])]


async def shared(request: Request) -> Response:
    """GET: the result that the link leads to; or that it leads nowhere, or that one has to wait."""
    token, address = request.path_params["token"], peers.address_of(request.scope)
    found = await visits.ask(lambda store: telling.shared_result(store, token, address))
    if isinstance(found, SharedResult):
        return HTMLResponse(await run_in_threadpool(_page_of, found), headers=HEADERS)
    logs.event("refused_link", logging.WARNING, code=found.code if found else None)
    return _closed(request, found)


@lru_cache(maxsize=MOST_PAGES)
def _page_of(found: SharedResult) -> bytes:
    """The page; drawing its charts takes a second, so the last ones are remembered. Whether the link still opens it is
    asked each time before."""
    story = tell(found.version, found.language, organisation=found.organisation, number=found.number,
                 own_words=dict(found.own_words))  # fmt: skip
    return edition(story, found.last_day)


def forget() -> None:
    """Let go of every page: words have been taken away from what they tell."""
    _page_of.cache_clear()


def _closed(request: Request, held: Problem | None) -> Response:
    language = addresses.language_of(request)
    title = text(language, "told_page.wait" if held else "told_page.closed")
    words = sentence(language, held) if held else text(language, "told_page.closed_help")
    response = paper.page(request, title, paper.element("p", words), status=429 if held else 404)
    response.headers.update(HEADERS)
    if held:
        response.headers["Retry-After"] = str(60 * dict(held.values)["minutes"])
    return response
