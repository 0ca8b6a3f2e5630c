"""A link to a kept result, for people without an account: what it opens, and that it opens nothing else."""

from datetime import timedelta
import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

import app as launcher
from pages.parts import workspace
from pages.parts.gate import door, shared
from pages.parts.gate.cookies import Cookie, name_of
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from storage.operations.people.attempts import FREE_OF_ADDRESS
from tests.acting import here
from tests.pages.installation import ADDRESS, HTML

WAYS = {
    "none": {},
    "accounts": {"VARDEKEDJAN_SIGN_IN": "accounts"},
    "proxy": {"VARDEKEDJAN_SIGN_IN": "proxy", "VARDEKEDJAN_PROXIES": "10.0.0.1",
              "VARDEKEDJAN_PUBLIC_ADDRESS": "https://effekt.example.se"},
}  # fmt: skip
OWN = ("value/finding", "Skolan <b>vinner</b> mest.")
NAME = "Till nämnden"


@pytest.fixture(params=list(WAYS))
def way(request, monkeypatch, example):
    """Each way of signing in that needs no service elsewhere."""
    for name, value in WAYS[request.param].items():
        monkeypatch.setenv(name, value)
    return request.param


@pytest.fixture
def store(example):
    """The example's store."""
    return example.store


@pytest.fixture
def version(store) -> str:
    """The id of a kept result."""
    acting = here(store, "anna-som-behöll")
    there = operations.load(store, acting, "I1")
    return operations.keep_version(store, acting, "I1", there.version, SWEDISH_PUBLIC_SECTOR, NAME).id


def made(store, version: str, language: str = "sv", own: tuple[str, str] | None = None, name: str = "Hemlig mottagare"):
    """A link to it."""
    acting, words = here(store, "anna-som-delade"), {}
    if own:
        telling.put_own_words(store, acting, version, language, own[0], "Regelns ord", own[1], 0)
        words = dict([own])
    day = store.clock().date() + timedelta(days=7)
    return telling.make_share_link(store, acting, version, language, name, day, words)


async def _screen(request):
    return PlainTextResponse("the screen")


async def _socket(websocket):
    await websocket.accept()
    await websocket.close()


def browser(client: str = "10.0.0.9") -> TestClient:
    """A browser before the whole of it: the launcher's headers, the gate as it is set, the shared page, the screen."""
    behind = [WebSocketRoute("/{rest:path}", _socket), Route("/{rest:path}", _screen)]
    asgi = Starlette(
        routes=[*door.routes(""), *shared.routes(""), *behind],
        middleware=[Middleware(launcher.SecurityHeaders), *door.middleware()],
    )
    return TestClient(asgi, ADDRESS, follow_redirects=False, client=(client, 5000))


def test_a_link_opens_the_result_in_every_way_of_signing_in(way, store, version):
    link = made(store, version, own=OWN)
    told = browser().get(f"/shared/{link.token}", headers=HTML)
    assert told.status_code == 200
    assert told.text.startswith('<!DOCTYPE html>\n<html lang="sv">')
    assert "Föräldrakurser" in told.text
    assert "90 %-intervall" in told.text.replace("\xa0", " ").replace("&#32;", " ")
    assert "Skolan &#60;b&#62;vinner&#60;&#47;b&#62; mest." in told.text or "<b>vinner" not in told.text
    for secret in (link.token, "anna-som", "Hemlig mottagare", "<script", "http://", "https://"):
        assert secret not in told.text, secret
    asks = browser().get(f"/shared/{link.token}", headers={"accept": "*/*"})
    assert (asks.status_code, asks.text) == (200, told.text), "with or without a browser"
    assert "set-cookie" not in told.headers


def test_every_answer_is_kept_by_nobody_found_by_nobody_and_runs_nothing(way, store, version):
    link = made(store, version)
    for path, status in ((f"/shared/{link.token}", 200), ("/shared/no-such-link", 404)):
        told = browser().get(path, headers=HTML)
        assert told.status_code == status
        headers = told.headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
        assert "script-src" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert "set-cookie" not in headers


