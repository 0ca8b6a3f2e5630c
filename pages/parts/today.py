"""What day it is, for everything on a page that depends on it."""

from datetime import date


def today() -> date:
    """The server's day."""
    return date.today()
