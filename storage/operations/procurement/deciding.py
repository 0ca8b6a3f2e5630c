"""The evaluation that is kept, and the decision on the award."""

from datetime import date
from hashlib import sha256
import json

from sqlalchemy import Connection

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.procurement.part import SEES_BIDS, Event, Part
from chain.procurement.state import State, Step
from sroi.procurement.evaluate import evaluate
from sroi.procurement.kept import evaluation_text, first_of
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.procurement.answers import Award, KeptEvaluation, ProcurementMoved
from storage.operations.procurement.bids import came
from storage.operations.procurement.looking import moved
from storage.operations.procurement.making import MOST_CHARACTERS
from storage.operations.procurement.rows import PLACE, Held, Row, holding, reached, row_in
from storage.unit_of_work import Store

DECIDERS = frozenset({Part.MODEL_OWNER})


def keep_evaluation(store: Store, acting: Acting, procurement_id: str, seen_sha256: str) -> KeptEvaluation | Refused:
    """Keep the evaluation of this round; `seen_sha256` (`sroi.procurement.kept.evaluation_sha256`) is what was seen.

    It is done once more here, on what is kept: refused when that is another, so that nobody keeps what nobody has seen,
    and while something is left to do. What is kept stands.
    """
    with holding(store, acting, procurement_id, SEES_BIDS) as held:
        if isinstance(held, Refused):
            return held
        there = row_in(held.db, "evaluation", held.id, round=held.round)
        if there is not None and there["sha256"] == seen_sha256 and held.state is State.EVALUATED:
            return _evaluation(there)
        return held.step(Step.EVALUATE) or _evaluate(held, seen_sha256)


def _evaluate(held: Held, seen_sha256: str) -> KeptEvaluation | Refused:
    evaluation = evaluate(held.model(), came(held))
    if evaluation.problems:
        return Refused(evaluation.problems)
    if not evaluation.lines:
        return Refused((problem("procurement.no_bids", PLACE),))
    content = evaluation_text(evaluation)
    digest = sha256(content.encode("ascii")).hexdigest()
    if digest != seen_sha256:
        return Refused((problem("procurement.evaluation_moved", PLACE),))
    told = {"content": content, "sha256": digest, "engine_version": evaluation.engine_version}
    row = held.put("evaluation", Event.EVALUATE, round=held.round, **told)
    held.move(Step.EVALUATE)
    return _evaluation(row)


def _evaluation(row: Row) -> KeptEvaluation:
    return KeptEvaluation(*(row[name] for name in KeptEvaluation.__dataclass_fields__))


def kept_evaluation(
    store: Store, acting: Acting, procurement_id: str, of_round: int | None = None
) -> KeptEvaluation | None:
    """The evaluation that was kept of this round, or of an earlier one, for those who see bids; None without one."""
    with store.reading() as db:
        found = reached(db, acting, procurement_id)
        row = _of_round(db, "evaluation", procurement_id, found and (of_round or found.row["round"]))
    return _evaluation(row) if row is not None and found and found.parts & SEES_BIDS else None


def _of_round(db: Connection, name: str, procurement_id: str, of_round: int | None) -> Row | None:
    return row_in(db, name, procurement_id, round=of_round or 0)


def decide(
    store: Store,
    acting: Acting,
    procurement_id: str,
    bid_id: str,
    record: str,
    masked: str,
    standstill_until: date,
    expected_version: int,
) -> Award | ProcurementMoved | Refused:
    """Decide on the award to a bid that comes first in the kept evaluation.

    `record` is the whole record of the award and `masked` the edition that anybody may see, as JSON; both are kept as
    they are. `standstill_until` is the last day on which the contract may not be signed.
    """
    unfit = (*_unfit(record), *_unfit(masked))
    if unfit:
        return Refused(unfit)
    with holding(store, acting, procurement_id, DECIDERS) as held:
        refused = held if isinstance(held, Refused) else moved(held, expected_version) or held.step(Step.DECIDE)
        if refused:
            return refused
        first = first_of(row_in(held.db, "evaluation", held.id, round=held.round)["content"])
        wrong = _wrong(held, bid_id, first, standstill_until)
        if wrong:
            return Refused((wrong,))
        told = {"content": record, "sha256": sha256(record.encode()).hexdigest(), "masked": masked}
        told |= {"bid_id": bid_id, "standstill_until": standstill_until}
        row = held.put("award", Event.DECIDE, round=held.round, **told)
        held.move(Step.DECIDE, standstill_until=standstill_until)
        return _award(row, whole=True)


def _unfit(told: str) -> tuple[Problem, ...]:
    if len(told) > MOST_CHARACTERS:
        return (problem("procurement.too_long", PLACE, most=MOST_CHARACTERS),)
    try:
        held = json.loads(told)
    except ValueError:
        held = None
    unfit = tuple(unfit_words(PLACE, told))
    return unfit if isinstance(held, dict) else (problem("procurement.no_record", PLACE),)


def _wrong(held: Held, bid_id: str, first: tuple[str, ...], standstill_until: date) -> Problem | None:
    if bid_id not in first:
        return problem("procurement.not_the_first", PLACE)
    if standstill_until <= held.today:
        return problem("procurement.standstill_in_the_past", "procurement/standstill_until")
    return None


def _award(row: Row, whole: bool) -> Award:
    names = ("round", "masked", "sha256", "standstill_until", "at", "who")
    return Award(record=row["content"] if whole else None, **{name: row[name] for name in names})


def award_of(store: Store, acting: Acting, procurement_id: str, of_round: int | None = None) -> Award | None:
    """The decision of this round, or of an earlier one: whole for those who see bids, masked for who else reads."""
    with store.reading() as db:
        found = reached(db, acting, procurement_id)
        row = _of_round(db, "award", procurement_id, found and (of_round or found.row["round"]))
    if row is None or found is None:
        return None
    seeing = bool(found.parts & SEES_BIDS)
    return _award(row, seeing) if seeing or Wish.READ in found.wishes else None
