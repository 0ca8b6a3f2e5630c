"""Own words in the place of sentences that rules made, kept beside the rule's own."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from sroi.keeping import unfit_wording
from storage.changes import Change
from storage.operations.answers import Refused
from storage.operations.keeping import stamps_of
from storage.operations.log import record
from storage.operations.telling.about import Row, kept_result, whole_result
from storage.operations.telling.answers import OwnWords, WordsMoved
from storage.rows import table
from storage.tombstones import replaced
from storage.unit_of_work import Store, now

LONGEST, LONGEST_PLACE = 2_000, 200
"""So that what is told stays a sentence or a paragraph, and fits on a page and a slide."""
LANGUAGES = ("sv", "en")
_FIELDS = tuple(OwnWords.__dataclass_fields__)


def own_words(store: Store, acting: Acting, version_id: str) -> tuple[OwnWords, ...]:
    """What people have put in their own words of a kept result, in order of language and place; also what they have
    since taken back, with empty words."""
    with store.reading() as db:
        there = kept_result(db, acting, version_id, Wish.READ)
        return () if isinstance(there, Problem) else read_words(db, version_id)


def read_words(db: Connection, version_id: str) -> tuple[OwnWords, ...]:
    """The own words of a kept result, whoever asks."""
    rows = table("told_words")
    query = select(*(rows.c[name] for name in _FIELDS)).where(rows.c.version_id == version_id)
    return tuple(OwnWords(*row) for row in db.execute(query.order_by(rows.c.language, rows.c.place)))


def words_in(found: tuple[OwnWords, ...], language: str) -> Mapping[str, str]:
    """The words that count in a language, by place."""
    return {each.place: each.words for each in found if each.language == language and each.words}


def put_own_words(
    store: Store, acting: Acting, version_id: str, language: str, place: str, original: str, words: str, expected: int
) -> OwnWords | WordsMoved | Refused:
    """Put these words in the place of a told sentence; none, or the rule's own, take it back to the original.

    `expected` is the version that was looked at, 0 where nobody had changed it. The second of two writers is told.
    """
    own = "" if words.strip() == original.strip() else words.strip()
    problems = _unfit(language, place, original, own)
    if problems:
        return Refused(problems)
    with store.writing() as db:
        there = whole_result(db, acting, version_id, Wish.KEEP)
        if isinstance(there, Problem):
            return Refused((there,))
        found = {(each.language, each.place): each for each in read_words(db, version_id)}
        before = found.get((language, place), OwnWords(language, place, "", original, 0))
        if before.words == own:
            return before
        if before.version != expected:
            return WordsMoved(before)
        at = now()
        wanted = OwnWords(language, place, own, original, before.version + 1, at, acting.who)
        _put(db, acting, at, version_id, wanted)
        _note(db, acting, at, there, before, wanted)
    return wanted


def _unfit(language: str, place: str, original: str, words: str) -> tuple[Problem, ...]:
    if language not in LANGUAGES or not 0 < len(place) <= LONGEST_PLACE or unfit_wording("place", place, LONGEST_PLACE):
        return (problem("telling.no_place", "told"),)
    return tuple(unfit_wording("told/own_words", words, LONGEST) or unfit_wording("told/own_words", original, LONGEST))


def _put(db: Connection, acting: Acting, at: datetime, version_id: str, wanted: OwnWords) -> None:
    rows = table("told_words")
    told = {name: getattr(wanted, name) for name in _FIELDS}
    if wanted.version == 1:
        db.execute(insert(rows).values(stamps_of(acting, at) | told | {"version_id": version_id}))
        return
    this = (rows.c[name] == told[name] for name in ("language", "place"))
    db.execute(update(rows).where(rows.c.version_id == version_id, *this).values(told))


def _note(db: Connection, acting: Acting, at: datetime, there: Row, before: OwnWords, wanted: OwnWords) -> None:
    place = f"versions/{there['number']}/told/{wanted.language}/{wanted.place}"
    change = Change(place, before.words or before.original, wanted.words or wanted.original)
    of = there["intervention_id"], there["intervention_version"]
    record(db, acting, at, there["organisation_id"], "tell", (change,), *of)


# --- words about a person that should never have been written --------------------------------------------------------


def places_of_told_words(db: Connection, intervention_id: str, words: str) -> list[str]:
    """Where in own words, in those that links lead to and in the names of links the words stand."""
    return [place for place, _, _, _ in _holding(db, intervention_id, words)]


def take_out_of_told_words(db: Connection, intervention_id: str, words: str) -> None:
    """Put the tombstone in their place."""
    for _, rows, key, clean in list(_holding(db, intervention_id, words)):
        db.execute(update(rows).where(*(rows.c[name] == value for name, value in key.items())).values(clean))


def _holding(db: Connection, intervention_id: str, words: str):
    """Every row that holds the words, with its place, its table, its key and what it is to say instead."""
    kept = table("frozen_version")
    ours = select(kept.c.id).where(kept.c.intervention_id == intervention_id)
    for name, keys, kind in (
        ("told_words", ("version_id", "language", "place"), "told"),
        ("share_link", ("id",), "links"),
    ):
        rows = table(name)
        for row in db.execute(select(rows).where(rows.c.version_id.in_(ours))).mappings().all():
            clean = _clean(row, words)
            if clean:
                yield f"{kind}/{row[keys[-1]]}", rows, {key: row[key] for key in keys}, clean


def _clean(row: Row, words: str) -> dict[str, object]:
    """What of a row holds the words, without them."""
    told = {name: replaced(row[name], words, LONGEST) for name in ("words", "original", "name") if name in row}
    if "own_words" in row:
        told["own_words"] = {place: replaced(said, words, LONGEST) for place, said in row["own_words"].items()}
    return {name: value for name, value in told.items() if value != row[name]}
