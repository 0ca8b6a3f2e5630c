"""A process of its own for one long calculation: `python -m pages.parts.worker`, spoken to over its pipes.

It is started by `pages.parts.jobs` with a pickled (function, arguments, keywords) on its input, and answers with frames
on its output: a length of eight bytes, then a pickled (kind, content). It knows neither screen nor database.
"""

from collections.abc import Callable
import contextlib
import os
import pickle
import struct
import sys
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
LOWER_PRIORITY = 5
"""Those who click come before those who wait."""


def write_frame(stream: BinaryIO, kind: str, content: object) -> None:
    """Send one frame."""
    data = pickle.dumps((kind, content))
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[str, object] | None:
    """Receive one frame; None when the other end is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    [size] = LENGTH.unpack(head)
    data = stream.read(size)
    return pickle.loads(data) if len(data) == size else None


def main() -> None:
    """Do the one thing asked for, telling how far it has come; a vanished listener ends it."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not come between the frames
    with contextlib.suppress(OSError, AttributeError):
        os.nice(LOWER_PRIORITY)
    function, arguments, keywords = pickle.load(sys.stdin.buffer)
    try:
        content = function(*arguments, **keywords, progress=_teller(answers))
    except BrokenPipeError:
        return
    except Exception as error:
        write_frame(answers, "failed", type(error).__name__)
        return
    write_frame(answers, "done", content)


def _teller(answers: BinaryIO) -> Callable[[int, int], None]:
    return lambda done, of: write_frame(answers, "progress", (done, of))


if __name__ == "__main__":
    main()
