"""The launcher's own answers: headers on everything, health that asks the database and tells nothing."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
import json

import pytest
from starlette.responses import PlainTextResponse

import app as launcher


def answer(asgi, host: str = "localhost") -> tuple[int, dict[str, str], bytes]:
    """What an ASGI app answers to a GET: status, headers, body."""
    sent = []

    async def ask():
        async def receive():
            return {"type": "http.request"}

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", host.encode())]}
        await asgi(scope, receive, send)

    # A thread of its own: browser tests in the same process keep an event loop running.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, ask()).result()
    start, *rest = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(message.get("body", b"") for message in rest)


GUARDED = launcher.SecurityHeaders(PlainTextResponse("hello"))


def test_every_answer_keeps_the_browser_to_this_origin():
    _, headers, body = answer(GUARDED, "localhost:8501")
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' ws://localhost:8501 wss://localhost:8501"
    assert policy["frame-ancestors"] == "'none'"
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert body == b"hello"


@pytest.mark.parametrize("host", ["evil.example; script-src *", "a b", ""])
def test_a_strange_host_adds_nothing_to_the_policy(host):
    policy = answer(GUARDED, host)[1]["content-security-policy"]
    assert "connect-src 'self';" in policy
    assert "evil" not in policy


def test_health_is_the_databases_and_a_failure_tells_nothing(monkeypatch):
    async def health(scope, receive, send):
        response = await launcher.health(None)
        await response(scope, receive, send)

    def fail():
        raise RuntimeError("the password is swordfish")

    assert answer(health)[0] == 200
    monkeypatch.setattr(launcher, "store", fail)
    status, _, body = answer(health)
    assert status == 503
    assert json.loads(body) == {"status": "unavailable"}
