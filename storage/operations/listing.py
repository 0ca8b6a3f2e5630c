"""Find interventions: those of the organisation and those shared with it, a sheet at a time."""

from collections.abc import Iterator, Mapping

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    collate,
    func,
    literal,
    select,
    union_all,
)

from chain.model import Claim, Method, Status
from chain.people import Access, Acting
from storage.finding import holds
from storage.operations.answers import Found, InterventionSummary, Wanted
from storage.operations.keeping import text_of
from storage.rows import table
from storage.unit_of_work import Store

_TEXTS = ("name", "responsible_unit")
_FOUND_BY = ("searched", "status", "order_sv", "order_en", "start_year", "updated_at")
_WORDS = {"status": Status, "claim": Claim, "method": Method, "access": Access}
_OWN_COLUMNS = tuple(
    name for name in InterventionSummary.__dataclass_fields__ if name not in (*_TEXTS, "owner", "access")
)


def find_interventions(
    store: Store, acting: Acting, wanted: Wanted | None = None, offset: int = 0, limit: int | None = None
) -> Found:
    """The interventions that are wanted, in the order that is wanted: `limit` of them from `offset` on.

    Only those are read; the rest is counted.
    """
    wanted = wanted or Wanted()
    with store.reading() as db:
        statuses = _statuses(db, acting, wanted.archived)
        total = _count(db, acting, wanted) if wanted.words.split() else _of(statuses, wanted)
        shown = db.execute(_listing(acting, wanted, db.dialect.name, offset, limit)).mappings() if limit != 0 else ()
        return Found(total, statuses, tuple(_summary(row) for row in shown))


def _statuses(db: Connection, acting: Acting, archived: bool) -> dict[Status, int]:
    """How many there are of each status; for one's own the index alone answers."""
    reached = _reached(acting, archived, "status")
    query = select(reached.c.status, func.count()).group_by(reached.c.status)
    return {Status(name): each for name, each in db.execute(query)}


def _of(statuses: Mapping[Status, int], wanted: Wanted) -> int:
    return sum(each for status, each in statuses.items() if not wanted.statuses or status in wanted.statuses)


def _count(db: Connection, acting: Acting, wanted: Wanted) -> int:
    reached = _reached(acting, wanted.archived, "status", "searched")
    return db.execute(select(func.count()).select_from(reached).where(*_matching(wanted, reached))).scalar_one()


def _reached(acting: Acting, archived: bool, *names: str) -> Subquery:
    """Its own and those shared with it that the person may read, in use or put away: these columns and its access.

    Two lists, each found by its own index, put together: joined by an OR they would make PostgreSQL read every
    organisation's rows.
    """
    rows, sharing, read = table("intervention"), table("sharing"), acting.reads()
    columns = [rows.c[name] for name in names]
    put_away = rows.c.archived_at.is_not(None) if archived else rows.c.archived_at.is_(None)
    if read is not None:
        put_away = and_(put_away, rows.c.id.in_(read))
    ours = rows.c.organisation_id == acting.organisation_id
    own = select(*columns, literal(str(Access.OWN)).label("access")).where(ours, put_away)
    shared = select(*columns, sharing.c.access).join(sharing, sharing.c.intervention_id == rows.c.id)
    shared = shared.where(sharing.c.organisation_id == acting.organisation_id, ~ours, put_away)
    return union_all(own, shared).subquery("reached")


def _matching(wanted: Wanted, reached: Subquery) -> Iterator[ColumnElement[bool]]:
    for word in wanted.words.split():
        yield reached.c.searched.like(holds(word), escape="\\")
    if wanted.statuses:
        yield reached.c.status.in_([str(each) for each in wanted.statuses])


def _order(wanted: Wanted, of: FromClause, database: str) -> tuple[ColumnElement, ...]:
    if wanted.order == "name":
        name = of.c[f"order_{wanted.language}"]
        return collate(name, "C") if database == "postgresql" else name, of.c.id
    if wanted.order == "status":
        return case({str(each): rank for rank, each in enumerate(Status)}, value=of.c.status), of.c.id
    return (of.c.start_year if wanted.order == "start" else of.c.updated_at.desc()), of.c.id


def _listing(acting: Acting, wanted: Wanted, database: str, offset: int, limit: int | None) -> Select:
    """What a list shows of each, with its owner's name and what the organisation may do.

    The sheet is cut out first: what is not shown is neither carried along nor joined with anything.
    """
    rows, owners = table("intervention"), table("organisation")
    reached = _reached(acting, wanted.archived, "id", *_FOUND_BY)
    sheet = select(reached.c.id, reached.c.access).where(*_matching(wanted, reached))
    sheet = sheet.order_by(*_order(wanted, reached, database)).offset(offset).limit(limit).subquery("sheet")
    texts = (f"{field}_{language}" for field in _TEXTS for language in ("sv", "en"))
    columns = (rows.c[name] for name in (*_OWN_COLUMNS, *texts))
    query = select(*columns, owners.c.name.label("owner"), sheet.c.access)
    query = query.join(sheet, sheet.c.id == rows.c.id).join(owners, owners.c.id == rows.c.organisation_id)
    return query.order_by(*_order(wanted, rows, database))


def _summary(row: Mapping[str, object]) -> InterventionSummary:
    told = {name: row[name] for name in (*_OWN_COLUMNS, "owner")} | {field: text_of(row, field) for field in _TEXTS}
    return InterventionSummary(**told | {name: kind(row[name]) for name, kind in _WORDS.items()})
