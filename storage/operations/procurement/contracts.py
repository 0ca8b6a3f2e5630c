"""After the award: the contract with its commitments, what is delivered of them, and who says that it was so."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
import math
from uuid import uuid4

from sqlalchemy import Connection, select

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.procurement.part import Event, Part
from chain.procurement.state import Step
from chain.text import Text, plain_name, says_something
from sroi.procurement.kept import commitments_text, read_commitments
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.keeping import reads_here
from storage.operations.procurement.answers import (
    ContractSummary,
    ProcurementMoved,
    StoredContract,
    StoredDelivery,
)
from storage.operations.procurement.appointing import LONGEST_NAME
from storage.operations.procurement.looking import moved
from storage.operations.procurement.making import LONGEST_REASON
from storage.operations.procurement.rows import (
    PROCURING,
    Held,
    Need,
    Row,
    holding,
    model_of,
    reached,
    row_in,
    rows_in,
)
from storage.rows import table
from storage.unit_of_work import Store

DELIVERY = "procurement/deliveries"
EVERY_PART = frozenset(Part)
DELIVERERS: Need = frozenset({Wish.PROCURE, Part.SUPPLIER})
CHECKERS: Need = frozenset({Wish.REVIEW, Wish.PROCURE, Part.CONTROLLER})


def sign_contract(
    store: Store, acting: Acting, procurement_id: str, signed_on: date, expected_version: int
) -> StoredContract | ProcurementMoved | Refused:
    """Write down that the contract is signed: what the bid that won promised binds, and nothing else.

    Refused while the standstill lasts. Then a person at the supplier can be appointed, who sees it and tells what was
    delivered.
    """
    with holding(store, acting, procurement_id, PROCURING) as held:
        refused = held if isinstance(held, Refused) else moved(held, expected_version) or held.step(Step.SIGN)
        if refused:
            return refused
        wrong = _cannot_sign(held, signed_on)
        if wrong:
            return Refused((wrong,))
        kept = row_in(held.db, "evaluation", held.id, round=held.round)["content"]
        content = commitments_text(kept, row_in(held.db, "award", held.id, round=held.round)["bid_id"])
        told = {"content": content, "sha256": sha256(content.encode("ascii")).hexdigest()}
        row = held.put("contract", Event.SIGN_CONTRACT, round=held.round, signed_on=signed_on, **told)
        held.move(Step.SIGN)
        return _stored(held.db, held.row, row)


def _cannot_sign(held: Held, signed_on: date) -> Problem | None:
    standstill = held.row["standstill_until"]
    if signed_on <= standstill:
        return problem("procurement.standstill", "procurement/signed_on", day=standstill)
    return problem("procurement.signed_ahead", "procurement/signed_on") if signed_on > held.at.date() else None


# --- looking ----------------------------------------------------------------------------------------------------------


def contracts(store: Store, acting: Acting) -> list[ContractSummary]:
    """The organisation's contracts: all for those who read there, for a supplier the one's own. Latest signed first."""
    rows, things, parts = table("contract"), table("procurement"), table("procurement_part")
    names = (rows.c.procurement_id, things.c.title_sv, things.c.title_en, rows.c.signed_on, things.c.closed_at)
    query = select(*names).join(things, things.c.id == rows.c.procurement_id)
    query = query.where(things.c.organisation_id == acting.organisation_id)
    if not reads_here(acting):
        query = query.where(rows.c.procurement_id.in_(select(parts.c.procurement_id).where(parts.c.who == acting.who)))
    if acting.grants == frozenset():
        return []
    with store.reading() as db:
        found = db.execute(query.order_by(rows.c.signed_on.desc(), rows.c.procurement_id)).all()
    return [ContractSummary(each[0], Text(sv=each[1], en=each[2]), *each[3:]) for each in found]


def contract_of(store: Store, acting: Acting, procurement_id: str) -> StoredContract | None:
    """The contract with its deliveries, for those who read the procurement and for its own supplier."""
    with store.reading() as db:
        found = reached(db, acting, procurement_id, EVERY_PART)
        contract = row_in(db, "contract", procurement_id)
        return _stored(db, found.row, contract) if found and contract else None


def _stored(db: Connection, row: Row, contract: Row) -> StoredContract:
    checks = {each["delivery_id"]: each for each in rows_in(db, "delivery_check", row["id"])}
    return StoredContract(
        row["id"],
        Text(sv=row["title_sv"], en=row["title_en"]),
        model_of(row, row_in(db, "locked_model", row["id"], round=contract["round"])),
        read_commitments(contract["content"]),
        **{name: contract[name] for name in ("signed_on", "at", "who")},
        deliveries=tuple(_delivery(each, checks.get(each["id"])) for each in rows_in(db, "delivery", row["id"])),
    )


def _delivery(row: Row, check: Row | None) -> StoredDelivery:
    told = {name: row[name] for name in ("id", "measure_id", "period", "quantity", "note", "name", "at")}
    if check is None:
        return StoredDelivery(**told, is_validated=None, validated_by="", reason="", checked_at=None)
    found = {"is_validated": check["is_validated"], "reason": check["reason"], "checked_at": check["at"]}
    return StoredDelivery(**told, **found, validated_by=check["name"])


# --- delivering -------------------------------------------------------------------------------------------------------


def deliver(
    store: Store,
    acting: Acting,
    procurement_id: str,
    measure_id: str,
    period: int,
    quantity: float,
    note: str = "",
    name: str = "",
) -> StoredDelivery | Refused:
    """Write down what was delivered of a measure in a period (its position); several in a period are added.

    It stands; one that was wrong is found so by a check, and told anew. `name` is typed where nobody signs in.
    """
    with holding(store, acting, procurement_id, DELIVERERS, inside=EVERY_PART) as held:
        contract = None if isinstance(held, Refused) else row_in(held.db, "contract", procurement_id)
        if contract is None:
            return held if isinstance(held, Refused) else Refused((problem("procurement.no_contract_yet", DELIVERY),))
        name = _name_of(held, name)
        problems = tuple(_unfit(contract, measure_id, period, quantity, note, name))
        if problems:
            return Refused(problems)
        told = {"measure_id": measure_id, "period": period, "quantity": float(quantity)}
        told |= {"note": note.strip(), "name": name.strip()}
        return _delivery(held.put("delivery", Event.DELIVER, id=str(uuid4()), **told), None)


def _name_of(held: Held, typed: str) -> str:
    """The person's own name; where nobody signs in the one that is typed."""
    if held.acting.grants is None:
        return typed
    people = table("person")
    return held.db.execute(select(people.c.name).where(people.c.id == held.acting.who)).scalar() or held.acting.who


