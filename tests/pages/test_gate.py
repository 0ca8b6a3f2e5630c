"""The gate, with accounts: nobody gets past it without a visit, and nobody comes by somebody else's."""

import logging

import pytest
from starlette.websockets import WebSocketDisconnect

from chain.people import LOCAL, Acting, Grant, Role
from pages.parts.gate import addresses, cookies
from pages.parts.gate.cookies import Cookie
from reports.texts import LANGUAGES
from storage import operations
from tests.pages.installation import (
    ADDRESS,
    FORM,
    HTML,
    PASSWORD,
    browser,
    gets_in,
    invited,
    member,
    send,
    sign_in,
    token_in,
)

LOGIN = "anna@ljusnaby.se"
PARTS = ("/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/x/y", "/media/abc.png", "/static/js/a.js")


@pytest.fixture(autouse=True)
def accounts(monkeypatch, example):
    """People sign in with accounts of this installation."""
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "accounts")


@pytest.fixture
def anna(example):
    """Anna reads here; what she got when she took up her invitation."""
    return member(example.store, LOGIN)


# --- without a visit --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/need", "/no-such-page", "/people?lang=en", "/password", "/sign-inn"])
def test_a_page_leads_to_the_sign_in_and_back(path):
    told = browser().get(path, headers=HTML)
    assert told.status_code == 303
    assert told.headers["location"].startswith(f"/sign-in?next=%2F{path[1:].partition('?')[0]}")
    assert told.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PARTS)
def test_a_part_of_a_page_is_refused(path, caplog):
    caplog.set_level(logging.INFO)
    for method in ("GET", "POST", "HEAD", "PUT", "OPTIONS"):
        assert browser().request(method, path, headers=HTML).status_code == 401, method
    assert browser().get("/need", headers={"accept": "*/*"}).status_code == 401
    assert {record.message for record in caplog.records if record.name == "vardekedjan"} == {"refused_visit"}


@pytest.mark.parametrize("cookie", ["", "vardekedjan=made-up", "vardekedjan=; vardekedjan=x"])
def test_a_websocket_is_refused_before_it_is_accepted(cookie):
    client = browser()
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect("/_stcore/stream", headers={"cookie": cookie}),
    ):
        pass
    assert refused.value.code == 1008


def test_health_and_the_sign_in_are_open_and_nothing_else():
    client = browser()
    assert client.get("/api/health").json()["path"] == "/api/health"
    opened = [place for place in addresses.OPEN if client.get(place, headers=HTML).status_code in (200, 404)]
    assert set(opened) == set(addresses.OPEN), "behind the last two stands nothing that answers, without such a service"


# --- signing in -------------------------------------------------------------------------------------------------------


def test_one_signs_in_and_comes_where_one_was_going(anna):
    client = browser()
    told = sign_in(client, f" {LOGIN.upper()} ", onward="%2Fneed%3Fintervention%3DI1")
    assert (told.status_code, told.headers["location"]) == (303, "/need?intervention=I1&lang=sv")
    assert gets_in(client)
    cookie = {"cookie": f"vardekedjan={client.cookies['vardekedjan']}"}
    with client.websocket_connect("/_stcore/stream", headers=cookie) as socket:
        assert socket.receive_json()
    assert client.get("/sign-in", headers=HTML).headers["location"] == "/?lang=sv"


def test_the_cookie_is_for_this_program_and_its_server_alone(anna, monkeypatch):
    kept = sign_in(browser(), LOGIN).headers.get_list("set-cookie")
    [visit] = [each for each in kept if each.startswith("vardekedjan=")]
    assert {part.strip() for part in visit.split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=lax"}
    monkeypatch.setenv("VARDEKEDJAN_HOSTS", "effekt.example.org")
    assert cookies.name_of(Cookie.VISIT) == "__Host-vardekedjan"
    monkeypatch.setenv("VARDEKEDJAN_BASE_PATH", "effekt")
    assert cookies.name_of(Cookie.VISIT) == "__Secure-vardekedjan"
    assert cookies._limits() == {"path": "/effekt", "secure": True, "httponly": True, "samesite": "lax"}


@pytest.mark.parametrize(
    ("login", "password"), [(LOGIN, "fel lösenord här"), ("bo@x.se", PASSWORD), ("", PASSWORD), (LOGIN, "x" * 1001)]
)
def test_a_wrong_password_says_nothing_of_which(anna, login, password, caplog):
    caplog.set_level(logging.INFO)
    client = browser()
    told = sign_in(client, login, password)
    assert told.status_code in (400, 403)
    assert 'role="alert"' in told.text
    assert password not in told.text
    assert not gets_in(client)
    assert LOGIN not in " ".join(f"{record.__dict__}" for record in caplog.records)


def test_a_visit_from_before_signing_in_is_not_the_visit_after(example, anna):
    """Who has put a token of their own into this browser does not come to know the one that counts."""
    for before in ("planted", anna.token):
        client = browser()
        form = token_in(client.get("/sign-in", headers=HTML).text)
        fields = {"form": form, "login": LOGIN, "password": PASSWORD}
        cookie = {"cookie": f"vardekedjan={before}; vardekedjan-form={form}"}
        told = client.post("/sign-in", data=fields, headers=FORM | cookie)
        [after] = [each for each in told.headers.get_list("set-cookie") if each.startswith("vardekedjan=")]
        token = after.partition("=")[2].partition(";")[0]
        assert token != before
        assert operations.visit_of(example.store, token) == anna.person
        assert operations.visit_of(example.store, before) is None


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example.org/",
        "//evil.example.org",
        "/\\evil.example.org",
        "/sign-out",
        "/need\n",
        "/media/x",
        "javascript:alert(1)",
        "/" + "a" * 2000,
        "/%5cevil",
    ],
)
def test_signing_in_leads_nowhere_else(anna, onward):
    assert addresses.onward(onward, "en") in ("/?lang=en", "/%5cevil?lang=en")


