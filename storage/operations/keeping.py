"""What several operations share: a chain read as Stored, and a new chain put in."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from chain.model import Chain
from chain.people import NEEDS, WITHIN, Access, Acting, Standing, Wish, able, allowed, may
from chain.problem import Problem, problem
from chain.text import Text
from storage.changes import Change, plain
from storage.fitness import unfit_chain
from storage.mapping import header_columns
from storage.operations.answers import Stored
from storage.operations.log import record
from storage.repositories import Header, header, read_chains
from storage.rows import difference, table, write
from storage.unit_of_work import Store

NO_ORGANISATION = (problem("storage.no_organisation", "organisation"),)
_NOT_FOR = {Access.WRITE: "storage.not_for_write", Access.OWN: "storage.not_for_own"}


def new_intervention_id() -> str:
    """An id that no other intervention has anywhere. Made once by a page, it makes double clicks harmless."""
    return str(uuid4())


def stored(store: Store, db: Connection, of: Header) -> Stored:
    """The intervention with this header; its chain is read from the rows once for each save."""
    return stored_several(store, db, (of,))[of["id"]]


def stored_several(store: Store, db: Connection, of: Collection[Header]) -> dict[str, Stored]:
    """The interventions with these headers, by id; the chains that are not remembered are read together."""
    chains = {each["id"]: store.recent.get(_save(each)) for each in of}
    unread = [each for each in of if chains[each["id"]] is None]
    chains |= read_chains(db, unread) if unread else {}
    for each in unread:
        store.recent.keep(_save(each), chains[each["id"]])
    return {each["id"]: with_header(chains[each["id"]], each) for each in of}


def _save(of: Header) -> tuple:
    """What tells one saved state of an intervention from every other."""
    return of["id"], of["version"], of["created_at"], of["updated_at"]


def with_header(chain: Chain, of: Header) -> Stored:
    """The chain with what its header tells of who and when."""
    told = {name: of[name] for name in Stored.__dataclass_fields__ if name != "chain"}
    return Stored(chain, **told)


def unfit(chain: Chain) -> tuple[Problem, ...]:
    """What keeps a whole new chain from being kept."""
    return tuple(unfit_chain(chain, difference(None, chain)[1]))


def put_in(db: Connection, acting: Acting, at: datetime, action: str, chain: Chain) -> Stored:
    """Insert a chain that is fit and whose id is free; it belongs to whom the person acts for."""
    stamps = stamps_of(acting, at)
    own = {"organisation_id": acting.organisation_id, "version": 1, "archived_at": None, "archived_by": None}
    row = header_columns(chain) | stamps | own
    db.execute(insert(table("intervention")), [row])
    write(db, *difference(None, chain))
    born = Change("chain", None, {"name": plain(chain.name)})
    record(db, acting, at, acting.organisation_id, action, (born,), chain.id, version=1)
    owners = table("organisation")
    owner = db.execute(select(owners.c.name).where(owners.c.id == acting.organisation_id)).scalar()
    may = allowed(acting, Standing(acting.organisation_id, intervention_id=chain.id))
    return with_header(chain, row | {"access": Access.OWN, "owner": owner, "allowed": may})


def stamps_of(acting: Acting, at: datetime) -> dict[str, object]:
    """What a new row says of who wrote it and when."""
    return {"created_at": at, "created_by": acting.who, "updated_at": at, "updated_by": acting.who}


def missing_organisation(db: Connection, organisation_id: str) -> tuple[Problem, ...]:
    """A problem when there is no such organisation."""
    known = table("organisation").c.id
    there = db.execute(select(known).where(known == organisation_id)).first()
    return () if there else NO_ORGANISATION


def barred_here(db: Connection, acting: Acting, *wishes: Wish, place: str = "organisation") -> tuple[Problem, ...]:
    """Why none of this may be done with what belongs to the organisation as a whole; nothing when some of it may.

    For someone without any role in it the organisation is as if it never was.
    """
    missing = NO_ORGANISATION if acting.grants == frozenset() else missing_organisation(db, acting.organisation_id)
    if missing or not allowed(acting, Standing(acting.organisation_id)).isdisjoint(wishes):
        return missing
    return (problem("storage.not_for_role", place, role=able(*wishes)),)


def reads_here(acting: Acting) -> bool:
    """Whether the person may read what belongs to the organisation as a whole."""
    return may(acting, Wish.READ, Standing(acting.organisation_id))


def not_for_role(wish: Wish, place: str) -> Problem:
    """The person's roles do not cover this; it names those that do."""
    return problem("storage.not_for_role", place, role=able(wish))


NOBODYS = ""
"""No organisation has this id."""


def registers_of(db: Connection, acting: Acting, wanted: str | None) -> str:
    """The organisation whose price library and goals to read: the wanted one, where the person may.

    Those are the person's own organisation, and one that has shared an intervention with it for writing: who writes in
    someone's intervention uses that one's prices and goals. Anyone else gets their own, and who may read no
    intervention at all gets nobody's.
    """
    rows, sharing, read = table("intervention"), table("sharing"), acting.reads()
    if read == frozenset():
        return NOBODYS
    if wanted is None or wanted == acting.organisation_id:
        return acting.organisation_id
    written = select(rows.c.id).join(sharing, sharing.c.intervention_id == rows.c.id)
    ours = sharing.c.organisation_id == acting.organisation_id, sharing.c.access == str(Access.WRITE)
    written = written.where(rows.c.organisation_id == wanted, *ours)
    if acting.grants is None or Wish.WRITE in acting.wishes():
        there = db.execute(written.limit(1)).first() is not None
    else:
        there = any(Wish.WRITE in acting.wishes(each) for each in db.execute(written).scalars())
    return wanted if there else acting.organisation_id


def reads_past(db: Connection, acting: Acting, intervention_id: str) -> bool:
    """Whether the person may read what the intervention has been: its readers, and its owner when it is deleted."""
    if header(db, acting, intervention_id) is not None:
        return True
    log, rows = table("change"), table("intervention")
    there = select(rows.c.id).where(rows.c.id == intervention_id).exists()
    left = select(log.c.organisation_id).where(log.c.intervention_id == intervention_id, ~there).limit(1)
    owner = db.execute(left).scalar()
    return owner is not None and may(acting, Wish.READ, Standing(owner, intervention_id=intervention_id))


def gone(intervention_id: str) -> Problem:
    """The intervention is not there, no longer, or not for this organisation: nobody is told which."""
    return problem("storage.gone", "chain", id=intervention_id)


def barred(acting: Acting, wish: Wish, found: Header | None, intervention_id: str) -> Problem | None:
    """Why this may not be done with the intervention that `repositories.header` found, or None."""
    if found is None:
        return gone(intervention_id)
    if wish in found["allowed"]:
        return None
    return not_for_role(wish, "chain") if wish in WITHIN[found["access"]] else problem(_NOT_FOR[NEEDS[wish]], "chain")


def text_of(of: Mapping[str, object], field: str) -> Text:
    """A text out of its two columns."""
    return Text(sv=of[f"{field}_sv"], en=of[f"{field}_en"])
