"""What the tests of long calculations let be done outside the page's process."""

from collections.abc import Callable
import os
import time

from pages.parts.jobs import Job

PATIENCE_SECONDS = 120  # so long only where something is broken, or the machine is very busy


def counted(number: int, progress: Callable[[int, int], None]) -> int:
    """A calculation that is done at once."""
    progress(number, number)
    return number + 1


def endless(progress: Callable[[int, int], None]) -> None:
    """A calculation that goes on until it is ended."""
    while True:
        progress(1, 2)
        time.sleep(0.02)


def vanishing(path: str, progress: Callable[[int, int], None]) -> str:
    """The process goes without a word the first time, and does its work the second."""
    if not os.path.exists(path):
        with open(path, "w", encoding="utf-8"):
            os._exit(9)
    progress(1, 1)
    return "here"


def failing(progress: Callable[[int, int], None]) -> None:
    """A calculation that cannot be made."""
    raise ValueError("somebody's words")


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds; the test fails when it never does."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < last, "it never came"
        time.sleep(0.01)


def over(job: Job) -> Job:
    """The job when nothing more happens to it."""
    until(lambda: job.is_over)
    return job
