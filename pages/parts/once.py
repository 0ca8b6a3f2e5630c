"""What one drawing of a page has already asked, so that it is asked once: a page is a picture of one moment.

Streamlit draws each page in a thread. Nothing is remembered outside `drawing`, so a button's own work always asks anew;
and whatever is saved in this process makes the page ask again, so that it never shows what it has just changed.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import local
from typing import TypeVar

Found = TypeVar("Found")
_here = local()


@contextmanager
def drawing() -> Iterator[None]:
    """Remember within this block, and forget at its end however it ends."""
    _here.found = {}
    try:
        yield
    finally:
        _here.found = None


def once(name: Hashable, saves: int, find: Callable[[], Found]) -> Found:
    """What `find` gives, asked the first time in this drawing and anew when the number of `saves` has moved."""
    remembered = getattr(_here, "found", None)
    if remembered is None:
        return find()
    key = name, saves
    if key not in remembered:
        remembered[key] = find()
    return remembered[key]
