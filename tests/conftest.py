"""What every test shares.

Generated examples are the same in every run, so that a failure can be seen again. Files that take long come first, and
quick ones last, so that no worker of the test command is left with a long one when the others are done.
"""

from pathlib import Path

from hypothesis import settings
import pytest

LONG_FIRST = ("browser", "storage", "pages", "laws", "sroi", "reports", "oracle")
HERE = Path(__file__).parent

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Folder by folder, in the order of `LONG_FIRST`; within a folder as they are."""
    items.sort(key=lambda item: _place(item.path.relative_to(HERE).parts[0]))


def _place(folder: str) -> int:
    return LONG_FIRST.index(folder) if folder in LONG_FIRST else len(LONG_FIRST)
