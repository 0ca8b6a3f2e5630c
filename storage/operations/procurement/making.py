"""A procurement's model: begun, written, reviewed, published and locked, made anew; and the end of the procurement."""

from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from chain.people import Acting, Wish
from chain.problem import Problem, Severity, problem
from chain.procurement.document import PROCUREMENT, write_procurement
from chain.procurement.lock_checks import past_opening
from chain.procurement.model import Procurement
from chain.procurement.part import Event, Part
from chain.procurement.state import State, Step
from chain.procurement.state import new_round as next_round
from chain.text import says_something
from sroi.procurement.greatest import before_lock
from sroi.settings import ENGINE_VERSION
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.comparisons import own_intervention
from storage.operations.keeping import barred_here, stamps_of
from storage.operations.procurement.answers import ProcurementMoved, StoredProcurement
from storage.operations.procurement.appointing import appointed, too_few
from storage.operations.procurement.looking import again, moved, stored
from storage.operations.procurement.rows import PLACE, PROCURING, Held, holding, procurement_key, reached
from storage.rows import table
from storage.unit_of_work import Store

Answer = StoredProcurement | ProcurementMoved | Refused
MOST_CHARACTERS = 5_000_000
LONGEST_REASON = 2_000


def begin(store: Store, acting: Acting, model: Procurement) -> StoredProcurement | Refused:
    """Keep a new procurement under the model's own id, in its first round. Begun twice it is there once.

    Whoever begins it answers for its model until somebody else is appointed.
    """
    unfit = _unfit(model)
    if unfit:
        return Refused(unfit)
    with store.writing() as db:
        refused = barred_here(db, acting, Wish.PROCURE, place=PLACE)
        refused = refused or _one(own_intervention(db, acting, model.intervention_id or None))
        if refused:
            return Refused(refused)
        return _begun_before(db, acting, model) or _begin(db, acting, store.clock(), model)


def _one(refused: Problem | None) -> tuple[Problem, ...]:
    return (refused,) if refused else ()


def _begun_before(db: Connection, acting: Acting, model: Procurement) -> StoredProcurement | Refused | None:
    rows = table("procurement")
    if db.execute(select(rows.c.id).where(rows.c.id == model.id)).first() is None:
        return None
    found = reached(db, acting, model.id)
    there = stored(db, found) if found else None
    if there and there.model == model.model_copy(update={"round": there.round}):
        return there
    return Refused((problem("procurement.id_taken", "procurement", id=model.id),))


def _begin(db: Connection, acting: Acting, at: datetime, model: Procurement) -> StoredProcurement:
    model = model.model_copy(update={"round": 1})
    own = {"id": model.id, "organisation_id": acting.organisation_id, "state": str(State.DRAFT), "version": 1}
    db.execute(
        insert(table("procurement")).values(own | _columns(model) | {"closing_note": ""} | stamps_of(acting, at))
    )
    held = Held(**vars(reached(db, acting, model.id)), db=db, acting=acting, at=at)
    held.note(Event.BEGIN)
    if acting.grants is not None:
        appointed(held, Part.MODEL_OWNER, acting.who)
    return again(held)


def _columns(model: Procurement) -> dict[str, object]:
    """What the row says of its draft."""
    return {
        "round": model.round,
        "title_sv": model.title.sv,
        "title_en": model.title.en,
        "draft": write_procurement(model),
        "opens_at": model.opens_at,
        "intervention_id": model.intervention_id or None,
    }


def _unfit(model: Procurement) -> tuple[Problem, ...]:
    content = write_procurement(model)
    if len(content) > MOST_CHARACTERS:
        return (problem("procurement.too_long", "procurement", most=MOST_CHARACTERS),)
    return tuple(unfit_words("procurement", content))


def save(store: Store, acting: Acting, model: Procurement, expected_version: int) -> Answer:
    """Put the model in place of the draft that the writer saw; what was reviewed is a draft again."""
    unfit = _unfit(model)
    if unfit:
        return Refused(unfit)
    with holding(store, acting, model.id, PROCURING) as held:
        refused = held if isinstance(held, Refused) else held.step(Step.EDIT)
        if refused:
            return refused
        model = model.model_copy(update={"round": held.round})
        if held.model() == model:
            return stored(held.db, held)
        other = _one(own_intervention(held.db, acting, model.intervention_id or None))
        late = Refused(other) if other else moved(held, expected_version)
        if late:
            return late
        held.move(Step.EDIT, **_columns(model))
        held.note(Event.SAVE)
        return again(held)


def review(store: Store, acting: Acting, procurement_id: str, expected_version: int) -> Answer:
    """Say that the draft as it stands has been looked through."""
    return _step(store, acting, procurement_id, expected_version, Step.REVIEW, Event.REVIEW)


