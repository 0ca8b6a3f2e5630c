"""An organisation's own templates for slides. What is in them is looked at before they come here."""

from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from sroi.keeping import LONGEST_NAME, unfit_wording
from storage.changes import Change
from storage.operations.answers import Refused
from storage.operations.keeping import barred_here
from storage.operations.log import record
from storage.operations.telling.answers import DeckTemplate
from storage.rows import table
from storage.unit_of_work import Store, now

MOST, LARGEST_BYTES = 10, 20_000_000
_LISTED = tuple(DeckTemplate.__dataclass_fields__)


def _ours(acting: Acting) -> tuple:
    return (table("deck_template").c.organisation_id == acting.organisation_id,)


def _reads_any(acting: Acting) -> bool:
    """Whether the person may read any intervention, and so make documents of what is kept of it."""
    return acting.reads() != frozenset()


def deck_templates(store: Store, acting: Acting) -> list[DeckTemplate]:
    """The organisation's templates, latest first; for everyone who may read any of its interventions."""
    if not _reads_any(acting):
        return []
    with store.reading() as db:
        return _listed(db, acting)


def _listed(db: Connection, acting: Acting, *conditions: object) -> list[DeckTemplate]:
    rows = table("deck_template")
    query = select(*(rows.c[name] for name in _LISTED)).where(*_ours(acting), *conditions)
    return [DeckTemplate(*row) for row in db.execute(query.order_by(rows.c.created_at.desc(), rows.c.id))]


def deck_template(store: Store, acting: Acting, template_id: str) -> bytes | None:
    """One of the organisation's templates as it came; None when it is not there for this person."""
    rows = table("deck_template")
    query = select(rows.c.content).where(*_ours(acting), rows.c.id == template_id)
    if not _reads_any(acting):
        return None
    with store.reading() as db:
        return db.execute(query).scalar()


def add_deck_template(store: Store, acting: Acting, name: str, content: bytes) -> DeckTemplate | Refused:
    """Keep a template under this name. The very same file is there once."""
    problems = _unfit(name, content)
    if problems:
        return Refused(problems)
    rows, digest = table("deck_template"), sha256(content).hexdigest()
    with store.writing() as db:
        barred = barred_here(db, acting, Wish.KEEP)
        if barred:
            return Refused(barred)
        there = _listed(db, acting, rows.c.sha256 == digest)
        if there:
            return there[0]
        if db.execute(select(func.count()).select_from(rows).where(*_ours(acting))).scalar_one() >= MOST:
            return Refused((problem("telling.most_templates", "deck_template", count=MOST),))
        made = DeckTemplate(str(uuid4()), name.strip(), len(content), now(), acting.who)
        own = {"organisation_id": acting.organisation_id, "sha256": digest, "content": content}
        db.execute(insert(rows).values(vars(made) | own))
        _note(db, acting, "add_deck_template", None, {"name": made.name, "sha256": digest})
    return made


def _unfit(name: str, content: bytes) -> tuple[Problem, ...]:
    found = unfit_wording("deck_template/template_name", name, LONGEST_NAME)
    if not name.strip():
        found.append(problem("telling.no_template_name", "deck_template/template_name"))
    if not 0 < len(content) <= LARGEST_BYTES:
        found.append(problem("telling.template_size", "deck_template", megabytes=LARGEST_BYTES / 1e6))
    return tuple(found)


def remove_deck_template(store: Store, acting: Acting, template_id: str) -> Problem | None:
    """Take a template away. What was made with it stands."""
    rows = table("deck_template")
    with store.writing() as db:
        for each in barred_here(db, acting, Wish.KEEP):
            return each
        there = _listed(db, acting, rows.c.id == template_id)
        if not there:
            return problem("telling.no_template", "deck_template")
        db.execute(delete(rows).where(*_ours(acting), rows.c.id == template_id))
        _note(db, acting, "remove_deck_template", {"name": there[0].name}, None)
    return None


def _note(db: Connection, acting: Acting, action: str, *ends: object) -> None:
    record(db, acting, now(), acting.organisation_id, action, (Change("deck_template", *ends),))