def _unfit(contract: Row, measure_id: str, period: int, quantity: float, note: str, name: str) -> Iterator[Problem]:
    place = f"{DELIVERY}/{measure_id}"
    measures = {each.measure_id: each for each in read_commitments(contract["content"]).measures}
    if measure_id not in measures:
        yield problem("procurement.unknown_measure", place, id=measure_id)
    elif not 0 <= period < len(measures[measure_id].promised):
        yield problem("procurement.no_such_period", place, period=period + 1)
    if not (math.isfinite(quantity) and quantity >= 0):
        yield problem("procurement.no_quantity", place)
    yield from _unfit_words(place, note, name)


def _unfit_words(place: str, note: str, name: str) -> Iterator[Problem]:
    if len(note) > LONGEST_REASON:
        yield problem("procurement.note_too_long", place, most=LONGEST_REASON)
    if not says_something(name) or len(name) > LONGEST_NAME:
        yield problem("procurement.name_needed", place, most=LONGEST_NAME)
    yield from unfit_words(place, note + name)


def check_delivery(
    store: Store,
    acting: Acting,
    procurement_id: str,
    delivery_id: str,
    is_validated: bool,
    reason: str = "",
    name: str = "",
) -> StoredDelivery | Refused:
    """Say, as somebody independent, that a delivery is as it was told, or (with the reason) that it is not. It stands.

    Neither who told of it nor anybody at the supplier is independent.
    """
    with holding(store, acting, procurement_id, CHECKERS) as held:
        if isinstance(held, Refused):
            return held
        row = row_in(held.db, "delivery", procurement_id, id=delivery_id)
        if row is None:
            return Refused((problem("procurement.no_delivery", DELIVERY),))
        there, name = row_in(held.db, "delivery_check", procurement_id, delivery_id=delivery_id), _name_of(held, name)
        refused = tuple(_unfit_check(held, row, there, is_validated, reason, name))
        if refused:
            return Refused(refused)
        told = {
            "delivery_id": delivery_id,
            "is_validated": is_validated,
            "reason": reason.strip(),
            "name": name.strip(),
        }
        return _delivery(row, held.put("delivery_check", Event.CHECK_DELIVERY, **told))


def _unfit_check(
    held: Held, row: Row, there: Row | None, is_validated: bool, reason: str, name: str
) -> Iterator[Problem]:
    place = f"{DELIVERY}/{row['measure_id']}"
    if there is not None:
        yield problem("procurement.checked_before", place, name=there["name"])
    alone = held.acting.grants is None
    if plain_name(name) == plain_name(row["name"]) if alone else held.acting.who == row["who"]:
        yield problem("procurement.not_independent", place)
    if not is_validated and not says_something(reason):
        yield problem("procurement.reason_needed", place, most=LONGEST_REASON)
    yield from _unfit_words(place, reason, name)
