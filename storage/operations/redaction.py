"""The one exception from a history that stands: words about a person that should never have been written.

One person names the words and says why, another confirms. Then a tombstone with the SHA-256 of the words takes their
place in the intervention, in its history and in drafts, also when the intervention itself has been deleted; in kept
results when the two say so. A document is named by the key of its history, and its words go in the same way.
"""

from collections.abc import Iterator, Mapping
import json
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from chain.assumption import Frozen
from chain.model import Chain
from chain.people import Acting, Standing, Wish, may
from chain.problem import Problem, problem
from storage.changes import Change
from storage.fitness import unfit_words
from storage.mapping import header_columns
from storage.operations.answers import Redaction, Refused
from storage.operations.documents.kinds import KINDS, Kind, kind_of
from storage.operations.documents.rows import columns_of, document_row, no_document, stored_document
from storage.operations.follow_up.words import places_of_words, take_out_of_follow_up
from storage.operations.keeping import barred, barred_here, not_for_role, reads_past
from storage.operations.kept_words import kept_with, take_out_of_kept
from storage.operations.log import record
from storage.operations.plan.decision_words import decisions_with, take_out_of_decisions
from storage.operations.telling.own_words import places_of_told_words, take_out_of_told_words
from storage.repositories import header, read_chain
from storage.rows import difference, table, write
from storage.tombstones import cleaned, cleaned_everywhere, free_texts, hash_of
from storage.unit_of_work import Store, now

SHORTEST = 3
_FIELDS = tuple(Redaction.__dataclass_fields__)
_NOT_THERE = ("storage.gone", *(kind.codes.gone for kind in KINDS))


class _Subject(NamedTuple):
    """The intervention or document concerned; without a header when only its history is left.

    `kind` and `document_id` where it is a document: `id` is then the key of its history.
    """

    id: str
    organisation_id: str
    header: Mapping[str, object] | None
    kind: Kind | None = None
    document_id: str = ""


def redactions(store: Store, acting: Acting, intervention_id: str) -> list[Redaction]:
    """The redactions that were proposed and carried out, oldest first; to mere readers only those carried out.

    The words of a proposal may stand where a reader does not come: in somebody's draft.
    """
    rows = table("redaction")
    query = select(*(rows.c[name] for name in _FIELDS)).where(rows.c.intervention_id == intervention_id)
    with store.reading() as db:
        if not reads_past(db, acting, intervention_id):
            return []
        if isinstance(_subject(db, acting, intervention_id), Problem):
            query = query.where(rows.c.words.is_(None))
        return [Redaction(*row) for row in db.execute(query.order_by(rows.c.proposed_at, rows.c.id))]


def propose_redaction(
    store: Store, acting: Acting, intervention_id: str, words: str, reason: str, kept_too: bool = False
) -> Redaction | Refused:
    """Ask for these words to be taken away from the intervention and its history; someone else has to confirm.

    `kept_too`: out of kept results as well. One whose chain holds the words is then withdrawn: only figures stay.
    """
    words, reason = words.strip(), reason.strip()
    problems = tuple(_unfit(words, reason))
    if problems:
        return Refused(problems)
    made = Redaction(
        str(uuid4()), intervention_id, words, hash_of(words), reason, kept_too, acting.who, now(), None, None
    )
    with store.writing() as db:
        subject = _subject(db, acting, intervention_id)
        if isinstance(subject, Problem):
            return Refused((subject,))
        if not _places(db, subject, words, kept_too):
            only_kept = any(kept_with(db, intervention_id, words))
            code = "storage.redaction_only_kept" if only_kept else "storage.redaction_not_found"
            return Refused((problem(code, "redaction/words"),))
        row = {name: getattr(made, name) for name in _FIELDS} | {"organisation_id": subject.organisation_id}
        db.execute(insert(table("redaction")).values(row))
        _note(db, acting, subject, "redaction_proposed", {"sha256": made.sha256}, reason)
    return made


def _unfit(words: str, reason: str) -> Iterator[Problem]:
    yield from unfit_words("redaction/words", words)
    yield from unfit_words("redaction/reason", reason)
    if len(words) < SHORTEST:
        yield problem("storage.redaction_too_short", "redaction/words", least=SHORTEST)
    elif not reason or words in reason:
        yield problem("storage.redaction_reason", "redaction/reason")


