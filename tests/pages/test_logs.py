"""The log tells what happened and where; words, figures and parameters never reach it, whoever logs."""

import json
import logging
import subprocess
import sys

import pytest

from pages.parts import logs
from storage.failure import StorageFailed
from tests.house.source import ROOT

SECRET = "Swordfish Svensson 7412"


def sealed(error: BaseException | None = None, name: str = logs.OWN, msg: object = "page_failed", *args: object):
    """A record as the process would make it."""
    trace = (type(error), error, error.__traceback__) if error else None
    return logs.seal(name, logging.ERROR, str(ROOT / "app.py"), 7, msg, args, trace)


def lines(record: logging.LogRecord) -> str:
    """Everything that either form writes of it."""
    return logs.JsonLines().format(record) + logs.TextLines().format(record)


def test_a_database_error_is_logged_without_its_parameters(empty):
    with pytest.raises(StorageFailed) as failed, empty.store.writing() as db:
        db.exec_driver_sql("INSERT INTO organisation (id, name) VALUES (?, ?)", (SECRET, SECRET))
    told = logs.fields_of(sealed(failed.value))
    assert told["error"].startswith("storage.failure.StorageFailed < sqlalchemy.exc.IntegrityError < sqlite3.")
    assert told["code"] == "storage.failed"
    assert told["place"].startswith("storage/unit_of_work.py:")
    assert any(frame.startswith("sqlalchemy/engine/") for frame in told["frames"])
    assert SECRET not in lines(sealed(failed.value))


def test_words_of_an_error_and_of_what_led_to_it_stay_out():
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise KeyError(SECRET) from cause
    except KeyError as error:
        record = sealed(error)
    assert logs.fields_of(record)["error"] == "builtins.KeyError < builtins.ValueError"
    assert logs.fields_of(record)["place"].startswith("tests/pages/test_logs.py:")
    assert SECRET not in lines(record)


def test_a_librarys_message_is_only_where_it_was_said():
    told = logs.fields_of(sealed(None, "uvicorn.error", f"failed for {SECRET}: %s", SECRET))
    assert told.keys() == {"time", "level", "event", "what", "place"}
    assert (told["event"], told["what"], told["place"]) == ("library", "uvicorn.error", "app.py:7")


def test_text_for_a_person_stands_on_one_line_with_the_frames_below():
    try:
        raise RuntimeError(SECRET)
    except RuntimeError as error:
        record = sealed(error)
    first, frame = logs.TextLines().format(record).splitlines()
    assert "  error   page_failed  error=builtins.RuntimeError  place=tests/pages/test_logs.py:" in first
    assert [frame.strip()] == record.frames


EVERY_WAY = """
import logging, sys, threading, warnings
SECRET = "Swordfish Svensson 7412"
from streamlit.logger import get_logger
early = get_logger("streamlit.early")
from pages.parts import logs
logs.begin("json")
late = get_logger("streamlit.late")
def fail():
    raise RuntimeError(SECRET)
early.warning(SECRET)
late.error("no %s", SECRET)
logging.getLogger("uvicorn.access").warning('"GET /need?intervention=%s"', SECRET)
logging.getLogger("sqlalchemy.engine.Engine").info("parameters %s", SECRET)
logging.warning(SECRET)
warnings.warn(SECRET)
class Broken:
    def __del__(self):
        fail()
Broken()
thread = threading.Thread(target=fail); thread.start(); thread.join()
with logs.page("need"):
    logs.event("told", reference="abcd")
try:
    fail()
except RuntimeError:
    early.exception(SECRET)
fail()
"""


def test_whichever_way_something_is_told_it_comes_out_as_a_sealed_line():
    done = subprocess.run([sys.executable, "-c", EVERY_WAY], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Swordfish" not in done.stderr
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(each["event"], each.get("what")) for each in told] == [
        ("library", "streamlit.early"),
        ("library", "streamlit.late"),
        ("library", "uvicorn.access"),
        ("library", "root"),
        ("library", "py.warnings"),
        ("uncaught_error", None),
        ("uncaught_error", None),
        ("told", "need"),
        ("page", "need"),
        ("library", "streamlit.early"),
        ("stopped_by_error", "need"),
    ]
