"""Words taken away out of kept results: from name and note alone where they stand there only, else the chain goes."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
import json

from sqlalchemy import Connection, select, update

from chain.canonical import canonical
from chain.text import LONGEST_WORDS
from sroi.keeping import LONGEST_NAME
from storage.operations.answers import Redaction
from storage.operations.follow_up.words import follow_up_holds
from storage.rows import table
from storage.tombstones import free_texts, replaced

_READ = ("id", "number", "name", "note", "record", "chain", "follow_up")


def kept_with(db: Connection, intervention_id: str, words: str) -> Iterator[Mapping[str, object]]:
    """The rows of the kept results whose name, note or chain hold the words, in order of number."""
    rows = table("frozen_version")
    query = select(*(rows.c[name] for name in _READ)).where(rows.c.intervention_id == intervention_id)
    for row in db.execute(query.order_by(rows.c.number)).mappings().all():
        if words in row["name"] or words in row["note"] or _in_chain(row, words):
            yield row


def _in_chain(row: Mapping[str, object], words: str) -> bool:
    in_chain = any(words in text for _, text in free_texts("", json.loads(row["chain"])))
    return in_chain or (row["follow_up"] is not None and follow_up_holds(row["follow_up"], words))


def take_out_of_kept(db: Connection, wanted: Redaction) -> None:
    """Take the words away. The figures stay; a chain that held the words is gone but for its hash."""
    rows = table("frozen_version")
    for row in list(kept_with(db, wanted.intervention_id, wanted.words)):
        db.execute(update(rows).where(rows.c.id == row["id"]).values(_without(row, wanted)))


def _without(row: Mapping[str, object], wanted: Redaction) -> dict[str, object]:
    told = {
        "name": replaced(row["name"], wanted.words, LONGEST_NAME),
        "note": replaced(row["note"], wanted.words, LONGEST_WORDS),
    }
    if told["name"] != row["name"] or told["note"] != row["note"]:
        told["record"] = canonical(json.loads(row["record"]) | told)
    if _in_chain(row, wanted.words):
        gone = canonical({"withdrawn": wanted.id, "words_sha256": wanted.sha256})
        told |= {"chain": gone} | ({} if row["follow_up"] is None else {"follow_up": gone})
        told |= {"redaction_id": wanted.id, "removed_sha256": sha256(row["chain"].encode()).hexdigest()}
    return told