def withdraw_redaction(store: Store, acting: Acting, redaction_id: str) -> Problem | None:
    """Let a proposal go; nothing but the fact that it was made is left."""
    rows = table("redaction")
    with store.writing() as db:
        wanted, subject = _open(db, acting, redaction_id)
        if isinstance(subject, Problem):
            return subject
        db.execute(delete(rows).where(rows.c.id == redaction_id))
        _note(db, acting, subject, "redaction_withdrawn", {"sha256": wanted.sha256}, None)
    return None


def confirm_redaction(store: Store, acting: Acting, redaction_id: str) -> Redaction | Refused:
    """Take the words away, everywhere in the intervention at once. The one who proposed it cannot confirm it.

    Kept results are reached only when someone at the owner confirms, since that withdraws them.
    """
    rows, at = table("redaction"), now()
    with store.writing() as db:
        wanted, subject = _open(db, acting, redaction_id)
        if isinstance(subject, Problem):
            return Refused((subject,))
        if _same_person(wanted.proposed_by, acting.who):
            return Refused((problem("storage.redaction_same_person", "redaction"),))
        if wanted.kept_too and acting.organisation_id != subject.organisation_id:
            return Refused((problem("storage.not_for_own", "redaction"),))
        this = update(rows).where(rows.c.id == redaction_id)
        db.execute(this.values(confirmed_by=acting.who, confirmed_at=at))
        _carry_out(db, acting, wanted, subject)
        db.execute(this.values(words=None))
    store.forget_deleted()
    return Redaction(**{**vars(wanted), "words": None, "confirmed_by": acting.who, "confirmed_at": at})


