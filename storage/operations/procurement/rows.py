"""What the operations on procurements share: who reaches one, one in the hands of a writer, and rows that stand."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
import json

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from chain.clock import SWEDEN
from chain.people import Acting, Standing, Wish, allowed
from chain.problem import Problem, problem
from chain.procurement.document import PROCUREMENT, read_procurement
from chain.procurement.model import Procurement
from chain.procurement.part import INSIDE, Event, Part
from chain.procurement.state import State, Step, after, refusal
from storage.operations.answers import Refused
from storage.operations.keeping import not_for_role
from storage.rows import table
from storage.unit_of_work import Store

Row = Mapping[str, object]
Need = Collection[Wish | Part]
"""What it takes to do something: one of these."""
PROCURING: Need = frozenset({Wish.PROCURE})
PLACE = "procurement/state"


def procurement_key(procurement_id: str) -> str:
    """Where drafts about a procurement are kept: under what can be no intervention's id."""
    return f"procurement {procurement_id}"


# --- who reaches it ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reached:
    """A procurement's row for somebody who may read it, with what they may do and what they are appointed to."""

    row: Row
    wishes: frozenset[Wish]
    parts: frozenset[Part]

    def lacks(self, need: Need) -> Problem | None:
        """Why this person may not, or None: their roles cover none of the wishes, and they have none of the parts."""
        if not self.parts.isdisjoint(need) or not self.wishes.isdisjoint(need):
            return None
        wish = next((each for each in need if isinstance(each, Wish)), None)
        return not_for_role(wish, PLACE) if wish else problem("procurement.not_appointed", PLACE)


def reached(db: Connection, acting: Acting, procurement_id: str, inside: frozenset[Part] = INSIDE) -> Reached | None:
    """The procurement for those of the organisation who read there or have one of these parts; a writer holds its row.

    What is asked of the database is the same whether it is there or not.
    """
    rows = table("procurement")
    if db.get_execution_options().get("writes"):
        db.execute(select(rows.c.id).where(rows.c.id == procurement_id).with_for_update())
    row = db.execute(select(rows).where(rows.c.id == procurement_id)).mappings().first()
    parts = parts_of(db, acting, procurement_id) & inside
    if row is None or row["organisation_id"] != acting.organisation_id:
        return None
    wishes = allowed(acting, Standing(row["organisation_id"]))
    return Reached(row, wishes, parts) if Wish.READ in wishes or parts else None


def parts_of(db: Connection, acting: Acting, procurement_id: str) -> frozenset[Part]:
    """What the person is appointed to; all of it for the one person where nobody signs in."""
    if acting.grants is None:
        return frozenset(Part)
    rows = table("procurement_part")
    query = select(rows.c.part).where(rows.c.procurement_id == procurement_id, rows.c.who == acting.who)
    found = db.execute(query).scalars().all()
    return frozenset(map(Part, found)) if acting.grants else frozenset()


def no_procurement(procurement_id: str) -> Problem:
    """It is not there, no longer, or not for this person: nobody is told which."""
    return problem("procurement.gone", "procurement", id=procurement_id)


# --- rows that stand --------------------------------------------------------------------------------------------------

KEYS: dict[str, tuple[str, ...]] = {
    "locked_model": ("round",),
    "opening_signature": ("round", "position"),
    "bid_file": ("id",),
    "bid": ("file_id",),
    "clarification": ("id",),
    "judgement": ("file_id", "criterion_id", "version"),
    "evaluation": ("round",),
    "award": ("round",),
    "contract": (),
    "delivery": ("id",),
    "delivery_check": ("delivery_id",),
}
"""The tables whose rows stand, each with what tells its rows apart within a procurement."""


def about(name: str, row: Row) -> str:
    """What the log calls the row."""
    return "/".join([name, *(str(row[each]) for each in KEYS[name])])


def digest_of(row: Row) -> str:
    """SHA-256 in hex over all that the row holds."""
    return sha256(json.dumps({name: _told(row[name]) for name in sorted(row)}).encode("ascii")).hexdigest()


