"""The app as a process, asked over the network: base path, headers, health, its log, and how it stops."""

import json
import signal
import sqlite3
import subprocess
import sys
from threading import Thread
import time
import urllib.error
import urllib.request

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from chain.people import LOCAL
from reports.texts import text
import run
from storage import operations
from storage.store import open_store
from tests.benchmarks.ws_client import Visitor
from tests.browser.server import ROOT, Server, running

SECRET = "Swordfish Svensson"
BASE = "/effekt"


@pytest.fixture(scope="module")
def server():
    """The app under a base path on an empty folder, with its log as JSON. Afterwards: it has talked to nobody."""
    with running(VARDEKEDJAN_BASE_PATH="effekt", VARDEKEDJAN_LOG="json") as app:
        yield app
        assert app.watched()
        assert app.outside_calls() == []


def get(server: Server, path: str) -> tuple[int, dict, bytes]:
    """What the server answers: status, headers, body."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{server.address}{path}", timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


def log(server: Server) -> list[dict]:
    """Every line of its log; each must be JSON."""
    return [json.loads(line) for line in server.output.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", ["/", "/need", "/api/health", "/_stcore/health", "/favicon.png"])
def test_everything_lies_under_the_base_path_and_is_guarded(server, path):
    status, headers, _ = get(server, BASE + path)
    assert status == 200
    assert f"ws://localhost:{server.port} " in headers["content-security-policy"]


def test_beside_the_base_path_there_is_only_health_for_this_computer(server):
    assert [get(server, path)[0] for path in ("/api/health", "/", "/need", "/_stcore/health")] == [200, 404, 404, 404]


def test_a_page_is_drawn_through_the_websocket_under_the_base_path(server):
    visitor = Visitor(server.port, BASE, origin=f"http://localhost:{server.port}")
    drawing = visitor.visit("need", "lang=sv&intervention=Swordfish")
    visitor.close()
    assert not drawing.failed()
    told = [each for each in log(server) if each["event"] == "page"]
    assert told[-1]["what"] == "need"
    assert told[-1]["ms"] >= 0
    assert "Swordfish" not in server.output.read_text(encoding="utf-8")


@pytest.mark.parametrize("origin", ["https://evil.example.org", "http://localhost:1", "null"])
def test_a_page_from_elsewhere_does_not_get_in(server, origin):
    with pytest.raises(InvalidStatus) as refused:
        Visitor(server.port, BASE, origin=origin)
    assert refused.value.response.status_code == 403


def test_health_answers_beside_a_writer_and_makes_nothing(server):
    with sqlite3.connect(server.data / "vardekedjan.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert get(server, "/api/health")[::2] == (200, b'{"status":"ok"}')
        other.execute("ROLLBACK")
    assert operations.organisations(open_store(server.data / "vardekedjan.db"), LOCAL) == []


def test_health_fails_while_the_database_is_gone(server):
    file = server.data / "vardekedjan.db"
    file.rename(file.with_suffix(".away"))
    status, _, body = get(server, f"{BASE}/api/health")
    file.with_suffix(".away").rename(file)
    assert (status, body) == (503, b'{"status":"unavailable"}')
    assert get(server, f"{BASE}/api/health")[0] == 200
    assert log(server)[-1]["code"] == "storage.cannot_open"


def test_a_page_that_fails_is_found_in_the_log_by_its_reference_and_says_no_more():
    with running(example=True, VARDEKEDJAN_LOG="json") as server:
        (first, *_) = server.interventions()
        with sqlite3.connect(server.data / "vardekedjan.db") as other:
            other.execute("UPDATE intervention SET name_sv = ?, start_year = ?", (SECRET, SECRET))
        visitor = Visitor(server.port)
        drawing = visitor.visit("need", f"lang=sv&intervention={first}")
        visitor.close()
        told = [each for each in log(server) if each["event"] == "page_failed"]
        shown = [each.alert.body for each in drawing.elements() if each.WhichOneof("type") == "alert"]
        assert told[-1]["what"] == "need"
        assert text("sv", "app.failed", reference=told[-1]["reference"]) in shown
        assert "Swordfish" not in server.output.read_text(encoding="utf-8")


def test_told_to_stop_it_finishes_the_save_under_way_and_closes_the_database():
    with running(VARDEKEDJAN_LOG="json") as server:
        file = server.data / "vardekedjan.db"
        visitor = Visitor(server.port)
        buttons = visitor.visit("", "lang=sv").buttons()
        with sqlite3.connect(file, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")  # the save has to wait for this
            pressing = Thread(target=cut_short, args=(visitor, buttons[text("sv", "welcome.example_button")]))
            pressing.start()
            time.sleep(1.5)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert server.process.poll() is None, "it left the save behind"
            other.execute("ROLLBACK")
        other.close()
        assert server.process.wait(20) == 0
        pressing.join(20)
        assert [each["event"] for each in log(server)][-2:] == ["stopping", "stopped"]
        assert not file.with_name(f"{file.name}-wal").exists()
        assert server.interventions(), "the save is not there"


def cut_short(visitor: Visitor, button: str) -> None:
    """Press a button and lose the connection before the answer."""
    with pytest.raises(ConnectionClosed):
        visitor.press(button)


def test_settings_that_cannot_be_used_end_the_start_with_a_sentence_in_each_language():
    told = {"VARDEKEDJAN_PORT": "many", "DATABASE_URL": "mysql://u:swordfish@db/effects", "PATH": ""}
    done = subprocess.run([sys.executable, "app.py"], cwd=ROOT, env=told, capture_output=True, timeout=60)
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.split()[0] for line in lines] == ["DATABASE_URL"] * 2 + ["VARDEKEDJAN_PORT"] * 2
    assert "swordfish" not in " ".join(lines)


def test_the_start_command_is_told_what_is_set(tmp_path):
    told = {"VARDEKEDJAN_PORT": "9000", "DATABASE_URL": "postgresql://u:swordfish@db.example.org/effects", "PATH": ""}
    found = run.settings_that_count(sys.executable, told)
    assert (found["VARDEKEDJAN_PORT"], found["DATABASE_URL"]) == (9000, "postgresql://db.example.org/effects")
    with pytest.raises(SystemExit) as ended:
        run.settings_that_count(sys.executable, {**told, "VARDEKEDJAN_PORT": "many"})
    assert ended.value.code == 2
