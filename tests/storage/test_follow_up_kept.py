"""A result of what came out, kept in the same way as any other; and withdrawn when words in its follow-up must go."""

import pytest

from chain.follow_up_document import fingerprint
from chain.people import Acting
from sroi.follow_up.learned import learned
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage.failure import StorageFailed
from storage.operations import (
    Redaction,
    VersionSummary,
    confirm_redaction,
    follow_up_of,
    keep_version,
    load,
    propose_redaction,
    version,
    versions,
)
from storage.rows import table
from tests.storage.asking import codes
from tests.storage.following import approved, olle, planned, seen

NAME = "Kerstin Karlsson"


def published(store, home, **value) -> VersionSummary:
    """What came out, kept."""
    planned(store, home)
    approved(store, home, seen(12, **value))
    looked_at = fingerprint(follow_up_of(store, olle(home), "C1"))
    kept = keep_version(
        store, olle(home), "C1", 1, SWEDISH_PUBLIC_SECTOR, "År 2", drawing=None, seen_follow_up=looked_at
    )
    assert isinstance(kept, VersionSummary), kept
    return kept


def test_what_came_out_is_kept_with_its_follow_up_and_an_old_look_keeps_nothing(store, home):
    kept = published(store, home)
    again, problems = version(store, olle(home), kept.id)
    assert problems == []
    there = load(store, olle(home), "C1").chain
    assert (again.planned, again.follow_up) == (there, follow_up_of(store, olle(home), "C1"))
    assert again.chain == learned(there, again.follow_up).chain != there
    assert again.record.follow_up_sha256 == kept.follow_up_sha256
    stale = keep_version(store, olle(home), "C1", 1, SWEDISH_PUBLIC_SECTOR, "X", drawing=None, seen_follow_up="0" * 64)
    assert codes(stale) == ("version.follow_up_moved_on",)
    plain = keep_version(store, olle(home), "C1", 1, SWEDISH_PUBLIC_SECTOR, "Prognos", drawing=None)
    assert (plain.number, plain.follow_up_sha256) == (2, None)
    assert plain.fingerprint != kept.fingerprint


def test_words_in_a_kept_follow_up_withdraw_it_and_nothing_else_changes_it(store, home):
    kept = published(store, home, comment=f"Svar av {NAME}")
    rows = table("frozen_version")
    with pytest.raises(StorageFailed), store.writing() as db:
        db.execute(rows.update().values(follow_up="{}"))
    asked = propose_redaction(store, Acting("anna", home.id), "C1", NAME, "Ett namn", kept_too=True)
    done = confirm_redaction(store, Acting("bo", home.id), asked.id)
    assert isinstance(done, Redaction), done
    [left] = versions(store, olle(home), "C1")
    assert (left.ratio, left.withdrawn.confirmed_by) == (kept.ratio, "bo")
    with store.reading() as db:
        row = db.execute(rows.select()).mappings().one()
    assert NAME not in str(dict(row))
    assert asked.sha256 in row["follow_up"]
