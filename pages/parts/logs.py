"""The program's log: what happened, never what somebody wrote or which figures they have.

One line an event, as JSON or as text. Words of an error, arguments of a message and values of variables can hold a
person's words or a database's parameters; none of them reaches a record, whoever logs it (docs/decisions/0009).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
import json
import logging
from pathlib import Path
import sys
import threading
import time
import traceback

ROOT = Path(__file__).resolve().parents[2]
OWN = "vardekedjan"
FIELDS = ("event", "what", "reference", "ms", "error", "code", "place", "frames")
LONGEST_CHAIN = 8

_log = logging.getLogger(OWN)
_page: ContextVar[str | None] = ContextVar("page", default=None)


def event(name: str, level: int = logging.INFO, error: BaseException | None = None, **fields: object) -> None:
    """Log an event by its fixed name. `fields` are those of FIELDS, and hold no words of a person."""
    known = {"what": _page.get(), **fields}
    _log.log(level, name, exc_info=error, extra=known, stacklevel=2)


@contextmanager
def page(name: str) -> Iterator[None]:
    """Log that a page was drawn, and how long it took; what is logged meanwhile is about this page."""
    _page.set(name)
    started = time.perf_counter()
    try:
        yield
    finally:
        event("page", ms=round((time.perf_counter() - started) * 1000))


# --- the seal --------------------------------------------------------------------------------------------------------


def seal(name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **_more) -> logging.LogRecord:
    """A record that says where and of what kind, in place of whatever words the caller gave."""
    own = name == OWN
    record = logging.LogRecord(name, level, pathname, lineno, msg if own else "library", (), None, func)
    record.event = record.msg
    if not own:
        record.what, record.place = name, f"{_short(pathname)}:{lineno}"
    vars(record).update(_told(exc_info[1] if exc_info else None))
    return record


def _told(error: BaseException | None) -> dict[str, object]:
    """What can be said of an error without its words: kinds, our own code for it, where, and the way there."""
    if error is None:
        return {}
    chain = _chain(error)
    code = next((each.problem.code for each in chain if hasattr(each, "problem")), None)
    frames = [frame for each in chain for frame in _frames(each)]
    return {
        "error": " < ".join(f"{type(each).__module__}.{type(each).__qualname__}" for each in chain),
        "code": code,
        "place": next((frame for frame in reversed(_frames(error)) if _is_ours(frame)), frames[-1] if frames else None),
        "frames": frames,
    }


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what led to it, the last one first."""
    found = [error]
    while len(found) < LONGEST_CHAIN:
        last = found[-1]
        before = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if before is None or before in found:
            break
        found.append(before)
    return found


def _frames(error: BaseException) -> list[str]:
    steps = traceback.walk_tb(error.__traceback__)
    return [f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in steps]


def _short(path: str) -> str:
    """A file by its name within this program or among the libraries, without the computer's own folders."""
    parts = Path(path).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return Path(path).relative_to(ROOT).as_posix() if Path(path).is_relative_to(ROOT) else "/".join(parts[-2:])


def _is_ours(frame: str) -> bool:
    return (ROOT / frame.partition(":")[0]).exists()


# --- the lines -------------------------------------------------------------------------------------------------------


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """What a line holds, in its order."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    told = {name: getattr(record, name, None) for name in FIELDS}
    return {"time": at, "level": record.levelname.lower()} | {k: v for k, v in told.items() if v is not None}


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields_of(record), ensure_ascii=False)


class TextLines(logging.Formatter):
    """One line for a person, with an error's frames below it."""

    def format(self, record: logging.LogRecord) -> str:
        fields = fields_of(record)
        frames = fields.pop("frames", [])
        at, level, name = (fields.pop(each) for each in ("time", "level", "event"))
        rest = "".join(f"  {key}={value}" for key, value in fields.items())
        return "\n    ".join((f"{at}  {level:8}{name}{rest}", *frames))


class PassingOn(logging.Logger):
    """A logger that has no handler of its own, whatever a library wants: everything goes out at the root."""

    propagate = property(lambda self: True, lambda self, wanted: None)

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802  (the standard library's name)
        """Leave it out."""


def begin(form: str | None) -> None:
    """Let everything that this process logs go through the seal and out on the error stream, as `json` or `text`.

    Without a form: text on a terminal, else JSON. Libraries speak from warnings on.
    """
    on_terminal = sys.stderr.isatty()
    handler = logging.StreamHandler()
    handler.setFormatter(TextLines() if (form or ("text" if on_terminal else "json")) == "text" else JsonLines())
    handler.addFilter(_worth_telling)
    logging.setLogRecordFactory(seal)
    logging.setLoggerClass(PassingOn)
    logging.captureWarnings(True)
    for logger in [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]:
        logger.handlers.clear()
        logger.__class__ = PassingOn  # the server puts its handlers up anew when it starts
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO)
    _catch_the_uncaught()


def _worth_telling(record: logging.LogRecord) -> bool:
    """Our own events, and warnings of libraries, but not Streamlit's line about a page that we tell of ourselves."""
    return record.name == OWN or (
        record.levelno >= logging.WARNING and record.funcName != "_log_uncaught_app_exception"
    )


def _catch_the_uncaught() -> None:
    """Errors that nobody caught would be printed with their words."""
    sys.excepthook = lambda _kind, error, _trace: event("stopped_by_error", logging.CRITICAL, error)
    sys.unraisablehook = lambda found: event("uncaught_error", logging.ERROR, found.exc_value)
    threading.excepthook = lambda found: event("uncaught_error", logging.ERROR, found.exc_value)
