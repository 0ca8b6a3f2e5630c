"""Each test has its own data folder; the example municipality and an empty start are made once and copied."""

from collections.abc import Callable, Iterator
from pathlib import Path
import sqlite3

import pytest
import streamlit as st

from chain.model import Chain
from chain.people import LOCAL, Acting
from chain.starter import new_chain
from chain.text import Text
from storage import operations
from storage.store import Store, open_store
from tests.acting import here, home_of

WHO = "another user"


def _made(path: Path, begin: Callable[[Store], object]) -> Path:
    store = open_store(path)
    begin(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example municipality's database."""
    path = tmp_path_factory.mktemp("example") / "vardekedjan.db"
    return _made(path, lambda store: operations.start_with_example(store, LOCAL))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with an organisation, the price library and one untouched intervention of three years."""

    def begin(store: Store) -> None:
        home = operations.start_empty(store, LOCAL, "Storstad")
        operations.create(store, Acting(WHO, home.id), new_chain("T1", Text(sv="Familjestöd"), 2024, 2026))

    return _made(tmp_path_factory.mktemp("empty") / "vardekedjan.db", begin)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of this test; what pages keep in memory is forgotten before and after."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VARDEKEDJAN_DATA", str(tmp_path))
    # Streamlit looks through every installed package at each visit for components that this house does not use.
    monkeypatch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


class Writer:
    """Another user of the same data, beside the visit: reads and saves."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def home(self) -> str:
        """The organisation's id."""
        return home_of(self.store).id

    def load(self, chain_id: str) -> operations.Stored:
        """The intervention as it stands."""
        return operations.load(self.store, here(self.store), chain_id)

    def chain(self, chain_id: str) -> Chain:
        """Its chain."""
        return self.load(chain_id).chain

    def save(self, edit: Callable[[Chain], Chain], chain_id: str) -> None:
        """Change what is saved now."""
        now = self.load(chain_id)
        outcome = operations.save(self.store, here(self.store, WHO), edit(now.chain), now.version)
        assert isinstance(outcome, operations.Saved)
        assert outcome.changes


def _copied(source: Path, folder: Path) -> Iterator[Writer]:
    target = folder / "vardekedjan.db"
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    store = open_store(target)
    yield Writer(store)
    store.close()


@pytest.fixture
def example(example_file: Path, data: Path) -> Iterator[Writer]:
    """The example municipality."""
    yield from _copied(example_file, data)


@pytest.fixture
def empty(empty_file: Path, data: Path) -> Iterator[Writer]:
    """An empty start with the intervention T1, about which nothing is claimed yet."""
    yield from _copied(empty_file, data)
