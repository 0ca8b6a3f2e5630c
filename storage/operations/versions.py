"""Keep a result as it is shown, list what is kept, open it again. What is kept is never edited, but for a redaction."""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from chain.follow_up_document import fingerprint
from chain.model import Claim
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from sroi.assumption_set import KeptSet
from sroi.departures import departures, kept_under
from sroi.frozen import FrozenVersion, freeze, open_version
from sroi.settings import Settings
from sroi.sureness import Drawing
from storage.changes import Change
from storage.operations.answers import Refused, Stored, VersionSummary, Withdrawal
from storage.operations.assumption_sets import opened_in_force
from storage.operations.follow_up.looking import read_follow_up
from storage.operations.keeping import barred, reads_past, stored
from storage.operations.kept_words import kept_with
from storage.operations.log import record
from storage.repositories import Header, header
from storage.rows import table
from storage.unit_of_work import Store, now

_LISTED = tuple(name for name in VersionSummary.__dataclass_fields__ if name != "withdrawn")
_RANGES = ("interval_low", "interval_high", "value_chance", "drawn_figures", "all_figures")
_WHY = ("reason", "proposed_by", "confirmed_by", "confirmed_at")


def keep_version(
    store: Store,
    acting: Acting,
    intervention_id: str,
    expected_version: int,
    settings: Settings,
    name: str,
    note: str = "",
    drawing: Drawing | None = Drawing(),  # noqa: B008, a named tuple never changes
    seen_follow_up: str | None = None,
) -> VersionSummary | Refused:
    """Calculate the intervention under these conventions and keep chain, conventions and result together, with the
    ranges where any number is uncertain.

    Refused when the intervention is gone or only for reading, or no longer stands at the version that was looked at.
    The very same result kept twice under one name is kept once, so a double click is harmless.

    With `seen_follow_up`, the fingerprint of the follow-up that was looked at (`chain.follow_up_document`), what came
    out is kept: the follow-up too, and the figures of the chain re-valued with it. Refused when it has moved since.
    """
    with store.reading() as db:
        found = header(db, acting, intervention_id)
        moved = _moved_on(acting, found, intervention_id, expected_version)
        if moved:
            return Refused((moved,))
        there = stored(store, db, found)
        counted_by = _counted_by(db, there, settings)
        follow_up = read_follow_up(db, intervention_id) if seen_follow_up else None
    if follow_up and fingerprint(follow_up) != seen_follow_up:
        return Refused((problem("version.follow_up_moved_on", "version"),))
    told = {"name": name, "note": note, "who": acting.who, "at": now()}
    kept = freeze(there.chain, settings, **told, intervention_version=expected_version, assumption_set=counted_by,
                  drawing=drawing, follow_up=follow_up)  # fmt: skip
    if not isinstance(kept, FrozenVersion):
        return Refused(tuple(kept))
    with store.writing() as db:
        moved = _moved_on(acting, header(db, acting, intervention_id), intervention_id, expected_version)
        return (
            Refused((moved,)) if moved else _kept_before(db, kept) or _put_in(db, acting, there.organisation_id, kept)
        )


def _counted_by(db: Connection, there: Stored, settings: Settings) -> KeptSet | None:
    """What the result says of its owner's set in force; nothing where there is none that can be read."""
    locked = opened_in_force(db, there.organisation_id)
    return kept_under(locked, departures(there.chain, settings, locked)) if locked else None


def _moved_on(acting: Acting, found: Header | None, intervention_id: str, expected_version: int) -> Problem | None:
    """Why the intervention is no longer what the person looked at, or not theirs to keep results of."""
    refused = barred(acting, Wish.KEEP, found, intervention_id)
    if refused is None and found["version"] != expected_version:
        return problem("version.moved_on", "version", by=found["updated_by"])
    return refused


def _kept_before(db: Connection, kept: FrozenVersion) -> VersionSummary | None:
    rows, ours = table("frozen_version"), kept.record
    same = (
        rows.c.intervention_id == ours.intervention_id,
        rows.c.fingerprint == ours.fingerprint,
        rows.c.name == ours.name,
        rows.c.note == ours.note,
        rows.c.intervention_version == ours.intervention_version,
        rows.c.redaction_id.is_(None),
    )
    row = db.execute(_listing(*same)).mappings().first()
    return _summary(row) if row else None


