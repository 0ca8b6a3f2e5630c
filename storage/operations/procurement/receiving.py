"""Taking in bids: each file is kept as it came, accepted with its bid or rejected with the reasons; then it stands."""

from collections.abc import Iterable
from hashlib import sha256
import json
import secrets
from uuid import uuid4

from chain.people import Acting
from chain.problem import Problem, Severity, problem
from chain.procurement.bid import Bid, Bids
from chain.procurement.bid_checks import check_bids
from chain.procurement.model import Procurement
from chain.procurement.part import SEES_BIDS, Event
from chain.text import Text, plain_name, says_something
from storage.evidence_kinds import LARGEST_FILE, LONGEST_NAME
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.procurement.answers import BidFile, ReceivedFile
from storage.operations.procurement.opening import OPENERS, not_open
from storage.operations.procurement.rows import Held, Row, holding, row_in, rows_in
from storage.rows import table
from storage.unit_of_work import Store

PLACE = "procurement/bids"
SIGNS = "BCDFGHJKLMNPQRSTVWXZ"
"""What codes are made of: letters that make no words."""
CODE_LENGTH = 4


def receive_bid(
    store: Store,
    acting: Acting,
    procurement_id: str,
    name: str,
    content: bytes,
    bid: Bid | None,
    problems: Iterable[Problem] = (),
    bidder: str = "",
) -> ReceivedFile | Refused:
    """Keep a bid's file as it came, with the bid that was read from it or the reasons why none could be.

    The bid gets an id of its own in the round and is held against the locked model; an error there or in `problems`
    rejects it with that as its reason. A bidder whose bid stands gets no second one; one who was rejected may hand in a
    corrected file until the evaluation. The same file twice is kept once. `bidder` is whose the file is by the opening
    list. Refused, with nothing kept, before the opening time by the server's clock, until two have opened, and where
    the bid names another bidder.
    """
    with holding(store, acting, procurement_id, OPENERS) as held:
        if isinstance(held, Refused):
            return held
        model = held.model()
        whose = bid.bidder if bid else bidder
        refused = not_open(held, model) or _unfit(name, content, whose) or _not_whose(whose, bidder)
        if refused:
            return Refused((refused,))
        there = row_in(held.db, "bid_file", held.id, round=held.round, sha256=sha256(content).hexdigest())
        if there is not None:
            return received(there, row_in(held.db, "bid", held.id, file_id=there["id"]))
        return _receive(held, model, name, content, whose, bid, tuple(problems))


def _unfit(name: str, content: bytes, bidder: str) -> Problem | None:
    if not content:
        return problem("procurement.file_empty", PLACE)
    if len(content) > LARGEST_FILE:
        return problem("procurement.file_too_large", PLACE, most=LARGEST_FILE // 1_000_000)
    if not says_something(bidder):
        return problem("procurement.no_bidder", f"{PLACE}/bidder")
    return next(iter([*unfit_words(PLACE, name), *unfit_words(PLACE, bidder)]), None)


def _not_whose(found: str, told: str) -> Problem | None:
    """A sheet that names another bidder than the opening list does for its file: files mixed up, or renamed."""
    if not told.strip() or plain_name(found) == plain_name(told):
        return None
    return problem("procurement.other_bidder", f"{PLACE}/bidder", found=found, told=told.strip())


def _receive(
    held: Held, model: Procurement, name: str, content: bytes, bidder: str, bid: Bid | None, told: tuple[Problem, ...]
) -> ReceivedFile:
    files = rows_in(held.db, "bid_file", held.id, table("bid_file").c.round == held.round)
    bid = bid.model_copy(update={"id": f"B{len(files) + 1}"}) if bid else None
    found = (*told, *_held_against(held, model, bid)) if bid else told or (problem("procurement.unreadable", PLACE),)
    accepted = bid is not None and not [each for each in found if each.severity is Severity.ERROR]
    file = held.put(
        "bid_file",
        Event.RECEIVE,
        id=str(uuid4()),
        round=held.round,
        bidder=bidder,
        name=name[-LONGEST_NAME:],
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
        is_accepted=accepted,
        reasons=_written(found),
    )
    return received(file, _accept(held, file, bid) if accepted else None)


def _held_against(held: Held, model: Procurement, bid: Bid) -> list[Problem]:
    """What is wrong with the bid by itself and beside those that were accepted before it."""
    before = tuple(map(bid_of, bid_rows(held)))
    own = f"{PLACE}/{bid.id}/"
    found = check_bids(model, Bids(procurement_id=held.id, bids=(*before, bid)))
    return [each for each in found if each.place.startswith(own)]


def _accept(held: Held, file: Row, bid: Bid) -> Row:
    content, codes = bid.model_dump_json(), {each["code"] for each in bid_rows(held)}
    own = {"file_id": file["id"], "round": held.round, "bid_id": bid.id, "bidder": plain_name(bid.bidder)}
    own |= {"code": _new_code(codes), "content": content, "sha256": sha256(content.encode()).hexdigest()}
    return held.put("bid", Event.RECEIVE, **own)


def _new_code(taken: set[str]) -> str:
    """A code that tells neither whose the bid is nor when it came."""
    while True:
        code = "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


def bid_rows(held: Held, of_round: int | None = None) -> list[Row]:
    """The accepted bids of a round: this one, if no other is named."""
    return rows_in(held.db, "bid", held.id, table("bid").c.round == (of_round or held.round))


def bid_of(row: Row) -> Bid:
    """The bid of this row."""
    return Bid.model_validate_json(row["content"])


def received(file: Row, bid: Row | None) -> ReceivedFile:
    """The rows as an answer."""
    names = ("id", "bidder", "name", "size", "sha256", "is_accepted", "at", "who")
    told = {name: file[name] for name in names}
    return ReceivedFile(**told, problems=_read(file["reasons"]), bid=bid_of(bid) if bid else None)


def _written(problems: Iterable[Problem]) -> str:
    return json.dumps([[*each[:3], {name: _plain(value) for name, value in each.values}] for each in problems])


def _plain(value: object) -> object:
    return {"text": value.model_dump()} if isinstance(value, Text) else value


def _read(reasons: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(code, place, Severity(severity), tuple((name, _value(each)) for name, each in values.items()))
        for code, place, severity, values in json.loads(reasons)
    )


def _value(told: object) -> object:
    return Text(**told["text"]) if isinstance(told, dict) else told


def bid_file(store: Store, acting: Acting, procurement_id: str, file_id: str) -> BidFile | Refused:
    """A file's bytes as they came, for those who see bids; that they were read is written down."""
    with holding(store, acting, procurement_id, SEES_BIDS, reading=True) as held:
        if isinstance(held, Refused):
            return held
        row = row_in(held.db, "bid_file", held.id, id=file_id)
        if row is None:
            return Refused((problem("procurement.no_file", PLACE),))
        held.note(Event.READ, f"bid_file/{file_id}")
        return BidFile(row["name"], bytes(row["content"]))
