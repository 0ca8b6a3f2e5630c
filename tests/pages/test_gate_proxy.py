"""The gate, behind a proxy that has signed people in: its word counts, and nobody else's."""

import logging

import pytest
from starlette.websockets import WebSocketDisconnect

from chain.people import LOCAL, Acting
from pages.parts.gate import peers
from storage import operations
from tests.pages.installation import FORM, HTML, browser, gets_in, invited, token_in

NAME = "X-Remote-User"
LOGIN = "anna@ljusnaby.se"
ANNA = {NAME: "Anna@Ljusnaby.se"}
PROXY = ("127.0.0.1", 40_000)
SOCKET = "/_stcore/stream"


@pytest.fixture(autouse=True)
def proxy(monkeypatch, example):
    """The proxy is on this computer or in a network of its own; Anna is invited."""
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "proxy")
    monkeypatch.setenv("VARDEKEDJAN_PROXIES", "127.0.0.1, 10.20.0.0/16, ::1")
    invited(example.store, LOGIN)


def opens_socket(client, **headers: str) -> bool:
    """Whether a websocket is let in."""
    kept = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    try:
        with client.websocket_connect(SOCKET, headers={"cookie": kept, **headers}) as socket:
            assert NAME.lower() not in socket.receive_json()["headers"]
            return True
    except WebSocketDisconnect:
        return False


def test_whom_the_proxy_names_comes_in_if_invited(example):
    client = browser(client=PROXY)
    assert not opens_socket(client, **ANNA), "first a page, which begins the visit"
    first = client.get("/need?intervention=I1", headers=HTML | ANNA)
    assert (first.status_code, first.json()["path"]) == (200, "/need")
    assert NAME.lower() not in first.json()["headers"], "nothing behind the gate reads it"
    token = client.cookies["vardekedjan"]
    assert operations.visit_of(example.store, token).login == LOGIN
    assert opens_socket(client, **ANNA)
    assert gets_in(client, **ANNA)
    assert client.cookies["vardekedjan"] == token, "one visit"
    stranger = browser(client=PROXY).get("/", headers=HTML | {NAME: "bo@ljusnaby.se"})
    assert (stranger.status_code, "set-cookie" in stranger.headers) == (403, False)


@pytest.mark.parametrize("peer", ["10.0.0.9", "10.21.0.1", "203.0.113.5", "testclient", "::2"])
def test_a_forged_name_is_refused_everywhere_and_logged_without_it(peer, caplog):
    caplog.set_level(logging.INFO)
    client = browser(client=(peer, 40_000))
    for path in ("/", "/sign-in", "/api/health", "/media/x"):
        for told in (ANNA, ANNA | {"x-forwarded-for": "127.0.0.1"}, {NAME.upper(): LOGIN}):
            assert client.get(path, headers=HTML | told).status_code == 403
    assert not opens_socket(client, **ANNA)
    assert {record.message for record in caplog.records if record.name == "vardekedjan"} == {"refused_identity"}
    assert LOGIN not in " ".join(
        f"{record.__dict__}".lower() for record in caplog.records if record.name == "vardekedjan"
    )


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.20.255.1", "::1", "::ffff:10.20.0.1"])
def test_a_name_counts_from_every_proxy_that_is_named(peer):
    assert gets_in(browser(client=(peer, 40_000)), **ANNA)


def test_a_name_that_is_told_twice_or_hides_signs_is_refused():
    client = browser(client=PROXY)
    twice = [("accept", "text/html"), (NAME, LOGIN), (NAME, "chef@ljusnaby.se")]
    assert client.get("/", headers=twice).status_code == 403
    for odd in ("a" * 300, "anna\u202e".encode(), b"anna\x7f"):
        assert client.get("/", headers={**HTML, NAME: odd}).status_code == 403, odd


def test_without_a_name_the_cookie_alone_opens_nothing():
    client = browser(client=PROXY)
    gets_in(client, **ANNA)
    page = client.get("/need", headers=HTML)
    assert page.status_code == 403
    assert "<h1>" in page.text
    assert not opens_socket(client)
    assert client.get("/media/x", headers={NAME: ""}).status_code == 401
    stolen = browser(client=("10.0.0.9", 1), cookies=dict(client.cookies))
    assert not gets_in(stolen)


def test_another_person_at_the_same_browser_gets_a_visit_of_their_own(example):
    client = browser(client=PROXY)
    gets_in(client, **ANNA)
    before = client.cookies["vardekedjan"]
    invited(example.store, "bo@ljusnaby.se")
    bo = {NAME: "bo@ljusnaby.se"}
    assert not opens_socket(client, **bo)
    assert client.get("/media/x", headers=bo).status_code == 401
    assert gets_in(client, **bo)
    assert operations.visit_of(example.store, client.cookies["vardekedjan"]).login == "bo@ljusnaby.se"
    assert operations.visit_of(example.store, before) is None


def test_somebody_shut_off_is_out_whatever_the_proxy_says(example):
    client = browser(client=PROXY)
    gets_in(client, **ANNA)
    [anna] = operations.people_of(example.store, Acting(LOCAL, example.home))
    assert operations.deactivate(example.store, Acting(LOCAL, example.home), anna.person.id) is None
    assert not gets_in(client, **ANNA)
    assert not opens_socket(client, **ANNA)


def test_no_password_is_asked_for_or_taken(example):
    client = browser(client=PROXY)
    page = client.get("/sign-in", headers=HTML)
    assert 'type="password"' not in page.text
    fields = {"form": "x", "login": LOGIN, "password": "rött hus vid sjön"}
    assert "set-cookie" not in client.post("/sign-in", data=fields, headers=FORM).headers
    token = invited(example.store, "bo@ljusnaby.se")
    assert 'type="password"' not in client.get(f"/invitation?token={token}", headers=HTML).text
    gets_in(client, **ANNA)
    form = token_in(client.get("/sign-out", headers=HTML | ANNA).text)
    assert client.post("/sign-out", data={"form": form}, headers=FORM | ANNA).status_code == 200


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.5, 10.20.0.7", "203.0.113.5"),
    ],
)
def test_the_address_that_attempts_are_counted_by_is_the_one_that_the_proxy_saw(peer, told, address):
    headers = [(b"x-forwarded-for", told.encode())] if told else []
    assert peers.address_of({"type": "http", "client": (peer, 1), "headers": headers}) == address


def test_everybody_behind_a_proxy_that_tells_nothing_is_not_one_address(monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "accounts")
    monkeypatch.delenv("VARDEKEDJAN_PROXIES")
    assert peers.address_of({"type": "http", "client": ("127.0.0.1", 1), "headers": []}) == ""
