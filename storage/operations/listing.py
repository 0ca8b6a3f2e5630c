"""Find interventions: those of the organisation and those shared with it, a sheet at a time."""

from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, case, collate, func, or_, select

from chain.model import Claim, Method, Status
from chain.people import Access, Acting
from storage.finding import holds
from storage.operations.answers import Found, InterventionSummary, Wanted
from storage.operations.keeping import text_of
from storage.rows import table
from storage.unit_of_work import Store

_TEXTS = ("name", "responsible_unit")
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
    ours = _reached(acting, wanted.archived)
    there = (*ours, *_matching(wanted))
    rows = table("intervention")
    by_status = select(rows.c.status, func.count()).where(*ours).group_by(rows.c.status)
    count = select(func.count()).select_from(rows).where(*there)
    with store.reading() as db:
        statuses = {Status(name): each for name, each in db.execute(by_status)}
        total = db.execute(count).scalar_one()
        order = _order(wanted, db.dialect.name)
        query = _listing(acting).where(*there).order_by(*order, rows.c.id).offset(offset).limit(limit)
        return Found(total, statuses, tuple(_summary(row) for row in db.execute(query).mappings()))


def _reached(acting: Acting, archived: bool) -> tuple[ColumnElement[bool], ...]:
    """Its own and those shared with it: in use, or put away."""
    rows, sharing = table("intervention"), table("sharing")
    shared = select(sharing.c.intervention_id).where(sharing.c.organisation_id == acting.organisation_id)
    put_away = rows.c.archived_at.is_not(None) if archived else rows.c.archived_at.is_(None)
    return put_away, or_(rows.c.organisation_id == acting.organisation_id, rows.c.id.in_(shared))


def _matching(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    rows = table("intervention")
    for word in wanted.words.split():
        yield rows.c.searched.like(holds(word), escape="\\")
    if wanted.statuses:
        yield rows.c.status.in_([str(each) for each in wanted.statuses])


def _order(wanted: Wanted, database: str) -> tuple[ColumnElement, ...]:
    rows = table("intervention")
    if wanted.order == "name":
        name = rows.c[f"order_{wanted.language}"]
        return (collate(name, "C") if database == "postgresql" else name,)
    if wanted.order == "status":
        return (case({str(each): rank for rank, each in enumerate(Status)}, value=rows.c.status),)
    return (rows.c.start_year,) if wanted.order == "start" else (rows.c.updated_at.desc(),)


def _listing(acting: Acting):
    """What a list shows of each, with its owner's name and what the organisation may do."""
    rows, sharing, owners = table("intervention"), table("sharing"), table("organisation")
    shared = select(sharing.c.access).where(
        sharing.c.intervention_id == rows.c.id, sharing.c.organisation_id == acting.organisation_id
    )
    own = rows.c.organisation_id == acting.organisation_id
    access = case((own, str(Access.OWN)), else_=shared.scalar_subquery()).label("access")
    texts = (f"{field}_{language}" for field in _TEXTS for language in ("sv", "en"))
    columns = (rows.c[name] for name in (*_OWN_COLUMNS, *texts))
    return select(*columns, owners.c.name.label("owner"), access).join(owners, owners.c.id == rows.c.organisation_id)


def _summary(row: Mapping[str, object]) -> InterventionSummary:
    told = {name: row[name] for name in (*_OWN_COLUMNS, "owner")} | {field: text_of(row, field) for field in _TEXTS}
    return InterventionSummary(**told | {name: kind(row[name]) for name, kind in _WORDS.items()})
