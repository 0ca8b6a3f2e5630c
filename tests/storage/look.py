"""Looking into a database past the program that keeps it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool


@contextmanager
def looking(address: str) -> Iterator[Connection]:
    """A connection of one's own, for reading or for doing harm."""
    engine = create_engine(address if "://" in address else f"sqlite:///{address}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def revision(address: str) -> str | None:
    """The schema that the database has."""
    with looking(address) as db:
        return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


def tables(address: str) -> set[str]:
    """The tables' names."""
    with looking(address) as db:
        return set(inspect(db).get_table_names())


def rows_of(address: str) -> dict[str, list[str]]:
    """Every row of every table but the one that names the schema, as a database writes them."""
    names = tables(address) - {"alembic_version"}
    with looking(address) as db:
        return {name: sorted(repr(dict(row)) for row in _rows(db, name)) for name in sorted(names)}


def _rows(db: Connection, name: str) -> list:
    return db.execute(text(f'SELECT * FROM "{name}"')).mappings().all()


def schema(address: str) -> list[str]:
    """Every table, column, constraint, index and trigger, in words."""
    with looking(address) as db:
        look = inspect(db)
        found = [f"{name} {kind} {each!r}" for name in look.get_table_names() for kind, each in _parts(look, name)]
        triggers = {
            "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
            "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        }
        return sorted([*found, *db.execute(text(triggers[db.dialect.name])).scalars()])


def _parts(look, name: str) -> Iterator[tuple[str, object]]:
    columns = [{key: repr(value) for key, value in column.items()} for column in look.get_columns(name)]
    yield "columns", sorted(columns, key=lambda column: column["name"])
    yield "key", look.get_pk_constraint(name)
    for kind in ("check_constraints", "foreign_keys", "indexes", "unique_constraints"):
        yield kind, sorted(map(repr, getattr(look, f"get_{kind}")(name)))
