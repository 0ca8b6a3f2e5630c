"""A statistics service on this computer, for tests: made-up figures, pages of four rows, and every way of failing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
from pathlib import Path
from threading import Thread
import time
from urllib.parse import parse_qs, unquote, urlsplit

ANSWERS = Path(__file__).with_suffix("").with_name("statistics_answers.json")
ROWS_PER_PAGE = 4
Fault = Callable[["Handler"], None]


class Service(ThreadingHTTPServer):
    """What it has been asked, what it answers, and the faults that the next questions meet, one each."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.told = json.loads(ANSWERS.read_text(encoding="utf-8"))
        self.asked: list[str] = []
        self.faults: list[Fault] = []
        self.always: Fault | None = None
        self.next_name = "next_url"

    @property
    def base(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}/v3"

    def change(self, key_figure: str, area: str, year: int, **told: object) -> None:
        """Say something else of a figure from now on; without anything to say, leave it out."""
        same = [row for row in self.told["data"]
                if (row["kpi"], row["municipality"], row["period"]) == (key_figure, area, year)]  # fmt: skip
        for row in same:
            self.told["data"].remove(row)
            if told:
                values = [each | (told if each["gender"] == "T" else {}) for each in row["values"]]
                self.told["data"].append(row | {"values": values})

    def rows(self, path: str) -> list[dict]:
        """The rows that a question without faults is answered with."""
        parts = path.removeprefix("/v3/").split("/")
        if parts[0] == "data":
            wanted = [part.split(",") for part in parts[2::2]]
            keys = ("kpi", "municipality", "period")
            return [row for row in self.told["data"]
                    if all(str(row[key]) in ids for key, ids in zip(keys, wanted, strict=True))]  # fmt: skip
        return [row for row in self.told[parts[0]] if len(parts) == 1 or row["id"] in parts[1].split(",")]


class Handler(BaseHTTPRequestHandler):
    """One question."""

    server: Service

    def do_GET(self) -> None:
        """Answer as the service does, or with the fault whose turn it is."""
        service = self.server
        service.asked.append(unquote(self.path))
        fault = service.faults.pop(0) if service.faults else service.always
        (fault or Handler.answer)(self)

    def answer(self, **more: object) -> None:
        """A page of rows."""
        address = urlsplit(unquote(self.path))
        page = int(parse_qs(address.query).get("page", ["1"])[0])
        rows = self.server.rows(address.path)
        shown = rows[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]
        following = f"{self.server.base}{address.path.removeprefix('/v3')}?page={page + 1}"
        told = {"values": shown, "count": len(shown), self.server.next_name: None}
        if page * ROWS_PER_PAGE < len(rows):
            told[self.server.next_name] = following
        self.send(json.dumps(told | more).encode())

    def send(self, content: bytes, status: int = 200, **headers: str) -> None:
        """Send this."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


def status(number: int, **headers: str) -> Fault:
    """Answer with this status."""
    return lambda handler: handler.send(b"", number, **headers)


def words(content: bytes, **headers: str) -> Fault:
    """Answer with this content."""
    return lambda handler: handler.send(content, **headers)


def next_at(address: str) -> Fault:
    """Point to this address for the next page."""
    return lambda handler: handler.answer(next_url=address)


def onwards(handler: Handler) -> None:
    """There is always one more page."""
    number = len(handler.server.asked)
    handler.answer(next_url=f"{handler.server.base}/kpi?more={number}")


def cut_off(handler: Handler) -> None:
    """The line goes dead in the middle."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"values": [')
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """No word for a second."""
    time.sleep(1)


def huge(handler: Handler) -> None:
    """An answer that never ends."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" " * 100_000)
    except OSError:
        handler.close_connection = True


@contextmanager
def serving() -> Iterator[Service]:
    """The service, for as long as it is needed."""
    service = Service()
    thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
        thread.join()
