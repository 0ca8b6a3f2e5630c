"""The difference between two states of a chain as rows to insert, update and delete, and the statements that do it."""

from collections.abc import Iterable, Iterator
from functools import cache

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from chain.assumption import Frozen
from chain.model import KINDS, Chain
from storage.figures import Row
from storage.mapping import PLANS, element_rows, header_rows
from storage.tables import Base

Rows = dict[str, dict[tuple, Row]]

# Parents before children; deletes go the other way.
ORDER = (*(plan.table for plan in PLANS.values()), "figure", "figure_year", "link")


def table(name: str) -> Table:
    """The table of this name."""
    return Base.metadata.tables[name]


@cache
def _key_columns(name: str) -> tuple[str, ...]:
    return tuple(column.name for column in table(name).primary_key)


def difference(old: Chain | None, new: Chain) -> tuple[Rows, Rows]:
    """The rows before and after, of what differs only."""
    before, after = [], list[tuple[str, Row]]()
    if old is None or old.cohorts != new.cohorts:
        before += header_rows(old) if old else ()
        after += header_rows(new)
    for kind in KINDS:
        there = _placed(getattr(old, kind)) if old else {}
        wanted = _placed(getattr(new, kind))
        before += _unshared(kind, there, wanted)
        after += _unshared(kind, wanted, there)
    return _by_key(new.id, before), _by_key(new.id, after)


def _placed(elements: tuple[Frozen, ...]) -> dict[str, tuple[int, Frozen]]:
    return {element.id: (position, element) for position, element in enumerate(elements)}


def _unshared(kind: str, these: dict, others: dict) -> Iterator[tuple[str, Row]]:
    for element_id, placed in these.items():
        if placed != others.get(element_id):
            position, element = placed
            yield from element_rows(kind, element, position)


def _by_key(intervention_id: str, rows: Iterable[tuple[str, Row]]) -> Rows:
    keyed: Rows = {name: {} for name in ORDER}
    for name, row in rows:
        whole = row | {"intervention_id": intervention_id}
        keyed[name][tuple(whole[column] for column in _key_columns(name))] = whole
    return keyed


def write(db: Connection, before: Rows, after: Rows) -> None:
    """Turn the rows before into the rows after."""
    for name in reversed(ORDER):
        gone = [before[name][key] for key in before[name].keys() - after[name].keys()]
        _run(db, _delete(name), [_key_values(name, row) for row in gone])
    for name in ORDER:
        _run(db, insert(table(name)), [row for key, row in after[name].items() if key not in before[name]])
        changed = [row for key, row in after[name].items() if key in before[name] and before[name][key] != row]
        _run(db, _update(name), [row | _key_values(name, row) for row in changed])


def _run(db: Connection, statement: object, rows: list[Row]) -> None:
    if rows:
        db.execute(statement, rows)


def _key_values(name: str, row: Row) -> Row:
    return {f"key_{column}": row[column] for column in _key_columns(name)}


def _by_primary_key(name: str) -> list:
    return [table(name).c[column] == bindparam(f"key_{column}") for column in _key_columns(name)]


@cache
def _delete(name: str) -> object:
    return delete(table(name)).where(*_by_primary_key(name))


@cache
def _update(name: str) -> object:
    columns = [column.name for column in table(name).columns if not column.primary_key]
    return update(table(name)).where(*_by_primary_key(name)).values({column: bindparam(column) for column in columns})
