"""Columns of one type, named in a row, for the migrations. Only ever added to: steps once taken stay as they were."""

from collections.abc import Iterator

import sqlalchemy as sa

COUNTING_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _columns(kind: sa.types.TypeEngine, names: str, empty: bool) -> Iterator[sa.Column]:
    for name in names.split():
        yield sa.Column(name, kind, nullable=empty)


def words(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Text of any length."""
    return _columns(sa.String(), names, empty)


def texts(names: str) -> Iterator[sa.Column]:
    """A text in Swedish and in English."""
    return words(" ".join(f"{name}_sv {name}_en" for name in names.split()))


def whole(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Whole numbers."""
    return _columns(sa.Integer(), names, empty)


def ore(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Money in whole öre."""
    return _columns(sa.BigInteger(), names, empty)


def numbers(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Other numbers."""
    return _columns(sa.Float(), names, empty)


def answers(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Yes or no."""
    return _columns(sa.Boolean(), names, empty)


def times(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Moments, in UTC."""
    return _columns(sa.DateTime(timezone=True), names, empty)


def dates(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Days."""
    return _columns(sa.Date(), names, empty)


def data(names: str, empty: bool = False) -> Iterator[sa.Column]:
    """Lists and dictionaries as JSON."""
    return _columns(sa.JSON(), names, empty)
