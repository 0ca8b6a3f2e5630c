"""What assessors judge and what bidders make clear, between the opening and the evaluation."""

from uuid import uuid4

from chain.people import Acting
from chain.problem import Problem, problem
from chain.procurement.bid import Bids, Clarification, Judgement
from chain.procurement.bid_checks import check_judgements
from chain.procurement.part import Event, Part
from chain.procurement.place import PREFIX
from chain.text import Text
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.procurement.answers import JudgedSoFar
from storage.operations.procurement.bids import came, so_far
from storage.operations.procurement.opening import not_open
from storage.operations.procurement.receiving import bid_of
from storage.operations.procurement.rows import Held, Row, holding, row_in, rows_in
from storage.rows import table
from storage.unit_of_work import Store

ASSESSORS = frozenset({Part.ASSESSOR})
CLARIFIERS = frozenset({Part.OPENER, Part.MODEL_OWNER})
NOT_YET = "procurement.awaits_clarification"


def clarify(store: Store, acting: Acting, procurement_id: str, clarification: Clarification) -> Clarification | Refused:
    """Write down what a bidder made clear when asked, once for each measure and period. It then stands."""
    told = clarification.model_copy(update={"decided_by": acting.who})
    with holding(store, acting, procurement_id, CLARIFIERS) as held:
        refused = held if isinstance(held, Refused) else _cannot(held)
        if refused:
            return refused
        model, there = held.model(), came(held)
        if told in there.clarifications:
            return told
        with_it = there.model_copy(update={"clarifications": (*there.clarifications, told)})
        own = f"{PREFIX}clarifications/{told.bid_id}/{told.measure_id}"
        found = [
            each for each in check_judgements(model, with_it) if each.place.startswith(own) and each.code != NOT_YET
        ]
        found += unfit_words(own, told.reason.sv + told.reason.en)
        if found:
            return Refused(tuple(found))
        bid = row_in(held.db, "bid", held.id, round=held.round, bid_id=told.bid_id)
        columns = {"round": held.round, "file_id": bid["file_id"], "measure_id": told.measure_id}
        columns |= {"period": told.period, "content": told.model_dump_json()}
        held.put("clarification", Event.CLARIFY, id=str(uuid4()), **columns)
        return told


def _cannot(held: Held) -> Refused | None:
    refused = not_open(held, held.model())
    return Refused((refused,)) if refused else None


def judge(
    store: Store,
    acting: Acting,
    procurement_id: str,
    code: str,
    criterion_id: str,
    level: int,
    motive: Text,
    expected_version: int,
) -> JudgedSoFar | Refused:
    """Judge the bid of this code by a criterion; the judgement that was there when the assessor looked is version n.

    A later judgement stands beside the earlier ones, and the last counts. Refused when somebody else has judged since.
    """
    with holding(store, acting, procurement_id, ASSESSORS) as held:
        refused = held if isinstance(held, Refused) else _cannot(held)
        if refused:
            return refused
        bid = row_in(held.db, "bid", held.id, round=held.round, code=code)
        if bid is None:
            return Refused((problem("procurement.unknown_bid", f"{PREFIX}judgements/{code}", id=code),))
        told = Judgement(bid_id=code, criterion_id=criterion_id, level=level, motive=motive, assessor=acting.who)
        found = _unfit(held, bid, told)
        return Refused(tuple(found)) if found else _judge(held, bid, told, expected_version)


def _unfit(held: Held, bid: Row, told: Judgement) -> list[Problem]:
    """What is wrong with the judgement by itself; the bid is known by its code alone."""
    own = f"{PREFIX}judgements/{told.bid_id}/{told.criterion_id}"
    alone = Bids(procurement_id=held.id, bids=(bid_of(bid).model_copy(update={"id": told.bid_id}),), judgements=(told,))
    found = [each for each in check_judgements(held.model(), alone) if each.place.startswith(own)]
    return found + list(unfit_words(own, told.motive.sv + told.motive.en))


def _judge(held: Held, bid: Row, told: Judgement, expected_version: int) -> JudgedSoFar | Refused:
    rows = table("judgement")
    this = rows.c.file_id == bid["file_id"], rows.c.criterion_id == told.criterion_id
    there = rows_in(held.db, "judgement", held.id, *this, order="version")
    told, last = told.model_copy(update={"bid_id": bid["bid_id"]}), there[-1] if there else None
    if last and Judgement.model_validate_json(last["content"]) == told:
        return so_far(last)
    version = last["version"] if last else 0
    if version != expected_version:
        place = f"{PREFIX}judgements/{bid['code']}/{told.criterion_id}"
        return Refused((problem("procurement.judged_since", place, who=last["who"] if last else ""),))
    columns = {"file_id": bid["file_id"], "criterion_id": told.criterion_id, "version": version + 1}
    return so_far(held.put("judgement", Event.JUDGE, round=held.round, content=told.model_dump_json(), **columns))