def _step(
    store: Store, acting: Acting, procurement_id: str, expected_version: int, step: Step, event: Event, words: str = ""
) -> Answer:
    with holding(store, acting, procurement_id, PROCURING) as held:
        refused = held if isinstance(held, Refused) else moved(held, expected_version) or held.step(step)
        if refused:
            return refused
        held.move(step)
        held.note(event, words=words)
        return again(held)


def publish(store: Store, acting: Acting, procurement_id: str, expected_version: int) -> Answer:
    """Lock the model of this round letter by letter; from now on nobody changes anything in it.

    Refused with everything that keeps it from being locked: in the model, and in who is appointed.
    """
    with holding(store, acting, procurement_id, PROCURING) as held:
        refused = held if isinstance(held, Refused) else moved(held, expected_version) or held.step(Step.PUBLISH)
        if refused:
            return refused
        model = held.model()
        problems = (*_unlockable(model, held.at), *too_few(held, model))
        if problems:
            return Refused(problems)
        held.put(
            "locked_model",
            Event.PUBLISH,
            round=held.round,
            content=PROCUREMENT.canonical(model),
            sha256=PROCUREMENT.fingerprint(model),
            format_version=PROCUREMENT.version,
            engine_version=ENGINE_VERSION,
        )
        held.move(Step.PUBLISH)
        return again(held)


def _unlockable(model: Procurement, at: datetime) -> list[Problem]:
    return [*(each for each in before_lock(model) if each.severity is Severity.ERROR), *past_opening(model, at)]


def new_round(store: Store, acting: Acting, procurement_id: str, reason: str, expected_version: int) -> Answer:
    """Begin again as a draft, for a reason that everybody who reads the procurement may see; what was kept stays."""
    unfit = _unfit_reason(reason, "procurement/reason")
    if unfit:
        return Refused(unfit)
    with holding(store, acting, procurement_id, PROCURING) as held:
        refused = held if isinstance(held, Refused) else moved(held, expected_version) or held.step(Step.NEW_ROUND)
        if refused:
            return refused
        held.note(Event.NEW_ROUND, words=reason.strip())
        held.move(Step.NEW_ROUND, standstill_until=None, **_columns(next_round(held.model())))
        return again(held)


def _unfit_reason(reason: str, place: str) -> tuple[Problem, ...]:
    if not says_something(reason) or len(reason) > LONGEST_REASON:
        return (problem("procurement.reason_needed", place, most=LONGEST_REASON),)
    return tuple(unfit_words(place, reason))


def close(
    store: Store, acting: Acting, procurement_id: str, note: str, kept_until: date, expected_version: int
) -> Answer:
    """End the procurement for good, with a note on where it is preserved; it is kept at least until that day.

    Refused while a review of the award can be asked for. What is closed can be read and verified, and nothing else.
    """
    unfit = _unfit_reason(note, "procurement/closing_note")
    if unfit:
        return Refused(unfit)
    with holding(store, acting, procurement_id, PROCURING) as held:
        refused = held if isinstance(held, Refused) else moved(held, expected_version)
        if refused:
            return refused
        early = _too_early(held, kept_until)
        if early:
            return Refused((early,))
        told = {"closed_at": held.at, "closed_by": acting.who, "closing_note": note.strip(), "kept_until": kept_until}
        held.move(**told)
        held.note(Event.CLOSE, words=note.strip())
        return again(held)


def _too_early(held: Held, kept_until: date) -> Problem | None:
    standstill, today = held.row["standstill_until"], held.at.date()
    if standstill is not None and today <= standstill:
        return problem("procurement.reviewable", PLACE, day=standstill)
    if kept_until <= today:
        return problem("procurement.kept_in_the_past", "procurement/kept_until")
    return None


def delete_unpublished(store: Store, acting: Acting, procurement_id: str, title: str) -> Problem | None:
    """Take away for good a procurement that was never published, and everybody's drafts about it; its title is asked.

    What was once published is closed and kept; only disposal takes it away.
    """
    rows, drafts = table("procurement"), table("draft")
    with holding(store, acting, procurement_id, PROCURING) as held:
        if isinstance(held, Refused):
            return held.problems[0]
        if held.round > 1 or held.state not in (State.DRAFT, State.REVIEWED):
            return problem("procurement.published_once", PLACE)
        if title.strip() not in {held.row["title_sv"].strip(), held.row["title_en"].strip()} - {""}:
            return problem("procurement.other_title", "procurement/title")
        held.db.execute(delete(drafts).where(drafts.c.intervention_id == procurement_key(procurement_id)))
        held.db.execute(delete(rows).where(rows.c.id == procurement_id))
    store.forget_deleted()
    return None