def _same_person(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _open(db: Connection, acting: Acting, redaction_id: str) -> tuple[Redaction, _Subject] | tuple[None, Problem]:
    """A redaction that waits to be confirmed, and what it concerns; or why there is none for this person."""
    rows = table("redaction")
    query = select(*(rows.c[name] for name in _FIELDS)).where(rows.c.id == redaction_id, rows.c.words.is_not(None))
    found = db.execute(query).first()
    subject = _subject(db, acting, found.intervention_id if found else redaction_id)
    if found is None or (isinstance(subject, Problem) and subject.code in _NOT_THERE):
        return None, problem("storage.no_redaction", "redaction")
    return Redaction(*found), subject


def _subject(db: Connection, acting: Acting, intervention_id: str) -> _Subject | Problem:
    """The intervention or document, or what is left of it; or why this person may not take words out of it."""
    document = kind_of(intervention_id)
    if document:
        return _document(db, acting, intervention_id, *document)
    found = header(db, acting, intervention_id)
    if found is None and reads_past(db, acting, intervention_id):
        left = may(acting, Wish.WRITE, Standing(acting.organisation_id, intervention_id=intervention_id))
        subject = _Subject(intervention_id, acting.organisation_id, None)
        return subject if left else not_for_role(Wish.WRITE, "chain")
    refused = barred(acting, Wish.WRITE, found, intervention_id)
    return refused or _Subject(intervention_id, found["organisation_id"], found)


def _document(db: Connection, acting: Acting, key: str, kind: Kind, document_id: str) -> _Subject | Problem:
    row = document_row(db, acting, kind, document_id)
    if row is None and not reads_past(db, acting, key):
        return no_document(kind, document_id)
    refused = barred_here(db, acting, Wish.COMPARE)
    return refused[0] if refused else _Subject(key, acting.organisation_id, row, kind, document_id)


def _note(db: Connection, acting: Acting, subject: _Subject, action: str, told: dict, reason: str | None) -> None:
    change, at = Change(subject.kind.table if subject.kind else "chain", None, told), now()
    version = _version(db, acting, subject) if subject.header else None
    record(db, acting, at, subject.organisation_id, action, (change,), subject.id, version, reason)


def _version(db: Connection, acting: Acting, subject: _Subject) -> int:
    """The version that it has now."""
    if subject.kind:
        return document_row(db, acting, subject.kind, subject.document_id)["version"]
    return header(db, acting, subject.id)["version"]


# --- what it concerns, and carrying it out ----------------------------------------------------------------------------


def _places(db: Connection, subject: _Subject, words: str, kept_too: bool) -> list[str]:
    """Where in the chain, its history, its drafts and, if asked for, kept results the words stand."""
    found = []
    if subject.header:
        content = json.loads(_content(db, subject).model_dump_json())
        found += dict.fromkeys(place for place, text in free_texts("", content) if words in text)
    found += places_of_words(db, subject.id, words)
    found += places_of_told_words(db, subject.id, words)
    found += [f"history/{row['id']}" for row, clean in _entries(db, subject.id, words) if clean]
    found += [f"draft/{row['form']}" for row, clean in _drafts(db, subject.id, words) if clean]
    found += [f"decisions/{row['number']}" for row, clean in decisions_with(db, subject.document_id, words) if clean]
    return found + [f"versions/{row['number']}" for row in kept_with(db, subject.id, words) if kept_too]


def _content(db: Connection, subject: _Subject) -> Frozen:
    """What it says now."""
    if subject.kind:
        return stored_document(subject.kind, subject.header).content
    return read_chain(db, subject.header)


def _entries(db: Connection, intervention_id: str, words: str) -> Iterator[tuple[Mapping, dict]]:
    """Every line of the history with what has to be written anew in it."""
    log = table("change")
    for row in db.execute(select(log).where(log.c.intervention_id == intervention_id)).mappings().all():
        name = row["place"].rpartition("/")[2]
        clean = {part: cleaned(row[part], words, name) for part in ("old", "new")}
        if row["place"].startswith(("versions/", "follow_up/")):
            clean = {part: cleaned_everywhere(row[part], words) for part in ("old", "new")}
        clean["reason"] = cleaned_everywhere(row["reason"], words)
        yield row, {part: value for part, value in clean.items() if value != row[part]}


def _drafts(db: Connection, intervention_id: str, words: str) -> Iterator[tuple[Mapping, dict]]:
    rows = table("draft")
    for row in db.execute(select(rows).where(rows.c.intervention_id == intervention_id)).mappings().all():
        fields = cleaned_everywhere(row["fields"], words)
        yield row, {} if fields == row["fields"] else {"fields": fields}


def _carry_out(db: Connection, acting: Acting, wanted: Redaction, subject: _Subject) -> None:
    log, drafts = table("change"), table("draft")
    places = _places(db, subject, wanted.words, wanted.kept_too)
    if subject.header and subject.kind:
        _clean_document(db, acting.who, subject, wanted.words)
    elif subject.header:
        _clean_chain(db, acting.who, subject.header, wanted.words)
    take_out_of_follow_up(db, subject.id, wanted.words)
    take_out_of_told_words(db, subject.id, wanted.words)
    take_out_of_decisions(db, subject.document_id, wanted.words)
    for row, clean in _entries(db, subject.id, wanted.words):
        if clean:
            db.execute(update(log).where(log.c.id == row["id"]).values(clean))
    for row, clean in _drafts(db, subject.id, wanted.words):
        if clean:
            this = (drafts.c[name] == row[name] for name in ("who", "intervention_id", "form"))
            db.execute(update(drafts).where(*this).values(clean))
    if wanted.kept_too:
        take_out_of_kept(db, wanted)
    told = {"sha256": wanted.sha256, "places": places, "proposed_by": wanted.proposed_by}
    _note(db, acting, subject, "redact", told, wanted.reason)


def _clean_chain(db: Connection, who: str, found: Mapping[str, object], words: str) -> None:
    old, rows = read_chain(db, found), table("intervention")
    new = Chain.model_validate(cleaned(json.loads(old.model_dump_json()), words))
    told = {"version": found["version"] + 1, "updated_at": now(), "updated_by": who}
    db.execute(update(rows).where(rows.c.id == found["id"]).values(header_columns(new) | told))
    write(db, *difference(old, new))


def _clean_document(db: Connection, who: str, subject: _Subject, words: str) -> None:
    found, old, rows = subject.header, _content(db, subject), table(subject.kind.table)
    new = type(old).model_validate_json(json.dumps(cleaned(json.loads(old.model_dump_json()), words)))
    told = {"version": found["version"] + 1, "updated_at": now(), "updated_by": who}
    db.execute(update(rows).where(rows.c.id == found["id"]).values(columns_of(subject.kind, new) | told))
