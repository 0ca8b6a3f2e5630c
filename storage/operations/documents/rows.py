"""What the operations on documents share: whose one is, its row read as an answer, what cannot be kept."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from sqlalchemy import Connection, select

from chain.assumption import Frozen
from chain.people import Acting, Standing, Wish, allowed
from chain.problem import Problem, problem
from storage.fitness import unfit_words
from storage.operations.documents.answers import StoredDocument
from storage.operations.documents.kinds import Kind
from storage.operations.keeping import not_for_role
from storage.rows import table

MOST_CHARACTERS = 5_000_000
"""As much as a document's own reader takes."""
PLACE = "name"
Row = Mapping[str, object]


def document_row(db: Connection, acting: Acting, kind: Kind, document_id: str) -> Row | None:
    """The document's row and whether this person may change it; None where there is none. A writer holds it."""
    rows = table(kind.table)
    if db.get_execution_options().get("writes"):
        db.execute(select(rows.c.id).where(rows.c.id == document_id).with_for_update())
    row = db.execute(select(rows).where(rows.c.id == document_id)).mappings().first()
    may = allowed(acting, Standing(row["organisation_id"])) if row else ()
    return {**row, "writable": Wish.COMPARE in may} if Wish.READ in may else None


def stored_document(kind: Kind, row: Row) -> StoredDocument:
    """The row as an answer."""
    content, problems = kind.document.read(row["content"])
    if content is None:
        raise ValueError(f"a kept {kind.table} cannot be read: {problems[0].code}")
    told = {each.name: row[each.name] for each in fields(kind.stored) if each.name != "content"}
    return kind.stored(content=content, **told)


def columns_of(kind: Kind, content: Frozen) -> dict[str, str]:
    """What the row says of the document."""
    names = {"name_sv": content.name.sv, "name_en": content.name.en}
    return names | {"content": kind.document.write(content)}


def no_document(kind: Kind, document_id: str) -> Problem:
    """The document is not there, no longer, or not for this organisation: nobody is told which."""
    return problem(kind.codes.gone, PLACE, id=document_id)


def barred_document(kind: Kind, row: Row | None, document_id: str) -> Problem | None:
    """Why this person cannot do anything with the document of this row but read it, or None."""
    if row is None:
        return no_document(kind, document_id)
    return None if row["writable"] else not_for_role(Wish.COMPARE, PLACE)


def unchangeable(kind: Kind, row: Row | None, document_id: str) -> Problem | None:
    """Why the document of this row cannot be changed now, or None."""
    refused = barred_document(kind, row, document_id)
    if refused:
        return refused
    return problem(kind.codes.archived, PLACE) if row["archived_at"] is not None else None


def unfit_document(kind: Kind, content: Frozen) -> tuple[Problem, ...]:
    """What keeps a document from being kept, or from being read again once it is."""
    twice = tuple(_twice("", content))
    if twice:
        return twice
    written = kind.document.write(content)
    if len(written) > MOST_CHARACTERS:
        return (problem(kind.codes.too_long, PLACE, most=MOST_CHARACTERS),)
    return tuple(unfit_words(PLACE, written)) or tuple(kind.document.read(written)[1])


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
