"""An installation that people sign in to: its people, and a browser without a screen at its gate."""

import re
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from chain.people import LOCAL, Acting, Grant, Role
from pages.parts.gate import door
from storage import operations
from storage.operations import SignedIn
from storage.store import Store
from tests.acting import home_of

PASSWORD = "rött hus vid sjön"
ADDRESS = "http://localhost:8501"
HTML = {"accept": "text/html"}
FORM = {"origin": ADDRESS}


def invited(store: Store, login: str, *grants: Grant, name: str = "") -> str:
    """The token of an invitation, made by whoever has the machine."""
    acting = Acting(LOCAL, home_of(store).id)
    return operations.invite(store, acting, login, name, grants or (Grant(Role.READER),)).token


def member(store: Store, login: str, *grants: Grant, name: str = "Anna Berg") -> SignedIn:
    """A person with a password and these roles, who has just come in."""
    outcome = operations.accept_invitation(store, invited(store, login, *grants), name, PASSWORD)
    assert isinstance(outcome, SignedIn), outcome
    return outcome


async def _inside(request: Request) -> JSONResponse:
    """Behind the gate: what a request looks like from there."""
    return JSONResponse({"path": request.url.path, "headers": sorted(name for name in request.headers)})


async def _socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json({"headers": sorted(name for name in websocket.headers)})
    await websocket.close()


def browser(**more: object) -> TestClient:
    """A browser at the gate as it is set now; behind it stands something that answers to every path."""
    behind = [WebSocketRoute("/{rest:path}", _socket), Route("/{rest:path}", _inside, methods=["GET", "POST"])]
    asgi = Starlette(routes=[*door.routes(""), *behind], middleware=[Middleware(door.Gate)])
    return TestClient(asgi, ADDRESS, follow_redirects=False, **{"client": ("10.0.0.9", 5000), **more})


def token_in(page: str) -> str:
    """What the form on a page is known by."""
    return re.search(r'name="form" value="([^"]+)"', page)[1]


def send(client: TestClient, place: str, headers: dict[str, str] | None = None, **fields: str):
    """Open a page and send its form."""
    page = client.get(place, headers=HTML)
    return client.post(
        place, data={"form": token_in(page.text), **fields}, headers=FORM if headers is None else headers
    )


def sign_in(client: TestClient, login: str, password: str = PASSWORD, onward: str = ""):
    """Sign in with a password."""
    place = f"/sign-in?next={onward}" if onward else "/sign-in"
    return send(client, place, login=login, password=password)


def gets_in(client: TestClient, **headers: str) -> bool:
    """Whether the browser comes to a page now."""
    return client.get("/need", headers=HTML | headers).status_code == 200


def query_of(address: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
