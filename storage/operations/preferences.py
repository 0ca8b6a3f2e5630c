"""A person's own choices, such as the language."""

from sqlalchemy import insert, select, update

from chain.problem import Problem
from storage.fitness import unfit_words
from storage.rows import table
from storage.unit_of_work import Store


def preference(store: Store, who: str, key: str) -> str | None:
    """What this person has chosen, or None."""
    rows = table("preference")
    with store.reading() as db:
        return db.execute(select(rows.c.value).where(rows.c.who == who, rows.c.key == key)).scalar()


def set_preference(store: Store, who: str, key: str, value: str) -> Problem | None:
    """Keep this person's choice."""
    unfit = next(unfit_words(f"preference/{key}", value), None)
    if unfit:
        return unfit
    rows = table("preference")
    with store.writing(f"preference of {who}") as db:
        if db.execute(update(rows).where(rows.c.who == who, rows.c.key == key).values(value=value)).rowcount == 0:
            db.execute(insert(rows).values(who=who, key=key, value=value))
    return None
