"""A whole store as one file that any of the databases can be filled from: a ZIP of one JSON-lines file per table.

`manifest.json` names format, schema revision, time, and for each table its columns with what they hold, how many rows
there are and the SHA-256 of its lines. Rows stand in the order of their keys, byte by byte, and every value is written
one way only: two stores with the same content give the same hashes, whichever database they are in.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
import json
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    column,
    select,
    table,
)  # fmt: skip
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

FORMAT, VERSION, MANIFEST = "vardekedjan-backup", 1, "manifest.json"
BATCH = 1_000
BATCH_OF_FILES = 4
"""Rows that hold whole files come a few at a time, so that copying them asks for no more memory than they do."""


class Kind(NamedTuple):
    """What a column can hold: the database's type, and how a value is written down and read."""

    type: TypeEngine
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


KINDS = {
    "words": Kind(String(), _same, str),
    "answer": Kind(Boolean(), bool, bool),
    "whole": Kind(BigInteger(), int, int),
    "number": Kind(Float(), lambda number: number + 0.0, float),  # SQLite knows one zero only
    "time": Kind(UTCDateTime(), lambda at: at.astimezone(UTC).isoformat(), datetime.fromisoformat),
    "day": Kind(Date(), date.isoformat, date.fromisoformat),
    "data": Kind(JSON(none_as_null=True), _same, _same),
    "bytes": Kind(LargeBinary(), lambda raw: b64encode(raw).decode(), b64decode),
}
# In this order: a type may be a kind of the one after it.
_TYPES = (
    (Boolean, "answer"), (Integer, "whole"), (Float, "number"), (UTCDateTime, "time"), (Date, "day"), (JSON, "data"),
    (LargeBinary, "bytes"), (String, "words"),
)  # fmt: skip


class Shape(NamedTuple):
    """One table: its name, its key, and its columns with what they hold, in alphabetic order."""

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, str]

    @property
    def batch(self) -> int:
        """How many rows to carry at a time."""
        return BATCH_OF_FILES if "bytes" in self.columns.values() else BATCH

    def rows(self) -> Any:
        """The table as it can be read and filled, without needing the code that once made it."""
        return table(self.name, *(column(name, KINDS[kind].type) for name, kind in self.columns.items()))


def shape_of(source: Table) -> Shape:
    """The shape of one of the code's own tables."""
    columns = {each.name: _kind(each.type, f"{source.name}.{each.name}") for each in source.columns}
    return Shape(source.name, tuple(each.name for each in source.primary_key), dict(sorted(columns.items())))


def _kind(declared: TypeEngine, place: str) -> str:
    inner = getattr(declared, "impl", declared)
    for known, kind in _TYPES:
        if isinstance(declared, known) or isinstance(inner, known):
            return kind
    raise TypeError(f"{place} holds something that a backup cannot")


def lines(db: Connection, shape: Shape) -> Iterator[bytes]:
    """Every row as one line, in the order of the keys."""
    rows = shape.rows()
    query = select(*rows.columns).order_by(*(_in_byte_order(db, rows.c[name], shape) for name in shape.key))
    write = [KINDS[kind].write for kind in shape.columns.values()]
    for row in db.execute(query, execution_options={"yield_per": shape.batch}):
        values = [None if value is None else way(value) for way, value in zip(write, row, strict=True)]
        told = dict(zip(shape.columns, values, strict=True))
        yield json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _in_byte_order(db: Connection, key: Any, shape: Shape) -> Any:
    is_words = shape.columns[key.name] == "words"
    return key.collate("C") if is_words and db.dialect.name == "postgresql" else key


def fill(db: Connection, shape: Shape, told: Iterable[bytes]) -> None:
    """Put the rows in."""
    rows, batch = shape.rows(), []
    into = rows.insert()
    if db.dialect.name == "postgresql":
        into = into.returning(rows.c[shape.key[0]])  # asked for something back, many rows go in one statement
    for line in told:
        batch.append(_read(shape, line))
        if len(batch) == shape.batch:
            db.execute(into, batch)
            batch = []
    if batch:
        db.execute(into, batch)


def _read(shape: Shape, line: bytes) -> dict[str, Any]:
    told = json.loads(line)
    if told.keys() != shape.columns.keys():
        raise ValueError(f"a row of {shape.name} has other columns than its table")
    return {name: None if told[name] is None else KINDS[kind].read(told[name]) for name, kind in shape.columns.items()}


class Count:
    """Counts lines and hashes them on their way somewhere else."""

    def __init__(self, told: Iterable[bytes]) -> None:
        self._told = told
        self._hash = sha256()
        self.rows = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._told:
            self._hash.update(line)
            self.rows += 1
            yield line

    @property
    def sha256(self) -> str:
        """The hash of the lines so far."""
        return self._hash.hexdigest()


def counted(told: Iterable[bytes]) -> Count:
    """The lines run through, counted and hashed."""
    count = Count(told)
    for _ in count:
        pass
    return count
