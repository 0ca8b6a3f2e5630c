"""Asking a service on another computer: few questions a second, patience with bounds, and no answer taken too large.

What goes wrong comes out as `NotAnswered` with a problem to show. Nothing of what the other side wrote is repeated.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from chain.problem import Problem, problem
from storage.sources.kolada_reading import PLACE, malformed, read_page

PAUSE_SECONDS = 0.4
"""Between two questions. Two fetches at most go on at once in a server, so the service gets five a second at most."""
TRIES = 4
LONGEST_WAIT_SECONDS = 30
PAGE_SECONDS, ALL_SECONDS = 60, 600
MOST_BYTES, MOST_PAGES = 20_000_000, 300
TIMEOUT = httpx.Timeout(20, connect=10)


class NotAnswered(Exception):  # noqa: N818  (it says what happened)
    """The service gave nothing that can be used; `problem` says what and what mends it."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


def _failed(code: str, **values: object) -> NotAnswered:
    return NotAnswered(problem(code, PLACE, **values))


class Polite:
    """One fetch from the service at `base`. Proxies and own certificates are those of the environment."""

    def __init__(
        self, base: str, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._base, self._sleep, self._clock = base.rstrip("/"), sleep, clock
        self._began = clock()
        self._last = self._began - PAUSE_SECONDS
        headers = {"User-Agent": "Vardekedjan", "Accept": "application/json"}
        self._client = httpx.Client(timeout=TIMEOUT, headers=headers, follow_redirects=False)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def pages(self, path: str) -> Iterator[list[Any]]:
        """The rows of one page after the other, as long as the service names a next one on the same host."""
        address: str | None = self._base + path
        seen: set[str] = set()
        while address:
            if address in seen or len(seen) == MOST_PAGES:
                raise _failed("statistics.endless")
            seen.add(address)
            page = read_page(self._content(address))
            if isinstance(page, Problem):
                raise NotAnswered(page)
            yield page.values
            address = page.following and self._here(address, page.following)

    def _here(self, from_address: str, told: str) -> str:
        """Where the next page is. An answer that points to another computer, or to another door, is not followed."""
        try:
            following = urljoin(from_address, told)
            if _origin(following) == _origin(self._base):
                return following
        except ValueError:
            pass  # no address at all
        raise _failed("statistics.elsewhere")

    def _content(self, address: str) -> bytes:
        """The answer to one question, asked again a few times when the service is busy."""
        for tried in range(1, TRIES + 1):
            status, content, wait = self._ask(address)
            if status == 200:
                return content
            if status not in (0, 429) and status < 500:
                raise _failed("statistics.refused", status=str(status))
            if tried < TRIES:
                self._sleep(min(2.0**tried if wait is None else wait, LONGEST_WAIT_SECONDS))
        if status == 0:
            raise _failed("statistics.no_contact")
        raise _failed("statistics.too_many" if status == 429 else "statistics.unavailable")

    def _ask(self, address: str) -> tuple[int, bytes, float | None]:
        """Status (0: no contact), content, and how long the service asks one to wait."""
        self._pause()
        try:
            with self._client.stream("GET", address) as answer:
                content = self._read(answer) if answer.status_code == 200 else b""
                return answer.status_code, content, _retry_after(answer)
        except httpx.TimeoutException:
            raise _failed("statistics.slow") from None
        except httpx.DecodingError:
            raise NotAnswered(malformed()) from None
        except (httpx.HTTPError, httpx.InvalidURL):
            return 0, b"", None

    def _pause(self) -> None:
        early = self._last + PAUSE_SECONDS - self._clock()
        if early > 0:
            self._sleep(early)
        self._last = self._clock()
        if self._last - self._began > ALL_SECONDS:
            raise _failed("statistics.slow")

    def _read(self, answer: httpx.Response) -> bytes:
        """The content, within bounds of size and time: one that trickles in would never time out by itself."""
        began, content = self._clock(), bytearray()
        for part in answer.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                raise _failed("statistics.too_large", most=MOST_BYTES // 1_000_000)
            if self._clock() - began > PAGE_SECONDS:
                raise _failed("statistics.slow")
        return bytes(content)


def _origin(address: str) -> tuple[str, str | None, int | None]:
    """The computer and the door that an address leads to; ValueError when it is none."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds, told as a number or as a time."""
    told = answer.headers.get("Retry-After", "")
    if told.isascii() and told.isdigit():
        return float(told[:6])
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
