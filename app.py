"""The launcher: an ASGI app that runs pages/router.py, guards its answers with headers, and says whether it is well.

Runs with `python app.py`, `streamlit run app.py` and `uvicorn app:app`. The script that Streamlit runs must not
lie beside the folder `pages/`: page files would then run on their own, past the
router (docs/decisions/0001-the-house.md).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import gc
import importlib
import logging
import os
from pathlib import Path
import pkgutil
import re
import secrets

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
import streamlit as st

from pages.parts.words import language, t
from pages.parts.workspace import organisations
from reports.texts.problems import sentence
from storage.failure import StorageFailed

HERE = Path(__file__).resolve().parent
ROUTER = HERE / "pages" / "router.py"
log = logging.getLogger("vardekedjan")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{sockets}; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HOST = re.compile(rb"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")


class SecurityHeaders:
    """Sets the headers that keep the browser to this app alone. Plain ASGI, so websockets pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**HEADERS, "Content-Security-Policy": content_policy(scope)})
            await send(message)

        await self.app(scope, receive, send_guarded)


def content_policy(scope: Scope) -> str:
    """What the browser may load: this origin. Its websocket is named in full, as some browsers do not count it in."""
    host = dict(scope["headers"]).get(b"host", b"")
    sockets = f" ws://{host.decode()} wss://{host.decode()}" if HOST.fullmatch(host) else ""
    return POLICY.format(sockets=sockets)


async def health(request: Request) -> JSONResponse:
    """`/api/health`: 200 when the database answers, 503 when it does not. Tells nothing else."""
    try:
        await run_in_threadpool(database_answers)
    except Exception:
        log.exception("the database does not answer the question after its health")
        return JSONResponse({"status": "unavailable"}, status_code=503)
    return JSONResponse({"status": "ok"})


def database_answers() -> None:
    """Ask the database the smallest question; raises without an answer. The first asking opens and migrates it."""
    organisations()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: load every room, migrate the database, keep the collector off the loaded code."""
    warm()
    try:
        await run_in_threadpool(database_answers)
    except StorageFailed:
        log.exception("the database cannot be used; every page will say so")
    gc.collect()
    gc.freeze()
    yield


def warm() -> None:
    """Import what the pages will import, so that the first click is as quick as the second. The router is only run."""
    for room in ("chain", "sroi", "storage", "reports", "pages"):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith((".router", ".__main__", ".env")) and ".versions." not in module.name:
                importlib.import_module(module.name)


def show_friendly_error(error: Exception) -> bool:
    """Log what went wrong under a reference and show only the reference: no trace, no data. True: we showed it."""
    reference = secrets.token_hex(4)
    log.error("page failed, reference %s", reference, exc_info=error)
    if isinstance(error, StorageFailed):
        st.error(sentence(language(), error.problem))
    st.error(t("app.failed", reference=reference))
    return True


app = st.App(
    ROUTER,
    routes=[Route("/api/health", health)],
    middleware=[Middleware(SecurityHeaders)],
    lifespan=lifespan,
    on_script_error=show_friendly_error,
)

if __name__ == "__main__":
    # Started this way Streamlit reads its config file but none of its STREAMLIT_… variables, so the port has its own.
    app.run(config={"server.port": int(os.environ.get("VARDEKEDJAN_PORT", "8501"))})