# --- forms ------------------------------------------------------------------------------------------------------------

ELSEWHERE = [
    {},
    {"origin": "https://evil.example.org"},
    {"origin": "null"},
    {"origin": "http://localhost:1"},
    {"referer": "http://localhost.evil/sign-in"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_a_form_that_a_page_elsewhere_sends_does_nothing(anna, headers, caplog):
    caplog.set_level(logging.INFO)
    client = browser()
    told = send(client, "/sign-in", headers=headers, login=LOGIN, password=PASSWORD)
    assert told.status_code == 403
    assert not gets_in(client)
    assert "refused_form" in [record.message for record in caplog.records]
    sign_in(client, LOGIN)
    assert send(client, "/sign-out", headers=headers).status_code == 403
    assert gets_in(client)


def test_a_form_is_taken_from_its_own_page_by_referrer_too(anna):
    assert (
        send(browser(), "/sign-in", {"referer": f"{ADDRESS}/sign-in"}, login=LOGIN, password=PASSWORD).status_code
        == 303
    )


def test_a_form_without_its_token_or_with_anothers_or_sent_again_does_nothing(anna):
    client = browser()
    old = token_in(client.get("/sign-in", headers=HTML).text)
    fields = {"login": LOGIN, "password": PASSWORD}
    others = token_in(browser().get("/sign-in", headers=HTML).text)
    for form in ({}, {"form": ""}, {"form": others}):
        assert client.post("/sign-in", data=form | fields, headers=FORM).status_code == 403, form
    assert client.post("/sign-in", data={"form": old} | fields, headers=FORM).status_code == 303
    assert client.post("/sign-in", data={"form": old} | fields, headers=FORM).status_code == 403, "replayed"
    assert (
        client.post(
            "/sign-in", content=b"x" * 30_000, headers=FORM | {"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 403
    )
    assert client.post("/sign-in", json=fields, headers=FORM).status_code == 403


# --- invitations, passwords, signing out ------------------------------------------------------------------------------


def test_an_invitation_makes_an_account_once(example):
    token = invited(example.store, "bo@ljusnaby.se", Grant(Role.CONTROLLER), name="Bo Ek")
    client, place = browser(), f"/invitation?token={token}"
    shown = client.get(place, headers=HTML).text
    assert "Ljusnaby" in shown
    assert 'autocomplete="new-password"' in shown
    assert 'value="Bo Ek"' in shown
    for password, again in (("kort", "kort"), (PASSWORD, "något helt annat"), ("bo@ljusnaby.se1", "bo@ljusnaby.se1")):
        told = send(client, place, name="Bo Ek", password=password, again=again)
        assert (told.status_code, 'role="alert"' in told.text) == (400, True), password
    assert send(client, place, name="Bo Ek", password=PASSWORD, again=PASSWORD).status_code == 303
    assert gets_in(client)
    assert browser().get(place, headers=HTML).status_code == 404
    assert sign_in(browser(), "bo@ljusnaby.se").status_code == 303


def test_one_changes_the_password_and_every_other_visit_ends(anna):
    here, there = browser(), browser()
    sign_in(here, LOGIN), sign_in(there, LOGIN)
    new = "en helt annan ramsa"
    assert send(here, "/password", old="fel", password=new, again=new).status_code == 400
    told = send(here, "/password", old=PASSWORD, password=new, again=new)
    assert told.headers["location"].startswith("/password/changed")
    assert 'role="status"' in here.get(told.headers["location"], headers=HTML).text
    assert gets_in(here)
    assert not gets_in(there)
    assert sign_in(browser(), LOGIN).status_code == 403
    assert sign_in(browser(), LOGIN, new).status_code == 303


def test_signing_out_is_asked_for_and_ends_the_visit(anna):
    client = browser()
    sign_in(client, LOGIN)
    token = client.cookies["vardekedjan"]
    assert "Anna Berg" in client.get("/sign-out", headers=HTML).text
    assert gets_in(client), "a link alone signs nobody out"
    assert send(client, "/sign-out").status_code == 200
    assert "vardekedjan" not in client.cookies
    assert not gets_in(browser(cookies={"vardekedjan": token}))


def test_somebody_shut_off_is_out_at_once(example, anna):
    member(example.store, "chef@ljusnaby.se", Grant(Role.ADMINISTRATOR), name="Chefen")
    client = browser()
    sign_in(client, LOGIN)
    operations.deactivate(example.store, Acting(LOCAL, example.home), anna.person.id)
    assert not gets_in(client)
    assert sign_in(client, LOGIN).status_code == 403


# --- the pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_pages_speak_both_languages_and_name_everything(example, language):
    token = invited(example.store, "bo@ljusnaby.se", name='<b>"Bo"</b>')
    for place in ("/sign-in", f"/invitation?token={token}", "/invitation?token=x", "/sign-out"):
        page = browser().get(place, headers=HTML | {"accept-language": f"fr, {language};q=0.8"})
        assert f'<html lang="{language}">' in page.text
        assert page.text.count("<h1>") == 1
        assert "<b>" not in page.text
        assert "<script" not in page.text
        for kind in ('type="text"', 'type="password"'):
            assert page.text.count(kind) <= page.text.count("<label for=")
    other = "en" if language == "sv" else "sv"
    assert (
        f'<html lang="{other}">'
        in browser().get(f"/sign-in?lang={other}", headers=HTML | {"accept-language": language}).text
    )
