"""What several operations share: a chain read as Stored, and a new chain put in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from chain.model import Chain
from chain.problem import Problem, problem
from chain.text import Text
from storage.changes import Change, plain
from storage.fitness import unfit_chain
from storage.mapping import HEADER, columns
from storage.operations.answers import Stored
from storage.operations.log import record
from storage.repositories import read_chain
from storage.rows import difference, table, write
from storage.unit_of_work import Store


def new_intervention_id() -> str:
    """An id that no other intervention has anywhere. Made once by a page, it makes double clicks harmless."""
    return str(uuid4())


def stored(store: Store, db: Connection, of: Mapping[str, object]) -> Stored:
    """The intervention with this header; its chain is read from the rows once for each save."""
    save = (of["id"], of["version"], of["created_at"], of["updated_at"])
    chain = store.recent.get(save)
    if chain is None:
        chain = read_chain(db, of)
        store.recent.keep(save, chain)
    return with_header(chain, of)


def with_header(chain: Chain, of: Mapping[str, object]) -> Stored:
    """The chain with what its header tells of who and when."""
    told = {name: of[name] for name in Stored.__dataclass_fields__ if name != "chain"}
    return Stored(chain, **told)


def unfit(chain: Chain) -> tuple[Problem, ...]:
    """What keeps a whole new chain from being kept."""
    return tuple(unfit_chain(chain, difference(None, chain)[1]))


def put_in(db: Connection, who: str, at: datetime, organisation_id: str, action: str, chain: Chain) -> Stored:
    """Insert a chain that is fit and whose id is free."""
    stamps = {"created_at": at, "created_by": who, "updated_at": at, "updated_by": who}
    own = {"organisation_id": organisation_id, "version": 1, "archived_at": None, "archived_by": None}
    row = columns(HEADER, chain) | stamps | own
    db.execute(insert(table("intervention")), [row])
    write(db, *difference(None, chain))
    born = Change("chain", None, {"name": plain(chain.name)})
    record(db, who, at, organisation_id, action, (born,), chain.id, version=1)
    return with_header(chain, row)


def missing_organisation(db: Connection, organisation_id: str) -> tuple[Problem, ...]:
    """A problem when there is no such organisation."""
    known = table("organisation").c.id
    there = db.execute(select(known).where(known == organisation_id)).first()
    return () if there else (problem("storage.no_organisation", "organisation"),)


def gone(intervention_id: str) -> Problem:
    """The intervention is not there, or no longer."""
    return problem("storage.gone", "chain", id=intervention_id)


def text_of(of: Mapping[str, object], field: str) -> Text:
    """A text out of its two columns."""
    return Text(sv=of[f"{field}_sv"], en=of[f"{field}_en"])