def _told(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return sha256(value).hexdigest()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def link_hash(line: Row) -> str:
    """The hash of a line in the log: over all of it, and so over the hash of the one before."""
    return digest_of({name: value for name, value in line.items() if name != "hash"})


def rows_in(db: Connection, name: str, procurement_id: str, *more: ColumnElement[bool], order: str = "at") -> list[Row]:
    """The procurement's rows of one table."""
    rows = table(name)
    query = select(rows).where(rows.c.procurement_id == procurement_id, *more)
    query = query.order_by(rows.c[order], *rows.primary_key)
    return list(db.execute(query).mappings())


def row_in(db: Connection, name: str, procurement_id: str, **columns: object) -> Row | None:
    """The procurement's row of which this holds, or None."""
    rows = table(name)
    found = rows_in(db, name, procurement_id, *(rows.c[column] == value for column, value in columns.items()))
    return found[0] if found else None


# --- in the hands of a writer -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held(Reached):
    """A procurement in the hands of one who writes: nobody else does anything with it meanwhile."""

    db: Connection
    acting: Acting
    at: datetime

    @property
    def id(self) -> str:
        """Which procurement."""
        return self.row["id"]

    @property
    def today(self) -> date:
        """The day by Swedish clocks."""
        return self.at.astimezone(SWEDEN).date()

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.row["state"])

    @property
    def round(self) -> int:
        """Which round it is in."""
        return self.row["round"]

    def step(self, step: Step) -> Refused | None:
        """Why the step cannot be taken from where it stands, or None."""
        refused = refusal(self.state, step)
        return Refused((refused,)) if refused else None

    def note(self, event: Event, about_row: str = "", digest: str = "", words: str = "") -> None:
        """Write a line in the log, tied to the one before."""
        rows = table("procurement_event")
        query = select(rows.c.number, rows.c.hash).where(rows.c.procurement_id == self.id)
        number, previous = self.db.execute(query.order_by(rows.c.number.desc()).limit(1)).first() or (0, "")
        line = {"procurement_id": self.id, "number": number + 1, "round": self.round, "event": str(event)}
        line |= {"about": about_row, "digest": digest, "words": words, "at": self.at, "who": self.acting.who}
        line |= {"previous": previous}
        self.db.execute(insert(rows).values(line | {"hash": link_hash(line)}))

    def put(self, kind: str, event: Event, /, words: str = "", **columns: object) -> Row:
        """Write a row that stands, and the line of the log that bears its digest."""
        row = {"procurement_id": self.id} | columns | {"at": self.at, "who": self.acting.who}
        self.db.execute(insert(table(kind)).values(row))
        self.note(event, about(kind, row), digest_of(row), words)
        return row

    def move(self, step: Step | None = None, **told: object) -> None:
        """Write what everybody may see of the procurement as its next version, after a step where one is taken."""
        if step is not None:
            told["state"] = str(after(self.state, step))
        told |= {"version": self.row["version"] + 1, "updated_at": self.at, "updated_by": self.acting.who}
        rows = table("procurement")
        self.db.execute(update(rows).where(rows.c.id == self.id).values(told))

    def model(self) -> Procurement:
        """The model that is locked in this round, or the draft."""
        return model_of(self.row, row_in(self.db, "locked_model", self.id, round=self.round))


@contextmanager
def holding(
    store: Store,
    acting: Acting,
    procurement_id: str,
    need: Need,
    reading: bool = False,
    inside: frozenset[Part] = INSIDE,
) -> Iterator[Held | Refused]:
    """Hold the procurement for writing, or say why this person may not: `need` is what it takes.

    By the server's clock: nothing is written while that has gone back behind the last line of the log. `reading` leaves
    only a line in the log, and is let through then and when the procurement is closed.
    """
    with store.writing(procurement_key(procurement_id)) as db:
        found = reached(db, acting, procurement_id, inside)
        held = Held(**vars(found), db=db, acting=acting, at=store.clock()) if found else None
        refused = held.lacks(need) if held else no_procurement(procurement_id)
        if held and not refused and not reading:
            refused = _shut(held)
        yield Refused((refused,)) if refused else held


def _shut(held: Held) -> Problem | None:
    if held.row["closed_at"] is not None:
        return problem("procurement.closed", PLACE)
    rows = table("procurement_event")
    last = func.max(rows.c.at, type_=rows.c.at.type)
    latest = held.db.execute(select(last).where(rows.c.procurement_id == held.id)).scalar()
    return problem("procurement.clock_back", PLACE) if latest is not None and held.at < latest else None


def model_of(row: Row, locked: Row | None) -> Procurement:
    """The locked model, or without one the draft."""
    if locked is not None:
        model, problems = PROCUREMENT.reopen(locked["content"], locked["format_version"])
    else:
        model, problems = read_procurement(row["draft"])
    if model is None:
        raise ValueError(f"a kept procurement cannot be read: {problems[0].code}")
    return model
