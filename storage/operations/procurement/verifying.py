"""Whether all that stands in a procurement is as it was written: row by row, line by line, and evaluated once more."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection

from chain.people import Acting
from chain.problem import Problem, problem
from chain.procurement.part import SEES_BIDS, TWO, Event
from chain.procurement.state import State, Step, after
from sroi.procurement.evaluate import evaluate
from sroi.procurement.kept import evaluation_text
from sroi.settings import ENGINE_VERSION
from storage.operations.answers import Refused
from storage.operations.procurement.bids import came
from storage.operations.procurement.rows import (
    KEYS,
    Held,
    Row,
    about,
    digest_of,
    holding,
    link_hash,
    model_of,
    row_in,
    rows_in,
)
from storage.unit_of_work import Store

PLACE = "procurement/log"
STEPS = {
    Event.SAVE: Step.EDIT,
    Event.REVIEW: Step.REVIEW,
    Event.PUBLISH: Step.PUBLISH,
    Event.SIGN_OPENING: Step.OPEN,
    Event.EVALUATE: Step.EVALUATE,
    Event.DECIDE: Step.DECIDE,
    Event.SIGN_CONTRACT: Step.SIGN,
    Event.NEW_ROUND: Step.NEW_ROUND,
}
"""Events that lead from one state to another."""
PUBLISHED = frozenset({State.PUBLISHED, State.OPENED, State.EVALUATED, State.DECIDED, State.CONTRACT})


def verify_procurement(store: Store, acting: Acting, procurement_id: str) -> tuple[Problem, ...] | Refused:
    """All that is not as it was written, each by its name; nothing when everything is. For those who see bids.

    The log is followed from its first line to its last; every row that stands is held against the digest that the log
    bears, every text against its own hash, state and appointments against the steps in the log, and every evaluation of
    this engine is done once more.
    """
    with holding(store, acting, procurement_id, SEES_BIDS, reading=True) as held:
        if isinstance(held, Refused):
            return held
        lines = rows_in(held.db, "procurement_event", held.id, order="number")
        found = (*_log(held, lines), *_rows(held.db, held.id, lines), *_standing(held, lines))
        return found or tuple(_evaluations(held))


def _log(held: Held, lines: list[Row]) -> Iterator[Problem]:
    previous = ""
    for number, line in enumerate(lines, 1):
        if (line["number"], line["previous"], line["hash"]) != (number, previous, link_hash(line)):
            yield problem("procurement.log_broken", PLACE, number=line["number"])
        previous = line["hash"]
    if held.state in PUBLISHED and f"locked_model/{held.round}" not in {line["about"] for line in lines}:
        yield problem("procurement.log_broken", PLACE, number=len(lines) + 1)


def _rows(db: Connection, procurement_id: str, lines: list[Row]) -> Iterator[Problem]:
    told = {line["about"]: line["digest"] for line in lines if line["digest"]}
    there: dict[str, Row] = {}
    for name in KEYS:
        there |= {about(name, row): row for row in rows_in(db, name, procurement_id)}
    for each in sorted(told.keys() | there.keys()):
        if each not in there:
            yield problem("procurement.row_missing", f"procurement/{each}")
        elif told.get(each) != digest_of(there[each]) or not _holds(there[each]):
            yield problem("procurement.row_changed", f"procurement/{each}")


def _standing(held: Held, lines: list[Row]) -> Iterator[Problem]:
    """What may change with each step, where it is not as the steps in the log leave it."""
    award = row_in(held.db, "award", held.id, round=held.round)
    until = award["standstill_until"] if award else None
    there = held.state, held.round, held.row["standstill_until"], held.row["closed_at"] is not None
    closed = any(line["event"] == Event.CLOSE for line in lines)
    if there != (*_came_to(lines), until, closed):
        yield problem("procurement.row_changed", "procurement/state")
    appointed = {f"{each['part']}/{each['who']}" for each in rows_in(held.db, "procurement_part", held.id)}
    if appointed != _appointed(lines):
        yield problem("procurement.row_changed", "procurement/parts")


def _came_to(lines: list[Row]) -> tuple[State, int]:
    """The state and the round that the log ends in."""
    state, number, signed = State.DRAFT, 1, 0
    for line in lines:
        event = Event(line["event"])
        number, signed = (number + 1, 0) if event is Event.NEW_ROUND else (number, signed)
        signed += event is Event.SIGN_OPENING
        if event in STEPS and (event is not Event.SIGN_OPENING or signed == TWO):
            state = after(state, STEPS[event]) or state
    return state, number


def _appointed(lines: list[Row]) -> set[str]:
    """Who has which part when the log ends."""
    there: set[str] = set()
    for line in lines:
        if line["event"] == Event.APPOINT:
            there.add(line["about"])
        elif line["event"] == Event.DISMISS:
            there.discard(line["about"])
    return there


def _holds(row: Row) -> bool:
    """Whether the row's own hash is that of what it holds."""
    if "sha256" not in row:
        return True
    content = row["content"]
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest() == row["sha256"]


def _evaluations(held: Held) -> Iterator[Problem]:
    for row in rows_in(held.db, "evaluation", held.id, order="round"):
        model = model_of(held.row, row_in(held.db, "locked_model", held.id, round=row["round"]))
        again = evaluate(model, came(held, row["round"]))
        if row["engine_version"] == ENGINE_VERSION and evaluation_text(again) != row["content"]:
            yield problem("procurement.evaluated_otherwise", PLACE, round=row["round"])
