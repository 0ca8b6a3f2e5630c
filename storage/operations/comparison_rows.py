"""What the operations on comparisons share: whose one is, its row read as a StoredComparison, what cannot be kept."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from chain.assumption import Frozen
from chain.forecast.document import read_comparison, write_comparison
from chain.forecast.model import Comparison
from chain.people import Access, Acting, Standing, Wish, allowed
from chain.problem import Problem, problem
from storage.fitness import unfit_words
from storage.operations.answers import StoredComparison
from storage.operations.keeping import not_for_role
from storage.repositories import header
from storage.rows import table

MOST_CHARACTERS = 5_000_000
"""As much as the document's own reader takes."""
Row = Mapping[str, object]


def comparison_key(comparison_id: str) -> str:
    """Where drafts and history of a comparison are kept: under what can be no intervention's id."""
    return f"forecast {comparison_id}"


def comparison_row(db: Connection, acting: Acting, comparison_id: str) -> Row | None:
    """The comparison's row and whether this person may change it; None where there is none. A writer holds it."""
    rows = table("comparison")
    if db.get_execution_options().get("writes"):
        db.execute(select(rows.c.id).where(rows.c.id == comparison_id).with_for_update())
    row = db.execute(select(rows).where(rows.c.id == comparison_id)).mappings().first()
    may = allowed(acting, Standing(row["organisation_id"])) if row else ()
    return {**row, "writable": Wish.COMPARE in may} if Wish.READ in may else None


def stored_comparison(row: Row) -> StoredComparison:
    """The row as an answer."""
    comparison, problems = read_comparison(row["content"])
    if comparison is None:
        raise ValueError(f"a kept comparison cannot be read: {problems[0].code}")
    told = {name: row[name] for name in StoredComparison.__dataclass_fields__ if name != "comparison"}
    return StoredComparison(comparison=comparison, **told)


def columns_of(comparison: Comparison) -> dict[str, str]:
    """What the row says of the comparison."""
    names = {"name_sv": comparison.name.sv, "name_en": comparison.name.en}
    return names | {"content": write_comparison(comparison)}


def no_comparison(comparison_id: str) -> Problem:
    """The comparison is not there, no longer, or not for this organisation: nobody is told which."""
    return problem("storage.no_comparison", "name", id=comparison_id)


def barred_comparison(row: Row | None, comparison_id: str) -> Problem | None:
    """Why this person cannot do anything with the comparison of this row but read it, or None."""
    if row is None:
        return no_comparison(comparison_id)
    return None if row["writable"] else not_for_role(Wish.COMPARE, "name")


def unchangeable(row: Row | None, comparison_id: str) -> Problem | None:
    """Why the comparison of this row cannot be changed now, or None."""
    refused = barred_comparison(row, comparison_id)
    if refused:
        return refused
    return problem("storage.comparison_archived", "name") if row["archived_at"] is not None else None


def unfit_comparison(comparison: Comparison) -> tuple[Problem, ...]:
    """What keeps a comparison from being kept, or from being read again once it is."""
    twice = tuple(_twice("", comparison))
    if twice:
        return twice
    content = write_comparison(comparison)
    if len(content) > MOST_CHARACTERS:
        return (problem("storage.comparison_too_long", "name", most=MOST_CHARACTERS),)
    return tuple(unfit_words("name", content)) or tuple(read_comparison(content)[1])


def _twice(place: str, held: Frozen) -> Iterator[Problem]:
    """Ids that stand twice among what belongs together: the history could not tell them apart."""
    for field in type(held).model_fields:
        value = getattr(held, field)
        if isinstance(value, tuple):
            ids = [each.id for each in value if hasattr(each, "id")]
            where = f"{place}/{field}".lstrip("/")
            for each in dict.fromkeys(name for name in ids if ids.count(name) > 1):
                yield problem("storage.duplicate_id", f"{where}/{each}", kind=field, id=each)
            for each in value:
                if isinstance(each, Frozen):
                    yield from _twice(f"{where}/{getattr(each, 'id', '')}", each)


def own_intervention(db: Connection, acting: Acting, intervention_id: str | None) -> Problem | None:
    """Why a comparison cannot be about this intervention: only about one of the organisation's own."""
    if intervention_id is None:
        return None
    found = header(db, acting, intervention_id)
    own = found is not None and found["access"] is Access.OWN
    return None if own else problem("storage.gone", "intervention", id=intervention_id)
