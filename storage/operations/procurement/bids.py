"""The bids of a round: whole for those who see bids, by code for assessors, and that they were read is written down."""

from datetime import timedelta
import re

from sqlalchemy import select

from chain.people import Acting
from chain.problem import Problem, problem
from chain.procurement.bid import Bid, Bids, Clarification, Judgement
from chain.procurement.model import Procurement
from chain.procurement.part import SEES_BIDS, Event, Part
from chain.procurement.state import UNOPENED, sealed
from chain.text import LANGUAGES, Text
from storage.operations.answers import Refused
from storage.operations.procurement.answers import BlindBid, BlindBids, JudgedSoFar, SeenBids
from storage.operations.procurement.opening import PLACE
from storage.operations.procurement.receiving import bid_of, bid_rows, received
from storage.operations.procurement.rows import Held, Row, holding, model_of, row_in, rows_in
from storage.rows import table
from storage.unit_of_work import Store

AGAIN = timedelta(minutes=10)
"""Whoever looks at a bid once more within this time is not written down once more."""


def bids_for(
    store: Store, acting: Acting, procurement_id: str, of_round: int | None = None
) -> SeenBids | BlindBids | Refused:
    """What came in in this round, or in an earlier one, for those appointed; who read which bid is written down.

    Those who see bids get all; an assessor gets the accepted bids of this round by their codes, in the codes' order,
    without price, name and quantities. To everybody else the answer is the same whether anything has come in or not.
    """
    with holding(store, acting, procurement_id, frozenset(Part), reading=True) as held:
        if isinstance(held, Refused):
            return held
        seeing, wanted = bool(held.parts & SEES_BIDS), of_round or held.round
        refused = _unopened(held, wanted, seeing)
        if refused:
            return Refused((refused,))
        rows = bid_rows(held, wanted)
        _note_read(held, rows)
        return _seen(held, rows, wanted) if seeing else _blind(held, rows)


def _unopened(held: Held, wanted: int, seeing: bool) -> Problem | None:
    if wanted < held.round and seeing:
        return None
    if wanted != held.round:
        return problem("procurement.no_such_round", PLACE, round=wanted)
    if held.state in UNOPENED:
        return sealed(held.model(), held.at) or problem("procurement.two_must_open", PLACE)
    return None


def _note_read(held: Held, rows: list[Row]) -> None:
    events = table("procurement_event")
    mine = events.c.who == held.acting.who, events.c.event == str(Event.READ), events.c.at > held.at - AGAIN
    lately = set(held.db.execute(select(events.c.about).where(events.c.procurement_id == held.id, *mine)).scalars())
    for row in rows:
        if f"bid/{row['file_id']}" not in lately:
            held.note(Event.READ, f"bid/{row['file_id']}")


# --- whole ------------------------------------------------------------------------------------------------------------


def came(held: Held, of_round: int | None = None) -> Bids:
    """The accepted bids of a round with the judgements and clarifications that count."""
    wanted = of_round or held.round
    cleared = rows_in(held.db, "clarification", held.id, table("clarification").c.round == wanted)
    return Bids(
        procurement_id=held.id,
        bids=tuple(map(bid_of, bid_rows(held, wanted))),
        judgements=tuple(Judgement.model_validate_json(row["content"]) for row in judgement_rows(held, wanted)),
        clarifications=tuple(Clarification.model_validate_json(row["content"]) for row in cleared),
    )


def judgement_rows(held: Held, of_round: int) -> list[Row]:
    """The judgements that count in a round: the last of each bid and criterion."""
    found = rows_in(held.db, "judgement", held.id, table("judgement").c.round == of_round, order="version")
    last = {(row["file_id"], row["criterion_id"]): row for row in found}
    return [last[key] for key in sorted(last)]


def _seen(held: Held, rows: list[Row], wanted: int) -> SeenBids:
    by_file, files = {row["file_id"]: row for row in rows}, table("bid_file").c.round == wanted
    return SeenBids(
        wanted,
        came(held, wanted),
        tuple(received(file, by_file.get(file["id"])) for file in rows_in(held.db, "bid_file", held.id, files)),
        {row["bid_id"]: row["code"] for row in rows},
        {
            (by_file[row["file_id"]]["bid_id"], row["criterion_id"]): row["version"]
            for row in judgement_rows(held, wanted)
        },
    )


# --- blind ------------------------------------------------------------------------------------------------------------


def _blind(held: Held, rows: list[Row]) -> BlindBids:
    judged: dict[str, list[JudgedSoFar]] = {row["file_id"]: [] for row in rows}
    for row in judgement_rows(held, held.round):
        judged[row["file_id"]].append(so_far(row))
    codes = sorted(rows, key=lambda row: row["code"])
    told = tuple(_by_code(row["code"], bid_of(row), tuple(judged[row["file_id"]])) for row in codes)
    return BlindBids(held.round, _model(held).criteria, told)


def _model(held: Held) -> Procurement:
    return model_of(held.row, row_in(held.db, "locked_model", held.id, round=held.round))


def so_far(row: Row) -> JudgedSoFar:
    """The judgement of this row."""
    told = Judgement.model_validate_json(row["content"])
    return JudgedSoFar(told.criterion_id, told.level, told.motive, row["version"], row["who"])


def _by_code(code: str, bid: Bid, judged: tuple[JudgedSoFar, ...]) -> BlindBid:
    timings = {each.measure_id: _nameless(each.timing, bid.bidder, code) for each in bid.promises if each.timing}
    return BlindBid(code, _nameless(bid.method, bid.bidder, code), timings, judged)


def _nameless(words: Text, bidder: str, code: str) -> Text:
    """The words with the bidder's own name, however it is spaced or capitalised, as the code."""
    name = re.compile(r"\s+".join(map(re.escape, bidder.split())), re.IGNORECASE)
    return Text(**{each: name.sub(code, getattr(words, each)) for each in LANGUAGES})
