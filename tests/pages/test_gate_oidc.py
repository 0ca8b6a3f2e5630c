"""The gate, with the organisation's own sign-in service: a real one, one that fails, and one that lies."""

from base64 import b64decode
import json
import logging
import time
from urllib.parse import quote

import httpx
import oidc_provider_mock
import pytest

from chain.people import LOCAL, Acting
from pages.parts.gate import provider as asked_service
from pages.parts.gate.cookies import Cookie
from reports.texts import text
from storage import operations
from tests.pages.installation import HTML, browser, gets_in, invited, query_of
from tests.pages.odd_provider import CLIENT, SECRET, Provider, json_answer, new_key, running

LOGIN = "anna@ljusnaby.se"


@pytest.fixture
def installation(monkeypatch, example):
    """How to set this installation for a service."""
    monkeypatch.setattr(asked_service, "_known", {})

    def settle(issuer: str, **more: str) -> None:
        told = {
            "SIGN_IN": "oidc", "PUBLIC_ADDRESS": "http://localhost:8501", "OIDC_ISSUER": issuer,
            "OIDC_CLIENT": CLIENT, "OIDC_SECRET": SECRET, **more,
        }  # fmt: skip
        for name, value in told.items():
            monkeypatch.setenv(f"VARDEKEDJAN_{name}", value)

    return settle


@pytest.fixture
def odd(installation):
    """A service of our own, which does what a test says."""
    with running(Provider()) as service:
        installation(service.issuer)
        yield service


def leave(client, onward: str = "") -> dict[str, str]:
    """Start for the service; what it is asked."""
    told = client.get(f"/sign-in/oidc?next={quote(onward)}", headers=HTML)
    assert told.status_code == 303, told.text
    return query_of(told.headers["location"])


def come_back(client, **query: str):
    """Come back from the service."""
    return client.get("/sign-in/oidc/back", params=query, headers=HTML)


def goes_through(service: Provider, client=None, **changes: object):
    """The whole way with a token of these claims."""
    client = client or browser()
    trip = leave(client)
    service.token = lambda: service.signed(service.claims(trip["nonce"], **changes))
    return come_back(client, state=trip["state"], code="c0de")


def said(response) -> str:
    """Which of our problems stands on the page."""
    assert response.status_code == 403, response.headers
    codes = [key for key in ("bad_token", "old_token", "no_login", "wrong_issuer", "odd_provider", "provider_silent",
                             "provider_refused", "other_trip", "provider_said_no", "unverified")
             if text("sv", f"problem.sign_in.{key}") in response.text]  # fmt: skip
    assert "vardekedjan=" not in response.headers.get("set-cookie", "").replace("vardekedjan-", "")
    return "".join(codes)


# --- a real service ---------------------------------------------------------------------------------------------------


def test_an_invited_person_comes_in_through_a_real_service_and_nobody_else(installation, example):
    people = [oidc_provider_mock.User(sub=name, claims={"preferred_username": f"{name}@ljusnaby.se", "name": name})
              for name in ("anna", "bo")]  # fmt: skip
    invited(example.store, LOGIN)
    with oidc_provider_mock.run_server_in_thread(require_nonce=True, user_claims=people) as server:
        installation(f"http://localhost:{server.server_port}", OIDC_CLIENT="vardekedjan")
        for name, gets in (("anna", True), ("bo", False), ("anna", True)):
            client = browser()
            start = client.get("/sign-in/oidc?next=%2Fneed&lang=en", headers=HTML).headers["location"]
            back = httpx.post(start, data={"sub": name}, trust_env=False).headers["location"]
            told = client.get(back, headers=HTML)
            assert (told.status_code == 303, gets_in(client)) == (gets, gets), name
            assert told.headers.get("location") == ("/need?lang=en" if gets else None)
        denied = browser()
        start = denied.get("/sign-in/oidc", headers=HTML).headers["location"]
        back = httpx.post(start, data={"action": "deny"}, trust_env=False).headers["location"]
        assert "state=" not in back, "this service forgets our state when it says no: then it is nobody's answer"
        assert said(denied.get(back, headers=HTML)) == "other_trip"
        page = client.get("/sign-out", headers=HTML)
        assert page.status_code == 200
    assert [each.login for each in _people(example)] == [LOGIN]


def _acting(example) -> Acting:
    return Acting(LOCAL, example.home)


def _people(example) -> list[operations.Person]:
    return [each.person for each in operations.people_of(example.store, _acting(example))]


# --- the way there and back -------------------------------------------------------------------------------------------