def _put_in(db: Connection, acting: Acting, organisation_id: str, kept: FrozenVersion) -> VersionSummary:
    rows, ours = table("frozen_version"), kept.record
    last = select(func.max(rows.c.number)).where(rows.c.intervention_id == ours.intervention_id)
    told = ours.model_dump(include={"intervention_id", "intervention_version", "name", "note", "created_by"})
    row = told | {
        "id": str(uuid4()),
        "organisation_id": organisation_id,
        "number": (db.execute(last).scalar() or 0) + 1,
        "claim": str(ours.claim),
        "created_at": ours.created_at,
        "engine_version": ours.engine_version,
        "fingerprint": ours.fingerprint,
        "settings": ours.settings.model_dump(mode="json"),
        "ratio": kept.result.total(ours.settings.perspective).ratio,
        "ratio_low": kept.span.of(ours.settings.perspective).cautious,
        "ratio_high": kept.span.of(ours.settings.perspective).hopeful,
        **_how_sure(kept),
        "record": kept.record_json,
        "chain": kept.chain_json,
        "result": kept.result_json,
        "follow_up": kept.follow_up_json,
        "follow_up_sha256": ours.follow_up_sha256,
    }
    db.execute(insert(rows), [row])
    born = Change(f"versions/{row['number']}", None, {"name": ours.name, "fingerprint": ours.fingerprint})
    version_of = (ours.intervention_id, ours.intervention_version)
    record(db, acting, ours.created_at, organisation_id, "keep", (born,), *version_of)
    return _summary(row)


def _how_sure(kept: FrozenVersion) -> dict[str, object]:
    """What a list tells of the ranges, where there are any: the interval, the probability, and what they rest on."""
    sure = kept.sureness
    outlook = sure and sure.of(kept.record.settings.perspective)
    if not outlook:
        return dict.fromkeys(_RANGES)
    interval = outlook.ratio.interval() if outlook.ratio and outlook.ratio.deviation else None
    ends = (interval.low, interval.high) if interval else (None, None)
    chance = outlook.chance.share if outlook.chance else None
    return dict(zip(_RANGES, (*ends, chance, sure.coverage.drawn, sure.coverage.all), strict=True))


def _listing(*conditions: ColumnElement[bool]) -> Select:
    """What a list shows of the versions, with the redaction that took one's chain away."""
    rows, taken = table("frozen_version"), table("redaction")
    shown = *(rows.c[name] for name in (*_LISTED, "removed_sha256")), *(taken.c[name] for name in _WHY)
    return select(*shown).outerjoin(taken, taken.c.id == rows.c.redaction_id).where(*conditions)


def _summary(row: Mapping[str, object]) -> VersionSummary:
    told = {name: row[name] for name in _LISTED}
    settings = Settings.model_validate(row["settings"])
    gone = Withdrawal(row["removed_sha256"], *(row[name] for name in _WHY)) if row.get("removed_sha256") else None
    return VersionSummary(**told | {"claim": Claim(row["claim"]), "settings": settings, "withdrawn": gone})


def versions(store: Store, acting: Acting, intervention_id: str) -> list[VersionSummary]:
    """What is kept of an intervention, newest first; for its owner also when the intervention itself is gone."""
    rows = table("frozen_version")
    query = _listing(rows.c.intervention_id == intervention_id).order_by(rows.c.number.desc())
    with store.reading() as db:
        readable = reads_past(db, acting, intervention_id)
        return [_summary(row) for row in db.execute(query).mappings()] if readable else []


def versions_with(store: Store, acting: Acting, intervention_id: str, words: str) -> list[VersionSummary]:
    """The kept versions whose name, note or chain hold these words, oldest first."""
    rows = table("frozen_version")
    with store.reading() as db:
        if not reads_past(db, acting, intervention_id):
            return []
        found = [row["id"] for row in kept_with(db, intervention_id, words)]
        query = _listing(rows.c.id.in_(found)).order_by(rows.c.number)
        return [_summary(row) for row in db.execute(query).mappings()]


def version(store: Store, acting: Acting, version_id: str) -> tuple[FrozenVersion | None, list[Problem]]:
    """A kept version, with everything about it that does not hold; None when it is not there for this person, cannot be
    read, or is withdrawn."""
    rows = table("frozen_version")
    texts = (rows.c[name] for name in ("record", "chain", "result", "follow_up"))
    query = select(*texts, rows.c.redaction_id).where(rows.c.id == version_id)
    with store.reading() as db:
        of = db.execute(select(rows.c.intervention_id).where(rows.c.id == version_id)).scalar()
        # Asked also when there is none, so that the work does not tell one that is another's from none.
        row = db.execute(query).first() if reads_past(db, acting, of or version_id) and of else None
    if row is None or row.redaction_id:
        return None, [problem("version.withdrawn" if row else "version.gone", "version")]
    return open_version(row.record, row.chain, row.result, row.follow_up)
