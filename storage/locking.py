"""A lock that one process holds at a time, on every system: the operating system lets it go when the process dies."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import time

from storage.failure import StorageFailed

WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.05

if os.name == "nt":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock file at `path` for the block; wait for another holder, but not for ever."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StorageFailed("storage.cannot_open", detail=path.name) from error
    try:
        _wait_for(descriptor, time.monotonic() + wait_seconds)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, deadline: float) -> None:
    while True:
        try:
            return _lock(descriptor)
        except OSError as error:
            if time.monotonic() > deadline:
                raise StorageFailed("storage.busy", detail="start") from error
            time.sleep(PAUSE_SECONDS)
