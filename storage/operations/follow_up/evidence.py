"""Files that values rest on: taken in as they are, known by what they hold, handed out as downloads."""

from datetime import date
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import delete, func, insert, select

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change
from storage.evidence_kinds import cleaned_name, unfit_file
from storage.operations.answers import Refused
from storage.operations.follow_up.answers import EvidenceFile, EvidenceSummary, MeasurementKey
from storage.operations.follow_up.fit import locked
from storage.operations.follow_up.looking import evidence_of
from storage.operations.follow_up.rows import examinable, measurement_is
from storage.operations.follow_up.values import Held, holding
from storage.operations.log import record
from storage.rows import table
from storage.unit_of_work import Store, now

MOST_FILES = 20
_SUMMARY = tuple(EvidenceSummary.__dataclass_fields__)


def add_evidence(
    store: Store, acting: Acting, key: MeasurementKey, name: str, content: bytes, today: date
) -> EvidenceSummary | Refused:
    """Keep a file with the measurement. The same file twice is kept once.

    Refused when the value cannot be written now, when the file is too large, or is not what its name says.
    """
    kind = unfit_file(name, content)
    if isinstance(kind, Problem):
        return Refused((kind,))
    with holding(store, acting, Wish.LOG, key, today) as held:
        if isinstance(held, Refused):
            return held
        digest = sha256(content).hexdigest()
        there = next((each for each in evidence_of(held.db, key) if each.sha256 == digest), None)
        refused = _no_room(held) if there is None else None
        if refused:
            return Refused((refused,))
        return there or _put(held, EvidenceSummary(
            str(uuid4()), cleaned_name(name, kind), kind, len(content), digest, now(), acting.who
        ), content)  # fmt: skip


def _no_room(held: Held) -> Problem | None:
    rows = table("evidence_file")
    count = select(func.count()).select_from(rows).where(*measurement_is("evidence_file", held.key))
    if held.db.execute(count).scalar_one() >= MOST_FILES:
        return problem("follow_up.too_many_files", "evidence", most=MOST_FILES)
    return locked(held.key, held.row, held.today)


def _put(held: Held, made: EvidenceSummary, content: bytes) -> EvidenceSummary:
    told = held.key._asdict() | vars(made) | {"content": content}
    held.db.execute(insert(table("evidence_file")).values(told))
    _note(held, None, made)
    return made


def _note(held: Held, old: EvidenceSummary | None, new: EvidenceSummary | None) -> None:
    """The history tells what kind of file came or went, and its hash; not its name, which is somebody's words."""
    told = [each and {"kind": each.kind, "size": each.size, "sha256": each.sha256} for each in (old, new)]
    change, owner_id = Change(f"{held.key.place}/evidence", *told), held.found["organisation_id"]
    record(held.db, held.acting, now(), owner_id, "evidence", (change,), held.key.intervention_id)


def remove_evidence(store: Store, acting: Acting, key: MeasurementKey, evidence_id: str, today: date) -> Refused | None:
    """Take a file away while the value can be written. None: it is done; a second time changes nothing."""
    rows = table("evidence_file")
    with holding(store, acting, Wish.LOG, key, today) as held:
        if isinstance(held, Refused):
            return held
        there = next((each for each in evidence_of(held.db, key) if each.id == evidence_id), None)
        shut = locked(key, held.row, today)
        if shut or there is None:
            return Refused((shut,)) if shut else None
        held.db.execute(delete(rows).where(rows.c.id == evidence_id))
        _note(held, there, None)
    return None


def evidence(store: Store, acting: Acting, intervention_id: str, evidence_id: str) -> EvidenceFile | None:
    """A file with what it holds, for those who may see the intervention's single values in full."""
    rows = table("evidence_file")
    columns = [rows.c[name] for name in (*_SUMMARY, "content")]
    query = select(*columns).where(rows.c.id == evidence_id, rows.c.intervention_id == intervention_id)
    with store.reading() as db:
        row = db.execute(query).first() if examinable(db, acting, intervention_id) else None
    return EvidenceFile(EvidenceSummary(*row[:-1]), bytes(row[-1])) if row else None