def test_what_is_asked_has_a_challenge_and_never_the_secret(odd, example):
    invited(example.store, LOGIN)
    client = browser()
    first, trip = leave(client), leave(client, "/need?intervention=I1")
    assert (trip["response_type"], trip["code_challenge_method"], trip["scope"]) == (
        "code",
        "S256",
        "openid profile email",
    )
    assert trip["redirect_uri"] == "http://localhost:8501/sign-in/oidc/back"
    assert SECRET not in json.dumps(trip)
    assert not {first[name] for name in ("state", "nonce", "code_challenge")} & set(trip.values()), "new each time"
    odd.token = lambda: odd.signed(odd.claims(trip["nonce"]))
    told = come_back(client, state=trip["state"], code="c0de")
    assert told.headers["location"] == "/need?intervention=I1&lang=sv"
    assert gets_in(client)
    user, _, password = b64decode(odd.asked["authorization"].removeprefix("Basic ")).decode().partition(":")
    assert (user, password) == (quote(CLIENT, safe=""), quote(SECRET, safe=""))
    assert odd.asked["code"] == "c0de"
    assert len(odd.asked["code_verifier"]) >= 43


def test_a_service_that_knows_no_basic_is_told_the_secret_in_the_form(odd, example):
    told = odd.described() | {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    odd.answers["/.well-known/openid-configuration"] = lambda: json_answer(told)
    invited(example.store, LOGIN)
    assert goes_through(odd).status_code == 303
    assert (odd.asked["client_id"], odd.asked["client_secret"], odd.asked["authorization"]) == (CLIENT, SECRET, "")


def test_only_the_answer_to_ones_own_question_is_taken(odd, example):
    invited(example.store, LOGIN)
    client, other = browser(), browser()
    trip, theirs = leave(client), leave(other)
    odd.token = lambda: odd.signed(odd.claims(trip["nonce"]))
    for query in ({"code": "c"}, {"state": theirs["state"], "code": "c"}, {"state": "", "code": "c"}):
        assert said(come_back(browser(), **query)) == "other_trip"
    assert said(come_back(other, state=trip["state"], code="c")) == "other_trip"
    assert said(come_back(client, state=trip["state"], code="c", iss="https://other.example.org")) == "wrong_issuer"
    trip = leave(client)
    assert said(come_back(client, state=trip["state"], error="access_denied")) == "provider_said_no"
    assert said(come_back(client, state=trip["state"], code="c")) == "other_trip", "a trip is made once"
    forged = browser(cookies={str(Cookie.TRIP): "e30"})
    assert said(come_back(forged, state="", code="c")) == "other_trip"
    assert not operations.people_of(example.store, _acting(example))


def test_somebody_is_known_by_the_services_id_and_not_by_a_login_that_another_may_get(odd, example):
    invited(example.store, LOGIN)
    assert goes_through(odd).status_code == 303
    assert goes_through(odd, preferred_username="anna.berg@ljusnaby.se").status_code == 303, (
        "a new name, the same person"
    )
    stranger = goes_through(odd, sub="oid-2")
    assert stranger.status_code == 403
    assert "vardekedjan=" not in str(stranger.headers).replace("vardekedjan-", "")
    [anna] = _people(example)
    operations.deactivate(example.store, _acting(example), anna.id)
    assert goes_through(odd).status_code == 403


# --- tokens that are not to be trusted --------------------------------------------------------------------------------

LIES = {
    "another issuer": ({"iss": "https://other.example.org"}, "bad_token"),
    "for another program": ({"aud": "another"}, "bad_token"),
    "for several, and not for us": ({"aud": [CLIENT, "another"], "azp": "another"}, "bad_token"),
    "for several, without saying which": ({"aud": [CLIENT, "another"]}, "bad_token"),
    "for nobody": ({"aud": None}, "bad_token"),
    "another nonce": ({"nonce": "another"}, "bad_token"),
    "a list of nonces": ({"nonce": ["another"]}, "bad_token"),
    "no nonce": ({"nonce": None}, "bad_token"),
    "run out": ({"exp": 1_700_000_000}, "old_token"),
    "without an end": ({"exp": None}, "bad_token"),
    "from the future": ({"iat": 4_000_000_000}, "bad_token"),
    "nobody": ({"sub": None}, "bad_token"),
    "no login": ({"preferred_username": None}, "no_login"),
    "a login that is no word": ({"preferred_username": ["anna@ljusnaby.se"]}, "no_login"),
    "a login with a turning sign": ({"preferred_username": "anna\u202e@ljusnaby.se"}, "no_login"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_lies_lets_nobody_in(odd, example, lie):
    changes, code = LIES[lie]
    invited(example.store, LOGIN)
    client = browser()
    assert said(goes_through(odd, client, **changes)) == code
    assert not gets_in(client)
    assert goes_through(odd, client).status_code == 303, "a sound token would have"


def test_a_token_must_be_signed_by_the_services_own_key(odd, example):
    invited(example.store, LOGIN)
    stranger, public = new_key(odd.key.kid), odd.key.as_pem(private=False)
    for forge in (
        lambda claims: odd.signed(claims, stranger),
        lambda claims: odd.signed(claims, new_key("unknown")),
        lambda claims: odd.sealed(claims, public),
        lambda claims: odd.sealed(claims, SECRET.encode()),
        lambda claims: _unsigned(odd.signed(claims)),
        lambda claims: odd.signed(claims)[:-8] + "AAAAAAAA",
        lambda claims: "no token at all",
        lambda claims: "",
    ):
        client = browser()
        trip = leave(client)
        odd.token = lambda: forge(odd.claims(trip["nonce"]))  # noqa: B023
        assert said(come_back(client, state=trip["state"], code="c")) in ("bad_token", "odd_provider")
        assert not gets_in(client)


def _unsigned(token: str) -> str:
    """The same words under `alg: none`."""
    return f"eyJhbGciOiJub25lIn0.{token.split('.')[1]}."


def test_a_service_may_change_its_keys(odd, example):
    invited(example.store, LOGIN)
    assert goes_through(odd).status_code == 303
    odd.key = new_key("second")
    assert goes_through(odd).status_code == 303


def test_an_address_that_nobody_has_confirmed_is_no_login(odd, example, monkeypatch):
    invited(example.store, LOGIN)
    monkeypatch.setenv("VARDEKEDJAN_OIDC_LOGIN", "email")
    assert said(goes_through(odd, email=LOGIN, email_verified=False)) == "unverified"
    assert goes_through(odd, email=LOGIN, email_verified=True).status_code == 303


# --- a service that fails ---------------------------------------------------------------------------------------------


def _slowly():
    time.sleep(3)
    return json_answer({})


FAILURES = {
    "down": (lambda odd: (503, b"no"), "provider_silent"),
    "slow": (lambda odd: _slowly(), "provider_silent"),
    "another issuer": (lambda odd: json_answer(odd.described(issuer="https://other.example.org")), "wrong_issuer"),
    "a slash too many": (lambda odd: json_answer(odd.described(issuer=f"{odd.issuer}/")), "wrong_issuer"),
    "an address without protection": (
        lambda odd: json_answer(odd.described(token_endpoint="http://other.example.org/t")), "odd_provider"),
    "an address of another kind": (
        lambda odd: json_answer(odd.described(authorization_endpoint="javascript:alert(1)")), "odd_provider"),
    "no JSON": (lambda odd: (200, b"<html>"), "odd_provider"),
    "no object": (lambda odd: (200, b"[1]"), "odd_provider"),
    "without end": (lambda odd: (200, b" " * 600_000), "odd_provider"),
    "elsewhere": (lambda odd: (302, b""), "provider_refused"),
}  # fmt: skip


@pytest.mark.parametrize("failure", FAILURES)
def test_a_service_that_fails_is_told_of_in_a_sentence(odd, failure, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(asked_service, "PATIENCE_SECONDS", 1)
    answer, code = FAILURES[failure]
    odd.answers["/.well-known/openid-configuration"] = lambda: answer(odd)
    told = browser().get("/sign-in/oidc", headers=HTML)
    assert said(told) == code
    assert [record.code for record in caplog.records if record.message == "oidc_failed"] == [f"sign_in.{code}"]


def test_a_service_that_is_not_there_is_silent(installation):
    installation("http://localhost:9")
    assert said(browser().get("/sign-in/oidc", headers=HTML)) == "provider_silent"
    assert browser().get("/sign-in", headers=HTML).status_code == 200
    assert browser().get("/sign-out", headers=HTML).status_code == 200


@pytest.mark.parametrize("status", [400, 500])
def test_a_code_that_the_service_does_not_take_lets_nobody_in(odd, status):
    odd.answers["/token"] = lambda: json_answer({"error": "invalid_grant"}, status)
    client = browser()
    trip = leave(client)
    wanted = "provider_refused" if status == 400 else "provider_silent"
    assert said(come_back(client, state=trip["state"], code="c")) == wanted
