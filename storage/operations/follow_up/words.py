"""Words taken out of a follow-up: out of plan, targets, values in every version, notes, and the names of files.

What a file holds is not searched: it goes whole, by whoever enters the values (`remove_evidence`).
"""

from collections.abc import Iterator, Mapping
import json
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from storage.rows import table
from storage.tombstones import cleaned_everywhere, replaced

LONGEST = 2_000
_PLACED = ("indicator_id", "period")


class Holder(NamedTuple):
    """A table with words of people: its columns of JSON, and its plain ones."""

    table: str
    documents: tuple[str, ...]
    plain: tuple[str, ...]


HOLDERS = (
    Holder("planned_indicator", ("content",), ("name_sv", "name_en")),
    Holder("target", (), ("reason_sv", "reason_en", "decided_by")),
    Holder("measurement_version", ("content",), ("reason",)),
    Holder("measurement", (), ("returned_note", "asked_reason")),
    Holder("evidence_file", (), ("name",)),
)
WORDS = frozenset(
    {"sv", "en", "unit", "source", "url", "author", "comment", "reason", "method", "decided_by", "owner", "reviewer"}
)
"""The names under which a follow-up's documents hold free text."""


def places_of_words(db: Connection, intervention_id: str, words: str) -> list[str]:
    """Where in the follow-up the words stand: `follow_up/<indicator>[/<period>]`, each once."""
    return list(dict.fromkeys(_place(row) for _, row, _ in _held(db, intervention_id, words)))


def take_out_of_follow_up(db: Connection, intervention_id: str, words: str) -> None:
    """Put the tombstone where the words stood, while the redaction is carried out.

    What anybody has open of it is thereby out of date: their save is told so, and does not put the words back.
    """
    touched = set()
    for holder, row, clean in list(_held(db, intervention_id, words)):
        rows = table(holder.table)
        key = [rows.c[column.name] == row[column.name] for column in rows.primary_key]
        db.execute(update(rows).where(*key).values(clean))
        touched.add((row.get("indicator_id") or row["id"], row.get("period")))
    for indicator_id, period in touched:
        _out_of_date(db, intervention_id, indicator_id, period)


def _out_of_date(db: Connection, intervention_id: str, indicator_id: str, period: str | None) -> None:
    plan, rows = table("planned_indicator"), table("measurement")
    if period is None:
        this = plan.c.intervention_id == intervention_id, plan.c.id == indicator_id
        db.execute(update(plan).where(*this).values(version=plan.c.version + 1))
    else:
        of = rows.c.intervention_id == intervention_id, rows.c.indicator_id == indicator_id
        db.execute(update(rows).where(*of, rows.c.period == period).values(version=rows.c.version + 1))


def _held(
    db: Connection, intervention_id: str, words: str
) -> Iterator[tuple[Holder, Mapping[str, object], dict[str, object]]]:
    """Every row that holds the words, with what has to be written anew in it."""
    for holder in HOLDERS:
        rows = table(holder.table)
        names = (*(column.name for column in rows.primary_key), *_PLACED, *holder.documents, *holder.plain)
        columns = [rows.c[name] for name in dict.fromkeys(names) if name in rows.c]
        query = select(*columns).where(rows.c.intervention_id == intervention_id)
        for row in db.execute(query).mappings():
            clean = _clean(holder, row, words)
            if clean:
                yield holder, row, clean


def _clean(holder: Holder, row: Mapping[str, object], words: str) -> dict[str, object]:
    told = {name: _document(row[name], words) for name in holder.documents}
    told |= {name: replaced(row[name], words, LONGEST) for name in holder.plain}
    return {name: value for name, value in told.items() if value != row[name]}


def _document(content: str, words: str) -> str:
    """The document without the words; as it was, letter by letter, where they are not in it."""
    old = json.loads(content)
    new = _through(old, words, "")
    return content if new == old else json.dumps(new, ensure_ascii=False, separators=(",", ":"))


def follow_up_holds(content: str, words: str) -> bool:
    """Whether the words stand in the free text of a follow-up's document."""
    return _document(content, words) != content


def _through(value: object, words: str, name: str) -> object:
    if isinstance(value, dict):
        return {key: _through(inner, words, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_through(inner, words, name) for inner in value]
    return cleaned_everywhere(value, words) if name in WORDS else value


def _place(row: Mapping[str, object]) -> str:
    indicator_id = row.get("indicator_id") or row["id"]
    return "/".join(("follow_up", indicator_id, *([row["period"]] if row.get("period") else [])))
