"""The app as a process that people sign in to: nothing of it answers a stranger, and an open page stops at once."""

import http.client
import json
import re

import pytest
from streamlit.web.server.starlette import starlette_agent_routes, starlette_auth_routes, starlette_routes
from websockets.exceptions import InvalidStatus

from chain.people import LOCAL, Acting, Grant, Role
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from storage.store import open_store
from tests.benchmarks.ws_client import Visitor
from tests.browser.server import running
from tests.house.source import page_files
from tests.pages.installation import HTML, member

LOGIN = "anna@ljusnaby.se"
BASE = "/effekt"


@pytest.fixture(scope="module")
def server():
    """The app under a base path, with accounts; nobody has visited it yet."""
    told = {"VARDEKEDJAN_SIGN_IN": "accounts", "VARDEKEDJAN_BASE_PATH": "effekt", "VARDEKEDJAN_LOG": "json"}
    with running(example=True, **told) as app:
        yield app
        assert app.outside_calls() == []


@pytest.fixture(scope="module")
def store(server):
    """Its database, from beside."""
    return open_store(server.data / "vardekedjan.db")


def ask(server, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """What the server answers, as it is."""
    link = http.client.HTTPConnection("localhost", server.port, timeout=20)
    link.request(method, path, headers=HTML | headers)
    answer = link.getresponse()
    answer.read()
    link.close()
    return answer


def routes() -> list[str]:
    """Every route that Streamlit has, from its own constants, with something in each place that is left open."""
    modules = (starlette_routes, starlette_agent_routes, starlette_auth_routes)
    named = [value for module in modules for name, value in vars(module).items() if re.match(r"_?(BASE_)?ROUTE_", name)]
    return sorted({re.sub(r"\{[^}]+\}", "x", value) for value in named if isinstance(value, str)})


MORE = ("_stcore/stream", "favicon.png", "static/js/index.js", "index.html", "docs", "openapi.json")
ODD = (
    *("/effekt//need", "/effekt/./need", "/effekt/../need", "//need", "/EFFEKT/need", "/effekt/sign-in/"),
    *("/effekt/sign-in/../need", "/effekt/%73ign-in/../_stcore/health", "/effekt/api/health/../../_stcore/metrics"),
)


def test_no_route_of_streamlits_answers_a_stranger(server):
    assert len(routes()) >= 15, "the names of its constants have changed: this test would see nothing"
    for route in [
        *routes(),
        "_stcore/stream",
        "favicon.png",
        "static/js/index.js",
        "index.html",
        "docs",
        "openapi.json",
    ]:
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
            status = ask(server, f"{BASE}/{route}", method).status
            assert status in ((401, 303) if method == "GET" else (401,)), (method, route, status)
        assert ask(server, f"{BASE}/{route}", accept="*/*").status == 401
        assert ask(server, f"/{route}").status in (401, 303), "nor beside the base path"


@pytest.mark.parametrize("name", ["", "router", "no-such-page", *sorted(path.stem for path in page_files())])
def test_a_cold_link_leads_to_the_sign_in(server, name):
    answer = ask(server, f"{BASE}/{name}?lang=en")
    assert answer.status == 303
    assert answer.headers["location"] == f"{BASE}/sign-in?next=%2Feffekt%2F{name}%3Flang%3Den&lang=en"
    with pytest.raises(InvalidStatus) as refused:
        Visitor(server.port, BASE)
    assert refused.value.response.status_code == 403


def test_strange_ways_of_writing_a_path_lead_nowhere(server):
    for path in ODD:
        assert ask(server, path).status in (303, 400, 401), path


def test_a_link_to_a_kept_result_opens_that_and_leaves_the_rest_shut(server, store):
    [home] = operations.organisations(store, LOCAL)
    acting = Acting(LOCAL, home.id)
    there = operations.load(store, acting, "I1")
    kept = operations.keep_version(store, acting, "I1", there.version, SWEDISH_PUBLIC_SECTOR, "Till nämnden")
    day = store.clock().date()
    made = telling.make_share_link(store, acting, kept.id, "sv", "Nämnden", day, {})
    path = f"{BASE}/shared/{made.token}"
    told = ask(server, path)
    assert (told.status, told.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert told.headers["content-security-policy"].startswith("default-src 'none'")
    assert told.headers["referrer-policy"] == "no-referrer"
    for beside in (path.removeprefix(BASE), f"{path}/", f"{path}/need", f"{path}/../../need", f"{path}/_stcore/health"):
        assert ask(server, beside).status in (303, 401), beside
    with pytest.raises(InvalidStatus) as refused:
        Visitor(server.port, path)
    assert refused.value.response.status_code == 403
    assert telling.revoke_share_link(store, acting, made.link.id) is None
    assert ask(server, path).status == ask(server, f"{BASE}/shared/never").status == 404
    assert made.token not in server.output.read_text(encoding="utf-8")


def test_an_open_page_stops_when_its_person_is_shut_off(server, store):
    anna = member(store, LOGIN, Grant(Role.PROJECT_OWNER))
    member(store, "chef@ljusnaby.se", Grant(Role.ADMINISTRATOR), name="Chefen")
    visitor = Visitor(server.port, BASE, cookie=f"vardekedjan={anna.token}")
    drawing = visitor.visit("need", "lang=sv&intervention=I1")
    assert not drawing.failed()
    assert "Du är inte längre inloggad" not in drawing.headings()
    [home] = operations.organisations(store, LOCAL)
    assert operations.deactivate(store, Acting(LOCAL, home.id), anna.person.id) is None
    assert visitor.again().headings() == ["Du är inte längre inloggad"]
    visitor.close()
    with pytest.raises(InvalidStatus):
        Visitor(server.port, BASE, cookie=f"vardekedjan={anna.token}")


def test_the_log_tells_what_was_refused_and_nobodys_name(server):
    lines = server.output.read_text(encoding="utf-8")
    told = {json.loads(line)["event"] for line in lines.splitlines()}
    assert "refused_visit" in told
    assert "ljusnaby.se" not in lines
    assert "library" not in told
