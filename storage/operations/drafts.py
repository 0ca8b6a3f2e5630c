"""What someone has typed and not saved: kept at every field change, so that a crash takes nothing."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select, update

from chain.problem import Problem, problem
from storage.fitness import unfit_value, unfit_words
from storage.operations.answers import Draft
from storage.rows import table
from storage.unit_of_work import Store, now

MOST_CHARACTERS = 2_000_000


def save_draft(
    store: Store,
    who: str,
    intervention_id: str,
    form: str,
    values: Mapping[str, str | list | bool],
    version: int | None = None,
) -> Problem | None:
    """Keep what stands in the form, as typed, in place of what was kept before.

    `version` is the save that the form was filled from; the intervention need not exist yet.
    """
    fields = dict(values)
    unfit = next(_unfit(who, intervention_id, form, fields), None)
    if unfit:
        return unfit
    rows, key = table("draft"), {"who": who, "intervention_id": intervention_id, "form": form}
    told = {"fields": fields, "version": version, "updated_at": now()}
    with store.writing(f"draft of {who}") as db:
        if db.execute(update(rows).where(*_is(key)).values(told)).rowcount == 0:
            db.execute(insert(rows).values(key | told))
    return None


def _unfit(who: str, intervention_id: str, form: str, fields: dict):
    place = f"draft/{form}"
    for words in (who, intervention_id, form):
        yield from unfit_words("draft", words)
    yield from unfit_value(place, fields)
    if sum(len(str(value)) for value in fields.values()) > MOST_CHARACTERS:
        yield problem("storage.draft_too_long", place, most=MOST_CHARACTERS)


def _is(key: Mapping[str, str]) -> list:
    return [table("draft").c[column] == value for column, value in key.items()]


def draft(store: Store, who: str, intervention_id: str, form: str) -> Draft | None:
    """What this person has typed in this form and not saved, or None."""
    found = _drafts(store, {"who": who, "intervention_id": intervention_id, "form": form})
    return found[0] if found else None


def open_drafts(store: Store, who: str) -> list[Draft]:
    """All that this person has typed and not saved, latest first."""
    return sorted(_drafts(store, {"who": who}), key=lambda each: each.updated_at, reverse=True)


def _drafts(store: Store, key: Mapping[str, str]) -> list[Draft]:
    rows = table("draft")
    query = select(rows.c.intervention_id, rows.c.form, rows.c.fields, rows.c.version, rows.c.updated_at)
    with store.reading() as db:
        return [Draft(*row) for row in db.execute(query.where(*_is(key)))]


def discard_draft(store: Store, who: str, intervention_id: str, form: str) -> None:
    """Forget what was typed in the form, after a save or because the person wants to."""
    key = {"who": who, "intervention_id": intervention_id, "form": form}
    with store.writing(f"draft of {who}") as db:
        db.execute(delete(table("draft")).where(*_is(key)))
