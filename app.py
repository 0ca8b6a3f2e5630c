"""The launcher: an ASGI app that runs pages/router.py, guards its answers with headers, and says whether it is well.

Runs with `python app.py`; also with `streamlit run app.py` and `uvicorn app:app`, which take their port elsewhere. The
script that Streamlit runs must not lie beside the folder `pages/`: page files would then run on their own, past the
router (docs/decisions/0001-the-house.md).
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
import gc
import importlib
import logging
from pathlib import Path
import pkgutil
import re
import secrets
import signal
import sys
from threading import Event, Thread

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
import streamlit as st
import uvicorn

from pages.parts import jobs, logs, reminding
from pages.parts.gate import door, shared
from pages.parts.words import language, t
from pages.parts.workspace import store
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from storage.configuration import Configuration, ConfigurationWrong, configuration
from storage.failure import StorageFailed

HERE = Path(__file__).resolve().parent
ROUTER = HERE / "pages" / "router.py"
LAST_SAVES_SECONDS = 8
# With thirty open visits a full collection stops everybody for a quarter of a second, and Python asks for one often.
COLLECT_AFTER = (10_000, 10, 10)

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
                # A page of ours that asks for less than the screen says so itself.
                for name, value in {**HEADERS, "Content-Security-Policy": content_policy(scope)}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_guarded)


def content_policy(scope: Scope) -> str:
    """What the browser may load: this origin. Its websocket is named in full, as some browsers do not count it in."""
    host = dict(scope["headers"]).get(b"host", b"")
    sockets = f" ws://{host.decode()} wss://{host.decode()}" if HOST.fullmatch(host) else ""
    return POLICY.format(sockets=sockets)


class OwnOrigin:
    """Refuses a websocket that a page elsewhere opens. Streamlit would first ask the internet for our outer address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not own_origin(scope):
            logs.event("refused_origin", logging.WARNING)
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)


def own_origin(scope: Scope) -> bool:
    """Whether the page that asks was fetched by the same host and port; programs that are no browser name none."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin")
    return origin is None or origin.partition(b"://")[2].lower() == headers.get(b"host", b"").lower()


async def health(request: Request) -> JSONResponse:
    """`/api/health`: 200 when the database answers, 503 when it does not. Tells nothing else."""
    try:
        await run_in_threadpool(database_answers)
    except Exception as error:
        logs.event("unhealthy", logging.ERROR, error)
        return JSONResponse({"status": "unavailable"}, status_code=503)
    return JSONResponse({"status": "ok"})


def database_answers() -> None:
    """Ask the database the smallest question; raises without an answer. The first asking opens and migrates it."""
    store().ask()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: load every room, migrate the database, keep the collector off the loaded code.
    After the last one: end the long calculations, let what is being saved be saved, and close the database."""
    logs.begin(settings.log)
    warm()
    try:
        await run_in_threadpool(database_answers)
    except StorageFailed as error:
        logs.event("database_unusable", logging.ERROR, error)  # every page will say so
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    logs.event("started")
    stop = begin_reminding()
    yield
    logs.event("stopping")
    stop.set()
    await run_in_threadpool(jobs.JOBS.close)
    await run_in_threadpool(close_store)
    logs.event("stopped")


def begin_reminding() -> Event:
    """Let reminders be sent by mail from now on, where a mail server is set; until what is returned is set.

    Nobody waits for a letter that is being sent then: it is claimed, so it is not sent again.
    """
    stop = Event()
    if settings.smtp_host:
        Thread(target=reminding.rounds, args=(store, settings, stop), name="reminding", daemon=True).start()
    return stop


def close_store() -> None:
    """Wait for the saves under way and let go of the database; one that never opened needs no closing."""
    try:
        store().close(LAST_SAVES_SECONDS)
    except StorageFailed as error:
        logs.event("database_unusable", logging.ERROR, error)


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
    logs.event("page_failed", logging.ERROR, error, reference=reference)
    if isinstance(error, StorageFailed):
        st.error(sentence(language(), error.problem))
    st.error(t("app.failed", reference=reference))
    return True


def checked_settings() -> Configuration:
    """The settings; when one cannot be used, the program ends here and says in both languages what mends it."""
    try:
        return configuration()
    except ConfigurationWrong as wrong:
        for each in wrong.problems:
            print(*(sentence(language, each) for language in LANGUAGES), sep="\n", file=sys.stderr)
        raise SystemExit(2) from None


settings = checked_settings()
# Started in another way, the base path is told to Streamlit alone.
base_path = settings.base_path or ("" if __name__ == "__main__" else st.get_option("server.baseUrlPath").strip("/"))

app = st.App(
    ROUTER,
    # Under the base path for the proxy, and without it for whoever asks on this computer.
    routes=[
        *(Route(f"{base}/api/health", health) for base in dict.fromkeys((f"/{base_path}".rstrip("/"), ""))),
        *door.routes(f"/{base_path}".rstrip("/")),
        *shared.routes(f"/{base_path}".rstrip("/")),
    ],
    middleware=[Middleware(OwnOrigin), Middleware(SecurityHeaders), *door.middleware()],
    lifespan=lifespan,
    on_script_error=show_friendly_error,
)


def main() -> None:
    """Serve until told to stop. Streamlit is handed what is set; by itself it reads its own file only."""
    logs.begin(settings.log)
    # Who is at the other end, the gate shall see for itself, not as some header tells it.
    uvicorn.Config = partial(uvicorn.Config, proxy_headers=False)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda _number, _frame: sys.exit(0))  # raised once the server has stopped in good order
    app.run(
        config={
            "server.port": settings.port,
            "server.address": settings.address,
            "server.baseUrlPath": settings.base_path,
            "server.allowedHosts": list(settings.hosts),
        }
    )


if __name__ == "__main__":
    main()
