"""Links to a kept result for people without an account: made, listed, revoked, and opened by whoever holds one.

A link leads to one result, in one language, as it was told when the link was made, and to nothing else.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Select, insert, select, update

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from sroi.frozen import open_version
from sroi.keeping import LONGEST_NAME, unfit_wording
from storage.changes import Change
from storage.failure import StorageFailed
from storage.operations.answers import Refused
from storage.operations.keeping import reads_past
from storage.operations.log import record
from storage.operations.people.attempts import guessed_wrong, held_for_guessing
from storage.operations.people.who import new_token, token_hash
from storage.operations.telling.about import Row, kept_result, whole_result
from storage.operations.telling.answers import LinkMade, SharedResult, ShareLink
from storage.operations.telling.own_words import LANGUAGES, read_words, words_in
from storage.rows import table
from storage.unit_of_work import Store

LONGEST_DAYS = 731
NOTED = timedelta(minutes=1)
_OWN = tuple(name for name in ShareLink.__dataclass_fields__ if name not in ("number", "result"))


def make_share_link(
    store: Store,
    acting: Acting,
    version_id: str,
    language: str,
    name: str,
    last_day: date,
    seen_words: Mapping[str, str],
) -> LinkMade | Refused:
    """Make a link that opens until the end of `last_day` (UTC), with the own words as they are.

    `seen_words` are the own words, by place, that the person has looked at: refused when they have changed since.
    """
    at = store.clock()
    problems = _unfit(language, name, last_day, at.date())
    if problems:
        return Refused(problems)
    rows, token = table("share_link"), new_token()
    with store.writing() as db:
        there = whole_result(db, acting, version_id, Wish.KEEP)
        if not isinstance(there, Problem) and words_in(read_words(db, version_id), language) != seen_words:
            there = problem("telling.words_moved", "told")
        if isinstance(there, Problem):
            return Refused((there,))
        row = {
            "id": str(uuid4()),
            "token_sha256": token_hash(token),
            "version_id": version_id,
            "language": language,
            "name": name.strip(),
            "own_words": dict(seen_words),
            "created_at": at,
            "created_by": acting.who,
            "expires_at": _end_of(last_day),
        }
        db.execute(insert(rows).values(row))
        told = {"name": row["name"], "language": language, "last_day": last_day.isoformat()}
        _note(db, acting, at, there, "make_share_link", row["id"], None, told)
        return LinkMade(token, _told(db.execute(_listing(rows.c.id == row["id"])).mappings().one()))


def _unfit(language: str, name: str, last_day: date, today: date) -> tuple[Problem, ...]:
    found = unfit_wording("share_link/link_name", name, LONGEST_NAME)
    if language not in LANGUAGES:
        found.append(problem("telling.no_place", "told"))
    if not name.strip():
        found.append(problem("telling.no_link_name", "share_link/link_name"))
    if last_day < today:
        found.append(problem("telling.day_past", "share_link/last_day", day=last_day))
    elif last_day > today + timedelta(days=LONGEST_DAYS):
        found.append(problem("telling.day_too_late", "share_link/last_day", day=today + timedelta(days=LONGEST_DAYS)))
    return tuple(found)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _note(db: Connection, acting: Acting, at: datetime, there: Row, action: str, link_id: str, *ends: object) -> None:
    change = Change(f"versions/{there['number']}/links/{link_id}", *ends)
    of = there["intervention_id"], there["intervention_version"]
    record(db, acting, at, there["organisation_id"], action, (change,), *of)


def _listing(*conditions: object) -> Select:
    rows, kept = table("share_link"), table("frozen_version")
    own = (rows.c[name] for name in _OWN)
    query = select(*own, kept.c.number, kept.c.name.label("result")).join(kept, kept.c.id == rows.c.version_id)
    return query.where(*conditions)


def _told(row: Row) -> ShareLink:
    return ShareLink(**{name: row[name] for name in ShareLink.__dataclass_fields__})


def share_links(store: Store, acting: Acting, intervention_id: str) -> list[ShareLink]:
    """The links to what is kept of an intervention, latest first, also those that lead nowhere any longer."""
    rows, kept = table("share_link"), table("frozen_version")
    query = _listing(kept.c.intervention_id == intervention_id).order_by(rows.c.created_at.desc(), rows.c.id)
    with store.reading() as db:
        readable = reads_past(db, acting, intervention_id)
        return [_told(row) for row in db.execute(query).mappings()] if readable else []


def revoke_share_link(store: Store, acting: Acting, link_id: str) -> Problem | None:
    """From now on the link leads nowhere. A second time changes nothing."""
    rows, at = table("share_link"), store.clock()
    with store.writing() as db:
        found = db.execute(select(rows.c.version_id, rows.c.name).where(rows.c.id == link_id)).first()
        there = kept_result(db, acting, found.version_id if found else link_id, Wish.KEEP)
        if isinstance(there, Problem):
            return problem("telling.no_link", "share_link") if there.code == "version.gone" else there
        this = rows.c.id == link_id, rows.c.revoked_at.is_(None)
        if db.execute(update(rows).where(*this).values(revoked_at=at, revoked_by=acting.who)).rowcount:
            _note(db, acting, at, there, "revoke_share_link", link_id, {"name": found.name}, None)
    return None


# --- without an account -----------------------------------------------------------------------------------------------


def shared_result(store: Store, token: str, address: str = "") -> SharedResult | Problem | None:
    """What the link of this token leads to now. None: it leads nowhere, and nobody is told whether it ever did. A
    Problem: too many links from this network address led nowhere, and whoever asks has to wait, whatever they hold."""
    at = store.clock()
    with store.reading() as db:
        held = held_for_guessing(db, at, address)
        if held:
            return held
        row = db.execute(_opening(token, at)).mappings().first()
    shared = _shared(row) if row else None
    if shared is None:
        with suppress(StorageFailed):
            guessed_wrong(store, at, address)
    elif row["last_read_at"] is None or at - row["last_read_at"] >= NOTED:
        _note_read(store, row["id"], at)
    return shared


def _opening(token: str, at: datetime) -> Select:
    rows, kept, owners = table("share_link"), table("frozen_version"), table("organisation")
    texts = (kept.c[name] for name in ("number", "record", "chain", "result", "follow_up"))
    query = select(rows, *texts, owners.c.name.label("organisation")).join(kept, kept.c.id == rows.c.version_id)
    return query.join(owners, owners.c.id == kept.c.organisation_id).where(
        rows.c.token_sha256 == token_hash(token),
        rows.c.revoked_at.is_(None),
        rows.c.expires_at > at,
        kept.c.redaction_id.is_(None),
    )


def _shared(row: Row) -> SharedResult | None:
    """The result as it was kept; None where something about it does not hold, which is not for others to see."""
    version, problems = open_version(row["record"], row["chain"], row["result"], row["follow_up"])
    if version is None or problems:
        return None
    words, last_day = tuple(sorted(row["own_words"].items())), (row["expires_at"] - timedelta(days=1)).date()
    return SharedResult(row["id"], row["organisation"], version, row["number"], row["language"], words, last_day)


def _note_read(store: Store, link_id: str, at: datetime) -> None:
    rows = table("share_link")
    # A store that cannot write for the moment may still be read.
    with suppress(StorageFailed), store.writing(f"share link {link_id}") as db:
        db.execute(update(rows).where(rows.c.id == link_id).values(last_read_at=at))
