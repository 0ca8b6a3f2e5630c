"""A store of its own for each test, with an organisation in it."""

from pathlib import Path

import pytest

from storage.operations import Organisation, start_empty
from storage.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store's file is."""
    return tmp_path / "kept.db"


@pytest.fixture
def store(path: Path) -> Store:
    """An opened, empty store."""
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.fixture
def home(store: Store) -> Organisation:
    """The organisation in the store."""
    return start_empty(store, "test", "Ljusnaby")