def test_all_that_leads_nowhere_is_answered_alike(way, store, version, caplog, monkeypatch):
    caplog.set_level(logging.INFO)
    revoked, ended = made(store, version, name="En"), made(store, version, name="Två")
    client = browser()
    assert client.get(f"/shared/{revoked.token}").status_code == 200
    telling.revoke_share_link(store, here(store), revoked.link.id)
    later = store.clock() + timedelta(days=9)
    monkeypatch.setattr(workspace.store(), "clock", lambda: later)
    answers = {
        (told.status_code, told.text, tuple(sorted(told.headers)))
        for token in (revoked.token, ended.token, "a", "å" * 43, "x" * 5000, revoked.link.id, version)
        for told in (client.get(f"/shared/{token}", headers=HTML | {"accept-language": "sv"}),)
    }
    [(status, told, _)] = answers
    assert status == 404
    assert "Länken leder ingenstans" in told
    ours = [record for record in caplog.records if record.name == "vardekedjan"]
    assert {record.message for record in ours} == {"refused_link"}
    assert not [record for record in ours if revoked.token in repr(vars(record))]


def test_nothing_else_comes_with_a_link(store, version, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "accounts")
    link, client = made(store, version), browser()
    assert client.get(f"/shared/{link.token}").status_code == 200
    for path in ("/need", "/", f"/shared/{link.token}/", f"/shared/{link.token}/need", f"/shared/{link.token}%2Fneed",
                 "/shared/", "/shared", f"/need?token={link.token}", f"/SHARED/{link.token}",
                 f"/shared/{link.token}/../../need", "/shared/..%2F_stcore/host-config", f"//shared/{link.token}",
                 f"/media/{link.token}.pdf", "/media/enkelsida.pdf", f"/_stcore/upload_file/{link.token}/1",
                 f"/component/{link.token}", f"/told?result={version}", f"/shared/{version}/told"):  # fmt: skip
        held = {"cookie": f"{name_of(Cookie.VISIT)}={link.token}", "authorization": f"Bearer {link.token}",
                "referer": f"{ADDRESS}/shared/{link.token}"}  # fmt: skip
        assert client.get(path, headers=HTML | held).status_code in (303, 401), path
        assert client.get(path, headers=held).status_code == 401, path
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert client.request(method, f"/shared/{link.token}").status_code == 405, method
    assert client.head(f"/shared/{link.token}").status_code == 200
    for path in (f"/shared/{link.token}", f"/shared/{link.token}/_stcore/stream"):
        with pytest.raises(WebSocketDisconnect), client.websocket_connect(path):
            pass


def test_who_guesses_waits_and_links_open_all_the_same(store, version, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "accounts")
    link, guesser = made(store, version), browser("192.0.2.7")
    for n in range(FREE_OF_ADDRESS):
        assert guesser.get(f"/shared/guess-{n}").status_code == 404
    held = guesser.get("/shared/one-more", headers={"accept-language": "en"})
    assert (held.status_code, held.headers["retry-after"]) == (429, "60")
    assert "Wait 1 min" in held.text
    assert guesser.get(f"/shared/{link.token}").status_code == 200, "what one was given, one reads"


def test_a_link_speaks_its_own_language_and_tells_the_last_day(store, version):
    link = made(store, version, "en")
    told = browser().get(f"/shared/{link.token}?lang=sv", headers=HTML | {"accept-language": "sv"})
    assert '<html lang="en">' in told.text
    assert "The link lasts until the end of" in told.text
    assert (store.clock().date() + timedelta(days=7)).isoformat() in told.text.replace("&#45;", "-")


def test_what_was_measured_and_not_approved_or_bid_is_not_in_it(store, version):
    """A link leads to what was kept: what is written afterwards, or elsewhere, does not show."""
    link, client = made(store, version), browser()
    before = client.get(f"/shared/{link.token}").text
    acting = here(store)
    there = operations.load(store, acting, "I1")
    changed = there.chain.model_copy(update={"need": there.chain.need.model_copy(update={"sv": "Ett nytt behov"})})
    operations.save(store, acting, changed, there.version)
    operations.save_draft(store, acting.who, "I1", "chain", {"need": "Ett utkast"})
    telling.put_own_words(store, acting, version, "sv", *("value/finding", "Regelns ord", "Senare ord"), 0)
    assert client.get(f"/shared/{link.token}").text == before
